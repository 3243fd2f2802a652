import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../api.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { formatLabel } from './label.ts';
import { PhaseBadge, isRunning } from './phase.tsx';
import { ReceiptView } from './receipt.tsx';
import { TransferActions } from './transfer-actions.tsx';
import { TransferProgress } from './transfer-progress.tsx';
import styles from './transfers.module.css';

export interface TransferProps {
  readonly importId: string;
  readonly onOpenStudy?: (connectionId: string, studyUuid: string) => void;
}

/** One transfer from its first byte to its receipt. */
export function Transfer({ importId, onOpenStudy }: TransferProps) {
  const { t } = useTranslation('transfers');
  const imports = useQuery(queries.imports());
  if (imports.error !== null) {
    return (
      <ProblemNotice problem={imports.error} safe={t('safe')} remedies={{ retry: () => void imports.refetch() }} />
    );
  }
  const status = imports.data?.find((one) => one.importId === importId);
  if (status === undefined) return null;
  const { connectionId } = status;
  return (
    <div className={styles.transfer}>
      <div className={styles.current}>
        <div className={styles.heading}>
          <PhaseBadge status={status} />
          <strong>{formatLabel(status.label)}</strong>
          <span className={styles.soft}>{t('to', { destination: status.destination })}</span>
        </div>
        <TransferProgress status={status} label={t('progress')} />
        <div className={styles.actions}>
          <TransferActions status={status} />
        </div>
      </div>
      {isRunning(status) ? null : (
        <ReceiptView
          importId={importId}
          destination={status.destination}
          {...(onOpenStudy === undefined ? {} : { onOpenStudy: (uuid) => onOpenStudy(connectionId, uuid) })}
        />
      )}
    </div>
  );
}
