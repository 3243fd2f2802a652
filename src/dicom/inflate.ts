import { Inflate } from 'fflate';
import { DicomReadError } from './read-error.ts';

/** No image that a viewer could open is larger, and no header of one: a bomb is. Deflate makes 1 byte of 1000. */
const MAX_INFLATED = 1 << 30;
const MAX_INFLATED_HEADER = 64 << 20;

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
    throw new DicomReadError('bad-dataset', 'The deflated data set is broken', { cause });
  }
  return concat(chunks);
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
