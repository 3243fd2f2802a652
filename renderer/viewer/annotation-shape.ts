import type { AnnotationShape } from '../../src/contract/reading.ts';
import { toImage, toWorld, type Plane, type Vec3 } from './plane.ts';

/**
 * A drawn line as it is stored: in the patient's coordinates where the image has them, so that any viewer can place
 * it, else in pixels.
 */
export function toShape(
  tool: AnnotationShape['tool'],
  world: readonly Vec3[],
  plane: Plane,
  label?: string,
): AnnotationShape {
  return {
    tool,
    space: plane.inPatient ? 'patient' : 'image',
    ...(plane.inPatient && plane.frameOfReferenceUid !== undefined
      ? { frameOfReferenceUid: plane.frameOfReferenceUid }
      : {}),
    points: world.map((point) => (plane.inPatient ? [...point] : [...toImage(plane, point), 0])),
    ...(label === undefined || label === '' ? {} : { label }),
  };
}

/**
 * Where a stored shape belongs on this image; nothing when it cannot be placed: it is in the patient's coordinates and
 * the image has none, or another frame of reference's.
 */
export function fromShape(shape: AnnotationShape, plane: Plane): Vec3[] | undefined {
  if (shape.space === 'image') return shape.points.map(([column, row]) => toWorld(plane, [column, row]));
  if (!plane.inPatient) return undefined;
  const foreign =
    shape.frameOfReferenceUid !== undefined &&
    plane.frameOfReferenceUid !== undefined &&
    shape.frameOfReferenceUid !== plane.frameOfReferenceUid;
  return foreign ? undefined : shape.points.map((point) => [...point]);
}
