import type { PixelRegion } from '../../../src/contract/pixels.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
/** Where a picture lies in its room: a point of the picture is at `scale` times itself, moved by `x` and `y`. */
export interface View extends Point {
  readonly scale: number;
}
export interface Room {
  readonly width: number;
  readonly height: number;
}

const LEAST_SCALE = 0.02;
const MOST_SCALE = 40;
const MARGIN = 16;

/** The whole picture, in the middle. */
export function fitted({ columns, rows }: Size, { width, height }: Room): View {
  const scale = Math.max(
    LEAST_SCALE,
    Math.min((width - 2 * MARGIN) / columns, (height - 2 * MARGIN) / rows, MOST_SCALE),
  );
  return { scale, x: (width - columns * scale) / 2, y: (height - rows * scale) / 2 };
}

/** What is at `at` stays there. */
export function zoomed({ x, y, scale }: View, factor: number, at: Point): View {
  const next = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale * factor));
  const by = next / scale;
  return { scale: next, x: at.x - (at.x - x) * by, y: at.y - (at.y - y) * by };
}

export function toImage({ x, y, scale }: View, at: Point): Point {
  return { x: (at.x - x) / scale, y: (at.y - y) / scale };
}

/** All pixels that a rectangle between two points of the picture touches; undefined when it touches none. */
export function regionBetween(a: Point, b: Point, { columns, rows }: Size): PixelRegion | undefined {
  const left = Math.max(0, Math.floor(Math.min(a.x, b.x)));
  const top = Math.max(0, Math.floor(Math.min(a.y, b.y)));
  const right = Math.min(columns, Math.ceil(Math.max(a.x, b.x)));
  const bottom = Math.min(rows, Math.ceil(Math.max(a.y, b.y)));
  return left < right && top < bottom ? { left, top, right, bottom } : undefined;
}

/** As large as before, within the picture. */
export function moved({ left, top, right, bottom }: PixelRegion, by: Point, { columns, rows }: Size): PixelRegion {
  const x = clamp(Math.round(by.x), -left, columns - right);
  const y = clamp(Math.round(by.y), -top, rows - bottom);
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

/** With its right and bottom edge elsewhere; a pixel is the least there is. */
export function resized(region: PixelRegion, by: Point, { columns, rows }: Size): PixelRegion {
  const { left, top, right, bottom } = region;
  return {
    left,
    top,
    right: clamp(right + Math.round(by.x), left + 1, columns),
    bottom: clamp(bottom + Math.round(by.y), top + 1, rows),
  };
}

/** To begin with, for those who draw with the keyboard: a band in the middle of what is in sight. */
export function bandIn(view: View, { width, height }: Room, size: Size): PixelRegion | undefined {
  const middle = toImage(view, { x: width / 2, y: height / 2 });
  const at = { x: Math.round(middle.x), y: Math.round(middle.y) };
  const half = { x: size.columns / 8, y: size.rows / 24 };
  return regionBetween({ x: at.x - half.x, y: at.y - half.y }, { x: at.x + half.x, y: at.y + half.y }, size);
}

/** What of a region lies within a picture; rules may be for larger ones. */
export function within({ left, top, right, bottom }: PixelRegion, size: Size): PixelRegion | undefined {
  return regionBetween({ x: left, y: top }, { x: right, y: bottom }, size);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
