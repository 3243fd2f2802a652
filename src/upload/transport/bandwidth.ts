import type { BandwidthLimit, LimitedHours } from '../../contract/transfer.ts';

/** Bytes per second that may be sent at an instant, by the clock on the wall; undefined when nothing limits it. */
export function rateAt({ mbitPerSecond, hours }: BandwidthLimit, at: Date): number | undefined {
  return hours === undefined || isWithin(hours, at) ? (mbitPerSecond * 1e6) / 8 : undefined;
}

function isWithin({ days, from, to }: LimitedHours, at: Date): boolean {
  const time = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  const today = days.includes(at.getDay());
  if (from < to) return today && time >= from && time < to;
  // Over midnight: the evening of a day, and the morning after it.
  const yesterday = days.includes((at.getDay() + 6) % 7);
  return (today && time >= from) || (yesterday && time < to);
}

/** What may go at once after a silence. */
const burstMs = 100;

/**
 * A token bucket, kept as the time at which all that was let through has passed. Knows no clock: times are its
 * caller's, in milliseconds.
 */
export class TokenBucket {
  #passedAt = Number.NEGATIVE_INFINITY;

  /** How long to wait before `bytes` may go. */
  take(bytes: number, bytesPerSecond: number, now: number): number {
    const startsAt = Math.max(this.#passedAt, now - burstMs);
    this.#passedAt = startsAt + (bytes * 1000) / bytesPerSecond;
    return Math.max(0, startsAt - now);
  }
}

/** Pieces are small, so that a change of the rate is felt at once and objects share it evenly. */
const pieceBytes = 32 * 1024;

/** `stream`, each piece after `wait`. Reading stays driven by the consumer. */
export function paced(
  stream: ReadableStream<Uint8Array>,
  wait: (bytes: number) => Promise<void>,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  let left: Uint8Array = new Uint8Array();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (left.byteLength === 0) {
          const { done, value } = await reader.read();
          if (done) {
            controller.close();
            return;
          }
          left = value;
        }
        const piece = left.subarray(0, pieceBytes);
        left = left.subarray(piece.byteLength);
        await wait(piece.byteLength);
        controller.enqueue(piece);
      },
      cancel: async (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
