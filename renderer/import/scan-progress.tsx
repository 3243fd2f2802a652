import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ScanStatus } from '../../src/contract/events.ts';
import { client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { formatBytes, formatNumber } from '../ui/format.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './import.module.css';

export interface ScanProgressProps {
  readonly status: ScanStatus;
  readonly onCancelled: () => void;
}

/** What is found while a source is read. */
export function ScanProgress({ status, onCancelled }: ScanProgressProps) {
  const { t } = useTranslation('import');
  const { filesFound, filesRead, dicom, unreadable, bytesFound } = status.progress;
  const cancel = useMutation({
    mutationFn: () => client.endScan({ scanId: status.scanId }),
    onSuccess: onCancelled,
  });
  const counts = [
    [t('scan.objects'), formatNumber(dicom)],
    [t('scan.files'), formatNumber(filesFound)],
    [t('scan.size'), formatBytes(bytesFound)],
    [t('scan.unreadable'), formatNumber(unreadable)],
  ] as const;
  return (
    <div className={styles.scan}>
      <Progress
        label={status.sources.join(', ')}
        value={filesRead}
        max={filesFound}
        text={t('scan.read', { read: formatNumber(filesRead), found: formatNumber(filesFound) })}
      />
      <dl className={styles.counts}>
        {counts.map(([name, value]) => (
          <div key={name} className={styles.count}>
            <dd>{value}</dd>
            <dt>{name}</dt>
          </div>
        ))}
      </dl>
      {cancel.error === null ? null : <ProblemNotice problem={cancel.error} />}
      <div>
        <Button isPending={cancel.isPending} onPress={() => cancel.mutate()}>
          {t('scan.cancel')}
        </Button>
      </div>
    </div>
  );
}
