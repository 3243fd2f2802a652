import { PixelError } from './pixel-error.ts';
import type { PixelFormat } from './pixel-format.ts';

/** One frame's samples as stored, pixel by pixel, colour by pixel or by plane as the format says. */
export interface FrameSamples {
  readonly format: PixelFormat;
  /** Whole allocated words, unsigned, unused bits included; or numbers of Float and Double Float Pixel Data. */
  readonly values: Words | Float32Array | Float64Array;
}

export type Words = Uint8Array | Uint16Array | Uint32Array;

/** Words of 8, 16 or 32 bits. Throws PixelError `unsupported` for others. */
export function wordsOf(bytes: Uint8Array, bitsAllocated: number, littleEndian: boolean): Words {
  if (bitsAllocated === 8) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bitsAllocated === 16) {
    const values = new Uint16Array(bytes.length >> 1);
    for (let index = 0; index < values.length; index += 1) values[index] = view.getUint16(index * 2, littleEndian);
    return values;
  }
  if (bitsAllocated !== 32) throw new PixelError('unsupported', `Samples of ${bitsAllocated} bits`);
  const values = new Uint32Array(bytes.length >> 2);
  for (let index = 0; index < values.length; index += 1) values[index] = view.getUint32(index * 4, littleEndian);
  return values;
}

/** The samples as they lie in a little endian file. */
export function bytesOfSamples(values: FrameSamples['values']): Uint8Array {
  if (values instanceof Uint8Array) return values;
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  const size = values.BYTES_PER_ELEMENT;
  if (values instanceof Float32Array) values.forEach((value, index) => view.setFloat32(index * size, value, true));
  else if (values instanceof Float64Array) values.forEach((value, index) => view.setFloat64(index * size, value, true));
  else if (values instanceof Uint16Array) values.forEach((value, index) => view.setUint16(index * size, value, true));
  else values.forEach((value, index) => view.setUint32(index * size, value, true));
  return bytes;
}

/** The samples' values: the stored bits cut out of the allocated ones, their sign extended (PS3.5 8.1.1). */
export function storedValues({ values, format }: FrameSamples): (index: number) => number {
  if (values instanceof Float32Array || values instanceof Float64Array) return (index) => values[index] ?? 0;
  const { bitsStored, highBit, signed } = format;
  const shift = Math.max(0, highBit + 1 - bitsStored);
  const range = 2 ** bitsStored;
  return (index) => {
    const value = Math.floor((values[index] ?? 0) / 2 ** shift) % range;
    return signed && value >= range / 2 ? value - range : value;
  };
}

/** Two luminances, then the chroma that both share (PS3.3 C.7.6.3.1.2); decoders undo it. */
export function isChromaShared({ format, values }: FrameSamples): boolean {
  return format.photometric === 'YBR_FULL_422' && values.length < format.rows * format.columns * 3;
}

/** Colour by plane. */
export function byPlane({ format, values }: FrameSamples): FrameSamples['values'] {
  const { samples, planar } = format;
  if (samples === 1 || planar) return values;
  const result = values.slice();
  const pixels = format.rows * format.columns;
  for (let pixel = 0; pixel < pixels; pixel += 1)
    for (let sample = 0; sample < samples; sample += 1)
      result[sample * pixels + pixel] = values[pixel * samples + sample] ?? 0;
  return result;
}
