import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../src/contract/connection.ts';
import type { ImportStatus } from '../../src/contract/import.ts';
import { queries } from '../api.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import type { SignInSlot } from '../ui/slots.ts';
import { formatLabel } from './label.ts';
import { PhaseBadge, isOver } from './phase.tsx';
import { placeOf } from './place-of.ts';
import { ReceiptView } from './receipt.tsx';
import { TransferActions } from './transfer-actions.tsx';
import { TransferProgress } from './transfer-progress.tsx';
import styles from './transfers.module.css';

export interface TransferProps {
  readonly importId: string;
  readonly onOpenStudy?: (connectionId: string, studyUuid: string) => void;
  readonly SignIn?: SignInSlot;
}

/** One transfer from its first byte to its receipt. */
export function Transfer({ importId, onOpenStudy, SignIn }: TransferProps) {
  const { t } = useTranslation('transfers');
  const imports = useQuery(queries.imports());
  const connections = useQuery(queries.connections());
  if (imports.error !== null) {
    return (
      <ProblemNotice problem={imports.error} safe={t('safe')} remedies={{ retry: () => void imports.refetch() }} />
    );
  }
  const status = imports.data?.find((one) => one.importId === importId);
  if (status === undefined) return null;
  const { connectionId } = status;
  const connection = connections.data?.find(({ id }) => id === connectionId);
  const signIn =
    SignIn === undefined || connection === undefined || !needsSignIn(status, connection) ? undefined : (
      <>
        {connection.session.state === 'expired' || status.problem === undefined ? null : (
          <ProblemNotice problem={status.problem} safe={t('safe')} />
        )}
        <SignIn isInline connection={connection} />
      </>
    );
  return (
    <div className={styles.transfer}>
      <div className={styles.current}>
        <div className={styles.heading}>
          <PhaseBadge status={status} />
          <strong>{formatLabel(status.label)}</strong>
          <span className={styles.soft}>{t('to', { destination: placeOf(status, connection) })}</span>
        </div>
        <TransferProgress status={status} label={t('progress')} />
        {signIn}
        <div className={styles.actions}>
          <TransferActions status={status} waitsForSignIn={signIn !== undefined} />
        </div>
      </div>
      {isOver(status) ? (
        <ReceiptView
          importId={importId}
          destination={status.destination}
          {...(onOpenStudy === undefined ? {} : { onOpenStudy: (uuid) => onOpenStudy(connectionId, uuid) })}
        />
      ) : null}
    </div>
  );
}

/** Paused until someone signs in: then it goes on by itself. */
function needsSignIn({ phase, problem }: ImportStatus, { session }: Connection): boolean {
  if (phase !== 'paused' || session.state === 'signed-in') return false;
  return problem?.next === 'sign-in-again' || problem?.next === 'enter-pin';
}
