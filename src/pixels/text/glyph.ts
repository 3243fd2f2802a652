import type { Region } from '../region.ts';
import type { Shape } from './strokes.ts';

/** A shape that may be a letter, or several that touch each other. */
export interface Glyph extends Region {
  /** How wide its strokes are. */
  readonly stroke: number;
  /** Its mean value. */
  readonly level: number;
  /** How many letters it may be. */
  readonly letters: number;
}

const LEAST_HEIGHT = 5;

/** Wide strokes for their height, or without edges: no letter. */
export function glyphOf(shape: Shape, tallest: number): Glyph | undefined {
  const { left, top, right, bottom, area, across, down, edges, sum } = shape;
  const [width, height] = [right - left, bottom - top];
  const side = Math.max(Math.min(width, height), 1);
  if (Math.max(width, height) < LEAST_HEIGHT || Math.min(height, width) > tallest) return undefined;
  const stroke = area / (across + down);
  const contrast = edges / (2 * across);
  if (contrast < 24) return undefined;
  const fill = area / (width * height);
  // I, l, 1 and strokes of a script.
  const isBar = side <= 0.34 * Math.max(width, height) && fill > 0.6;
  if (!isBar && (stroke > 0.3 * side + 0.6 || fill > 0.85 || fill < 0.08)) return undefined;
  const crossings = across / height;
  const letters = width > 1.4 * height ? Math.floor(Math.min(width / (0.75 * height), crossings / 1.3)) : 1;
  return { left, top, right, bottom, stroke, level: sum / area, letters };
}

/** Rows as columns: text that runs upwards lies then. */
export function turned<T extends Region>(region: T): T {
  const { left, top, right, bottom } = region;
  return { ...region, left: top, top: left, right: bottom, bottom: right };
}

export function isUpright({ left, top, right, bottom, letters }: Glyph, tallest: number): boolean {
  const [width, height] = [right - left, bottom - top];
  if (height < LEAST_HEIGHT || height > tallest) return false;
  return width <= 1.4 * height || (letters >= 2 && width <= 24 * height);
}
