import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepairCode, ScanProblemCode, ScanSummary } from '../../../src/contract/scan.ts';
import { NOTICES } from '../../../src/contract/scan.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { problemGroups, repairCounts } from './problem-groups.ts';
import styles from './problem-list.module.css';

/** Every file that is not among the images, with its reason and what to do; then what was mended in those that are. */
export function ProblemList({ summary }: { readonly summary: ScanSummary }) {
  const { t } = useTranslation('import');
  const [code, setCode] = useState<ScanProblemCode>();
  const groups = problemGroups(summary.problems);
  const shown = groups.filter((group) => code === undefined || group.code === code);
  const repairs = repairCounts(summary);
  const mended = repairs.filter(({ repair }) => !NOTICES.has(repair));
  const noticed = repairs.filter(({ repair }) => NOTICES.has(repair));
  return (
    <div className={styles.scroll}>
      {groups.length === 0 ? <p className={styles.soft}>{t('problems.none')}</p> : null}
      {groups.length < 2 ? null : (
        <FilterChips
          label={t('problems.filter')}
          all={t('problems.all', { count: summary.problems.length })}
          chips={groups.map((group) => ({
            id: group.code,
            name: t(`code.${group.code}`),
            count: group.problems.length,
          }))}
          value={shown.length === groups.length ? undefined : code}
          onChange={setCode}
        />
      )}
      {shown.map((group) => (
        <Section
          key={group.code}
          title={
            <>
              {t(`code.${group.code}`)} <span className={styles.count}>{formatNumber(group.problems.length)}</span>
            </>
          }
          hint={t(`problems.next.${group.code}`)}
        >
          <div className={styles.box}>
            <VirtualList
              label={t(`code.${group.code}`)}
              rows={group.problems}
              rowHeight={30}
              maxHeight={shown.length === 1 ? 480 : 240}
              render={({ path, message }) => (
                <div className={styles.problem}>
                  <span className={styles.path} title={path}>
                    {path}
                  </span>
                  <span className={styles.reason} title={message}>
                    {message}
                  </span>
                </div>
              )}
            />
          </div>
        </Section>
      ))}
      <Repairs title={t('problems.mended')} hint={t('problems.mendedHint')} repairs={mended} />
      <Repairs title={t('problems.noticed')} hint={t('problems.noticedHint')} repairs={noticed} />
    </div>
  );
}

interface RepairsProps {
  readonly title: string;
  readonly hint: string;
  readonly repairs: readonly { readonly repair: RepairCode; readonly series: number }[];
}

function Repairs({ title, hint, repairs }: RepairsProps) {
  const { t } = useTranslation('import');
  if (repairs.length === 0) return null;
  return (
    <Section title={title} hint={hint}>
      <dl className={styles.repairs}>
        {repairs.map(({ repair, series }) => (
          <div key={repair} className={styles.repair}>
            <dt>
              {t(`repair.${repair}.name`)}{' '}
              <span className={styles.count}>{t('problems.inSeries', { count: series })}</span>
            </dt>
            <dd>{t(`repair.${repair}.text`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
