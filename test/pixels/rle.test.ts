import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRle, encodeRle } from '../../src/pixels/rle.ts';

const layout = fc.record({
  rows: fc.integer({ min: 1, max: 9 }),
  columns: fc.integer({ min: 1, max: 300 }),
  samples: fc.constantFrom(1, 3),
  bitsAllocated: fc.constantFrom(8, 16, 32),
});

test('what was encoded is decoded to the same bytes, whatever they are', () => {
  const values = fc.constantFrom([0], [0, 1], [0, 0, 0, 0, 0, 7], [...Array.from({ length: 256 }).keys()]);
  fc.assert(
    fc.property(layout, values, fc.infiniteStream(fc.nat(255)), (format, allowed, stream) => {
      const length = (format.rows * format.columns * format.samples * format.bitsAllocated) / 8;
      const planes = Uint8Array.from({ length }, () => allowed[stream.next().value % allowed.length] ?? 0);
      const packed = encodeRle(planes, format);
      expect(packed.length % 2).toBe(0);
      expect(decodeRle(packed, format)).toEqual(planes);
    }),
  );
});

test('a frame that is cut off, or of other segments, is no frame', () => {
  const format = { rows: 2, columns: 200, samples: 1, bitsAllocated: 16 };
  const planes = Uint8Array.from({ length: 800 }, (_, index) => index * 7);
  const packed = encodeRle(planes, format);
  for (const length of [0, 10, 63, 64, 100, packed.length - 60])
    expect(() => decodeRle(packed.subarray(0, length), format)).toThrow(expect.objectContaining({ code: 'broken' }));
  expect(() => decodeRle(packed, { ...format, bitsAllocated: 8 })).toThrow(expect.objectContaining({ code: 'broken' }));
});
