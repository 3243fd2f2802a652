import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileOutput, Send } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportPanelSlot, SignInSlot } from '../ui/slots.ts';
import type { Connection } from '../../src/contract/connection.ts';
import type { NewImport } from '../../src/contract/import.ts';
import type { ScanStatus } from '../../src/contract/events.ts';
import type { ScanSummary } from '../../src/contract/scan.ts';
import { queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useSubmit } from '../ui/use-submit.ts';
import { selectionOf, withoutStudies } from './choices.ts';
import { ChooseStep } from './choose-step.tsx';
import { DestinationChoice } from './destination.tsx';
import { leavingOf, noWishes } from './deid/deid-draft.ts';
import { DocumentsSection } from './documents/documents-section.tsx';
import { mustBeRead, wishesFor } from './documents/wishes.ts';
import { anotherDraft, importsOf, obstaclesOf } from './draft.ts';
import type { ImportDraft } from './draft.ts';
import { withoutRecords } from './gate/patient-identity.ts';
import { useComparisons } from './gate/use-comparisons.ts';
import { usePreset } from './gate/use-preset.ts';
import { ImportFooter } from './import-footer.tsx';
import { uploadConnections, uploadPlaces } from './places.ts';
import { PixelSection } from './pixels/pixel-section.tsx';
import { asReviewed } from './pixels/to-treatment.ts';
import { usePixelReview } from './pixels/use-pixel-review.ts';
import { settled, treatmentsAt } from './rules/obey.ts';
import { RulesSection } from './rules/rules-section.tsx';
import { ScanWaiting } from './found/scan-waiting.tsx';
import { chosenOf, studiesToSend } from './selection.ts';
import { SourceStep } from './source-step.tsx';
import type { TransferSlot } from '../ui/slots.ts';
import { startImports } from './start-imports.ts';
import { StepBar } from './step-bar.tsx';
import { mayExport, toExport } from './to-export.ts';
import { TreatStep } from './treat-step.tsx';

export interface ImportPageProps {
  readonly connections: readonly Connection[];
  /** The server that the window is about. */
  readonly preferred: string | undefined;
  readonly draft: ImportDraft;
  readonly onDraft: (draft: ImportDraft) => void;
  readonly SignIn: SignInSlot;
  /** What the transfers show about one import. */
  readonly Transfer: TransferSlot;
  /** Writing onto this computer instead of sending. */
  readonly Export: ExportPanelSlot;
  readonly onOpenStudy: (connectionId: string, studyUuid: string) => void;
  readonly onViewScanned: (scanId: string, studyInstanceUid: string) => void;
}

/** From a disc to a server in four steps: source, choice, identity and destination, sending. */
export function ImportPage(props: ImportPageProps) {
  const { draft, onDraft } = props;
  const { t } = useTranslation('import');
  const change = (part: Partial<ImportDraft>): void => onDraft({ ...draft, ...part });
  if (draft.step === 'send' && draft.importIds.length > 0) {
    return (
      <Page
        kind="form"
        title={t('title')}
        part="send"
        about={<StepBar current="send" open={[]} onStep={() => undefined} />}
        actions={<Button onPress={() => onDraft(anotherDraft(draft))}>{t('another')}</Button>}
      >
        {draft.importIds.map((importId) => (
          <props.Transfer key={importId} importId={importId} onOpenStudy={props.onOpenStudy} SignIn={props.SignIn} />
        ))}
      </Page>
    );
  }
  if (draft.step === 'source' || draft.scanId === undefined) {
    return (
      <Page
        kind="wide"
        title={t('title')}
        part="source"
        about={<StepBar current="source" open={[]} onStep={() => undefined} />}
      >
        <SourceStep onScan={(scanId) => onDraft({ ...anotherDraft(draft), step: 'choose', scanId })} />
      </Page>
    );
  }
  return <Scanned {...props} scanId={draft.scanId} change={change} />;
}

interface ScannedProps extends ImportPageProps {
  readonly scanId: string;
  readonly change: (part: Partial<ImportDraft>) => void;
}

