import type { DataSet } from '../../dicom/data-set.ts';
import { paletteOf } from '../palette.ts';
import { isChromaShared, storedValues, type FrameSamples } from '../samples.ts';

/** One way of looking at a frame: eight bits a pixel, row by row. */
export interface Plane {
  readonly columns: number;
  readonly rows: number;
  readonly values: Uint8Array;
}

/** Beyond these shares of all pixels values are as good as the darkest and the brightest: a hot pixel hides nothing. */
const DARKEST = 0.002;
const BRIGHTEST = 0.998;
const LEAST_SPAN = 24;

/**
 * A frame as its text may stand out: by its brightness, and in colour by how coloured it is, and by its weakest
 * colour, in which white stands out of everything else. Windows are not applied: they may hide what is there.
 */
export function planesOf(frame: FrameSamples, dataSet: DataSet): readonly Plane[] {
  const { rows, columns, samples, photometric } = frame.format;
  const palette = photometric === 'PALETTE COLOR' ? paletteOf(dataSet) : undefined;
  if (samples === 1 && palette === undefined) return [{ rows, columns, values: greyLevels(frame) }];
  const [red, green, blue] = palette === undefined ? colours(frame) : throughPalette(frame, palette);
  const count = rows * columns;
  const [bright, vivid, weakest] = [new Uint8Array(count), new Uint8Array(count), new Uint8Array(count)];
  let mostVivid = 0;
  for (let at = 0; at < count; at += 1) {
    const [r = 0, g = 0, b = 0] = [red[at], green[at], blue[at]];
    const [low, high] = [Math.min(r, g, b), Math.max(r, g, b)];
    bright[at] = (r * 77 + g * 150 + b * 29) >> 8;
    vivid[at] = high - low;
    weakest[at] = low;
    mostVivid = Math.max(mostVivid, high - low);
  }
  const all = mostVivid < LEAST_SPAN ? [bright] : [bright, vivid, weakest];
  return all.map((values) => ({ rows, columns, values }));
}

/** Half as wide and high. */
export function halved({ rows, columns, values }: Plane): Plane {
  const [height, width] = [rows >> 1, columns >> 1];
  const half = new Uint8Array(height * width);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const at = row * 2 * columns + column * 2;
      const sum =
        (values[at] ?? 0) + (values[at + 1] ?? 0) + (values[at + columns] ?? 0) + (values[at + columns + 1] ?? 0);
      half[row * width + column] = (sum + 2) >> 2;
    }
  return { rows: height, columns: width, values: half };
}

type Colours = readonly [red: Uint8Array, green: Uint8Array, blue: Uint8Array];

/** Stored values between the darkest and the brightest, but for the few at either end. */
function greyLevels(frame: FrameSamples): Uint8Array {
  const { rows, columns } = frame.format;
  const count = rows * columns;
  const stored = storedValues(frame);
  const values = new Float64Array(count);
  const sample: number[] = [];
  const step = Math.max(1, Math.floor(count / 20_000));
  let [least, most] = [Infinity, -Infinity];
  for (let at = 0; at < count; at += 1) {
    const value = stored(at);
    values[at] = Number.isFinite(value) ? value : 0;
    least = Math.min(least, values[at] ?? 0);
    most = Math.max(most, values[at] ?? 0);
    if (at % step === 0) sample.push(values[at] ?? 0);
  }
  sample.sort((a, b) => a - b);
  let low = sample[Math.floor(sample.length * DARKEST)] ?? least;
  let high = sample[Math.floor(sample.length * BRIGHTEST)] ?? most;
  // Text alone on a ground of one value.
  if (high - low < (most - least) / 64) [low, high] = [least, most];
  const scale = high > low ? 255 / (high - low) : 0;
  return Uint8Array.from(values, (value) => Math.min(255, Math.max(0, Math.round((value - low) * scale))));
}

function colours(frame: FrameSamples): Colours {
  const { rows, columns, samples, planar, bitsStored, photometric } = frame.format;
  const count = rows * columns;
  const stored = storedValues(frame);
  const isShared = isChromaShared(frame);
  const scale = 255 / (2 ** bitsStored - 1);
  const at = (pixel: number, sample: number): number => {
    if (isShared) return (pixel >> 1) * 4 + (sample === 0 ? pixel & 1 : sample + 1);
    return planar ? sample * count + pixel : pixel * samples + sample;
  };
  const planes: Colours = [new Uint8Array(count), new Uint8Array(count), new Uint8Array(count)];
  const [red, green, blue] = planes;
  const isYbr = photometric.startsWith('YBR');
  for (let pixel = 0; pixel < count; pixel += 1) {
    const a = stored(at(pixel, 0)) * scale;
    const b = stored(at(pixel, 1)) * scale;
    const c = stored(at(pixel, 2)) * scale;
    // PS3.3 C.7.6.3.1.2, YBR_FULL.
    red[pixel] = clamped(isYbr ? a + 1.402 * (c - 128) : a);
    green[pixel] = clamped(isYbr ? a - 0.344136 * (b - 128) - 0.714136 * (c - 128) : b);
    blue[pixel] = clamped(isYbr ? a + 1.772 * (b - 128) : c);
  }
  return planes;
}

function throughPalette(frame: FrameSamples, { first, tables }: NonNullable<ReturnType<typeof paletteOf>>): Colours {
  const count = frame.format.rows * frame.format.columns;
  const stored = storedValues(frame);
  const entries = Array.from({ length: count }, (_, at) => Math.max(0, stored(at) - first));
  const [red, green, blue] = tables.map((table) =>
    Uint8Array.from(entries, (entry) => table[Math.min(entry, table.length - 1)] ?? 0),
  );
  const none = new Uint8Array(count);
  return [red ?? none, green ?? none, blue ?? none];
}

function clamped(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
