import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ScanSummary } from '../../src/contract/scan.ts';
import { Badge } from '../ui/badge.tsx';
import { formatBytes, formatNumber } from '../ui/format.ts';
import { Section } from '../ui/section.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import styles from './import.module.css';

/** What the disc's own index says, against what is really there. Everything there is offered either way. */
export function DiscReport({ summary }: { readonly summary: ScanSummary }) {
  const { t } = useTranslation('import');
  return (
    <>
      <p className={styles.soft}>{t('disc.hint')}</p>
      {summary.dicomdir.length === 0 ? <p className={styles.soft}>{t('disc.none')}</p> : null}
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
    </>
  );
}

function Duplicates({ summary }: { readonly summary: ScanSummary }) {
  const { t } = useTranslation('import');
  const same = summary.duplicates.filter(({ identical }) => identical);
  const different = summary.duplicates.filter(({ identical }) => !identical);
  return (
    <>
      <Paths title={t('disc.identical')} paths={same.map(({ paths }) => paths.join(' = '))} />
      <Paths title={t('disc.different')} paths={different.map(({ paths }) => paths.join(' ≠ '))} />
    </>
  );
}

function Paths({ title, paths }: { readonly title: string; readonly paths: readonly string[] }) {
  if (paths.length === 0) return null;
  return (
    <div>
      <p className={styles.listTitle}>
        {title} <span className={styles.soft}>{formatNumber(paths.length)}</span>
      </p>
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

export function Documents({ summary }: { readonly summary: ScanSummary }) {
  const { t } = useTranslation('import');
  return (
    <>
      <p className={styles.soft}>{t('documents.hint')}</p>
      <div className={styles.box}>
        <VirtualList
          label={t('documents.label')}
          rows={summary.documents}
          rowHeight={32}
          maxHeight={480}
          render={({ path, mediaType, bytes }) => (
            <div className={styles.document}>
              <span className={styles.path}>{path}</span>
              <span className={styles.soft}>{mediaType}</span>
              <span className={styles.soft}>{formatBytes(bytes)}</span>
            </div>
          )}
        />
      </div>
    </>
  );
}
