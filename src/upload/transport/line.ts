import type { BandwidthLimit } from '../../contract/transfer.ts';
import { pause } from '../retry.ts';
import { TokenBucket, paced, rateAt } from './bandwidth.ts';
import type { WindowLimits } from './congestion-window.ts';
import { Gate } from './gate.ts';
import { Turns } from './turns.ts';

/** Several, so that no small one waits for a large one; few, so that the first ones are done soon. */
const importsAtOnce = 3;

/** What all imports to one connection share. */
export class Line {
  readonly gate: Gate;
  readonly turns = new Turns(importsAtOnce);
  readonly #bucket = new TokenBucket();
  readonly #renewals = new Map<string, Promise<boolean>>();
  limit: BandwidthLimit | undefined;

  constructor(window: WindowLimits, limit: BandwidthLimit | undefined) {
    this.gate = new Gate(window);
    this.limit = limit;
  }

  setUrgent(importId: string, isUrgent: boolean): void {
    this.gate.setUrgent(importId, isUrgent);
    this.turns.setUrgent(importId, isUrgent);
  }

  /** `stream` no faster than the limit of the moment allows, whoever else sends. */
  pace(stream: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
    if (this.limit === undefined) return stream;
    return paced(stream, async (bytes) => {
      const rate = this.limit === undefined ? undefined : rateAt(this.limit, new Date());
      const ms = rate === undefined ? 0 : this.#bucket.take(bytes, rate, performance.now());
      if (ms > 0) await pause(ms, signal);
    });
  }

  /** One renewal of a session for all who notice at the same time that it has ended. */
  async renewOnce(session: string, renew: () => Promise<boolean>): Promise<boolean> {
    const running = this.#renewals.get(session);
    if (running !== undefined) return running;
    const renewal = renew().finally(() => this.#renewals.delete(session));
    this.#renewals.set(session, renewal);
    return renewal;
  }
}
