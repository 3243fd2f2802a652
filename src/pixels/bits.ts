import { PixelError } from './pixel-error.ts';

/** One bit a pixel, the first in the lowest bit, frames not aligned to bytes (PS3.5 8.1.1 and annex D). */
export function unpackBits(packed: Uint8Array, size: number, frame: number): Uint8Array {
  const first = frame * size;
  if (first + size > packed.length * 8) throw new PixelError('no-such-frame', 'The object has no such frame');
  const bits = new Uint8Array(size);
  for (let index = 0; index < size; index += 1)
    bits[index] = ((packed[(first + index) >> 3] ?? 0) >> ((first + index) & 7)) & 1;
  return bits;
}

/** Writes a frame of bits to its place among all frames, whose bytes must be zero there. */
export function packBits(bits: Uint8Array, packed: Uint8Array, frame: number): void {
  const first = frame * bits.length;
  bits.forEach((bit, index) => {
    if (bit !== 0) packed[(first + index) >> 3] = (packed[(first + index) >> 3] ?? 0) | (1 << ((first + index) & 7));
  });
}
