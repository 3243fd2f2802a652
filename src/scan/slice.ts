import type { Slice } from './outcome.ts';

/**
 * The slice of an image from Image Orientation (Patient) and Image Position (Patient), PS3.3 C.7.6.2.1.1:
 * the normal is the cross product of the row's and the column's direction. Undefined when the values are
 * absent or span no plane.
 */
export function sliceOf(orientation: readonly number[], position: readonly number[]): Slice | undefined {
  const [rx, ry, rz, cx, cy, cz] = orientation;
  const [x, y, z] = position;
  if (rx === undefined || ry === undefined || rz === undefined) return undefined;
  if (cx === undefined || cy === undefined || cz === undefined) return undefined;
  if (x === undefined || y === undefined || z === undefined) return undefined;
  const [nx, ny, nz] = [ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx];
  const length = Math.hypot(nx, ny, nz);
  if (!(length > 0.1)) return undefined;
  const distance = (x * nx + y * ny + z * nz) / length;
  if (!Number.isFinite(distance)) return undefined;
  return { normal: [nx / length, ny / length, nz / length], distance };
}

/** Whether two slices look the same way, within the rounding of DS values. */
export function isParallel(a: Slice, b: Slice): boolean {
  return a.normal[0] * b.normal[0] + a.normal[1] * b.normal[1] + a.normal[2] * b.normal[2] > 0.9999;
}
