import { systemClock, type Clock } from './clock.ts';

/** Resolves when the caller may go; rejects with the signal's reason. First come, first served. */
export type Turnstile = (signal?: AbortSignal) => Promise<void>;

/**
 * A token bucket that holds one second's worth: at most `perSecond` calls at once, then one every 1/`perSecond` s.
 * Kept as the time at which the bucket would be full again, so there is no timer when nobody waits.
 */
export function tokenBucket(perSecond: number, clock: Clock = systemClock): Turnstile {
  if (!(perSecond > 0)) throw new RangeError('A rate must be above zero.');
  const interval = 1000 / perSecond;
  const burst = Math.max(1, Math.floor(perSecond));
  let next = Number.NEGATIVE_INFINITY;
  return async (signal) => {
    signal?.throwIfAborted();
    const now = clock.now();
    const turn = Math.max(next, now - (burst - 1) * interval);
    next = turn + interval;
    if (turn > now) await clock.wait(turn - now, signal);
  };
}
