import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '../../src/contract/import.ts';
import { formatBytes, formatDuration, formatNumber } from '../ui/format.ts';
import { Progress } from '../ui/progress.tsx';
import { isIncomplete } from './phase.tsx';
import styles from './transfers.module.css';

export interface TransferProgressProps {
  readonly status: ImportStatus;
  readonly label: string;
  /** Where to, unless it is said nearby. */
  readonly destination?: string;
}

/** One transfer's bar: objects, bytes, rate, time left. */
export function TransferProgress({ status, label, destination }: TransferProgressProps) {
  const { t } = useTranslation('transfers');
  const numbers = [
    destination === undefined ? '' : t('to', { destination }),
    status.bytesDone === status.bytesTotal
      ? formatBytes(status.bytesTotal)
      : t('bytes', { done: formatBytes(status.bytesDone), total: formatBytes(status.bytesTotal) }),
    status.phase === 'sending' && status.bytesPerSecond !== undefined
      ? t('rate', { rate: formatBytes(status.bytesPerSecond) })
      : '',
    status.phase === 'sending' && status.secondsLeft !== undefined
      ? t('left', { time: formatDuration(status.secondsLeft) })
      : '',
    status.documents === undefined
      ? ''
      : t('documents', { done: status.documents.sent, count: status.documents.total }),
    status.objectsFailed > 0 ? t('failed', { count: status.objectsFailed }) : '',
  ];
  return (
    <div className={styles.progress}>
      <Progress
        label={label}
        value={status.objectsDone}
        max={status.objectsTotal}
        text={t('objects', {
          count: status.objectsTotal,
          done: formatNumber(status.objectsDone),
          total: formatNumber(status.objectsTotal),
        })}
        tone={toneOf(status)}
      />
      <p className={styles.numbers}>{numbers.filter(Boolean).join(' · ')}</p>
    </div>
  );
}

function toneOf(status: ImportStatus): 'accent' | 'ok' | 'bad' | 'idle' {
  switch (status.phase) {
    case 'done':
      return isIncomplete(status) ? 'bad' : 'ok';
    case 'failed':
      return 'bad';
    case 'waiting':
    case 'paused':
    case 'cancelled':
      return 'idle';
    case 'sending':
    case 'verifying':
      return 'accent';
  }
}
