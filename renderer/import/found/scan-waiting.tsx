import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ScanStatus } from '../../../src/contract/events.ts';
import { client } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { WaitingRows } from '../../ui/waiting.tsx';

export interface ScanWaitingProps {
  readonly scan: {
    readonly data: { readonly status: ScanStatus } | undefined;
    readonly error: Error | null;
    readonly isPending: boolean;
    readonly refetch: () => unknown;
  };
  readonly onAnotherSource: () => void;
}

/** A source of which nothing can be shown: not yet, or not any more. */
export function ScanWaiting({ scan, onAnotherSource }: ScanWaitingProps) {
  const { t } = useTranslation('import');
  const status = scan.data?.status;
  const problem = scan.error ?? status?.problem;
  const cancel = useMutation({
    mutationFn: (scanId: string) => client.endScan({ scanId }),
    onSuccess: onAnotherSource,
  });
  return (
    <>
      {problem === undefined ? null : (
        <ProblemNotice
          problem={problem}
          safe={t('source.safe')}
          remedies={{
            'choose-another-source': onAnotherSource,
            'reinsert-disc': onAnotherSource,
            retry: () => void scan.refetch(),
            'correct-input': onAnotherSource,
          }}
        />
      )}
      {cancel.error === null ? null : <ProblemNotice problem={cancel.error} />}
      {scan.isPending ? <WaitingRows rows={3} label={t('scan.waiting')} /> : null}
      {status?.state === 'running' ? (
        <>
          <Progress
            label={status.sources.join(' + ')}
            value={status.progress.filesRead}
            max={status.progress.filesFound}
            text={t('scan.read', {
              read: formatNumber(status.progress.filesRead),
              found: formatNumber(status.progress.filesFound),
            })}
          />
          <div>
            <Button isPending={cancel.isPending} onPress={() => cancel.mutate(status.scanId)}>
              {t('scan.cancel')}
            </Button>
          </div>
        </>
      ) : null}
      {status?.state !== 'cancelled' ? null : (
        <div>
          <Button onPress={onAnotherSource}>{t('choose.another')}</Button>
        </div>
      )}
    </>
  );
}
