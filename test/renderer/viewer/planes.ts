import * as fc from 'fast-check';
import { cross, dot, length, type ImagePoint, type Plane, type Vec3 } from '../../../renderer/viewer/plane.ts';

export const axial: Plane = {
  origin: [0, 0, 0],
  along: [1, 0, 0],
  down: [0, 1, 0],
  columnSpacing: 1,
  rowSpacing: 1,
  inPatient: true,
};

const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
const spacing = fc.double({ min: 0.01, max: 10, noNaN: true });
export const vectors: fc.Arbitrary<Vec3> = fc.tuple(coordinate, coordinate, coordinate);
export const points: fc.Arbitrary<ImagePoint> = fc.tuple(coordinate, coordinate);

/** Planes of any direction and pixel size, the image's own or made up. */
export const planes: fc.Arbitrary<Plane> = fc
  .tuple(vectors, vectors, vectors, spacing, spacing, fc.boolean(), fc.constantFrom('1.2.3', '1.2.4'))
  .filter(([, a, b]) => length(a) > 1 && length(cross(unit(a), b)) > 1)
  .map(([origin, a, b, columnSpacing, rowSpacing, inPatient, frameOfReferenceUid]) => {
    const along = unit(a);
    const share = dot(along, b);
    const down = unit([b[0] - share * along[0], b[1] - share * along[1], b[2] - share * along[2]]);
    return { origin, along, down, columnSpacing, rowSpacing, inPatient, frameOfReferenceUid };
  });

function unit(vector: Vec3): Vec3 {
  const size = length(vector);
  return [vector[0] / size, vector[1] / size, vector[2] / size];
}
