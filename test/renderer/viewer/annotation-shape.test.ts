import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromShape, toShape } from '../../../renderer/viewer/annotation-shape.ts';
import { toWorld } from '../../../renderer/viewer/plane.ts';
import { AnnotationShape } from '../../../src/contract/reading.ts';
import { axial, planes, points } from './planes.ts';

test('a line comes back where it was drawn, and what is stored is what the contract says', () => {
  fc.assert(
    fc.property(planes, points, points, (plane, a, b) => {
      const drawn = [toWorld(plane, a), toWorld(plane, b)];
      const shape = toShape('length', drawn, plane);
      expect(AnnotationShape.parse(shape)).toEqual(shape);
      const restored = fromShape(AnnotationShape.parse(JSON.parse(JSON.stringify(shape))), plane) ?? [];
      expect(restored).toHaveLength(2);
      restored.flat().forEach((value, i) => expect(value).toBeCloseTo(drawn.flat()[i] ?? Number.NaN, 3));
    }),
  );
});

test('where the image has a position the points are the patient’s, in mm', () => {
  const plane = { ...axial, origin: [-100, -100, 40] as const, frameOfReferenceUid: '1.2.3' };
  expect(
    toShape(
      'length',
      [
        [-90, -80, 40],
        [1.5, 2, 40],
      ],
      plane,
    ),
  ).toEqual({
    tool: 'length',
    space: 'patient',
    frameOfReferenceUid: '1.2.3',
    points: [
      [-90, -80, 40],
      [1.5, 2, 40],
    ],
  });
});

test('where it has none they are pixels, whatever plane it is drawn on', () => {
  const plane = { ...axial, inPatient: false, columnSpacing: 0.5, rowSpacing: 0.25, frameOfReferenceUid: 'own' };
  const shape = toShape('length', [toWorld(plane, [3, 4]), toWorld(plane, [8.5, 4])], plane, 'nodule');
  expect(shape).toEqual({
    tool: 'length',
    space: 'image',
    points: [
      [3, 4, 0],
      [8.5, 4, 0],
    ],
    label: 'nodule',
  });
});

test('a shape of another frame of reference is not put on this image', () => {
  const shape = toShape(
    'length',
    [
      [0, 0, 0],
      [1, 1, 0],
    ],
    { ...axial, frameOfReferenceUid: '1.2.3' },
  );
  expect(fromShape(shape, { ...axial, frameOfReferenceUid: '1.2.4' })).toBeUndefined();
});

test('a shape in patient coordinates is not put on an image without a position', () => {
  const shape = toShape(
    'length',
    [
      [0, 0, 0],
      [1, 1, 0],
    ],
    axial,
  );
  expect(fromShape(shape, { ...axial, inPatient: false })).toBeUndefined();
});
