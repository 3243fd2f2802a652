import type { DataSet } from '../../dicom/data-set.ts';
import type { Frames } from '../frame-samples.ts';
import { PixelError } from '../pixel-error.ts';
import { clipped } from '../region.ts';
import { glyphOf, turned } from './glyph.ts';
import { linesOf, type TextLine } from './lines.ts';
import { masksOf, type Polarity } from './masks.ts';
import { merged } from './merge.ts';
import { halved, planesOf, type Plane } from './planes.ts';
import { shapesOf } from './strokes.ts';

export interface FoundText {
  /** What may be text, with a margin, from the top down; `height` is that of its letters. */
  readonly regions: readonly TextLine[];
  /** Which frames were looked at, from 0: of a long run not all are. */
  readonly frames: readonly number[];
}

/** Of a run of frames so many are looked at, over its whole length. */
const MOST_FRAMES = 5;
/** Larger ones are looked at in half their size, or less: their letters are as much larger. */
const MOST_PIXELS = 4_000_000;

/**
 * Where text may be written into the pixels of an object. It proposes for a person who looks: text of two letters, in
 * a curve, or in the colour of what it stands on is not found, and nothing found does not mean that there is none.
 * @throws PixelError
 */
export async function findText(frames: Frames, dataSet: DataSet): Promise<FoundText> {
  if (frames.count === 0) throw new PixelError('broken', 'The object holds no whole frame');
  const lines: TextLine[] = [];
  const some = spread(frames.count);
  let still: { readonly darkest: readonly Plane[]; readonly brightest: readonly Plane[] } | undefined;
  for (const index of some) {
    const planes = planesOf(await frames.read(index), dataSet);
    lines.push(...planes.flatMap((plane) => linesIn(plane, ['bright', 'dark'])));
    still =
      still === undefined
        ? { darkest: planes, brightest: planes }
        : {
            darkest: combined(still.darkest, planes, Math.min),
            brightest: combined(still.brightest, planes, Math.max),
          };
  }
  // Text that stands still over frames is as bright in the darkest of them; what moves is not.
  if (some.length > 1) {
    lines.push(...(still?.darkest ?? []).flatMap((plane) => linesIn(plane, ['bright'])));
    lines.push(...(still?.brightest ?? []).flatMap((plane) => linesIn(plane, ['dark'])));
  }
  const regions = merged(lines).flatMap(({ height, ...region }) => {
    const within = clipped(region, frames.format);
    return within === undefined ? [] : [{ ...within, height }];
  });
  return { regions: regions.sort((a, b) => a.top - b.top || a.left - b.left), frames: some };
}

function spread(count: number): number[] {
  if (count <= MOST_FRAMES) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: MOST_FRAMES }, (_, index) => Math.round((index * (count - 1)) / (MOST_FRAMES - 1)));
}

/** Planes that not all frames have, as those without colour, are left out. */
function combined(a: readonly Plane[], b: readonly Plane[], choose: (a: number, b: number) => number): Plane[] {
  return a.slice(0, b.length).map(({ rows, columns, values }, index) => {
    const others = b[index]?.values;
    return { rows, columns, values: values.map((value, at) => choose(value, others?.[at] ?? value)) };
  });
}

function linesIn(plane: Plane, polarities: readonly Polarity[]): TextLine[] {
  if (plane.rows * plane.columns > MOST_PIXELS) return linesIn(halved(plane), polarities).map(doubled);
  const side = Math.min(plane.rows, plane.columns);
  const tallest = Math.min(Math.max(40, side / 10), side / 4);
  return masksOf(plane, polarities).flatMap((levels) => {
    const glyphs = shapesOf(plane, levels).flatMap((shape) => glyphOf(shape, tallest) ?? []);
    const upwards = linesOf(glyphs.map(turned), tallest).map(turned);
    return linesOf(glyphs, tallest).concat(upwards);
  });
}

function doubled({ left, top, right, bottom, height }: TextLine): TextLine {
  return { left: left * 2, top: top * 2, right: right * 2, bottom: bottom * 2, height: height * 2 };
}
