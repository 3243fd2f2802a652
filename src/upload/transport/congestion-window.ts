/** How many requests may be on their way at once: fewest, at the start, and most. */
export interface WindowLimits {
  readonly first: number;
  readonly most: number;
}

/** A server that asks for more patience is asked again after this, all the same. */
const longestHoldMs = 5 * 60_000;

/**
 * How many requests a connection carries at once, found out by trying: one more for each answer until the first
 * trouble, then one more for each round of answers (additive increase); half as many after a stall, a 5xx or a 429, and
 * none while the server asks for patience (Retry-After, RFC 9110 10.2.3). Knows no clock: times are its caller's, in ms.
 */
export class CongestionWindow {
  readonly #most: number;
  #size: number;
  #isFinding = true;
  #cutAt = Number.NEGATIVE_INFINITY;
  #heldUntil = Number.NEGATIVE_INFINITY;

  constructor({ first, most }: WindowLimits) {
    this.#most = most;
    this.#size = Math.min(first, most);
  }

  /** From 1; 0 while the server asks for patience. */
  openAt(now: number): number {
    return now < this.#heldUntil ? 0 : Math.floor(this.#size);
  }

  /** When a window that is held opens again. */
  get heldUntil(): number {
    return this.#heldUntil;
  }

  /** @param wasFull there were no more on their way because there may not be: only then was anything learnt */
  succeeded(wasFull: boolean): void {
    if (!wasFull) return;
    this.#size = Math.min(this.#most, this.#size + (this.#isFinding ? 1 : 1 / this.#size));
  }

  /** @param startedAt of the request: those that left before the last cut tell nothing new */
  troubled(startedAt: number, now: number, retryAfterMs = 0): void {
    this.#heldUntil = Math.max(this.#heldUntil, now + Math.min(retryAfterMs, longestHoldMs));
    if (startedAt < this.#cutAt) return;
    this.#isFinding = false;
    this.#size = Math.max(1, this.#size / 2);
    this.#cutAt = now;
  }
}
