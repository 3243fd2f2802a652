import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeOf, windowOf } from '../../../renderer/viewer/window.ts';

test('LINEAR: the example of PS3.3 C.11.2.1.2.1', () => {
  expect(rangeOf({ center: 2048, width: 4096 }, false)).toEqual({ lower: 0, upper: 4095 });
  expect(rangeOf({ center: 2048, width: 1 }, false)).toEqual({ lower: 2047.5, upper: 2047.5 });
});

test('LINEAR_EXACT: the example of PS3.3 C.11.2.1.3.2', () => {
  expect(rangeOf({ center: 2048, width: 4096 }, true)).toEqual({ lower: 0, upper: 4096 });
});

test('a narrow window of measured values stays the right way round', () => {
  const { lower, upper } = rangeOf({ center: 0.108, width: 0.215 }, true);
  expect(lower).toBeCloseTo(0.0005, 6);
  expect(upper).toBeCloseTo(0.2155, 6);
});

test('a window goes to its range and back', () => {
  const value = fc.double({ min: -1e5, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(value, fc.double({ min: 1, max: 1e5, noNaN: true }), fc.boolean(), (center, width, exact) => {
      const back = windowOf(rangeOf({ center, width }, exact), exact);
      expect(back.center).toBeCloseTo(center, 6);
      expect(back.width).toBeCloseTo(width, 6);
    }),
  );
});
