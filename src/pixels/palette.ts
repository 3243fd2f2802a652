import type { DataSet } from '../dicom/data-set.ts';
import { tagOf } from '../dicom/dictionary.ts';

export interface Palette {
  readonly first: number;
  readonly tables: readonly Uint8Array[];
}

/** Palette Color Lookup Tables (PS3.3 C.7.6.3.1.5); segmented ones are not read. */
export function paletteOf(dataSet: DataSet): Palette | undefined {
  const tables = ['Red', 'Green', 'Blue'].map((name) => {
    const [, , bits = 16] = dataSet.numbers(tagOf(`${name}PaletteColorLookupTableDescriptor`));
    const [entries = 0] = dataSet.numbers(tagOf(`${name}PaletteColorLookupTableDescriptor`));
    const bytes = dataSet.value(tagOf(`${name}PaletteColorLookupTableData`)) ?? new Uint8Array();
    const length = entries === 0 ? 65_536 : entries;
    if (bits === 8 && bytes.length < length * 2) return bytes;
    const high = dataSet.encoding.littleEndian ? 1 : 0;
    const low = 1 - high;
    return Uint8Array.from(
      { length: bytes.length >> 1 },
      (_, index) => bytes[index * 2 + (bits === 8 ? low : high)] ?? 0,
    );
  });
  if (tables.some((table) => table.length === 0)) return undefined;
  return { first: dataSet.numbers(tagOf('RedPaletteColorLookupTableDescriptor'))[1] ?? 0, tables };
}
