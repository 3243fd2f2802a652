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

/** A series as the viewer shows it: its frames by instance number, and what else it holds. */
export interface Stack {
  readonly series: StudySeries;
  readonly frames: readonly StackFrame[];
  readonly others: readonly OtherObject[];
}

/** A study tree may claim any number of frames; more than this nobody pages through. */
const maxFrames = 20_000;

/** `imageIdOf`: the id under which a frame is loaded. */
export function stackOf(series: StudySeries, imageIdOf: (instance: StudyInstance, frame: number) => string): Stack {
  const frames: StackFrame[] = [];
  const others: OtherObject[] = [];
  for (const instance of byNumber(series.instances)) {
    const { sopInstanceUid } = instance;
    const kind = kindOf(instance.sopClassUid, series.modality);
    if (kind !== 'image') {
      others.push({ sopInstanceUid, kind });
      continue;
    }
    const count = Math.min(Math.max(instance.frames, 1), maxFrames);
    for (let frame = 1; frame <= count; frame += 1) {
      frames.push({
        seriesInstanceUid: series.seriesInstanceUid,
        sopInstanceUid,
        frame,
        imageId: imageIdOf(instance, frame),
      });
    }
  }
  return { series, frames, others };
}

/** Series by their number; those that have pictures before those that have none. */
export function stacksOf(
  series: readonly StudySeries[],
  imageIdOf: (instance: StudyInstance, frame: number) => string,
): Stack[] {
  const rank = (stack: Stack) => (stack.frames.length > 0 ? 0 : 1);
  const number = (stack: Stack) => stack.series.number ?? Number.MAX_SAFE_INTEGER;
  return series.map((one) => stackOf(one, imageIdOf)).sort((a, b) => rank(a) - rank(b) || number(a) - number(b));
}

export interface FrameRef {
  readonly sopInstanceUid: string;
  readonly frame: number;
}

export const sameFrame = (a: FrameRef, b: FrameRef): boolean =>
  a.sopInstanceUid === b.sopInstanceUid && a.frame === b.frame;
