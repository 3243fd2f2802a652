import { systemClock, type Clock } from './clock.ts';

/** Lets callers through at a rate, all of them together. */
export interface TokenBucket {
  /** Resolves when the caller may go; rejects with the signal's reason. First come, first served. */
  pass(signal?: AbortSignal): Promise<void>;
  /** Nobody passes for so many milliseconds, as a server has asked for. */
  hold(ms: number): void;
}

/**
 * A token bucket that holds one second's worth: at most `perSecond` calls at once, then one every 1/`perSecond` s.
 * The rate may change while it is used. Kept as the time at which the bucket would be full again, so there is no timer when nobody waits.
 */
export function tokenBucket(rate: number | (() => number), clock: Clock = systemClock): TokenBucket {
  const perSecond = typeof rate === 'number' ? () => rate : rate;
  let next = Number.NEGATIVE_INFINITY;
  let held = Number.NEGATIVE_INFINITY;
  return {
    async pass(signal) {
      signal?.throwIfAborted();
      const now = clock.now();
      const interval = 1000 / positive(perSecond());
      const burst = Math.max(1, Math.floor(perSecond()));
      const turn = Math.max(next, held, now - (burst - 1) * interval);
      next = turn + interval;
      if (turn > now) await clock.wait(turn - now, signal);
    },
    hold(ms) {
      held = Math.max(held, clock.now() + ms);
    },
  };
}

function positive(perSecond: number): number {
  if (!(perSecond > 0)) throw new RangeError('A rate must be above zero.');
  return perSecond;
}
