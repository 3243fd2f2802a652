import { element, type NewElement } from '../dicom/new-element.ts';

const ITEM_HEADER = 8;
const MAX_BASIC_OFFSET = 0xffffffff;

/**
 * Pixel Data of one fragment per frame with an offset table: the basic one (PS3.5 A.4), or where its 32 bits do not
 * suffice the extended one (PS3.3 C.7.6.3.1.8).
 */
export function encapsulated(frames: readonly Uint8Array[]): NewElement[] {
  const { basic, extended } = offsetTables(frames.map(({ length }) => length));
  const pixels = { tag: '7FE00010', vr: 'OB', value: { fragments: [basic, ...frames] } };
  return [...extended, pixels];
}

/** @param lengths in bytes, even, in the order of the frames */
export function offsetTables(lengths: readonly number[]): { basic: Uint8Array; extended: NewElement[] } {
  let end = 0;
  const offsets = lengths.map((length) => {
    const start = end;
    end += ITEM_HEADER + length;
    return start;
  });
  if ((offsets.at(-1) ?? 0) <= MAX_BASIC_OFFSET) return { basic: numbers(offsets, 4), extended: [] };
  return {
    basic: new Uint8Array(),
    extended: [
      element('ExtendedOffsetTable', numbers(offsets, 8)),
      element('ExtendedOffsetTableLengths', numbers(lengths, 8)),
    ],
  };
}

function numbers(values: readonly number[], size: 4 | 8): Uint8Array {
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    if (size === 4) view.setUint32(index * size, value, true);
    else view.setBigUint64(index * size, BigInt(value), true);
  });
  return bytes;
}
