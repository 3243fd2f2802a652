import type { DataSet } from '../dicom/data-set.ts';
import { paletteOf } from './palette.ts';
import { PixelError } from './pixel-error.ts';
import type { PixelFormat } from './pixel-format.ts';
import type { FrameSamples } from './samples.ts';

/** Black of a decoded frame; of floating point numbers, which have no stored bits, zero. Throws as {@link blackOf}. */
export function fillOf({ format, values }: FrameSamples, dataSet: DataSet): readonly number[] {
  return values instanceof Float32Array || values instanceof Float64Array ? [0] : blackOf(format, dataSet);
}

/**
 * The stored value of each sample of a black pixel (PS3.3 C.7.6.3.1.2): the end of the range that is displayed
 * darkest, of a palette the darkest entry.
 * @throws PixelError `unsupported` for a photometric interpretation whose black is not known here
 */
export function blackOf(format: PixelFormat, dataSet: DataSet): readonly number[] {
  const { photometric, samples, bitsStored, signed } = format;
  const lowest = signed ? -(2 ** (bitsStored - 1)) : 0;
  const highest = 2 ** (signed ? bitsStored - 1 : bitsStored) - 1;
  const middle = 2 ** (bitsStored - 1);
  const byInterpretation: Readonly<Record<string, readonly number[]>> = {
    MONOCHROME1: [highest],
    MONOCHROME2: [lowest],
    'PALETTE COLOR': [darkestEntry(dataSet)],
    RGB: [0, 0, 0],
    YBR_FULL: [0, middle, middle],
    YBR_FULL_422: [0, middle, middle],
  };
  const black = byInterpretation[photometric];
  if (black === undefined || black.length !== samples)
    throw new PixelError('unsupported', `Pixels of ${samples} samples and this Photometric Interpretation`);
  return black;
}

/** Of palettes that cannot be read the first entry: it hides as well, in a colour of its own. */
function darkestEntry(dataSet: DataSet): number {
  const palette = paletteOf(dataSet);
  if (palette === undefined) return 0;
  const { first, tables } = palette;
  const entries = Math.min(...tables.map(({ length }) => length));
  let darkest = 0;
  let least = Infinity;
  for (let entry = 0; entry < entries; entry += 1) {
    const brightness = tables.reduce((sum, table) => sum + (table[entry] ?? 0), 0);
    if (brightness < least) [darkest, least] = [entry, brightness];
  }
  return first + darkest;
}
