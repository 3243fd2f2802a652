import type { OpenStudy } from '../clients/port/archive-connection.ts';
import { BadAnswerError, UnreachableError } from '../clients/port/errors.ts';
import type { ObjectRow } from './journal-rows.ts';
import { prepare } from './outgoing.ts';
import { type Run, askServer, failObject, rethrowFatal, unreachable, waitForSource } from './run.ts';
import { type SourceError, checkSource } from './source.ts';

/**
 * Sends one object and records what became of it. Throws only a `Stop`: what is wrong with this one object ends
 * in the journal, not the import.
 * @param held versions the server held before, by SOP Instance UID
 */
export async function sendObject(
  run: Run,
  remote: OpenStudy,
  held: ReadonlyMap<string, string>,
  object: ObjectRow,
): Promise<void> {
  const { signal } = run.controller;
  let sourceFailure: SourceError | undefined;
  try {
    await checkSource(object);
    const outgoing = await prepare(run, object, (error) => {
      sourceFailure = error;
    });
    run.journal.objectLeaves(object.id, outgoing.sopInstanceUid);
    const stored = await askServer(run, async () => {
      // A file that fails will fail again; the server is not to blame.
      if (sourceFailure !== undefined) throw sourceFailure;
      return run.connection.ingest.putObject(remote, outgoing, signal);
    });
    run.journal.objectSent(object.id, {
      version: stored.version,
      sha256: outgoing.sha256(),
      bytes: outgoing.bytes,
      deduplicated: held.get(outgoing.sopInstanceUid) === stored.version,
    });
    run.progress.sent(object.id, object.bytes);
    run.moved();
  } catch (error) {
    rethrowFatal(run, error);
    await fail(run, remote, object, sourceFailure ?? error);
  }
}

/** Is it this object, the whole disc, or the server? Only the first is the object's failure. */
async function fail(run: Run, remote: OpenStudy, object: ObjectRow, error: unknown): Promise<void> {
  await waitForSource(run, object, error);
  const isOfTheWay = error instanceof UnreachableError || error instanceof BadAnswerError;
  if (isOfTheWay && !(await serverAnswers(run, remote))) throw unreachable(run, error);
  run.controller.signal.throwIfAborted();
  failObject(run, object, error);
}

/** Asks the server something else than the object it did not answer to. A page of the network is no answer of it. */
async function serverAnswers(run: Run, remote: OpenStudy): Promise<boolean> {
  try {
    await run.connection.ingest.listStored(remote, run.controller.signal);
    return true;
  } catch (error) {
    run.controller.signal.throwIfAborted();
    return !(error instanceof UnreachableError || error instanceof BadAnswerError);
  }
}
