import type { OpenStudy, StoredObject } from '../clients/port/archive-connection.ts';
import { BadAnswerError, UnreachableError } from '../clients/port/errors.ts';
import type { ObjectRow } from './journal-rows.ts';
import { type Outgoing, prepare } from './outgoing.ts';
import { type Run, askServer, failObject, leavesAsItIs, rethrowFatal, unreachable, waitForSource } from './run.ts';
import { type SourceError, checkSource } from './source.ts';
import type { Passenger } from './transport/gate.ts';

/** Treated as a whole up to this length, and as long in memory as they are on their way. */
const wholeBytes = 32 * 1024 * 1024;

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
  let sourceFailure: SourceError | undefined;
  try {
    const { outgoing, stored } = await askServer(run, async () => {
      // A file that fails will fail again; the server is not to blame.
      if (sourceFailure !== undefined) throw sourceFailure;
      // Prepared for each attempt anew: what waits for the next one holds no memory.
      return run.line.gate.pass(passengerOf(run, object), run.controller.signal, async () =>
        sendOnce(run, remote, object, (error) => {
          sourceFailure = error;
        }),
      );
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

async function sendOnce(
  run: Run,
  remote: OpenStudy,
  object: ObjectRow,
  onFailure: (error: SourceError) => void,
): Promise<{ outgoing: Outgoing; stored: StoredObject }> {
  await checkSource(object);
  const outgoing = await prepare(run, object, onFailure);
  await run.journal.objectLeaves(object.id, outgoing.sopInstanceUid);
  return { outgoing, stored: await run.connection.ingest.putObject(remote, outgoing, run.controller.signal) };
}

function passengerOf(run: Run, { bytes, mend }: ObjectRow): Passenger {
  const isTreated = mend || !leavesAsItIs(run.import);
  return { importId: run.import.id, bytes, memory: isTreated && bytes <= wholeBytes ? bytes : 0 };
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
