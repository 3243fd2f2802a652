import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipped, outsideOf, type Region } from '../../src/pixels/region.ts';

const size = { columns: 12, rows: 9 };
const region = fc.record({
  left: fc.integer({ min: -5, max: 15 }),
  top: fc.integer({ min: -5, max: 15 }),
  right: fc.integer({ min: -5, max: 15 }),
  bottom: fc.integer({ min: -5, max: 15 }),
});

export const holds = ({ left, top, right, bottom }: Region, column: number, row: number): boolean =>
  left <= column && column < right && top <= row && row < bottom;

test('a region is clipped to the frame, and is nothing outside of it or inside out', () => {
  expect(clipped({ left: -3, top: 2, right: 99, bottom: 4 }, size)).toEqual({ left: 0, top: 2, right: 12, bottom: 4 });
  expect(clipped({ left: 1.6, top: 1.6, right: 2.1, bottom: 2.1 }, size)).toEqual({
    left: 1,
    top: 1,
    right: 3,
    bottom: 3,
  });
  expect(clipped({ left: 12, top: 0, right: 20, bottom: 9 }, size)).toBeUndefined();
  expect(clipped({ left: 5, top: 5, right: 4, bottom: 6 }, size)).toBeUndefined();
});

test('every pixel is either in one of the regions or in exactly one of those outside', () => {
  fc.assert(
    fc.property(fc.array(region, { maxLength: 5 }), (regions) => {
      const outside = outsideOf(regions, size);
      for (let row = 0; row < size.rows; row += 1)
        for (let column = 0; column < size.columns; column += 1) {
          const isInside = regions.some((each) => holds(each, column, row));
          expect(outside.filter((each) => holds(each, column, row))).toHaveLength(isInside ? 0 : 1);
        }
    }),
  );
});
