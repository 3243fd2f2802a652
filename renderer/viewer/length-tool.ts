import { LengthTool } from '@cornerstonejs/tools';
import type { Types } from '@cornerstonejs/core';
import type { AnnotationShape } from '../../src/contract/reading.ts';
import { fromShape } from './annotation-shape.ts';
import { measure, type Length } from './calibration.ts';
import { headerOf } from './images.ts';
import { toImage, type Vec3 } from './plane.ts';

/** How a length is put into words; it comes from the window's language. */
export type LengthWords = (length: Length) => string;

/**
 * Cornerstone's length tool with our own number: its own takes any spacing for millimetres, also one that was made up
 * to draw the picture. It has no undo keys of its own, since the server keeps what is drawn.
 */
export class CalibratedLengthTool extends LengthTool {
  static override toolName = 'Length';

  constructor(props = {}) {
    super(props, {
      supportedInteractionTypes: ['Mouse', 'Touch'],
      configuration: { preventHandleOutsideImage: false, getTextLines: () => [] },
    });
  }
}

/** The length of a drawn line on this image; nothing before its header is known. */
export function lengthOn(imageId: string, world: readonly Vec3[]): Length | undefined {
  const header = headerOf(imageId);
  const [a, b] = world;
  if (header === undefined || a === undefined || b === undefined) return undefined;
  return measure(header.calibration, toImage(header.plane, a), toImage(header.plane, b));
}

/** What Cornerstone asks for the text at a line. `targetId` is `imageId:` and the image's id. */
export function textLines(words: LengthWords) {
  return (data: { handles: { points: Types.Point3[] } }, targetId: string): string[] => {
    const length = lengthOn(targetId.replace(/^imageId:/, ''), data.handles.points);
    return length === undefined ? [] : [words(length)];
  };
}

/** The length of a stored shape on this image. */
export function lengthOfShape(imageId: string, shape: AnnotationShape): Length | undefined {
  const header = headerOf(imageId);
  const world = header && fromShape(shape, header.plane);
  return world && lengthOn(imageId, world);
}
