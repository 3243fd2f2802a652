import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ScanSummary } from '../../../src/contract/scan.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './disc-report.module.css';

/** What the disc's own index says, against what is really there. Everything there is offered either way. */
export function DiscReport({ summary }: { readonly summary: ScanSummary }) {
  const { t } = useTranslation('import');
  return (
    <div className={styles.scroll}>
      <p className={styles.soft}>{t('disc.hint')}</p>
      {summary.partial ? <p className={styles.soft}>{t('disc.notYet')}</p> : null}
      {summary.dicomdir.length === 0 && !summary.partial ? <p className={styles.soft}>{t('disc.none')}</p> : null}
      {summary.dicomdir.map(({ path, records, listedButAbsent, presentButUnlisted, problems }) => {
        const agrees = listedButAbsent.length + presentButUnlisted.length + problems.length === 0;
        return (
          <Section
            key={path}
            title={path}
            hint={t('disc.records', { count: records })}
            actions={
              <Badge
                tone={agrees ? 'ok' : 'warn'}
                icon={agrees ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
              >
                {agrees ? t('disc.agrees') : t('disc.differs')}
              </Badge>
            }
          >
            <Paths title={t('disc.listedButAbsent')} paths={listedButAbsent} />
            <Paths title={t('disc.presentButUnlisted')} paths={presentButUnlisted} />
            <Paths title={t('disc.problems')} paths={problems.map(({ message }) => message)} />
          </Section>
        );
      })}
      <Duplicates summary={summary} />
    </div>
  );
}

/** One object under one identifier is sent once; two objects under one are a contradiction, of which the first is kept. */
function Duplicates({ summary }: { readonly summary: ScanSummary }) {
  const { t } = useTranslation('import');
  const same = summary.duplicates.filter(({ identical }) => identical);
  const different = summary.duplicates.filter(({ identical }) => !identical);
  if (summary.duplicates.length === 0) return null;
  return (
    <Section title={t('disc.duplicates')}>
      <Paths
        title={t('disc.different')}
        hint={t('disc.differentHint')}
        paths={different.map(({ paths }) => paths.join(' ≠ '))}
      />
      <Paths title={t('disc.identical')} paths={same.map(({ paths }) => paths.join(' = '))} />
    </Section>
  );
}

/** How much the disc index and the copies on the disc give to look at. */
export function differencesIn({ dicomdir, duplicates }: ScanSummary): number {
  return dicomdir.reduce(
    (sum, one) => sum + one.listedButAbsent.length + one.presentButUnlisted.length + one.problems.length,
    duplicates.length,
  );
}

interface PathsProps {
  readonly title: string;
  readonly hint?: string;
  readonly paths: readonly string[];
}

function Paths({ title, hint, paths }: PathsProps) {
  if (paths.length === 0) return null;
  return (
    <div>
      <p className={styles.listTitle}>
        {title} <span className={styles.soft}>{formatNumber(paths.length)}</span>
      </p>
      {hint === undefined ? null : <p className={styles.soft}>{hint}</p>}
      <div className={styles.box}>
        <VirtualList
          label={title}
          rows={paths}
          rowHeight={28}
          maxHeight={224}
          render={(path) => (
            <span className={styles.pathRow} title={path}>
              {path}
            </span>
          )}
        />
      </div>
    </div>
  );
}
