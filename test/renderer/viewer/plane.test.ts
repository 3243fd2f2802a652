import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { letters, edgeLetters } from '../../../renderer/viewer/orientation.ts';
import { cross, dot, length, toImage, toWorld } from '../../../renderer/viewer/plane.ts';
import { axial, planes, points } from './planes.ts';

test('the centre of the first pixel is Image Position (Patient)', () => {
  const plane = { ...axial, origin: [-100, -50, 7.5] as const };
  expect(toWorld(plane, [0.5, 0.5])).toEqual([-100, -50, 7.5]);
});

test('columns follow the column spacing, rows the row spacing', () => {
  const plane = { ...axial, columnSpacing: 0.5, rowSpacing: 2 };
  expect(toWorld(plane, [10.5, 3.5])).toEqual([5, 6, 0]);
  expect(toImage(plane, [5, 6, 99])).toEqual([10.5, 3.5]);
});

test('an image point goes to the world and back, on any plane', () => {
  fc.assert(
    fc.property(planes, points, (plane, point) => {
      const [column, row] = toImage(plane, toWorld(plane, point));
      expect(column).toBeCloseTo(point[0], 4);
      expect(row).toBeCloseTo(point[1], 4);
    }),
  );
});

test('the planes of these tests are right-angled', () => {
  fc.assert(
    fc.property(planes, ({ along, down }) => {
      expect(dot(along, down)).toBeCloseTo(0, 9);
      expect(length(cross(along, down))).toBeCloseTo(1, 9);
    }),
  );
});

test.each([
  [[1, 0, 0], 'L'],
  [[-1, 0, 0], 'R'],
  [[0, 1, 0], 'P'],
  [[0, -1, 0], 'A'],
  [[0, 0, 1], 'H'],
  [[0, 0, -1], 'F'],
  [[0.05, 0, -0.99], 'F'],
  [[0.2, -0.98, 0], 'AL'],
  [[-0.5, -0.6, 0.62], 'HAR'],
  [[0, 0, 0], ''],
] as const)('the direction %j is called %s', (direction, name) => {
  expect(letters(direction)).toBe(name);
});

test('an axial image lies with the patient’s right on the left', () => {
  expect(edgeLetters([1, 0, 0], [0, 1, 0])).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
});
