import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Download, ScanEye, SearchCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LucideIcon } from 'lucide-react';
import type { Receipt, StudyOutcome, StudyReceipt } from '../../src/contract/import.ts';
import { api, client, queries, urlOf } from '../api.ts';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatBytes, formatInstant, formatNumber } from '../ui/format.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import { Decision } from './decision.tsx';
import styles from './transfers.module.css';

export interface ReceiptViewProps {
  readonly importId: string;
  /** The receipt knows the place by its id only. */
  readonly destination: string;
  /** Absent where nobody may open studies: in a patient's visit. */
  readonly onOpenStudy?: (studyUuid: string) => void;
}

/** What was sent, verified object by object, and what was not and why. */
export function ReceiptView({ importId, destination, onOpenStudy }: ReceiptViewProps) {
  const { t } = useTranslation('transfers');
  const receipt = useQuery(queries.receipt(importId));
  if (receipt.error !== null) {
    return <ProblemNotice problem={receipt.error} remedies={{ retry: () => void receipt.refetch() }} />;
  }
  if (receipt.data === undefined) return <WaitingRows rows={4} label={t('receipt.waiting')} />;
  const { connection, startedAt, finishedAt, resumed, studies, problems, decision } = receipt.data;
  const { checkedAt, sender, sources } = receipt.data;
  return (
    <div className={styles.receipt}>
      <Section
        title={t('receipt.title')}
        actions={
          <>
            <a className={styles.download} href={urlOf(api.receiptPdf, { importId })} download>
              <Download aria-hidden />
              {t('receipt.pdf')}
            </a>
            <a className={styles.download} href={urlOf(api.receiptCsv, { importId })} download>
              <Download aria-hidden />
              {t('receipt.csv')}
            </a>
          </>
        }
      >
        <Facts
          facts={[
            [t('receipt.to'), [connection, destination].filter(Boolean).join(', ')],
            ...(sender === undefined ? [] : [[t('receipt.sender'), sender] as const]),
            ...(sources.length === 0 ? [] : [[t('receipt.from'), sources.map(sourceName).join(', ')] as const]),
            [t('receipt.started'), formatInstant(startedAt)],
            [t('receipt.finished'), formatInstant(finishedAt)],
            ...(checkedAt === undefined ? [] : [[t('receipt.checked'), formatInstant(checkedAt)] as const]),
            ...(resumed ? [[t('receipt.resumed'), t('receipt.yes')] as const] : []),
          ]}
        />
        <CheckAgain importId={importId} />
      </Section>
      {decision === undefined ? null : <Decision decision={decision} />}
      {studies.map((study) => (
        <StudyResult key={study.studyInstanceUid} study={study} onOpenStudy={onOpenStudy} />
      ))}
      {problems.length === 0 ? null : (
        <Section title={t('receipt.problems', { count: problems.length })}>
          <ul className={styles.failures}>
            {problems.map((problem) => (
              <li key={`${problem.code} ${problem.message}`}>{problem.message}</li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

/** Asks the server once more whether everything is still there. */
function CheckAgain({ importId }: { readonly importId: string }) {
  const { t } = useTranslation('transfers');
  const cache = useQueryClient();
  const check = useMutation({
    mutationFn: () => client.checkImport({ importId }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['imports'] }),
  });
  return (
    <div className={styles.actions}>
      {check.error === null ? null : <ProblemNotice problem={check.error} />}
      <Button isPending={check.isPending} onPress={() => check.mutate()}>
        <SearchCheck aria-hidden />
        {t('receipt.check')}
      </Button>
    </div>
  );
}

function sourceName({ name, volume }: Receipt['sources'][number]): string {
  return volume === undefined || volume === name ? name : `${name} (${volume})`;
}

const outcomes: Record<StudyOutcome, { readonly tone: Tone; readonly icon: LucideIcon }> = {
  verified: { tone: 'ok', icon: CircleCheck },
  partial: { tone: 'warn', icon: TriangleAlert },
  failed: { tone: 'bad', icon: CircleAlert },
};

interface StudyResultProps {
  readonly study: StudyReceipt;
  readonly onOpenStudy: ReceiptViewProps['onOpenStudy'];
}

function StudyResult({ study, onOpenStudy }: StudyResultProps) {
  const { t } = useTranslation('transfers');
  const { state, objects, uuid, failures, attachments } = study;
  const { tone, icon: Icon } = outcomes[state];
  return (
    <section className={styles.study}>
      <header className={styles.studyHeader}>
        <Badge tone={tone} icon={<Icon aria-hidden />}>
          {t(`receipt.state.${state}`)}
        </Badge>
        <span>{t('receipt.verified', { verified: formatNumber(objects.verified), count: objects.selected })}</span>
        <span className={styles.soft}>{formatBytes(study.bytes)}</span>
        {uuid === undefined || onOpenStudy === undefined ? null : (
          <Button look={state === 'verified' ? 'primary' : 'plain'} onPress={() => onOpenStudy(uuid)}>
            <ScanEye aria-hidden />
            {t('receipt.open')}
          </Button>
        )}
      </header>
      <p className={styles.uid}>{study.sentStudyInstanceUid}</p>
      <p className={styles.soft}>
        {[
          t('receipt.sent', { count: objects.sent }),
          objects.deduplicated > 0 ? t('receipt.deduplicated', { count: objects.deduplicated }) : '',
          objects.failed > 0 ? t('receipt.failed', { count: objects.failed }) : '',
          study.proof === undefined ? '' : t(`receipt.proof.${study.proof}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {failures.length === 0 ? null : (
        <ul className={styles.failures}>
          {failures.map((failure) => (
            <li key={failure.path}>
              <span className={styles.path}>{failure.path}</span>
              <span className={styles.soft}>{failure.message}</span>
            </li>
          ))}
        </ul>
      )}
      {attachments.length === 0 ? null : (
        <ul className={styles.failures} aria-label={t('receipt.documents')}>
          {attachments.map(({ path, state: became, problem }) => (
            <li key={path}>
              <span className={styles.path}>{path}</span>
              <span className={styles.soft}>{problem?.message ?? t(`receipt.document.${became}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
