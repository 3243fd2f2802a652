/** Rates are taken over this long: short enough to follow the network, long enough to be calm. */
const WINDOW_MS = 8_000;

export interface Totals {
  objectsTotal: number;
  bytesTotal: number;
  objectsDone: number;
  objectsFailed: number;
  bytesDone: number;
}

/** With what will not be sent any more: it is not waited for either. */
export interface AllTotals extends Totals {
  bytesFailed: number;
}

/** Counts a running import: what is acknowledged, what is on its way, how fast, how long still. */
export class Progress {
  readonly #totals: Totals;
  #bytesFailed: number;
  /** Bytes read of objects that are not acknowledged yet, by object. */
  readonly #inFlight = new Map<number, number>();
  readonly #samples: { at: number; bytes: number }[] = [];
  readonly #now: () => number;

  constructor({ bytesFailed, ...totals }: AllTotals, now: () => number = () => performance.now()) {
    this.#totals = totals;
    this.#bytesFailed = bytesFailed;
    this.#now = now;
    this.#sample();
  }

  /** `bytes` of the object were read in this attempt so far. */
  moved(objectId: number, bytes: number): void {
    this.#inFlight.set(objectId, bytes);
    this.#sample();
  }

  sent(objectId: number, bytes: number): void {
    this.#inFlight.delete(objectId);
    this.#totals.objectsDone += 1;
    this.#totals.bytesDone += bytes;
    this.#sample();
  }

  failed(objectId: number, bytes: number): void {
    this.#inFlight.delete(objectId);
    this.#totals.objectsFailed += 1;
    this.#bytesFailed += bytes;
  }

  /** It was acknowledged, but the server's list does not hold it. */
  missing(bytes: number): void {
    this.#totals.objectsDone -= 1;
    this.#totals.bytesDone -= bytes;
    this.#totals.objectsFailed += 1;
    this.#bytesFailed += bytes;
  }

  /** A later look found it after all. */
  found(bytes: number): void {
    this.#totals.objectsDone += 1;
    this.#totals.bytesDone += bytes;
    this.#totals.objectsFailed -= 1;
    this.#bytesFailed -= bytes;
  }

  current(): Totals & { bytesPerSecond?: number; secondsLeft?: number } {
    const bytesDone = Math.min(this.#bytesMoved(), this.#totals.bytesTotal);
    const rate = this.#rate();
    const left = this.#totals.bytesTotal - this.#bytesFailed - bytesDone;
    return {
      ...this.#totals,
      bytesDone,
      ...(rate === undefined
        ? {}
        : {
            bytesPerSecond: Math.round(rate),
            ...(rate > 0 ? { secondsLeft: Math.max(0, Math.ceil(left / rate)) } : {}),
          }),
    };
  }

  #bytesMoved(): number {
    return this.#totals.bytesDone + [...this.#inFlight.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  #sample(): void {
    const at = this.#now();
    const last = this.#samples.at(-1);
    // Ten samples a second are plenty.
    if (last !== undefined && at - last.at < 100) return;
    this.#samples.push({ at, bytes: this.#bytesMoved() });
    while ((this.#samples[0]?.at ?? at) < at - WINDOW_MS) this.#samples.shift();
  }

  #rate(): number | undefined {
    const first = this.#samples[0];
    const seconds = first === undefined ? 0 : (this.#now() - first.at) / 1000;
    if (first === undefined || seconds < 0.5) return undefined;
    return Math.max(0, (this.#bytesMoved() - first.bytes) / seconds);
  }
}

/** Calls `action` at once, then at most once every `ms`; the last call of a burst is never lost. */
export class Throttle {
  readonly #action: () => void;
  readonly #ms: number;
  #timer: NodeJS.Timeout | undefined;
  #pending = false;
  #stopped = false;

  constructor(action: () => void, ms: number) {
    this.#action = action;
    this.#ms = ms;
  }

  call(): void {
    if (this.#stopped) return;
    if (this.#timer !== undefined) {
      this.#pending = true;
      return;
    }
    this.#action();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#pending) {
        this.#pending = false;
        this.call();
      }
    }, this.#ms);
    this.#timer.unref();
  }

  /** What is still held back is dropped, and what comes later: the caller says the last word itself. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = false;
  }
}
