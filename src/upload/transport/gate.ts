import { ServerFailedError, UnreachableError } from '../../clients/port/errors.ts';
import { CongestionWindow, type WindowLimits } from './congestion-window.ts';

/** Larger objects hold a place for long: they never hold more than half of them. */
export const largeBytes = 8 * 1024 * 1024;
/** Of objects that lie in memory as a whole while they are sent. */
const memoryBytes = 64 * 1024 * 1024;

export interface Passenger {
  readonly importId: string;
  readonly bytes: number;
  /** Bytes that it holds in memory while it is on its way. */
  readonly memory: number;
}

interface Waiting extends Passenger {
  readonly enter: () => void;
}

/**
 * Lets objects onto one connection: as many at once as its window allows, those of urgent imports first, in turns
 * between imports, and large ones beside small ones, not before them.
 */
export class Gate {
  readonly #window: CongestionWindow;
  readonly #now: () => number;
  /** By import; whose turn is next comes first. */
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #urgent = new Set<string>();
  readonly #inside = new Set<Passenger>();
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: WindowLimits, now: () => number = () => performance.now()) {
    this.#window = new CongestionWindow(limits);
    this.#now = now;
  }

  /** Imports whose objects go before all others. */
  setUrgent(importId: string, isUrgent: boolean): void {
    if (isUrgent) this.#urgent.add(importId);
    else this.#urgent.delete(importId);
  }

  /** Runs `send` when there is a place. An abort ends the waiting with the signal's reason. */
  async pass<T>(passenger: Passenger, signal: AbortSignal, send: () => Promise<T>): Promise<T> {
    await this.#enter(passenger, signal);
    const startedAt = this.#now();
    try {
      const result = await send();
      this.#window.succeeded(this.#inside.size >= this.#window.openAt(this.#now()));
      return result;
    } catch (error) {
      if (error instanceof ServerFailedError) this.#window.troubled(startedAt, this.#now(), error.retryAfterMs);
      else if (error instanceof UnreachableError) this.#window.troubled(startedAt, this.#now());
      throw error;
    } finally {
      this.#inside.delete(passenger);
      this.#admit();
    }
  }

  async #enter(passenger: Passenger, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.#remove(waiting);
        reject(signal.reason as Error);
      };
      const waiting: Waiting = {
        ...passenger,
        enter: () => {
          signal.removeEventListener('abort', giveUp);
          this.#inside.add(passenger);
          resolve();
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      const own = this.#waiting.get(passenger.importId);
      if (own === undefined) this.#waiting.set(passenger.importId, [waiting]);
      else own.push(waiting);
      this.#admit();
    });
  }

  #admit(): void {
    while (this.#inside.size < this.#window.openAt(this.#now())) {
      const next = this.#next();
      if (next === undefined) return;
      const own = this.#remove(next);
      // Its import comes last in the next round.
      this.#waiting.delete(next.importId);
      if (own.length > 0) this.#waiting.set(next.importId, own);
      next.enter();
    }
    const heldMs = this.#window.heldUntil - this.#now();
    if (this.#waiting.size === 0 || heldMs <= 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#admit();
    }, heldMs);
  }

  #next(): Waiting | undefined {
    const turns = [...this.#waiting];
    const urgent = turns.filter(([importId]) => this.#urgent.has(importId));
    for (const [, own] of [...urgent, ...turns]) {
      const next = own.find((each) => this.#hasRoomFor(each));
      if (next !== undefined) return next;
    }
    return undefined;
  }

  #hasRoomFor({ bytes, memory }: Passenger): boolean {
    const inside = [...this.#inside];
    const held = inside.reduce((sum, each) => sum + each.memory, 0);
    if (held > 0 && held + memory > memoryBytes) return false;
    if (bytes <= largeBytes) return true;
    const large = inside.filter((each) => each.bytes > largeBytes).length;
    return large < Math.max(1, Math.floor(this.#window.openAt(this.#now()) / 2));
  }

  #remove(waiting: Waiting): Waiting[] {
    const own = (this.#waiting.get(waiting.importId) ?? []).filter((each) => each !== waiting);
    if (own.length === 0) this.#waiting.delete(waiting.importId);
    else this.#waiting.set(waiting.importId, own);
    this.#letSleep();
    return own;
  }

  /** While somebody waits, the timer keeps the program awake; when nobody does, it may end. */
  #letSleep(): void {
    if (this.#waiting.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
