import type { DiscFile, Folder } from './directory-tree.ts';

export const SECTOR = 2048;

/** How names are written in a tree: ISO 9660's own, or Joliet's. */
export type EncodeName = (name: string) => Uint8Array;

export const isoName: EncodeName = (name) => Buffer.from(name, 'latin1');
/** UCS-2, big endian (Joliet specification, 1995). */
export const jolietName: EncodeName = (name) => Buffer.from(name, 'utf16le').swap16();

/** Of a file: its name always has a point and a version (ECMA-119 7.5.1). */
export const fileIdentifier = (name: string): string => `${name.includes('.') ? name : `${name}.`};1`;

const SELF = Uint8Array.of(0);
const PARENT = Uint8Array.of(1);

/** Where the folders of one tree lie, and how long they are; filled before their records are written. */
export interface Layout {
  readonly encode: EncodeName;
  readonly sectors: ReadonlyMap<Folder, number>;
  readonly bytes: ReadonlyMap<Folder, number>;
  readonly date: Date;
}

/** The records of a folder (ECMA-119 6.8.1): none crosses the end of a sector. */
export function folderRecords(folder: Folder, layout: Layout): Uint8Array {
  const { encode, date } = layout;
  const file = ({ path, sector, bytes }: DiscFile) => ({
    name: path.at(-1) ?? '',
    record: record(encode(fileIdentifier(path.at(-1) ?? '')), { sector, bytes, isFolder: false, date }),
  });
  const below = (one: Folder) => ({ name: one.name, record: folderRecord(one, encode(one.name), layout) });
  const entries = [...folder.folders.map(below), ...folder.files.map(file)].sort((a, b) => (a.name < b.name ? -1 : 1));
  return inSectors([
    folderRecord(folder, SELF, layout),
    folderRecord(folder.parent ?? folder, PARENT, layout),
    ...entries.map((entry) => entry.record),
  ]);
}

/** The root's record in a volume descriptor. */
export const rootRecord = (root: Folder, layout: Layout): Uint8Array => folderRecord(root, SELF, layout);

function folderRecord(folder: Folder, name: Uint8Array, { sectors, bytes, date }: Layout): Uint8Array {
  return record(name, { sector: sectors.get(folder) ?? 0, bytes: bytes.get(folder) ?? 0, isFolder: true, date });
}

interface Described {
  readonly sector: number;
  readonly bytes: number;
  readonly isFolder: boolean;
  readonly date: Date;
}

/** ECMA-119 9.1; numbers stand in both byte orders. */
function record(name: Uint8Array, { sector, bytes, isFolder, date }: Described): Uint8Array {
  const length = 33 + name.length + (name.length % 2 === 0 ? 1 : 0);
  const out = new Uint8Array(length);
  const view = new DataView(out.buffer);
  out[0] = length;
  both32(view, 2, sector);
  both32(view, 10, bytes);
  out.set(
    [
      date.getUTCFullYear() - 1900,
      date.getUTCMonth() + 1,
      date.getUTCDate(),
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
      0,
    ],
    18,
  );
  out[25] = isFolder ? 2 : 0;
  both16(view, 28, 1);
  out[32] = name.length;
  out.set(name, 33);
  return out;
}

function inSectors(records: readonly Uint8Array[]): Uint8Array {
  const places: number[] = [];
  let end = 0;
  for (const { length } of records) {
    if ((end % SECTOR) + length > SECTOR) end = Math.ceil(end / SECTOR) * SECTOR;
    places.push(end);
    end += length;
  }
  const out = new Uint8Array(Math.ceil(end / SECTOR) * SECTOR);
  for (const [index, one] of records.entries()) out.set(one, places[index]);
  return out;
}

/** ECMA-119 6.9 and 9.4, in one byte order. */
export function pathTable(folders: readonly Folder[], { encode, sectors }: Layout, littleEndian: boolean): Uint8Array {
  const numbers = new Map(folders.map((folder, index) => [folder, index + 1]));
  const parts = folders.map((folder) => {
    const name = folder.parent === undefined ? SELF : encode(folder.name);
    const out = new Uint8Array(8 + name.length + (name.length % 2));
    const view = new DataView(out.buffer);
    out[0] = name.length;
    view.setUint32(2, sectors.get(folder) ?? 0, littleEndian);
    view.setUint16(6, numbers.get(folder.parent ?? folder) ?? 1, littleEndian);
    out.set(name, 8);
    return out;
  });
  return Buffer.concat(parts);
}

export function both16(view: DataView, at: number, value: number): void {
  view.setUint16(at, value, true);
  view.setUint16(at + 2, value, false);
}

export function both32(view: DataView, at: number, value: number): void {
  view.setUint32(at, value, true);
  view.setUint32(at + 4, value, false);
}
