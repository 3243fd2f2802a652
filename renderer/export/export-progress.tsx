import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ExportStatus } from '../../src/contract/export.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { formatBytes, formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './export.module.css';

const MOST_NAMED = 20;

/** How far an export is, and what became of it: brought into view when either begins, as the form above is long. */
export function ExportProgress({ exportId }: { readonly exportId: string }) {
  const exports = useQuery(queries.exports());
  const status = exports.data?.find((one) => one.exportId === exportId);
  if (status === undefined) return null;
  const isRunning = status.phase === 'writing' || status.phase === 'checking';
  return (
    <div key={String(isRunning)} ref={intoView} className={styles.field}>
      <Outcome status={status} />
    </div>
  );
}

function intoView(block: HTMLElement | null): void {
  block?.scrollIntoView({ block: 'nearest' });
}

function Outcome({ status }: { readonly status: ExportStatus }) {
  const { t } = useTranslation('export');
  const { exportId, phase, problem, objectsDone, objectsTotal } = status;
  const cancel = useMutation({ mutationFn: () => client.cancelExport({ exportId }) });
  if (phase === 'failed') return problem === undefined ? null : <ProblemNotice problem={problem} safe={t('safe')} />;
  if (phase === 'cancelled') return <Notice tone="info" title={t('cancelled')} />;
  if (phase === 'done') return <Done status={status} />;
  return (
    <div className={styles.running}>
      <Progress
        label={t(`progress.${phase}`)}
        value={objectsDone}
        max={objectsTotal}
        text={t('progress.text', { done: formatNumber(objectsDone), total: formatNumber(objectsTotal) })}
      />
      <Button isPending={cancel.isPending} onPress={() => cancel.mutate()}>
        {t('cancel')}
      </Button>
    </div>
  );
}

function Done({ status: { outputs, failures, profile } }: { readonly status: ExportStatus }) {
  const { t } = useTranslation('export');
  const count = outputs.reduce((sum, { objects }) => sum + objects, 0);
  return (
    <>
      <Notice tone="ok" title={t('done', { count, number: formatNumber(count) })}>
        <p>{t('doneIn')}</p>
        <ul className={styles.outputs}>
          {outputs.map(({ path, bytes }) => (
            <li key={path}>
              <bdi>{path}</bdi> <span className={styles.soft}>{formatBytes(bytes)}</span>{' '}
              <CopyButton compact text={path} />
            </li>
          ))}
        </ul>
        <p>{profile === undefined ? t('noProfile') : t('plainProfile', { profile })}</p>
      </Notice>
      {failures.length === 0 ? null : (
        <Notice tone="warn" title={t('left', { count: failures.length, number: formatNumber(failures.length) })}>
          <ul className={styles.outputs}>
            {failures.slice(0, MOST_NAMED).map(({ path, sopInstanceUid, message }) => (
              <li key={`${path} ${sopInstanceUid}`}>
                <bdi>{path}</bdi> – {message}
              </li>
            ))}
          </ul>
          {failures.length > MOST_NAMED ? (
            <p>{t('more', { number: formatNumber(failures.length - MOST_NAMED) })}</p>
          ) : null}
        </Notice>
      )}
    </>
  );
}
