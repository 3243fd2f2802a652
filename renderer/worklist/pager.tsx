import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WorklistPage } from '../../src/contract/study.ts';
import { IconButton } from '../ui/button.tsx';
import { formatNumber } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { changeView, rangeOf } from './view.ts';
import type { WorklistView } from './view.ts';
import styles from './worklist.module.css';

export interface PagerProps {
  readonly answer: WorklistPage;
  readonly view: WorklistView;
  readonly onView: (view: WorklistView) => void;
}

const sizes = ['25', '50', '100', '200'] as const;

export function Pager({ answer, view, onView }: PagerProps) {
  const { t } = useTranslation('worklist');
  const { from, to } = rangeOf(answer.page, view.rows, answer.studies.length);
  const range = { from: formatNumber(from), to: formatNumber(to) };
  return (
    <nav className={styles.pager} aria-label={t('pager.label')}>
      <output className={styles.range}>
        {answer.total === undefined
          ? t('pager.range', range)
          : t('pager.rangeOf', { ...range, total: formatNumber(answer.total) })}
      </output>
      <IconButton
        label={t('pager.previous')}
        icon={<ChevronLeft />}
        isDisabled={view.page === 1}
        onPress={() => onView({ ...view, page: view.page - 1 })}
      />
      <IconButton
        label={t('pager.next')}
        icon={<ChevronRight />}
        isDisabled={!answer.more}
        onPress={() => onView({ ...view, page: view.page + 1 })}
      />
      <Select
        quiet
        hideLabel
        label={t('pager.rows')}
        choices={sizes.map((id) => ({ id, name: t('pager.perPage', { rows: id }) }))}
        value={sizes.find((size) => Number(size) === view.rows)}
        onChange={(size) => onView(changeView(view, { rows: Number(size) }))}
      />
    </nav>
  );
}
