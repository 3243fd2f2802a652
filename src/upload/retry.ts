import { setTimeout as delay } from 'node:timers/promises';
import { BadAnswerError, ServerFailedError, UnreachableError } from '../clients/port/errors.ts';

/** How often and how patiently a transient failure is tried again. */
export interface RetryPolicy {
  /** Attempts in all, the first one included. */
  readonly attempts: number;
  /** The first pause; each further one is twice as long. */
  readonly baseMs: number;
  readonly maxMs: number;
}

export const patient: RetryPolicy = { attempts: 5, baseMs: 500, maxMs: 30_000 };

/** Runs `attempt` until it succeeds, fails for good, or has failed too often; then throws its last error. */
export async function withRetry<T>(policy: RetryPolicy, signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (tried >= attemptsAfter(error, policy)) throw error;
      await pause(pauseBefore(policy, tried, error), signal);
    }
  }
}

/** Waits; an abort ends it at once with the signal's own reason. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

function attemptsAfter(error: unknown, { attempts }: RetryPolicy): number {
  if (error instanceof UnreachableError || error instanceof ServerFailedError) return attempts;
  // A page of something on the way may be gone the next time; a server that answers so by nature is not asked for long.
  return error instanceof BadAnswerError ? Math.min(2, attempts) : 1;
}

function pauseBefore(policy: RetryPolicy, tried: number, error: unknown): number {
  const asked = error instanceof ServerFailedError ? (error.retryAfterMs ?? 0) : 0;
  // Up to a quarter more at random, so that several senders do not come back in step.
  const own = policy.baseMs * 2 ** (tried - 1) * (1 + Math.random() / 4);
  return Math.min(policy.maxMs, Math.max(asked, own));
}
