import { CircleCheck, Disc3, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StagingStatus } from '../../../src/contract/scan.ts';
import { cx } from '../../ui/cx.ts';
import { formatBytes, formatNumber } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import styles from './found.module.css';

/** Whether the disc is still needed: it may be taken out when the copy is complete and checked, and not before. */
export function Staging({ staging }: { readonly staging: StagingStatus }) {
  const { t } = useTranslation('import');
  const { filesTotal, filesCopied, filesFailed, bytesTotal, bytesCopied } = staging;
  switch (staging.state) {
    case 'copying': {
      const copied = t('staging.copied', {
        copied: formatNumber(filesCopied),
        total: formatNumber(filesTotal),
        bytes: formatBytes(bytesCopied),
      });
      return (
        <div className={styles.staging}>
          <Disc3 aria-hidden />
          <strong>{t('staging.copying')}</strong>
          <span>{copied}</span>
          <div className={styles.copied}>
            <Progress slim label={t('staging.copying')} value={bytesCopied} max={bytesTotal} text={copied} />
          </div>
        </div>
      );
    }
    case 'safe':
      return (
        <output className={cx(styles.staging, styles.safe)}>
          <CircleCheck aria-hidden />
          <strong>{t('staging.safe')}</strong>
          <span>{t('staging.safeHint', { count: filesCopied, number: formatNumber(filesCopied) })}</span>
        </output>
      );
    case 'incomplete':
      return (
        <output className={cx(styles.staging, styles.incomplete)}>
          <TriangleAlert aria-hidden />
          <strong>{t('staging.incomplete', { count: filesFailed, number: formatNumber(filesFailed) })}</strong>
          <span>{t('staging.incompleteHint')}</span>
        </output>
      );
  }
}
