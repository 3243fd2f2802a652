import type { Region } from '../region.ts';
import type { Plane } from './planes.ts';
import { turned } from './glyph.ts';
import type { TextLine } from './lines.ts';

/** A piece of a plane as readers of text are used to: dark on light, upright, its letters of one size. */
export interface Legible extends Plane {
  /** More than one line may be on it. */
  readonly isBlock: boolean;
}

/** Readers of text are made for letters of about this height. */
const LETTERS = 32;
const MOST_TIMES = 5;
/** What is larger is no line of text, or a page of it. */
const MOST_PIXELS = 3_000_000;
const MARGIN = 10;

/** A found line to be read; undefined when there is too much of it, or all of it is one level. */
export function legible(plane: Plane, { height, ...region }: TextLine): Legible | undefined {
  const { left, top, right, bottom } = region;
  const isUpwards = bottom - top > 1.5 * (right - left) && right - left < 3 * height;
  const piece = isUpwards ? upright(cut(plane, turned(region), true)) : cut(plane, region, false);
  if (piece.values.every((value) => value === piece.values[0])) return undefined;
  const times = Math.min(MOST_TIMES, LETTERS / Math.max(1, height));
  if (piece.rows * piece.columns * times * times > MOST_PIXELS) return undefined;
  const isBlock = (isUpwards ? right - left : bottom - top) > 2.6 * height;
  return { ...framed(scaled(darkOnLight(piece), times)), isBlock };
}

/** With `isTurned` the region's rows are columns of the plane. */
function cut(plane: Plane, { left, top, right, bottom }: Region, isTurned: boolean): Plane {
  const [rows, columns] = [bottom - top, right - left];
  const values = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const [x, y] = isTurned ? [top + row, left + column] : [left + column, top + row];
      values[row * columns + column] = plane.values[y * plane.columns + x] ?? 0;
    }
  return { rows, columns, values };
}

/** Text that runs upwards begins at the bottom. */
function upright({ rows, columns, values }: Plane): Plane {
  const mirrored = new Uint8Array(values.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      mirrored[row * columns + column] = values[row * columns + (columns - 1 - column)] ?? 0;
  return { rows, columns, values: mirrored };
}

/** Stretched over all levels; what is less is the ink. */
function darkOnLight({ rows, columns, values }: Plane): Plane {
  const sorted = Uint8Array.from(values).sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const [low, high] = [at(0.01), at(0.99)];
  const middle = (low + high) / 2;
  const bright = values.reduce((count, value) => count + (value > middle ? 1 : 0), 0);
  const isBright = bright * 2 < values.length;
  const scale = 255 / Math.max(1, high - low);
  const stretched = values.map((value) => {
    const level = Math.min(255, Math.max(0, (value - low) * scale));
    return isBright ? 255 - level : level;
  });
  return { rows, columns, values: stretched };
}

/** Between neighbours by their distance. */
function scaled({ rows, columns, values }: Plane, times: number): Plane {
  const [height, width] = [Math.max(1, Math.round(rows * times)), Math.max(1, Math.round(columns * times))];
  const result = new Uint8Array(height * width);
  for (let row = 0; row < height; row += 1) {
    const y = Math.min(rows - 1, Math.max(0, (row + 0.5) / times - 0.5));
    const [up, down] = [Math.floor(y), Math.min(rows - 1, Math.floor(y) + 1)];
    for (let column = 0; column < width; column += 1) {
      const x = Math.min(columns - 1, Math.max(0, (column + 0.5) / times - 0.5));
      const [west, east] = [Math.floor(x), Math.min(columns - 1, Math.floor(x) + 1)];
      const above = between(values[up * columns + west], values[up * columns + east], x - west);
      const below = between(values[down * columns + west], values[down * columns + east], x - west);
      result[row * width + column] = Math.round(between(above, below, y - up));
    }
  }
  return { rows: height, columns: width, values: result };
}

function between(a = 0, b = 0, share: number): number {
  return a + (b - a) * share;
}

/** Letters at the very edge are not seen as letters. */
function framed({ rows, columns, values }: Plane): Plane {
  const [height, width] = [rows + 2 * MARGIN, columns + 2 * MARGIN];
  const result = new Uint8Array(height * width).fill(255);
  for (let row = 0; row < rows; row += 1)
    result.set(values.subarray(row * columns, (row + 1) * columns), (row + MARGIN) * width + MARGIN);
  return { rows: height, columns: width, values: result };
}
