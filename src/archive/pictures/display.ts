import type { DataSet } from '../../dicom/data-set.ts';
import { paletteOf, type Palette } from '../../pixels/palette.ts';
import type { PixelFormat } from '../../pixels/pixel-format.ts';
import { isChromaShared, storedValues, type FrameSamples } from '../../pixels/samples.ts';
import { brightness, presentationOf } from './window.ts';

/** Eight bits a sample, one (grey) or three (RGB) samples a pixel. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly samples: 1 | 3;
  readonly data: Uint8Array;
}

export function toDisplay(frame: FrameSamples, dataSet: DataSet, index: number): Picture {
  const { format } = frame;
  const size = { width: format.columns, height: format.rows };
  const stored = storedValues(frame);
  if (format.samples === 3) return { ...size, samples: 3, data: colour(format, stored, isChromaShared(frame)) };
  const palette = format.photometric === 'PALETTE COLOR' ? paletteOf(dataSet) : undefined;
  if (palette !== undefined) return { ...size, samples: 3, data: throughPalette(format, stored, palette) };
  return { ...size, samples: 1, data: grey(format, stored, dataSet, index) };
}

type Read = (index: number) => number;

function grey(format: PixelFormat, stored: Read, dataSet: DataSet, index: number): Uint8Array {
  const { slope, intercept, window, padding } = presentationOf(dataSet, index);
  const count = format.rows * format.columns;
  const inverse = format.photometric === 'MONOCHROME1';
  let [low, high] = [Infinity, -Infinity];
  if (window === undefined) {
    for (let at = 0; at < count; at += 1) {
      const value = stored(at);
      if (value === padding || !Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const span = high > low ? high - low : 1;
  const data = new Uint8Array(count);
  for (let at = 0; at < count; at += 1) {
    const value = stored(at);
    const level = window === undefined ? (value - low) / span : brightness(value * slope + intercept, window);
    const shown = Math.min(1, Math.max(0, level || 0)) * 255;
    data[at] = Math.round(inverse ? 255 - shown : shown);
  }
  return data;
}

function colour(format: PixelFormat, stored: Read, isShared: boolean): Uint8Array {
  const count = format.rows * format.columns;
  const scale = 255 / (2 ** format.bitsStored - 1);
  const isYbr = format.photometric.startsWith('YBR');
  const at = (pixel: number, sample: number) => {
    if (isShared) return (pixel >> 1) * 4 + (sample === 0 ? pixel & 1 : sample + 1);
    return format.planar ? sample * count + pixel : pixel * 3 + sample;
  };
  const data = new Uint8ClampedArray(count * 3);
  for (let pixel = 0; pixel < count; pixel += 1) {
    const [a, b, c] = [0, 1, 2].map((sample) => stored(at(pixel, sample)) * scale) as [number, number, number];
    data.set(isYbr ? fromYbr(a, b, c) : [a, b, c], pixel * 3);
  }
  return new Uint8Array(data.buffer);
}

/** PS3.3 C.7.6.3.1.2, YBR_FULL. */
function fromYbr(y: number, cb: number, cr: number): [number, number, number] {
  const [b, r] = [cb - 128, cr - 128];
  return [y + 1.402 * r, y - 0.344136 * b - 0.714136 * r, y + 1.772 * b];
}

function throughPalette(format: PixelFormat, stored: Read, { first, tables }: Palette): Uint8Array {
  const count = format.rows * format.columns;
  const data = new Uint8Array(count * 3);
  for (let pixel = 0; pixel < count; pixel += 1) {
    const entry = Math.max(0, stored(pixel) - first);
    tables.forEach((table, sample) => {
      data[pixel * 3 + sample] = table[Math.min(entry, table.length - 1)] ?? 0;
    });
  }
  return data;
}
