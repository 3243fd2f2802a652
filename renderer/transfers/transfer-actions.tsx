import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Ban, Pause, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '../../src/contract/import.ts';
import { client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { isIncomplete, isRunning } from './phase.tsx';

export interface TransferActionsProps {
  readonly status: ImportStatus;
  /** The sign-in beside it says what stands in the way, and it goes on by itself afterwards. */
  readonly waitsForSignIn: boolean;
}

/** Stop what runs, go on with what is left, and what stands in the way. */
export function TransferActions({ status, waitsForSignIn }: TransferActionsProps) {
  const { t } = useTranslation('transfers');
  const cache = useQueryClient();
  const { importId } = status;
  const settle = { onSuccess: () => cache.invalidateQueries({ queryKey: ['imports'] }) };
  const cancel = useMutation({ mutationFn: () => client.cancelImport({ importId }), ...settle });
  const pause = useMutation({ mutationFn: () => client.pauseImport({ importId }), ...settle });
  const retry = useMutation({ mutationFn: () => client.retryImport({ importId }), ...settle });
  const isFirst = status.priority === 'stat';
  const prefer = useMutation({
    mutationFn: () => client.setImportPriority({ importId }, { priority: isFirst ? 'routine' : 'stat' }),
    ...settle,
  });
  const failure =
    cancel.error ?? pause.error ?? retry.error ?? prefer.error ?? (waitsForSignIn ? undefined : status.problem);
  const mayRetry =
    !waitsForSignIn && (isIncomplete(status) || ['failed', 'cancelled', 'paused'].includes(status.phase));
  return (
    <>
      {failure === undefined ? null : <ProblemNotice problem={failure} safe={t('safe')} />}
      {isRunning(status) || status.phase === 'paused' ? (
        <Button isPending={prefer.isPending} onPress={() => prefer.mutate()}>
          {isFirst ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />}
          {isFirst ? t('sendInTurn') : t('sendFirst')}
        </Button>
      ) : null}
      {isRunning(status) ? (
        <Button isPending={pause.isPending} onPress={() => pause.mutate()}>
          <Pause aria-hidden />
          {t('pause')}
        </Button>
      ) : null}
      {isRunning(status) || status.phase === 'paused' ? (
        <Button isPending={cancel.isPending} onPress={() => cancel.mutate()}>
          <Ban aria-hidden />
          {t('cancel')}
        </Button>
      ) : null}
      {mayRetry ? (
        <Button look="primary" isPending={retry.isPending} onPress={() => retry.mutate()}>
          <RotateCcw aria-hidden />
          {status.phase === 'done' ? t('retryFailed') : t('goOn')}
        </Button>
      ) : null}
    </>
  );
}