/** A source being read, or read. */
function Scanned(props: ScannedProps) {
  const { scanId, onDraft } = props;
  const { t } = useTranslation('import');
  const scan = useQuery(queries.scan(scanId));
  const startOver = (): void => onDraft(anotherDraft(props.draft));
  const { status, summary } = scan.data ?? {};
  const isUsable = status?.state === 'running' || status?.state === 'done';
  if (summary !== undefined && isUsable) return <Review {...props} status={status} summary={summary} />;
  return (
    <Page
      kind="form"
      title={t('title')}
      part="scan"
      about={<StepBar current="source" open={['source']} onStep={startOver} />}
    >
      <ScanWaiting scan={scan} onAnotherSource={startOver} />
    </Page>
  );
}

/** Choosing from what was found, then deciding where it goes and as whose. */
function Review(props: ScannedProps & { readonly status: ScanStatus; readonly summary: ScanSummary }) {
  const { status, summary, onDraft, change } = props;
  const { t } = useTranslation('import');
  const cache = useQueryClient();
  const selection = useMemo(() => selectionOf(summary, props.draft.choices), [summary, props.draft.choices]);
  const chosen = useMemo(() => chosenOf(summary, selection), [summary, selection]);

  const connections = uploadConnections(props.connections);
  const connection =
    connections.find(({ id }) => id === (props.draft.connectionId ?? props.preferred)) ?? connections[0];
  const preset = usePreset(connection?.id, props.draft.step === 'treat');
  const places = connection === undefined ? [] : uploadPlaces(connection);
  const place = places.find(({ id }) => id === props.draft.namespaceId) ?? places[0];
  const rules = useQuery({
    ...queries.rules(connection?.id ?? '', place?.id ?? ''),
    enabled: place !== undefined && props.draft.step === 'treat',
  });
  const kinds = treatmentsAt(props.draft, rules.data);
  const draft = settled({ ...props.draft, preset }, kinds);
  const leaving = leavingOf(draft, chosen);

  const destination = place === undefined ? undefined : ({ kind: 'namespace', namespaceId: place.id } as const);
  const comparisons = useComparisons(draft, leaving);
  const pixels = usePixelReview({
    scanId: props.scanId,
    studies: studiesToSend(summary, selection, leaving),
    chosen: leaving,
    decisions: draft.pixels.now,
    isWanted: draft.step === 'treat' && draft.treatment === 'deidentify' && status.state === 'done',
  });
  const decided = obstaclesOf({
    draft,
    chosen: leaving,
    destination,
    rules: rules.data,
    comparisons,
    isReading: status.state === 'running',
  });
  const obstacles = [...decided, ...pixels.obstacles];
  const start = useSubmit({
    mutationFn: (wanted: readonly NewImport[]) =>
      startImports(wanted, (begun, uids) =>
        change({
          importIds: [...draft.importIds, ...begun],
          choices: withoutStudies(summary, draft.choices, uids),
        }),
      ),
    onSuccess: async (importIds) => {
      await cache.invalidateQueries({ queryKey: ['imports'] });
      change({ step: 'send', importIds: [...draft.importIds, ...importIds] });
    },
    // They may have changed since they were shown.
    onError: () => cache.invalidateQueries({ queryKey: ['rules'] }),
  });
  const wanted =
    connection === undefined || destination === undefined
      ? []
      : importsOf(
          draft,
          leaving,
          { connectionId: connection.id, destination },
          studiesToSend(summary, selection, leaving),
          rules.data,
        ).map((one) => asReviewed(one, pixels.treatment, draft.pixels.now));

  const [isExporting, setExporting] = useState(false);
  const choosing = draft.step === 'choose';
  return (
    <Page
      kind={choosing ? 'list' : 'form'}
      title={t('title')}
      part={choosing ? 'choose' : 'treat'}
      about={
        <StepBar
          current={choosing ? 'choose' : 'treat'}
          open={['source', 'choose', ...(chosen.studies.length > 0 ? (['treat'] as const) : [])]}
          onStep={(step) => (step === 'source' ? onDraft(anotherDraft(draft)) : change({ step }))}
        />
      }
      panel={
        isExporting && !choosing && mayExport(obstacles) ? (
          <props.Export wanted={toExport(wanted)} onClose={() => setExporting(false)} />
        ) : null
      }
      footer={
        <ImportFooter
          chosen={choosing ? chosen : leaving}
          documents={wishesFor(draft.documents, (choosing ? chosen : leaving).studies).length}
          obstacles={choosing ? obstacles.slice(0, 1).filter((one) => one === 'nothing-chosen') : obstacles}
        >
          {choosing ? (
            <Button
              key="next"
              look="primary"
              isDisabled={chosen.studies.length === 0}
              onPress={() => change({ step: 'treat' })}
            >
              {t('next')}
            </Button>
          ) : (
            <>
              <Button key="back" onPress={() => change({ step: 'choose' })}>
                {t('back')}
              </Button>
              <Button
                key="export"
                isDisabled={!mayExport(obstacles) || wanted.length === 0}
                onPress={() => setExporting(true)}
              >
                <FileOutput aria-hidden />
                {t('export')}
              </Button>
              <Button
                key="send"
                look="primary"
                isDisabled={obstacles.length > 0 || wanted.length === 0}
                isPending={start.isPending}
                onPress={() => start.mutate(wanted)}
              >
                <Send aria-hidden />
                {t('send', { count: leaving.objects - pixels.leftOut })}
              </Button>
            </>
          )}
        </ImportFooter>
      }
    >
      {start.error === null || choosing ? null : <ProblemNotice problem={start.error} safe={t('sendSafe')} />}
      {choosing ? (
        <ChooseStep
          status={status}
          summary={summary}
          choices={draft.choices}
          selection={selection}
          onChoices={(choices) => change({ choices, severalMeant: false })}
          documents={draft.documents}
          onDocuments={(documents) => change({ documents })}
          onReadAgain={(scanId, choices) => change({ scanId, choices })}
          onAnotherSource={() => onDraft(anotherDraft(draft))}
          onView={props.onViewScanned}
        />
      ) : (
        <TreatStep
          draft={draft}
          onDraft={change}
          chosen={chosen}
          leaving={leaving}
          kinds={kinds}
          where={{ connectionId: connection?.id, rules: rules.data }}
          wishes={draft.wishes.get(connection?.id ?? '') ?? noWishes}
          charset={summary.charset}
          house={connection}
          comparisons={comparisons}
          pixels={pixels.treatment}
          documents={
            <DocumentsSection
              draft={draft.documents}
              onDraft={(documents) => change({ documents })}
              leaving={leaving}
              isHeld={mustBeRead(draft.treatment)}
              onLook={() => change({ step: 'choose' })}
            />
          }
          pixelReview={
            draft.treatment === 'deidentify' && status.state === 'done' && chosen.studies.length > 0 ? (
              <PixelSection
                scanId={props.scanId}
                chosen={leaving}
                review={pixels}
                history={draft.pixels}
                onHistory={(history) => change({ pixels: history })}
                onView={(uid) => props.onViewScanned(props.scanId, uid)}
              />
            ) : null
          }
          destination={
            <>
              <DestinationChoice
                connections={connections}
                connection={connection}
                namespaceId={place?.id}
                onConnection={(connectionId) =>
                  change({
                    connectionId,
                    identities: withoutRecords(draft.identities),
                    namespaceId: undefined,
                    declineRules: false,
                  })
                }
                onNamespace={(namespaceId) => change({ namespaceId, declineRules: false })}
                rulesProblem={rules.error}
                onAskAgain={() => void rules.refetch()}
                SignIn={props.SignIn}
              />
              {rules.data === undefined ? null : (
                <RulesSection rules={rules.data} draft={draft} onDraft={change} chosen={chosen} />
              )}
            </>
          }
        />
      )}
    </Page>
  );
}
