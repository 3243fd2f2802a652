import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScanProblem, ScanProblemCode } from '../../src/contract/scan.ts';
import { Select } from '../ui/select.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import styles from './import.module.css';

const all = 'all';

/** Every file that is not an image to send, with its reason. */
export function ProblemList({ problems }: { readonly problems: readonly ScanProblem[] }) {
  const { t } = useTranslation('import');
  const [code, setCode] = useState<ScanProblemCode | typeof all>(all);
  const counts = new Map<ScanProblemCode, number>();
  for (const problem of problems) counts.set(problem.code, (counts.get(problem.code) ?? 0) + 1);
  const shown = code === all ? problems : problems.filter((problem) => problem.code === code);
  if (problems.length === 0) return <p className={styles.soft}>{t('problems.none')}</p>;
  return (
    <>
      <div className={styles.filter}>
        <Select<ScanProblemCode | typeof all>
          hideLabel
          label={t('problems.filter')}
          choices={[
            { id: all, name: t('problems.all', { count: problems.length }) },
            ...[...counts].map(([id, count]) => ({ id, name: t(`code.${id}`), description: String(count) })),
          ]}
          value={code}
          onChange={setCode}
        />
      </div>
      <div className={styles.box}>
        <VirtualList
          label={t('problems.label')}
          rows={shown}
          rowHeight={48}
          maxHeight={480}
          render={(problem) => (
            <div className={styles.problem}>
              <span className={styles.path} title={problem.path}>
                {problem.path}
              </span>
              <span className={styles.reason} title={problem.message}>
                <strong>{t(`code.${problem.code}`)}</strong> {problem.message}
              </span>
            </div>
          )}
        />
      </div>
    </>
  );
}
