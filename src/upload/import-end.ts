import type { ImportPhase } from '../contract/import.ts';
import { type Problem, toProblem } from '../contract/problem.ts';
import type { Journal } from './journal.ts';
import { asLocalStorageError } from './local-storage.ts';
import type { AllTotals } from './progress.ts';
import { Stop } from './stop.ts';

/** How an import's work came to an end, for now or for good. */
export interface ImportEnd {
  readonly phase: ImportPhase;
  readonly problem?: Problem;
}

/** `done` when anything has arrived; the problem says what has not. */
export function conclude(journal: Journal, id: string): ImportEnd {
  const { objectsTotal, objectsFailed } = totalsOf(journal, id);
  const studies = journal.studies(id);
  const left = studies.some(({ outcome }) => outcome !== 'verified');
  if (!left) return { phase: 'done' };
  const reasons = journal.failures(id);
  const problem = studies.find((study) => study.problem !== undefined)?.problem ??
    (reasons.length === 1 ? reasons[0] : undefined) ?? {
      code: 'objects-not-sent',
      message: `${objectsFailed} of ${objectsTotal} objects were not sent. The receipt lists them with the reasons.`,
      next: 'retry',
    };
  return { phase: studies.every(({ outcome }) => outcome === 'failed') ? 'failed' : 'done', problem };
}

/** What an error means for the import that it broke off; one that nobody foresaw is told to `onUnexpected`. */
export function endOf(error: unknown, onUnexpected: ((error: unknown) => void) | undefined): ImportEnd {
  if (error instanceof Stop) {
    return { phase: error.phase, ...(error.problem === undefined ? {} : { problem: error.problem }) };
  }
  const local = asLocalStorageError(error);
  if (local !== undefined) return { phase: 'paused', problem: local.toProblem() };
  const problem = toProblem(error);
  if (problem.code === 'unexpected') onUnexpected?.(error);
  // What the server's side refuses before anything is sent (no sign-in, no network) can be gone on with later.
  return { phase: 'paused', problem };
}

export function totalsOf(journal: Journal, id: string): AllTotals {
  const totals = { objectsTotal: 0, bytesTotal: 0, objectsDone: 0, objectsFailed: 0, bytesDone: 0, bytesFailed: 0 };
  for (const { state, objects, bytes } of journal.totals(id)) {
    totals.objectsTotal += objects;
    totals.bytesTotal += bytes;
    if (state === 'sent' || state === 'verified') {
      totals.objectsDone += objects;
      totals.bytesDone += bytes;
    } else if (state === 'failed') {
      totals.objectsFailed += objects;
      totals.bytesFailed += bytes;
    }
  }
  return totals;
}
