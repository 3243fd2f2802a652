import { systemClock, type Clock } from './clock.ts';

export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** The wait before attempt n+1 is a random part of `baseMs` · 2ⁿ, at most `maxMs`. */
  readonly baseMs: number;
  readonly maxMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { attempts: 4, baseMs: 500, maxMs: 30_000 };

/** Whether a failure is worth another attempt, and how long the server asked to wait. */
export type RetryAdvice = { readonly again: false } | { readonly again: true; readonly afterMs?: number | undefined };

/**
 * Runs `operation` until it succeeds, the advice is against it, or the attempts are used up: then its last error is
 * thrown. Only for operations that are safe to repeat. A server that asks for more patience than `maxMs` is not
 * waited for: who called knows better what to do meanwhile.
 */
export async function retry<T>(
  operation: () => Promise<T>,
  advise: (error: unknown) => RetryAdvice,
  options: { policy?: RetryPolicy; signal?: AbortSignal | undefined; clock?: Clock; random?: () => number } = {},
): Promise<T> {
  const { policy = defaultRetryPolicy, signal, clock = systemClock, random = Math.random } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await operation();
    } catch (error) {
      signal?.throwIfAborted();
      const advice = advise(error);
      if (!advice.again || attempt >= policy.attempts) throw error;
      const asked = advice.afterMs ?? 0;
      if (asked > policy.maxMs) throw error;
      const backoff = Math.min(policy.maxMs, policy.baseMs * 2 ** attempt) * random();
      await clock.wait(Math.max(asked, backoff), signal);
    }
  }
}

/** Milliseconds that a Retry-After header (RFC 9110 10.2.3) asks for: seconds, or a date. */
export function parseRetryAfter(value: string | null, nowMs: number = Date.now()): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Z][a-z]{2},/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
