import type { StudyInstance, StudySeries } from '../../src/contract/study.ts';
import { kindOf, type ObjectKind } from './object-kind.ts';
import { byNumber } from './stack-order.ts';

/** One picture of a series. */
export interface StackFrame {
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  /** From 1. */
  readonly frame: number;
  readonly imageId: string;
}

/** An object of a series that has no picture. */
export interface OtherObject {
  readonly sopInstanceUid: string;
  readonly kind: ObjectKind;
}

/** A series as the viewer shows it: its frames, and what else it holds. */
export interface Stack {
  readonly series: StudySeries;
  /** A frame keeps its index: what a series gains while it is open comes behind. */
  readonly frames: readonly StackFrame[];
  /** The frames' indices by instance number. */
  readonly order: readonly number[];
  readonly others: readonly OtherObject[];
}

/** A study tree may claim any number of frames; more than this nobody pages through. */
const maxFrames = 20_000;

/** The id under which a frame is loaded. */
type ImageIdOf = (instance: StudyInstance, frame: number) => string;

/** `before`: the same series when less of it was known. */
export function stackOf(series: StudySeries, imageIdOf: ImageIdOf, before?: Stack): Stack {
  if (before?.series === series) return before;
  const listed: StackFrame[] = [];
  const others: OtherObject[] = [];
  for (const instance of byNumber(series.instances)) {
    const { sopInstanceUid } = instance;
    const kind = kindOf(instance.sopClassUid, series.modality);
    if (kind === 'image') listed.push(...framesOf(series, instance, imageIdOf));
    else others.push({ sopInstanceUid, kind });
  }
  const known = new Set(before?.frames.map(({ imageId }) => imageId));
  const frames = [...(before?.frames ?? []), ...listed.filter(({ imageId }) => !known.has(imageId))];
  const places = new Map(listed.map(({ imageId }, place) => [imageId, place]));
  const placeOf = (index: number) => places.get(frames[index]?.imageId ?? '') ?? listed.length;
  const order = frames.map((_, index) => index).sort((a, b) => placeOf(a) - placeOf(b));
  return { series, frames, order, others };
}

function framesOf(
  { seriesInstanceUid }: StudySeries,
  instance: StudyInstance,
  imageIdOf: ImageIdOf,
): readonly StackFrame[] {
  const { sopInstanceUid } = instance;
  const count = Math.min(Math.max(instance.frames, 1), maxFrames);
  return Array.from({ length: count }, (_, i) => ({
    seriesInstanceUid,
    sopInstanceUid,
    frame: i + 1,
    imageId: imageIdOf(instance, i + 1),
  }));
}

/** Series by their number; those that have pictures before those that have none. `before`: when less was known. */
export function stacksOf(
  series: readonly StudySeries[],
  imageIdOf: ImageIdOf,
  before: readonly Stack[] = [],
): readonly Stack[] {
  const known = new Map(before.map((stack) => [stack.series.seriesInstanceUid, stack]));
  const rank = (stack: Stack) => (stack.frames.length > 0 ? 0 : 1);
  const number = (stack: Stack) => stack.series.number ?? Number.MAX_SAFE_INTEGER;
  return series
    .map((one) => stackOf(one, imageIdOf, known.get(one.seriesInstanceUid)))
    .sort((a, b) => rank(a) - rank(b) || number(a) - number(b));
}

export interface FrameRef {
  readonly sopInstanceUid: string;
  readonly frame: number;
}

export const sameFrame = (a: FrameRef, b: FrameRef): boolean =>
  a.sopInstanceUid === b.sopInstanceUid && a.frame === b.frame;
