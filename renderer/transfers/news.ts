import type { ImportStatus } from '../../src/contract/import.ts';
import { isIncomplete, isRunning } from './phase.tsx';

export type News = 'verified' | 'incomplete' | 'stuck';

/**
 * What is worth saying of a transfer that has moved on: it has ended, or waits for a person. What that person did is no
 * news, nor is what goes on by itself.
 */
export function newsOf(before: ImportStatus | undefined, after: ImportStatus): News | undefined {
  if (before === undefined || !isRunning(before) || isRunning(after)) return undefined;
  if (after.phase === 'done') return isIncomplete(after) ? 'incomplete' : 'verified';
  if (after.phase === 'failed') return 'incomplete';
  if (after.phase !== 'paused' || after.problem === undefined) return undefined;
  return goesOnAlone.has(after.problem.next) ? undefined : 'stuck';
}

/** A pause by hand has no next step; the queue tries again by itself after faults of the network and the server. */
const goesOnAlone: ReadonlySet<string | undefined> = new Set([undefined, 'retry', 'check-connection']);
