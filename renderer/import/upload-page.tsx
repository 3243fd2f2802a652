import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { HeartPulse, LogOut, Send } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection, DestinationRules } from '../../src/contract/connection.ts';
import type { NewImport } from '../../src/contract/import.ts';
import type { ScanStatus } from '../../src/contract/events.ts';
import type { ScanSummary } from '../../src/contract/scan.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { problemOf } from '../ui/problem-of.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useSubmit } from '../ui/use-submit.ts';
import { selectionOf, withoutStudies } from './choices.ts';
import { ChooseStep } from './choose-step.tsx';
import { leavingOf } from './deid/deid-draft.ts';
import { anotherDraft, firstDraft, importsOf, obstaclesOf } from './draft.ts';
import type { ImportDraft } from './draft.ts';
import { ImportFooter } from './import-footer.tsx';
import { VisitPixels } from './pixels/visit-pixels.tsx';
import { asReviewed } from './pixels/to-treatment.ts';
import { usePixelReview } from './pixels/use-pixel-review.ts';
import { asksSender, hidesIdentity, settled, visitTreatments } from './rules/obey.ts';
import { RulesSection } from './rules/rules-section.tsx';
import { SenderSection } from './rules/sender-section.tsx';
import { ScanWaiting } from './found/scan-waiting.tsx';
import { chosenOf, studiesToSend } from './selection.ts';
import { startImports } from './start-imports.ts';
import { ShareCodeForm } from './share-code-form.tsx';
import { SourceStep } from './source-step.tsx';
import type { TransferSlot } from '../ui/slots.ts';
import { TreatStep } from './treat-step.tsx';
import { recallVisit, rememberVisit } from './visit.ts';
import type { Visit } from './visit.ts';
import styles from './upload-page.module.css';

// Not a hook, in spite of its name.
const { useShareCode: enterShareCode } = client;

export interface UploadPageProps {
  readonly connections: readonly Connection[];
  readonly Transfer: TransferSlot;
  /** The code was accepted: it need not stay in the address. */
  readonly onEntered: () => void;
  readonly onLeave: () => void;
}

/** A patient's upload: a share code, the images, send. Nothing else of the program is in sight. */
export function UploadPage({ connections, Transfer, onEntered, onLeave }: UploadPageProps) {
  const { t } = useTranslation('upload');
  const cache = useQueryClient();
  const [visit, setVisit] = useState(() => recallVisit(sessionStorage, connections));
  const [draft, setDraft] = useState(() => draftOf(visit));
  const visited = connections.find(({ session }) => session.state === 'share-code');
  const keep = (next: Visit, nextDraft: ImportDraft): void => {
    const { scanId, importIds } = nextDraft;
    rememberVisit(sessionStorage, { ...next, scanId, importIds });
    setVisit(next);
    setDraft(nextDraft);
  };
  const end = useMutation({
    mutationFn: async () => {
      const left = connections.find(({ id }) => id === (visit?.connectionId ?? visited?.id));
      if (left === undefined) return;
      await client.signOut({ connectionId: left.id });
      // The archive of this machine is its owner's again with the first question asked of it.
      if (left.vendor === 'embedded') await client.worklist({ connectionId: left.id }, { rows: 1 });
    },
    onSuccess: async () => {
      rememberVisit(sessionStorage, undefined);
      await cache.invalidateQueries({ queryKey: ['connections'] });
      onLeave();
    },
  });
  return (
    <div className={styles.visit}>
      <header className={styles.header}>
        <HeartPulse aria-hidden />
        <div className={styles.heading}>
          <h1>{t('title')}</h1>
          <p>{visit === undefined ? t('hint') : t('to', { destination: visit.rules.destination })}</p>
        </div>
        <Button isPending={end.isPending} onPress={() => end.mutate()}>
          <LogOut aria-hidden />
          {visit === undefined && visited === undefined ? t('back') : t('leave')}
        </Button>
      </header>
      {end.error === null ? null : (
        <div className={styles.problem}>
          <ProblemNotice problem={end.error} />
        </div>
      )}
      {visit === undefined ? (
        <ShareCodeForm
          connections={connections}
          {...(visited === undefined ? {} : { visited })}
          onRules={(connectionId, code, rules) => {
            const next = { connectionId, code, rules };
            keep(next, draftOf(next));
            onEntered();
          }}
        />
      ) : (
        <VisitSteps
          visit={visit}
          draft={draft}
          onDraft={(next) => keep(visit, next)}
          onRules={(rules) => keep({ ...visit, rules }, draft)}
          Transfer={Transfer}
        />
      )}
    </div>
  );
}

function draftOf(visit: Visit | undefined): ImportDraft {
  if (visit === undefined) return firstDraft;
  const { scanId, importIds = [] } = visit;
  return { ...firstDraft, scanId, importIds };
}

interface VisitStepsProps {
  readonly visit: Visit;
  readonly draft: ImportDraft;
  readonly onDraft: (draft: ImportDraft) => void;
  /** The destination demands something else by now. */
  readonly onRules: (rules: DestinationRules) => void;
  readonly Transfer: TransferSlot;
}

