import type { ArchiveConnection, Ingest } from '../clients/port/archive-connection.ts';
import { type BadAnswerError, SignInError, type UnreachableError } from '../clients/port/errors.ts';
import type { ImportPhase, TagChange } from '../contract/import.ts';
import { FileroomError, LocalStorageError, toProblem } from '../contract/problem.ts';
import type { ImportRow, ObjectRow } from './journal-rows.ts';
import type { Journal } from './journal.ts';
import { asLocalStorageError, diskFull } from './local-storage.ts';
import type { Progress } from './progress.ts';
import { type RetryPolicy, withRetry } from './retry.ts';
import { SourceError, isSourceGone } from './source.ts';
import { Stop } from './stop.ts';
import type { Line } from './transport/line.ts';
import type { TreatmentPool } from './treatment-pool.ts';
import type { ScannedFile, TreatedObject } from './treatment-task.ts';

/** What sending one import needs; made by the queue, passed down to studies and objects. */
export interface Run {
  readonly import: ImportRow;
  readonly journal: Journal;
  readonly connection: ArchiveConnection & { readonly ingest: Ingest };
  /** The archive is on this computer: its disk is ours. */
  readonly isHere: boolean;
  readonly pool: TreatmentPool;
  readonly deidKey: () => Promise<Uint8Array>;
  /** Told of what was changed in an object for which the map is kept, before it leaves. */
  readonly onTreated: ((changes: readonly TagChange[]) => Promise<void>) | undefined;
  readonly retry: RetryPolicy;
  /** Shared with all imports to the same connection. */
  readonly line: Line;
  readonly progress: Progress;
  readonly controller: AbortController;
  /** Signs in again without asking anyone, where that is possible. */
  readonly signInAgain: () => Promise<boolean>;
  readonly enter: (phase: ImportPhase) => void;
  /** Something worth showing has moved. */
  readonly moved: () => void;
  /** An error that nobody foresaw, for the log. */
  readonly unexpected: (error: unknown) => void;
}

/** Asks the server, patiently. An ended session that cannot be renewed silently pauses the whole import. */
export async function askServer<T>(run: Run, action: () => Promise<T>): Promise<T> {
  const { signal } = run.controller;
  try {
    try {
      return await withRetry(run.retry, signal, action);
    } catch (error) {
      if (!(error instanceof SignInError) || !(await run.signInAgain())) throw error;
      return await withRetry(run.retry, signal, action);
    }
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    throw stopRun(run, new Stop('paused', { ...error.toProblem(), next: error.next ?? 'sign-in-again' }));
  }
}

/** Ends the run: everything under way is broken off. Returns `stop` for the caller to throw. */
export function stopRun(run: Run, stop: Stop): Stop {
  run.controller.abort(stop);
  return stop;
}

/** For an import to wait until the server can be reached again. */
export function unreachable(run: Run, error: UnreachableError | BadAnswerError): Stop {
  return stopRun(run, new Stop('paused', { ...error.toProblem(), next: error.next ?? 'check-connection' }));
}

/** Throws what no object or study can answer for: a stop, a local disk that refuses, a server's that is full. */
export function rethrowFatal(run: Run, error: unknown): void {
  run.controller.signal.throwIfAborted();
  if (error instanceof Stop) throw error;
  const known = asLocalStorageError(error) ?? error;
  const isFull = known instanceof FileroomError && known.next === 'free-disk-space';
  if (!isFull && !(known instanceof LocalStorageError)) return;
  throw stopRun(run, new Stop('paused', (isFull && run.isHere ? diskFull(error) : known).toProblem()));
}

/** Pauses the import when not one file but its whole disc or folder is gone. */
export async function waitForSource(run: Run, object: ObjectRow, error: unknown): Promise<void> {
  if (!(error instanceof SourceError) || !(await isSourceGone(object))) return;
  throw stopRun(
    run,
    new Stop('paused', {
      code: 'source-gone',
      message:
        'The source (disc, folder, disc image or archive) is not there any more. Put it back: the import goes on where it stopped.',
      next: 'reinsert-disc',
    }),
  );
}

export function scannedFile({ file, place, bytes, sopInstanceUid }: ObjectRow): ScannedFile {
  return { file, ...(place === undefined ? {} : { place }), bytes, sopInstanceUid };
}

/** Whether objects leave byte for byte; one that is to be mended does not even then. */
export function leavesAsItIs({ treatment, charset }: ImportRow): boolean {
  return treatment.kind === 'as-is' && charset === undefined;
}

/** The object as the import's treatment makes it. */
export async function treatObject(run: Run, object: ObjectRow): Promise<TreatedObject> {
  const { treatment, charset, startedAt } = run.import;
  const [key, now] = [await run.deidKey(), new Date(startedAt)];
  const { wrap } = object;
  const how = { treatment, charset, key, now, ...(wrap === undefined ? {} : { wrap }) };
  const treated = await run.pool.run({ kind: 'treat', ...scannedFile(object), ...how });
  if (treatment.kind === 'deidentify' && treatment.keepMap === true) await run.onTreated?.(treated.changes);
  return treated;
}

export function failObject(run: Run, object: ObjectRow, error: unknown): void {
  if (!(error instanceof FileroomError)) run.unexpected(error);
  run.journal.objectFailed(object.id, toProblem(error));
  run.progress.failed(object.id, object.bytes);
  run.moved();
}
