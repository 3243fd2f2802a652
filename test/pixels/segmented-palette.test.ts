import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { paletteOf } from '../../src/pixels/palette.ts';
import { expandedTable } from '../../src/pixels/segmented-palette.ts';
import { element } from '../../src/dicom/new-element.ts';
import { picture } from '../deid/pixels/samples.ts';

const words = (...values: number[]): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer);
const expanded = (bytes: Uint8Array, bits: 8 | 16 = 16, entries = 65_536): number[] =>
  expandedTable({ bytes, bits, littleEndian: true, entries });

test('discrete values, a line from the last of them, and both once more', () => {
  expect(expanded(words(0, 2, 7, 100, 1, 4, 500))).toEqual([7, 100, 200, 300, 400, 500]);
  // Two segments again from the first byte; the line then begins where the copy of the values has ended.
  expect(expanded(words(0, 1, 100, 1, 2, 300, 2, 2, 0, 0))).toEqual([100, 200, 300, 100, 200, 300]);
});

test('tables of eight bits have segments of bytes', () => {
  expect(expanded(Uint8Array.of(0, 1, 10, 1, 3, 40, 2, 1, 3, 0, 0, 0), 8)).toEqual([10, 20, 30, 40, 40, 40, 40]);
});

test('words of a big endian file', () => {
  const bytes = Uint8Array.of(0, 0, 0, 1, 1, 0);
  expect(expandedTable({ bytes, bits: 16, littleEndian: false, entries: 4 })).toEqual([256]);
});

test('a copy of a copy, an unknown segment and one that breaks off end the table', () => {
  expect(expanded(words(0, 1, 5, 2, 1, 6, 0))).toEqual([5]);
  expect(expanded(words(0, 1, 5, 9, 1, 6, 0))).toEqual([5]);
  expect(expanded(words(0, 1, 5, 1))).toEqual([5]);
});

test('empty segments that are copied over and over end', () => {
  const bomb = new Uint8Array(80_000);
  // Each copies 65,535 empty segments from the first byte, which are empty themselves.
  for (let at = 40_000; at < bomb.length; at += 8) bomb.set([2, 0, 255, 255, 0, 0, 0, 0], at);
  expect(expanded(bomb)).toEqual([]);
});

test('whatever the bytes are, it ends with no more entries than asked for', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom<8 | 16>(8, 16),
      fc.integer({ min: 1, max: 65_536 }),
      (bytes, bits, entries) => {
        const table = expanded(bytes, bits, entries);
        expect(table.length).toBeLessThanOrEqual(entries);
        expect(table.every((entry) => entry >= 0 && entry < 2 ** bits)).toBe(true);
      },
    ),
  );
});

test('an image with a segmented palette has its colours', () => {
  const { dataSet } = readDicom(
    picture(
      element('PhotometricInterpretation', 'PALETTE COLOR'),
      ...['Red', 'Green', 'Blue'].flatMap((name) => [
        element(`${name}PaletteColorLookupTableDescriptor`, [5, 0, 16]),
        element(`Segmented${name}PaletteColorLookupTableData`, words(0, 1, 0, 1, 4, 65_280)),
      ]),
    ),
  );
  const table = Uint8Array.of(0, 63, 127, 191, 255);
  expect(paletteOf(dataSet)).toEqual({ first: 0, tables: [table, table, table] });
});