function VisitSteps({ visit, draft, onDraft, onRules, Transfer }: VisitStepsProps) {
  const { t } = useTranslation('upload');
  const startOver = (): void => onDraft(anotherDraft(draft));
  const scan = useQuery({ ...queries.scan(draft.scanId ?? ''), enabled: draft.scanId !== undefined });
  if (draft.importIds.length > 0) {
    return (
      <section className={styles.content}>
        {draft.importIds.map((importId) => (
          <Transfer key={importId} importId={importId} />
        ))}
        <div>
          <Button onPress={startOver}>{t('another')}</Button>
        </div>
      </section>
    );
  }
  if (draft.scanId === undefined) {
    return (
      <section className={styles.source}>
        <SourceStep isVisit onScan={(scanId) => onDraft({ ...draft, scanId })} />
      </section>
    );
  }
  const { status, summary } = scan.data ?? {};
  if (summary !== undefined && (status?.state === 'running' || status?.state === 'done')) {
    return (
      <VisitReview
        visit={visit}
        draft={draft}
        onDraft={onDraft}
        onRules={onRules}
        startOver={startOver}
        status={status}
        summary={summary}
      />
    );
  }
  return (
    <section className={styles.content}>
      <ScanWaiting scan={scan} onAnotherSource={startOver} />
    </section>
  );
}

interface VisitReviewProps extends Omit<VisitStepsProps, 'Transfer'> {
  readonly status: ScanStatus;
  readonly summary: ScanSummary;
  readonly startOver: () => void;
}

function VisitReview({ visit, draft: asked, onDraft, onRules, startOver, status, summary }: VisitReviewProps) {
  const { t } = useTranslation('upload');
  const { t: tImport } = useTranslation('import');
  const cache = useQueryClient();
  const change = (part: Partial<ImportDraft>): void => onDraft({ ...asked, ...part });
  const selection = useMemo(() => selectionOf(summary, asked.choices), [summary, asked.choices]);
  const chosen = useMemo(() => chosenOf(summary, selection), [summary, selection]);
  const kinds = visitTreatments(asked, visit.rules, chosen);
  const draft = settled(asked, kinds);
  const leaving = leavingOf(draft, chosen);
  const destination = { kind: 'share-code', code: visit.code } as const;
  const studies = studiesToSend(summary, selection, leaving);
  const pixels = usePixelReview({
    scanId: status.scanId,
    studies,
    chosen: leaving,
    decisions: draft.pixels.now,
    isWanted: status.state === 'done' && hidesIdentity(draft, visit.rules),
    isVisit: true,
  });
  const decided = obstaclesOf({
    draft,
    chosen: leaving,
    destination,
    rules: visit.rules,
    isVisit: true,
    isReading: status.state === 'running',
  });
  const obstacles = [...decided, ...pixels.obstacles];
  const [begun, setBegun] = useState<readonly string[]>([]);
  const start = useSubmit({
    mutationFn: (wanted: readonly NewImport[]) =>
      startImports(wanted, (importIds, uids) => {
        setBegun([...begun, ...importIds]);
        change({ choices: withoutStudies(summary, draft.choices, uids) });
      }),
    onSuccess: async (importIds) => {
      await cache.invalidateQueries({ queryKey: ['imports'] });
      change({ importIds: [...begun, ...importIds] });
    },
    onError: async (error) => {
      if (problemOf(error).code !== 'rules-changed') return;
      onRules(await enterShareCode({ connectionId: visit.connectionId }, { code: visit.code }));
    },
  });
  const wanted = importsOf(draft, leaving, { connectionId: visit.connectionId, destination }, studies, visit.rules).map(
    (one) => asReviewed(one, pixels.treatment, pixels.decisions),
  );
  return (
    <>
      <section className={styles.content}>
        {start.error === null ? null : <ProblemNotice problem={start.error} safe={tImport('sendSafe')} />}
        <div className={styles.found}>
          <ChooseStep
            status={status}
            summary={summary}
            choices={draft.choices}
            selection={selection}
            onChoices={(choices) => change({ choices, severalMeant: false })}
            onAnotherSource={startOver}
          />
        </div>
        {chosen.studies.length === 0 ? null : (
          <TreatStep
            draft={draft}
            onDraft={change}
            chosen={chosen}
            leaving={leaving}
            kinds={kinds}
            where={{ connectionId: visit.connectionId, rules: visit.rules }}
            charset={summary.charset}
            pixels={pixels.treatment}
            pixelReview={
              <VisitPixels
                scanId={status.scanId}
                chosen={leaving}
                review={pixels}
                history={draft.pixels}
                onHistory={(history) => change({ pixels: history })}
              />
            }
            destination={
              <>
                <RulesSection isVisit rules={visit.rules} draft={draft} onDraft={change} chosen={chosen} />
                {asksSender(draft, visit.rules) ? <SenderSection draft={draft} onDraft={change} /> : null}
              </>
            }
          />
        )}
      </section>
      <footer className={styles.footer}>
        <ImportFooter chosen={leaving} obstacles={obstacles}>
          <Button onPress={startOver}>{t('another')}</Button>
          <Button
            look="primary"
            isDisabled={obstacles.length > 0 || wanted.length === 0}
            isPending={start.isPending}
            onPress={() => start.mutate(wanted)}
          >
            <Send aria-hidden />
            {tImport('send', { count: leaving.objects - pixels.leftOut })}
          </Button>
        </ImportFooter>
      </footer>
    </>
  );
}
