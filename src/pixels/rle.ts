import { PixelError } from './pixel-error.ts';
import type { PixelFormat } from './pixel-format.ts';

type Layout = Pick<PixelFormat, 'rows' | 'columns' | 'samples' | 'bitsAllocated'>;

const HEADER = 64;
const MAX_SEGMENTS = 15;
const MAX_RUN = 128;

/** PS3.5 annex G: one PackBits segment per byte of each sample, the highest byte first. Returns planes, little endian. */
export function decodeRle(bytes: Uint8Array, format: Layout): Uint8Array {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { bytesPerSample, segments, pixels } = layoutOf(format);
  if (bytes.length < HEADER || header.getUint32(0, true) !== segments || segments > MAX_SEGMENTS)
    throw new PixelError('broken', 'The RLE frame has another number of segments than the header says');
  const result = new Uint8Array(pixels * segments);
  for (let segment = 0; segment < segments; segment += 1) {
    const start = header.getUint32(4 + segment * 4, true);
    const end = segment + 1 < segments ? header.getUint32(8 + segment * 4, true) : bytes.length;
    const first = firstByte(segment, bytesPerSample, pixels);
    const written = unpack(bytes.subarray(start, end), result, first, bytesPerSample, pixels);
    if (written < pixels) throw new PixelError('broken', 'The RLE frame is cut off');
  }
  return result;
}

/** The same backwards: one frame as planes, little endian, in an even number of bytes. */
export function encodeRle(planes: Uint8Array, format: Layout): Uint8Array {
  const { bytesPerSample, segments, pixels } = layoutOf(format);
  if (segments > MAX_SEGMENTS || !Number.isInteger(bytesPerSample))
    throw new PixelError('unsupported', `RLE has no place for ${format.bitsAllocated} bits a sample`);
  // A pack of literals has one byte more than it holds; each row is packed for itself, and each segment is even.
  const most = HEADER + segments * (format.rows * (format.columns + Math.ceil(format.columns / MAX_RUN)) + 1);
  const target = new Uint8Array(most);
  const header = new DataView(target.buffer);
  header.setUint32(0, segments, true);
  let end = HEADER;
  for (let segment = 0; segment < segments; segment += 1) {
    header.setUint32(4 + segment * 4, end, true);
    const first = firstByte(segment, bytesPerSample, pixels);
    for (let row = 0; row < format.rows; row += 1) {
      const start = first + row * format.columns * bytesPerSample;
      end = pack(planes, start, bytesPerSample, format.columns, target, end);
    }
    end += end % 2;
  }
  return target.slice(0, end);
}

function layoutOf({ rows, columns, samples, bitsAllocated }: Layout) {
  const bytesPerSample = bitsAllocated / 8;
  return { bytesPerSample, segments: samples * bytesPerSample, pixels: rows * columns };
}

/** Where a segment's first byte lies among the little endian planes. */
function firstByte(segment: number, bytesPerSample: number, pixels: number): number {
  const sample = Math.floor(segment / bytesPerSample);
  return sample * pixels * bytesPerSample + bytesPerSample - 1 - (segment % bytesPerSample);
}

/** Returns how many bytes there were. */
function unpack(packed: Uint8Array, result: Uint8Array, first: number, step: number, count: number): number {
  let read = 0;
  let written = 0;
  while (read < packed.length && written < count) {
    const control = packed[read++] ?? 128;
    if (control === 128) continue;
    const isRun = control > 128;
    const length = isRun ? 257 - control : control + 1;
    // A pack that reaches past the end is no pixel.
    if (read + (isRun ? 1 : length) > packed.length) break;
    for (let index = 0; index < length && written < count; index += 1, written += 1) {
      result[first + written * step] = packed[isRun ? read : read + index] ?? 0;
    }
    read += isRun ? 1 : length;
  }
  return written;
}

/** Packs `count` bytes, each `step` after the other, to `target` at `end`; returns the new end (PS3.5 G.3.1). */
function pack(source: Uint8Array, first: number, step: number, count: number, target: Uint8Array, end: number): number {
  let at = 0;
  while (at < count) {
    const run = runAt(source, first, step, at, count);
    if (run > 1) {
      target[end++] = 257 - run;
      target[end++] = source[first + at * step] ?? 0;
      at += run;
      continue;
    }
    const start = at;
    // A run of two within literals saves nothing: literals end where three alike begin.
    while (at < count && at - start < MAX_RUN && runAt(source, first, step, at, Math.min(count, at + 3)) < 3) at += 1;
    target[end++] = at - start - 1;
    for (let index = start; index < at; index += 1) target[end++] = source[first + index * step] ?? 0;
  }
  return end;
}

function runAt(source: Uint8Array, first: number, step: number, at: number, count: number): number {
  const value = source[first + at * step];
  let length = 1;
  while (length < MAX_RUN && at + length < count && source[first + (at + length) * step] === value) length += 1;
  return length;
}
