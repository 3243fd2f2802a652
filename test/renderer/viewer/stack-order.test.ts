import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byNumber, gaps, positions, spatialOrder } from '../../../renderer/viewer/stack-order.ts';
import type { Plane } from '../../../renderer/viewer/plane.ts';
import { axial } from './planes.ts';

const at = (z: number): Plane => ({ ...axial, origin: [0, 0, z] });

describe('by number', () => {
  test('numbers first, then what has none, equal ones as they came', () => {
    const items = [
      { id: 'x' },
      { id: 'c', instanceNumber: 3 },
      { id: 'a', instanceNumber: 1 },
      { id: 'd', instanceNumber: 3 },
    ];
    expect(byNumber(items).map(({ id }) => id)).toEqual(['a', 'c', 'd', 'x']);
  });
});

describe('positions', () => {
  test('are distances along the normal', () => {
    expect(positions([at(5), at(-2.5), at(0)])).toEqual([5, -2.5, 0]);
  });

  test.each([
    ['a slice is unknown', [at(0), undefined]],
    ['a slice has no place in the patient', [at(0), { ...at(1), inPatient: false }]],
    ['slices are not parallel', [at(0), { ...at(1), down: [0, 0, 1] as const }]],
    ['two lie at the same place', [at(0), at(3), at(3)]],
    ['there is one only', [at(0)]],
  ])('are none when %s', (_, planes) => {
    expect(positions(planes)).toBeUndefined();
  });
});

describe('spatial order', () => {
  const stacks = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 60 });

  test('is monotonous and loses nothing', () => {
    fc.assert(
      fc.property(stacks, (along) => {
        const order = spatialOrder(along);
        expect(order.toSorted((a, b) => a - b)).toEqual(along.map((_, i) => i));
        const sorted = order.map((i) => along[i]);
        const rising = along.toSorted((a, b) => a - b);
        expect([rising, rising.toReversed()]).toContainEqual(sorted);
      }),
    );
  });

  test('leaves a stack in order as it is, upwards and downwards', () => {
    fc.assert(
      fc.property(stacks, (along) => {
        const rising = along.toSorted((a, b) => a - b);
        const inOrder = rising.map((_, i) => i);
        expect(spatialOrder(rising)).toEqual(inOrder);
        expect(spatialOrder(rising.toReversed())).toEqual(inOrder);
      }),
    );
  });
});

describe('gaps', () => {
  test('an even stack has none', () => {
    expect(gaps([0, 2.5, 5, 7.5, 10])).toEqual([]);
    expect(gaps([10, 7.5, 5.01, 2.5, 0])).toEqual([]);
  });

  test('two slices say nothing about a third', () => {
    expect(gaps([0, 40])).toEqual([]);
  });

  test('a hole is told with its place and its size', () => {
    expect(gaps([0, 1, 2, 5, 6, 7])).toEqual([{ after: 3, missing: 2 }]);
  });

  test('whatever inner slices are taken out of an even stack, their number is told', () => {
    // From 13 slices on, taking out four leaves half the neighbours at the usual distance, however they lie.
    const stack = fc.tuple(fc.integer({ min: 13, max: 80 }), fc.double({ min: 0.3, max: 8, noNaN: true }));
    fc.assert(
      fc.property(stack, fc.array(fc.nat(), { maxLength: 4 }), ([count, spacing], picks) => {
        const missing = new Set(picks.map((pick) => 1 + (pick % (count - 2))));
        const left = Array.from({ length: count }, (_, i) => i).filter((i) => !missing.has(i));
        const found = gaps(left.map((i) => i * spacing));
        expect(found.reduce((sum, gap) => sum + gap.missing, 0)).toBe(missing.size);
      }),
    );
  });
});
