import { Inflate } from 'fflate';
import { DicomReadError } from './read-error.ts';

/** No image that a viewer could open is larger, and no header of one: a bomb is. Deflate makes 1 byte of 1000. */
const MAX_INFLATED = 1 << 30;
const MAX_INFLATED_HEADER = 64 << 20;
/** As a stream it takes no memory; but nothing may go on for ever. */
const MAX_INFLATED_STREAM = 2 ** 36;

/** The data set of PS3.5 A.5: a raw deflate stream. Of a partial stream, what can be had of it. */
export function inflateDataSet(deflated: Uint8Array, partial: boolean): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((chunk) => {
    size += chunk.length;
    if (size > (partial ? MAX_INFLATED_HEADER : MAX_INFLATED))
      throw new DicomReadError('too-large', 'The deflated data set is too large');
    chunks.push(chunk);
  });
  try {
    const step = 1 << 16;
    for (let start = 0; start < deflated.length; start += step) {
      const end = Math.min(start + step, deflated.length);
      inflate.push(deflated.subarray(start, end), end === deflated.length && !partial);
    }
  } catch (cause) {
    if (cause instanceof DicomReadError) throw cause;
    throw broken(cause);
  }
  return concat(chunks);
}

/** {@link inflateDataSet}, a piece at a time. */
export async function* inflateStream(deflated: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((chunk) => {
    size += chunk.length;
    chunks.push(chunk);
  });
  const push = (bytes: Uint8Array, final: boolean): readonly Uint8Array[] => {
    chunks = [];
    try {
      inflate.push(bytes, final);
    } catch (cause) {
      throw broken(cause);
    }
    if (size > MAX_INFLATED_STREAM) throw new DicomReadError('too-large', 'The deflated data set is too large');
    return chunks;
  };
  // One byte of a deflate stream makes a thousand: little goes in at once. The last of it goes in as the last: only so
  // is it noticed that more should come.
  const step = 1 << 14;
  let last = new Uint8Array();
  for await (const chunk of deflated) {
    for (let start = 0; start < chunk.length; start += step) {
      if (last.length > 0) yield* push(last, false);
      last = chunk.slice(start, start + step);
    }
  }
  yield* push(last, true);
}

function broken(cause: unknown): DicomReadError {
  return new DicomReadError('bad-dataset', 'The deflated data set is broken', { cause });
}

export function concat(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let position = 0;
  for (const chunk of chunks) {
    result.set(chunk, position);
    position += chunk.length;
  }
  return result;
}
