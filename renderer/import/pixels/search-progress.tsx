import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import type { TextSearch } from './use-found-text.ts';
import styles from './grid.module.css';

/** How far the program has looked for text, and what it found; never that there is none. */
export function SearchProgress({ found, total }: TextSearch) {
  const { t } = useTranslation('pixels');
  if (total === 0) return null;
  if (found.size < total)
    return (
      <Progress
        label={t('search.running')}
        value={found.size}
        max={total}
        text={t('search.done', { done: formatNumber(found.size), total: formatNumber(total) })}
      />
    );
  const texts = [...found.values()];
  const failed = texts.filter((text) => text === 'failed').length;
  const withText = texts.filter((text) => text !== 'failed' && text.regions.length > 0).length;
  return (
    <p className={styles.soft}>
      {t('search.found', { count: withText, total: formatNumber(total) })}
      {failed === 0 ? null : ` ${t('search.failed', { count: failed })}`} {t('search.limits')}
    </p>
  );
}
