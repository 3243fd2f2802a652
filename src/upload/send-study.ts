import type { OpenStudy, StudyHeader } from '../clients/port/archive-connection.ts';
import { UnreachableError } from '../clients/port/errors.ts';
import type { StudyOutcome } from '../contract/import.ts';
import { FileroomError, type Problem, toProblem } from '../contract/problem.ts';
import { forEachConcurrent } from './concurrent.ts';
import type { ObjectRow, StudyRow } from './journal-rows.ts';
import { provable, proveArrival } from './prove-arrival.ts';
import {
  type Run,
  askServer,
  failObject,
  leavesAsItIs,
  rethrowFatal,
  scannedFile,
  treatObject,
  unreachable,
  waitForSource,
} from './run.ts';
import { sendAttachments } from './send-attachments.ts';
import { sendObject } from './send-object.ts';
import { SourceError, checkSource } from './source.ts';
import { largeBytes } from './transport/gate.ts';
import { TreatmentError } from './treatment-task.ts';

/** As many of an import as can ever be on their way. */
const atTheGate = 16;

/** Sends what is left of one study and proves what arrived. Throws only a `Stop`. */
export async function sendStudy(run: Run, study: StudyRow): Promise<StudyOutcome> {
  let problem: Problem | undefined;
  try {
    run.enter('sending');
    const before = run.journal.objects(study.id);
    if (study.remote !== undefined && outcomeOf(before) === 'verified') {
      // Only documents are left of it.
      await sendAttachments(run, study, study.remote);
      run.journal.endStudy(study.id, 'verified', undefined);
      return 'verified';
    }
    const remote = await sendObjects(run, study);
    if (remote !== undefined) {
      run.enter('verifying');
      const sent = run.journal.objects(study.id).filter(({ state }) => state === 'sent' || state === 'verified');
      const { signal } = run.controller;
      if (sent.length > 0)
        await askServer(run, async () => run.connection.ingest.complete(remote, sent.length, signal));
      await proveArrival(run, remote, sent);
      if (sent.length > 0) await sendAttachments(run, study, remote);
    }
  } catch (error) {
    rethrowFatal(run, error);
    if (error instanceof UnreachableError) throw unreachable(run, error);
    if (!(error instanceof FileroomError)) run.unexpected(error);
    problem = toProblem(error);
    failWaiting(run, study, problem);
  }
  const outcome = outcomeOf(run.journal.objects(study.id));
  run.journal.endStudy(study.id, outcome, problem);
  return outcome;
}

/** Returns the server's record, or `undefined` when not one object can be read and there is nothing to open. */
async function sendObjects(run: Run, study: StudyRow): Promise<OpenStudy | undefined> {
  const { journal } = run;
  const waiting = () => journal.objects(study.id).filter((object) => object.state === 'waiting');
  const remote = study.remote ?? (await openStudy(run, study, waiting()));
  if (remote === undefined) return undefined;
  const left = waiting();
  if (left.length > 0) {
    const held = await heldBefore(run, remote);
    const send = async (object: ObjectRow) => sendObject(run, remote, held, object);
    const { small = [], large = [] } = Object.groupBy(left, ({ bytes }) => (bytes > largeBytes ? 'large' : 'small'));
    // Side by side: neither waits for the last of the other. How many are really on their way, the gate decides.
    const sent = await Promise.allSettled([
      forEachConcurrent(small, atTheGate, send),
      forEachConcurrent(large, atTheGate, send),
    ]);
    for (const result of sent) if (result.status === 'rejected') throw result.reason;
  }
  return remote;
}

async function openStudy(run: Run, study: StudyRow, objects: readonly ObjectRow[]): Promise<OpenStudy | undefined> {
  const header = await readHeader(run, objects);
  if (header === undefined) return undefined;
  const { signal } = run.controller;
  const remote = await askServer(run, async () => run.connection.ingest.open(run.import.namespaceId, header, signal));
  run.journal.setRemote(study.id, remote);
  return remote;
}

/** The study as its first readable object will tell it once it is treated: the server hears nothing else of it. */
async function readHeader(run: Run, objects: readonly ObjectRow[]): Promise<StudyHeader | undefined> {
  for (const object of objects) {
    try {
      await checkSource(object);
      if (leavesAsItIs(run.import) && object.wrap === undefined)
        return await run.pool.run({ kind: 'header', ...scannedFile(object) });
      return (await treatObject(run, object)).header;
    } catch (error) {
      rethrowFatal(run, error);
      if (!(error instanceof SourceError || error instanceof TreatmentError)) throw error;
      await waitForSource(run, object, error);
      failObject(run, object, error);
    }
  }
  return undefined;
}

/** What the server holds of the study already, to tell new objects from known ones. It only counts, it decides nothing. */
async function heldBefore(run: Run, remote: OpenStudy): Promise<ReadonlyMap<string, string>> {
  try {
    const stored = await run.connection.ingest.listStored(remote, run.controller.signal);
    return new Map(stored.map(({ sopInstanceUid, version }) => [sopInstanceUid, version]));
  } catch (error) {
    rethrowFatal(run, error);
    // Whatever the server has against it shows again at the first object, and counts there.
    if (error instanceof FileroomError) return new Map();
    throw error;
  }
}

/** Proves again what was sent before, of an import that is over. Throws what keeps it from being proved. */
export async function checkStudy(run: Run, study: StudyRow): Promise<void> {
  const sent = run.journal.objects(study.id).filter((object) => object.state !== 'waiting' && isProvable(object));
  if (study.remote === undefined || sent.length === 0) return;
  await proveArrival(run, study.remote, sent);
  const outcome = outcomeOf(run.journal.objects(study.id));
  run.journal.endStudy(study.id, outcome, outcome === 'verified' ? undefined : study.problem);
}

function isProvable({ state, failure }: ObjectRow): boolean {
  return state !== 'failed' || provable.has(failure?.code ?? '');
}

function failWaiting(run: Run, study: StudyRow, problem: Problem): void {
  for (const object of run.journal.objects(study.id)) {
    if (object.state === 'waiting') run.progress.failed(object.id, object.bytes);
  }
  run.journal.waitingFailed(study.id, problem);
}

function outcomeOf(objects: readonly ObjectRow[]): StudyOutcome {
  const verified = objects.filter(({ state }) => state === 'verified').length;
  if (verified === objects.length) return 'verified';
  return verified > 0 ? 'partial' : 'failed';
}
