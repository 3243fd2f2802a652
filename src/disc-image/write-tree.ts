import type { Folder } from './directory-tree.ts';
import { type EncodeName, type Layout, SECTOR, folderRecords, pathTable, rootRecord } from './records.ts';
import type { Volume } from './volume-descriptor.ts';

/** Sixteen sectors for the system (ECMA-119 6.2.1), then the three descriptors. */
export const FIRST_FILE = 19;
/** Drives may fail to read the last sectors of a disc that was written at once: nothing lies in them. */
export const RUN_OUT = 150;
/** One extent of a file (ECMA-119 9.1.4); level 1 has no more. */
export const MOST_BYTES = 0xffff_ffff;

export type Tree = Omit<Volume, 'label' | 'sectors' | 'date'>;

/** A tree of folders from a sector on: the path tables in both byte orders, then the folders. All is in whole sectors. */
export function writeTree(
  folders: readonly Folder[],
  { encode, start, date }: { readonly encode: EncodeName; readonly start: number; readonly date: Date },
): { readonly tree: Tree; readonly bytes: Uint8Array } {
  const sectors = new Map<Folder, number>();
  const lengths = new Map<Folder, number>();
  const layout: Layout = { encode, sectors, bytes: lengths, date };
  // Lengths do not depend on where things lie.
  const pathTableBytes = pathTable(folders, layout, true).length;
  const bigEndianTable = start + Math.ceil(pathTableBytes / SECTOR);
  let next = bigEndianTable + (bigEndianTable - start);
  for (const folder of folders) {
    const { length } = folderRecords(folder, layout);
    sectors.set(folder, next);
    lengths.set(folder, length);
    next += length / SECTOR;
  }
  const [root] = folders;
  if (root === undefined) throw new TypeError('A tree has a root');
  const parts = [
    ...[true, false].map((littleEndian) => inSectors(pathTable(folders, layout, littleEndian))),
    ...folders.map((folder) => folderRecords(folder, layout)),
  ];
  return {
    tree: { encode, pathTableBytes, littleEndianTable: start, bigEndianTable, root: rootRecord(root, layout) },
    bytes: Buffer.concat(parts),
  };
}

function inSectors(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(bytes.length / SECTOR) * SECTOR);
  out.set(bytes);
  return out;
}
