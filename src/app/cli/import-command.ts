import type { DeidOption, NewImport, Receipt, Treatment } from '../../contract/import.ts';
import { IdentityKeyword } from '../../contract/import.ts';
import { InvalidRequestError, type Problem } from '../../contract/problem.ts';
import type { ScanReport } from '../../contract/scan.ts';
import { UnprocessableError } from '../errors.ts';
import { decidesIdentity } from '../imports/plan-import.ts';
import { scannedInPlace } from '../imports/scanned.ts';
import type { Services } from '../services.ts';
import { type CommandContext, type CommonOptions, withServices } from './command.ts';
import { NoDicomError, exitCode, exitCodeOfProblem } from './exit-code.ts';
import { plural } from './format.ts';
import { type ProgressView, progressView } from './progress.ts';
import { receiptText } from './receipt-text.ts';
import { type ReadOptions, scanWithProgress } from './scan-command.ts';
import { readLookupFile } from './rules-file.ts';
import { chooseNamespace, findConnection, signInOn } from './sign-in.ts';
import { problemLine } from './terminal.ts';

export interface ImportCommandOptions extends CommonOptions, ReadOptions {
  readonly connection?: string;
  readonly namespace?: string;
  readonly shareCode?: string;
  readonly study?: readonly string[];
  readonly set?: readonly string[];
  /** By the Basic Profile and what the destination demands besides, or by the destination's rules alone. */
  readonly deid?: 'basic' | 'rules';
  readonly option?: readonly DeidOption[];
  /** A CSV file that says as whom patients leave. */
  readonly lookup?: string;
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
    const { studies, problems } = choose(report, treatment, options.study);
    const decision = treatment.kind === 'burn-in' ? { decision: { source: { kind: 'command-line' as const } } } : {};
    const wanted: NewImport = { scanId: '', connectionId, destination, treatment, ...decision, studies };
    return send(services, wanted, report, problems, options, context);
  });
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

/** Objects that were there and are not in the import. An empty file or a missing one is told, but is none. */
const leftBehind: ReadonlySet<string> = new Set(['conflicting-identity', 'conflicting-instance']);

function exitCodeOfReceipt(receipt: Receipt, report: ScanReport): number {
  if (receipt.studies.every(({ state }) => state === 'failed')) {
    const refusal = receipt.problems.find((problem) => exitCodeOfProblem(problem) === exitCode.refused);
    return refusal === undefined ? exitCode.incomplete : exitCode.refused;
  }
  const left = receipt.problems.some(({ code }) => leftBehind.has(code));
  const complete = receipt.studies.every(({ state }) => state === 'verified');
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

/** All studies or the named ones. Without a decision, a study that names several patients stays behind and is told. */
function choose(
  report: ScanReport,
  treatment: Treatment,
  wanted: readonly string[] | undefined,
): { studies: NewImport['studies']; problems: Problem[] } {
  const all = report.patients.flatMap(({ studies }) => studies);
  const unknown = wanted?.find((uid) => !all.some(({ studyInstanceUid }) => studyInstanceUid === uid));
  if (unknown !== undefined) {
    throw new InvalidRequestError('no-such-study', `There is no study ${unknown} here.`, { next: 'correct-input' });
  }
  const chosen = all.filter(({ studyInstanceUid }) => wanted?.includes(studyInstanceUid) ?? true);
  const isBlocked = ({ conflicts }: (typeof all)[number]) =>
    !decidesIdentity(treatment) && conflicts.some(({ code }) => code === 'conflicting-identity');
  const blocked = chosen.filter(isBlocked);
  if (blocked.length === chosen.length) {
    throw new UnprocessableError('conflicting-identity', 'Every chosen study names several patients.', {
      next: 'review-identity',
    });
  }
  return {
    studies: chosen.filter((study) => !isBlocked(study)).map(({ studyInstanceUid }) => ({ studyInstanceUid })),
    problems: [
      ...[...report.problems, ...report.dicomdir.flatMap(({ problems }) => problems)].map(
        ({ path, code, message }) => ({ code, message: `${path}: ${message}` }),
      ),
      ...blocked.map((study): Problem => ({
        code: 'conflicting-identity',
        message: `Study ${study.studyInstanceUid} names several patients and was left out (${plural(study.conflicts.length, 'contradicting file')}).`,
        next: 'review-identity',
      })),
    ],
  };
}

async function treatmentOf({ set, deid, option, lookup }: ImportCommandOptions): Promise<Treatment> {
  if (deid !== 'basic' && option !== undefined) {
    throw new InvalidRequestError('option-without-deid', '--option says how to de-identify: give --deid basic too.', {
      next: 'correct-input',
    });
  }
  if (deid !== 'basic' && lookup !== undefined) {
    throw new InvalidRequestError('lookup-without-deid', '--lookup is for pseudonyms: give --deid basic too.', {
      next: 'correct-input',
    });
  }
  if (set !== undefined && deid !== undefined) {
    throw new InvalidRequestError('two-treatments', 'Either --set writes an identity in, or --deid takes it out.', {
      next: 'correct-input',
    });
  }
  if (deid === 'rules') return { kind: 'rules' };
  if (deid !== undefined)
    return {
      kind: 'deidentify',
      profile: deid,
      ...(option === undefined ? {} : { options: [...option] }),
      ...(lookup === undefined ? {} : { lookup: await readLookupFile(lookup) }),
    };
  if (set === undefined) return { kind: 'as-is' };
  const values = set.map((assignment) => {
    const [, keyword, value] = /^([A-Za-z]+)=(.*)$/s.exec(assignment) ?? [];
    const known = IdentityKeyword.safeParse(keyword);
    if (!known.success || value === undefined) {
      const keywords = IdentityKeyword.options.join(', ');
      throw new InvalidRequestError('bad-set', `--set takes Keyword=VALUE, with one of ${keywords}.`, {
        next: 'correct-input',
      });
    }
    return [known.data, value] as const;
  });
  return { kind: 'burn-in', set: Object.fromEntries(values) };
}
