import type { PixelFormat } from './frame-samples.ts';
import { PictureError } from './picture-error.ts';

/** PS3.5 annex G: one PackBits segment per byte of each sample, the highest byte first. Returns planes, little endian. */
export function decodeRle(bytes: Uint8Array, format: PixelFormat): Uint8Array {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bytesPerSample = format.bitsAllocated / 8;
  const segments = format.samples * bytesPerSample;
  if (bytes.length < 64 || header.getUint32(0, true) !== segments || segments > 15)
    throw new PictureError('broken', 'The RLE frame has another number of segments than the header says');
  const pixels = format.rows * format.columns;
  const result = new Uint8Array(pixels * segments);
  for (let segment = 0; segment < segments; segment += 1) {
    const start = header.getUint32(4 + segment * 4, true);
    const end = segment + 1 < segments ? header.getUint32(8 + segment * 4, true) : bytes.length;
    const sample = Math.floor(segment / bytesPerSample);
    const byteOfSample = bytesPerSample - 1 - (segment % bytesPerSample);
    unpack(bytes.subarray(start, end), result, sample * pixels * bytesPerSample + byteOfSample, bytesPerSample, pixels);
  }
  return result;
}

function unpack(packed: Uint8Array, result: Uint8Array, first: number, step: number, count: number): void {
  let read = 0;
  let written = 0;
  while (read < packed.length && written < count) {
    const control = packed[read++] ?? 128;
    if (control === 128) continue;
    const isRun = control > 128;
    const length = isRun ? 257 - control : control + 1;
    for (let index = 0; index < length && written < count; index += 1, written += 1) {
      result[first + written * step] = packed[isRun ? read : read + index] ?? 0;
    }
    read += isRun ? 1 : length;
  }
}
