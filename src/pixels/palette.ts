import type { DataSet } from '../dicom/data-set.ts';
import { tagOf } from '../dicom/dictionary.ts';
import { expandedTable } from './segmented-palette.ts';

export interface Palette {
  readonly first: number;
  readonly tables: readonly Uint8Array[];
}

/** Palette Color Lookup Tables (PS3.3 C.7.6.3.1.5), or segmented ones where there are no others (C.7.9.2). */
export function paletteOf(dataSet: DataSet): Palette | undefined {
  const tables = ['Red', 'Green', 'Blue'].map((name) => {
    const [, , bits = 16] = dataSet.numbers(tagOf(`${name}PaletteColorLookupTableDescriptor`));
    const [entries = 0] = dataSet.numbers(tagOf(`${name}PaletteColorLookupTableDescriptor`));
    const length = entries === 0 ? 65_536 : entries;
    const bytes = dataSet.value(tagOf(`${name}PaletteColorLookupTableData`));
    if (bytes === undefined) return segmentedTable(dataSet, name, { bits: bits === 8 ? 8 : 16, length });
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

function segmentedTable(
  dataSet: DataSet,
  name: string,
  { bits, length }: { readonly bits: 8 | 16; readonly length: number },
): Uint8Array {
  const bytes = dataSet.value(tagOf(`Segmented${name}PaletteColorLookupTableData`)) ?? new Uint8Array();
  const { littleEndian } = dataSet.encoding;
  const table = expandedTable({ bytes, bits, littleEndian, entries: length });
  return Uint8Array.from(table, (entry) => (bits === 8 ? entry : entry >> 8));
}
