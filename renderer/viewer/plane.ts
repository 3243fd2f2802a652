/** A point or direction in patient coordinates, mm, towards left, posterior, head (PS3.3 C.7.6.2.1.1). */
export type Vec3 = readonly [number, number, number];
/** Column and row in pixels; (0, 0) is the outer corner of the first pixel, (0.5, 0.5) its centre (PS3.3 C.18.6.1.1). */
export type ImagePoint = readonly [column: number, row: number];

/** Where one frame lies. An image without a position gets a plane of its own, so that it can be drawn on all the same. */
export interface Plane {
  /** Centre of the first pixel: Image Position (Patient). */
  readonly origin: Vec3;
  /** Unit vector along a row, the direction of growing column numbers. */
  readonly along: Vec3;
  /** Unit vector down a column, the direction of growing row numbers. */
  readonly down: Vec3;
  readonly columnSpacing: number;
  readonly rowSpacing: number;
  /** Whether position, orientation and spacing are the object's own, so that the coordinates are the patient's, in mm. */
  readonly inPatient: boolean;
  readonly frameOfReferenceUid?: string;
}

export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const subtract = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const length = (a: Vec3): number => Math.hypot(a[0], a[1], a[2]);

export const normalOf = (plane: Plane): Vec3 => cross(plane.along, plane.down);

/** The place of an image point in the plane's coordinates. */
export function toWorld(plane: Plane, [column, row]: ImagePoint): Vec3 {
  const x = (column - 0.5) * plane.columnSpacing;
  const y = (row - 0.5) * plane.rowSpacing;
  const at = (i: 0 | 1 | 2) => plane.origin[i] + plane.along[i] * x + plane.down[i] * y;
  return [at(0), at(1), at(2)];
}

/** The image point below a place: what lies off the plane is projected onto it. */
export function toImage(plane: Plane, world: Vec3): ImagePoint {
  const offset = subtract(world, plane.origin);
  return [dot(offset, plane.along) / plane.columnSpacing + 0.5, dot(offset, plane.down) / plane.rowSpacing + 0.5];
}
