import type { PixelFormat } from './pixel-format.ts';
import { clipped, type Region } from './region.ts';
import { isChromaShared, storedValues, type FrameSamples } from './samples.ts';

/**
 * A copy of the frame with the regions filled and the bits cleared that are allocated and not stored, where overlays
 * used to be (PS3.5 8.1.2). Signed samples keep their sign there, as most programs write and many expect it.
 * Of YBR_FULL_422 regions grow to whole pairs of pixels, which share their chroma.
 * @param fill the stored value of each sample
 */
export function blanked(frame: FrameSamples, regions: readonly Region[], fill: readonly number[]): FrameSamples {
  const { format } = frame;
  const values = cleared(frame);
  const put = putterOf(
    { format, values },
    fill.map((value) => wordOf(value, format)),
  );
  for (const region of regions) {
    const { left, top, right, bottom } = clipped(region, format) ?? { left: 0, top: 0, right: 0, bottom: 0 };
    for (let row = top; row < bottom; row += 1) put(row, left, right);
  }
  return { format, values };
}

function cleared(frame: FrameSamples): FrameSamples['values'] {
  const { format } = frame;
  const values = frame.values.slice();
  const isExact = format.bitsStored === format.bitsAllocated || format.bitsAllocated === 1;
  if (isExact || values instanceof Float32Array || values instanceof Float64Array) return values;
  const stored = storedValues(frame);
  for (let index = 0; index < values.length; index += 1) values[index] = wordOf(stored(index), format);
  return values;
}

/** The allocated word of a stored value; what is too large for an array of words is cut by it, as it must be. */
function wordOf(value: number, { bitsStored, highBit }: PixelFormat): number {
  return value * 2 ** Math.max(0, highBit + 1 - bitsStored);
}

type Put = (row: number, left: number, right: number) => void;

function putterOf({ format, values }: FrameSamples, fill: readonly number[]): Put {
  const { rows, columns, samples, planar } = format;
  const [first = 0, blue = 0, red = 0] = fill;
  if (isChromaShared({ format, values }))
    return (row, left, right) => {
      const start = row * columns;
      for (let pair = (start + left) >> 1; pair < (start + right + 1) >> 1; pair += 1)
        values.set([first, first, blue, red], pair * 4);
    };
  if (samples === 1 || planar)
    return (row, left, right) => {
      fill.forEach((value, sample) => {
        const start = sample * rows * columns + row * columns;
        values.fill(value, start + left, start + right);
      });
    };
  return (row, left, right) => {
    for (let column = left; column < right; column += 1) values.set(fill, (row * columns + column) * samples);
  };
}
