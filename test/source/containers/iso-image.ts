/** Names to the content of files, or to folders. */
export interface IsoTree {
  readonly [name: string]: string | Uint8Array | IsoTree;
}

const SECTOR = 2048;

/**
 * A disc image in ISO 9660 (ECMA-119), straight from the standard: names go in as they are given, right or wrong.
 * `joliet`: the only useful volume is a Joliet one. `loop`: every folder lists itself once more, by the name LOOP.
 */
export function isoImage(
  tree: IsoTree,
  { joliet = false, loop = false }: { joliet?: boolean; loop?: boolean } = {},
): Uint8Array {
  const sectors: Uint8Array[] = Array.from({ length: 19 }, () => new Uint8Array(SECTOR));
  const add = (content: Uint8Array): number => {
    const first = sectors.length;
    for (let at = 0; at < content.length; at += SECTOR) {
      const sector = new Uint8Array(SECTOR);
      sector.set(content.subarray(at, at + SECTOR));
      sectors.push(sector);
    }
    return first;
  };
  const nameOf = (name: string): Uint8Array =>
    joliet ? Buffer.from(name, 'utf16le').swap16() : Buffer.from(name, 'latin1');
  const folder = (content: IsoTree): Entry => {
    const entries = Object.entries(content).map(([name, value]) => {
      const entry =
        typeof value === 'string' || value instanceof Uint8Array
          ? fileEntry(typeof value === 'string' ? Buffer.from(value) : value)
          : folder(value);
      return Object.assign(entry, { name: nameOf(name) });
    });
    // Its own place is known before its records are written: they take as many sectors as they need.
    const block = sectors.length;
    const own = { block, bytes: SECTOR, flags: 2 };
    const named = (name: Uint8Array): Entry & { readonly name: Uint8Array } => ({ ...own, name });
    const self = [named(Uint8Array.of(0)), named(Uint8Array.of(1))];
    const again = loop ? [named(nameOf('LOOP'))] : [];
    const bytes = records([...self, ...again, ...entries]);
    add(bytes);
    return { ...own, bytes: bytes.length };
  };
  const fileEntry = (content: Uint8Array): Entry => ({ block: add(content), bytes: content.length, flags: 0 });
  const root = record({ ...folder(tree), name: Uint8Array.of(0) });
  const descriptor = (type: number): Uint8Array => {
    const bytes = new Uint8Array(SECTOR);
    bytes.set([type, ...Buffer.from('CD001'), 1]);
    new DataView(bytes.buffer).setUint16(128, SECTOR, true);
    if (type === 2) bytes.set(Buffer.from('%/E'), 88);
    bytes.set(root, 156);
    return bytes;
  };
  sectors[16] = descriptor(joliet ? 2 : 1);
  sectors[17] = Uint8Array.from({ length: SECTOR }, (_, index) => [255, ...Buffer.from('CD001'), 1][index] ?? 0);
  return Buffer.concat(sectors);
}

interface Entry {
  readonly block: number;
  readonly bytes: number;
  readonly flags: number;
}

/** Records one after the other, none across the end of a sector; always whole sectors. */
function records(entries: readonly (Entry & { readonly name: Uint8Array })[]): Uint8Array {
  const sectors: number[][] = [[]];
  for (const entry of entries) {
    const bytes = record(entry);
    if ((sectors.at(-1)?.length ?? 0) + bytes.length > SECTOR) sectors.push([]);
    sectors.at(-1)?.push(...bytes);
  }
  return Buffer.concat(sectors.map((sector) => Uint8Array.from({ length: SECTOR }, (_, index) => sector[index] ?? 0)));
}

function record({ block, bytes, flags, name }: Entry & { readonly name: Uint8Array }): Uint8Array {
  const length = 33 + name.length + ((33 + name.length) % 2);
  const result = new Uint8Array(length);
  const view = new DataView(result.buffer);
  result[0] = length;
  view.setUint32(2, block, true);
  view.setUint32(6, block, false);
  view.setUint32(10, bytes, true);
  view.setUint32(14, bytes, false);
  result[25] = flags;
  view.setUint16(28, 1, true);
  view.setUint16(30, 1, false);
  result[32] = name.length;
  result.set(name, 33);
  return result;
}
