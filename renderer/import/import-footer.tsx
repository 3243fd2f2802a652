import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { formatBytes, formatNumber } from '../ui/format.ts';
import type { Obstacle } from './draft.ts';
import type { Chosen } from './selection.ts';
import styles from './import.module.css';

export interface ImportFooterProps {
  readonly chosen: Chosen;
  readonly obstacles: readonly Obstacle[];
  /** How many go along. */
  readonly documents?: number;
  readonly children: ReactNode;
}

/** What is chosen in one sentence, what still stands in the way, and the next step. */
export function ImportFooter({ chosen, obstacles, documents = 0, children }: ImportFooterProps) {
  const { t } = useTranslation('import');
  const [first] = obstacles;
  return (
    <>
      <output className={styles.summary}>
        {chosen.studies.length === 0 ? (
          <strong>{t('summary.nothing')}</strong>
        ) : (
          <>
            <strong>
              {t('summary.objects', { count: chosen.objects, number: formatNumber(chosen.objects) })}{' '}
              {t('summary.studies', { count: chosen.studies.length, number: formatNumber(chosen.studies.length) })}
            </strong>
            <span className={styles.soft}>{formatBytes(chosen.bytes)}</span>
            {documents === 0 ? null : <span>{t('summary.documents', { count: documents })}</span>}
          </>
        )}
      </output>
      {first === undefined ? null : (
        <output className={styles.obstacle}>
          <CircleAlert aria-hidden />
          {t(`obstacle.${first}`)}
        </output>
      )}
      <div className={styles.footerButtons}>{children}</div>
    </>
  );
}
