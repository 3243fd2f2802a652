/** Between two revisions. */
const PAUSE_MS = 1000;
/** Making summaries takes no more than one part in so many of the time. */
const SHARE = 20;

/** When a running scan's summary is worth fetching again: when it has more in it, seldom, and more seldom the more it costs. */
export class Revisions {
  #revision = 0;
  #filesRead = 0;
  #at = Number.NEGATIVE_INFINITY;
  readonly #now: () => number;

  /** @param now in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** @param costMs what the last summary took */
  at(filesRead: number, costMs: number): number {
    const now = this.#now();
    if (filesRead > this.#filesRead && now - this.#at >= Math.max(PAUSE_MS, costMs * SHARE)) {
      this.#revision += 1;
      this.#filesRead = filesRead;
      this.#at = now;
    }
    return this.#revision;
  }
}
