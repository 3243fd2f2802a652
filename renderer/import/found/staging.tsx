import { useTranslation } from 'react-i18next';
import type { StagingStatus } from '../../../src/contract/scan.ts';
import { formatBytes, formatNumber } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';

/** Whether the disc is still needed: it may be taken out when the copy is complete and checked, and not before. */
export function Staging({ staging }: { readonly staging: StagingStatus }) {
  const { t } = useTranslation('import');
  const { filesTotal, filesCopied, filesFailed, bytesTotal, bytesCopied } = staging;
  switch (staging.state) {
    case 'copying':
      return (
        <Progress
          label={t('staging.copying')}
          value={bytesCopied}
          max={bytesTotal}
          text={t('staging.copied', {
            copied: formatNumber(filesCopied),
            total: formatNumber(filesTotal),
            bytes: formatBytes(bytesCopied),
          })}
        />
      );
    case 'safe':
      return (
        <Notice tone="ok" title={t('staging.safe')}>
          {t('staging.safeHint', { count: filesCopied, number: formatNumber(filesCopied) })}
        </Notice>
      );
    case 'incomplete':
      return (
        <Notice tone="warn" title={t('staging.incomplete', { count: filesFailed, number: formatNumber(filesFailed) })}>
          {t('staging.incompleteHint')}
        </Notice>
      );
  }
}
