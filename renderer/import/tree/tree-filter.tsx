import { Search, UsersRound, X } from 'lucide-react';
import { Input, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ScanSummary } from '../../../src/contract/scan.ts';
import { IconButton } from '../../ui/button.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { cx } from '../../ui/cx.ts';
import { hasMark, marks } from './matches.ts';
import type { Mark } from './matches.ts';
import styles from './tree-filter.module.css';

export interface TreeFilterProps {
  readonly summary: ScanSummary;
  readonly words: string;
  readonly mark: Mark | undefined;
  readonly onWords: (words: string) => void;
  readonly onMark: (mark: Mark | undefined) => void;
}

/** Words to look for in the tree, and what is wrong with the series looked for. */
export function TreeFilter({ summary, words, mark, onWords, onMark }: TreeFilterProps) {
  const { t } = useTranslation('import');
  const branches = summary.patients.flatMap((patient) =>
    patient.studies.flatMap((study) => study.series.map((series) => ({ patient, study, series }))),
  );
  const counts = marks.map((id) => ({ id, count: branches.filter((branch) => hasMark(branch, id)).length }));
  return (
    <div className={styles.filter}>
      <SearchField aria-label={t('tree.filter')} value={words} onChange={onWords} className={cx(styles.field)}>
        <Search aria-hidden />
        <Input className={cx(styles.input)} placeholder={t('tree.filterHint')} spellCheck={false} />
        {words === '' ? null : <IconButton label={t('tree.filterClear')} icon={<X />} />}
      </SearchField>
      <FilterChips
        label={t('tree.marks')}
        all={t('tree.mark.all')}
        chips={counts
          .filter(({ id, count }) => count > 0 || id === mark)
          .map(({ id, count }) => ({ id, name: t(`tree.mark.${id}`), count }))}
        value={mark}
        onChange={onMark}
      />
      {summary.patients.length < 2 ? null : (
        <output className={styles.several}>
          <UsersRound aria-hidden />
          <span>
            <strong>{t('choose.several', { count: summary.patients.length })}</strong> {t('choose.severalHint')}
          </span>
        </output>
      )}
    </div>
  );
}
