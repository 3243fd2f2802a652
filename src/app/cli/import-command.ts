import { resolve } from 'node:path';
import type { AttachAs, NewImport, Receipt } from '../../contract/import.ts';
import { InvalidRequestError, type Problem } from '../../contract/problem.ts';
import type { ScanReport } from '../../contract/scan.ts';
import { scannedInPlace } from '../imports/scanned.ts';
import type { Services } from '../services.ts';
import { chooseStudies, leftBehind } from './choose-studies.ts';
import { type CommandContext, type CommonOptions, withServices } from './command.ts';
import { NoDicomError, exitCode, exitCodeOfProblem } from './exit-code.ts';
import { type ProgressView, progressView } from './progress.ts';
import { receiptText } from './receipt-text.ts';
import { type ReadOptions, scanWithProgress } from './scan-command.ts';
import { chooseNamespace, findConnection, signInOn } from './sign-in.ts';
import { problemLine } from './terminal.ts';
import { type TreatmentOptions, treatmentOf } from './treatment-options.ts';

export interface ImportCommandOptions extends CommonOptions, ReadOptions, TreatmentOptions {
  readonly connection?: string;
  readonly namespace?: string;
  readonly shareCode?: string;
  readonly study?: readonly string[];
  /** Documents that go with the one study that is sent. */
  readonly attach?: readonly string[];
  readonly as?: AttachAs;
  readonly attachRead?: boolean;
}

/** Scan → review rules → send → verify → receipt. */
export async function importCommand(
  paths: readonly string[],
  options: ImportCommandOptions,
  context: CommandContext,
): Promise<number> {
  const treatment = await treatmentOf(options);
  return withServices(options, async (services) => {
    const { connectionId, destination } = await destinationOf(services, options, context);
    const report = await scanWithProgress(paths, options, context);
    if (report.counts.dicom === 0) throw new NoDicomError();
    const { studies, problems } = chooseStudies(report, treatment, options.study);
    const decision = treatment.kind === 'burn-in' ? { decision: { source: { kind: 'command-line' as const } } } : {};
    const attachments = attachmentsOf(options, studies);
    const wanted: NewImport = { scanId: '', connectionId, destination, treatment, ...decision, studies, attachments };
    return send(services, wanted, report, problems, options, context);
  });
}

/** With several studies nobody can know whose report it is. */
function attachmentsOf(
  { attach = [], as = 'file', attachRead = false }: ImportCommandOptions,
  studies: NewImport['studies'],
): NonNullable<NewImport['attachments']> {
  const [study] = studies;
  if (attach.length > 0 && (study === undefined || studies.length > 1)) {
    throw new InvalidRequestError(
      'attach-to-which-study',
      'Documents go with one study: name it with --study, and send the others without them.',
      { next: 'correct-input' },
    );
  }
  return attach.map((path) => ({
    studyInstanceUid: study?.studyInstanceUid ?? '',
    path: resolve(path),
    as,
    reviewed: attachRead,
  }));
}

async function send(
  { imports, events }: Services,
  wanted: NewImport,
  report: ScanReport,
  problems: readonly Problem[],
  options: ImportCommandOptions,
  { terminal, interrupted }: CommandContext,
): Promise<number> {
  const { queue } = imports;
  const plan = await imports.plan(wanted, scannedInPlace(report), problems);
  const paused = queue.findPaused(plan);
  const view = progressView(terminal, options.progress);
  const watching = watch(events, view);
  const { importId: id } = paused === undefined ? queue.start(plan) : queue.retry(paused);
  const pause = () => void queue.pause(id);
  interrupted.addEventListener('abort', pause, { once: true });
  if (interrupted.aborted) pause();
  const status = await queue.ended(id);
  interrupted.removeEventListener('abort', pause);
  await watching.stop();
  view.import(status);
  view.end();

  const receipt = queue.receipt(id);
  await terminal.result(options.json === true ? JSON.stringify(receipt) : receiptText(receipt));
  if (status.problem !== undefined) terminal.say(problemLine(status.problem));
  if (status.phase === 'paused') {
    return interrupted.aborted || status.problem === undefined
      ? exitCode.interrupted
      : exitCodeOfProblem(status.problem);
  }
  return exitCodeOfReceipt(receipt, report);
}

function exitCodeOfReceipt(receipt: Receipt, report: ScanReport): number {
  if (receipt.studies.every(({ state }) => state === 'failed')) {
    const refusal = receipt.problems.find((problem) => exitCodeOfProblem(problem) === exitCode.refused);
    return refusal === undefined ? exitCode.incomplete : exitCode.refused;
  }
  const left = receipt.problems.some(({ code }) => leftBehind.has(code));
  const complete = receipt.studies.every(
    ({ state, attachments }) => state === 'verified' && attachments.every((one) => one.state === 'sent'),
  );
  return complete && !left && report.counts.unreadable === 0 ? exitCode.done : exitCode.incomplete;
}

/** The import's events drawn as they come. */
function watch(events: Services['events'], view: ProgressView) {
  const subscription = events.subscribe();
  const drawn = (async () => {
    for await (const event of subscription) if (event.type === 'import') view.import(event.import);
  })();
  return {
    async stop() {
      await subscription.return?.();
      await drawn;
    },
  };
}

async function destinationOf(
  { connections, embedded }: Services,
  options: ImportCommandOptions,
  context: CommandContext,
): Promise<Pick<NewImport, 'connectionId' | 'destination'>> {
  const connection = findConnection(connections, options.connection);
  const connectionId = connection.id;
  if (options.shareCode !== undefined) {
    if (options.namespace !== undefined) {
      throw new InvalidRequestError(
        'two-destinations',
        'A share code names its own destination: leave --namespace out.',
        {
          next: 'correct-input',
        },
      );
    }
    return { connectionId, destination: { kind: 'share-code', code: options.shareCode } };
  }
  const signedIn = await signInOn(connections, connection, context);
  const namespaceId = chooseNamespace(signedIn, options.namespace, embedded);
  return { connectionId, destination: { kind: 'namespace', namespaceId } };
}
