import type { OpenStudy, StoredObject, StudyHeader } from '../clients/port/archive-connection.ts';
import { UnreachableError } from '../clients/port/errors.ts';
import type { StudyOutcome } from '../contract/import.ts';
import { FileroomError, type Problem, toProblem } from '../contract/problem.ts';
import { forEachConcurrent } from './concurrent.ts';
import type { ObjectRow, StudyRow } from './journal-rows.ts';
import { pause } from './retry.ts';
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
import { sendObject } from './send-object.ts';
import { SourceError, checkSource } from './source.ts';
import { TreatmentError } from './treatment-task.ts';

const notListed: Problem = {
  code: 'not-stored',
  message: 'The server took the object, but its own list does not hold it.',
  next: 'retry',
};
const otherVersion: Problem = {
  code: 'other-version',
  message: 'The server holds the object, but not as it was sent now.',
  next: 'retry',
};

/** Sends what is left of one study and proves what arrived. Throws only a `Stop`. */
export async function sendStudy(run: Run, study: StudyRow): Promise<StudyOutcome> {
  let problem: Problem | undefined;
  try {
    run.enter('sending');
    const remote = await sendObjects(run, study);
    if (remote !== undefined) {
      run.enter('verifying');
      await proveArrival(run, study, remote);
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
    await forEachConcurrent(left, run.concurrency, async (object) => sendObject(run, remote, held, object));
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
      if (leavesAsItIs(run.import)) return await run.pool.run({ kind: 'header', ...scannedFile(object) });
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

/** Compares every object that was sent with the server's own list; the list may need a moment to be complete. */
async function proveArrival(run: Run, study: StudyRow, remote: OpenStudy): Promise<void> {
  const { ingest } = run.connection;
  const { signal } = run.controller;
  const sent = run.journal.objects(study.id).filter(({ state }) => state === 'sent' || state === 'verified');
  if (sent.length === 0) return;
  await askServer(run, async () => ingest.complete(remote, sent.length, signal));
  for (let look = 1; ; look += 1) {
    const stored = await askServer(run, async () => ingest.listStored(remote, signal));
    const listed = Map.groupBy(stored, ({ sopInstanceUid }) => sopInstanceUid);
    const missing = sent.flatMap((object) => {
      const failure = whatIsMissing(object, listed);
      return failure === undefined ? [] : { id: object.id, bytes: object.bytes, failure };
    });
    if (missing.length === 0 || look >= run.retry.attempts) {
      const isMissing = new Set(missing.map(({ id }) => id));
      run.journal.verified(
        sent.map(({ id }) => id).filter((id) => !isMissing.has(id)),
        missing,
      );
      for (const { bytes } of missing) run.progress.missing(bytes);
      return;
    }
    await pause(Math.min(run.retry.maxMs, run.retry.baseMs * 2 ** (look - 1)), signal);
  }
}

/** A new identity has not arrived while the server still shows the object with the old one. */
function whatIsMissing(
  { sentSopInstanceUid, sopInstanceUid, sentVersion }: ObjectRow,
  listed: ReadonlyMap<string, readonly StoredObject[]>,
): Problem | undefined {
  const versions = listed.get(sentSopInstanceUid ?? sopInstanceUid);
  if (versions === undefined) return notListed;
  const isAsSent = sentVersion === undefined || versions.some(({ version }) => version === sentVersion);
  return isAsSent ? undefined : otherVersion;
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
