import { Gunzip, Unzlib } from 'fflate';

/** The beginnings of gzip (RFC 1952 2.3.1) and, by the usual settings, of zlib (RFC 1950 2.2). */
const MAGIC = [
  [0x1f, 0x8b, 8],
  [0x78, 1],
  [0x78, 0x5e],
  [0x78, 0x9c],
  [0x78, 0xda],
].map((codes) => String.fromCodePoint(...codes));
const STREAM = new RegExp(MAGIC.join('|'), 'g');
const MAX_STREAMS = 32;
/** Text that a stream begins with: enough of a protocol, and no bomb. */
const MAX_INFLATED = 1 << 20;

/**
 * What is compressed within bytes that nobody says are: vendors keep protocols so. Broken streams give as much as can
 * be had of them.
 * @param text the same bytes as code points
 */
export function inflatedIn(bytes: () => Uint8Array, text: string): Uint8Array[] {
  const starts = [...text.matchAll(STREAM)].slice(0, MAX_STREAMS).map(({ index }) => index);
  if (starts.length === 0) return [];
  const all = bytes();
  return starts.map((start) => inflated(all.subarray(start))).filter(({ length }) => length > 0);
}

/** Ends the stream as soon as there is enough of it. */
const ENOUGH = new RangeError('enough');

function inflated(stream: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const take = (chunk: Uint8Array): void => {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_INFLATED) throw ENOUGH;
  };
  const inflate = stream[0] === 0x1f ? new Gunzip(take) : new Unzlib(take);
  try {
    // Little at once: one byte makes a thousand.
    for (let at = 0; at < stream.length; at += 1024)
      inflate.push(stream.subarray(at, at + 1024), at + 1024 >= stream.length);
  } catch {
    // Two bytes by chance, or a stream that something else follows: what came out of it so far is looked at.
  }
  const result = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    result.set(chunk, at);
    at += chunk.length;
  }
  return result;
}
