/** Names to the content of files, or to folders. */
export interface IsoTree {
  readonly [name: string]: string | Uint8Array | IsoTree;
}

const SECTOR = 2048;

/**
 * A disc image in ISO 9660 (ECMA-119), straight from the standard: names go in as they are given, right or wrong.
 * `joliet`: the only useful volume is a Joliet one. `loop`: every folder lists itself once more, by the name LOOP.
 * `rockRidge`: the names are those of Rock Ridge, those of ISO 9660 are numbers; what is called `link` is one.
 * `start`: in sectors, for a session behind others.
 */
export function isoImage(
  tree: IsoTree,
  { joliet = false, loop = false, rockRidge = false, start = 0 }: IsoOptions = {},
): Uint8Array {
  const sectors: Uint8Array[] = Array.from({ length: 19 }, () => new Uint8Array(SECTOR));
  const add = (content: Uint8Array): number => {
    const first = start + sectors.length;
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
      return Object.assign(entry, { name: nameOf(name) }, rockRidge ? rockRidgeOf(name, add) : {});
    });
    // Its own place is known before its records are written: they take as many sectors as they need.
    const block = start + sectors.length;
    const own = { block, bytes: SECTOR, flags: 2 };
    const systemUse = rockRidge ? Uint8Array.of(...Buffer.from('SP'), 7, 1, 0xbe, 0xef, 0) : new Uint8Array();
    const named = (name: Uint8Array): Named => ({ ...own, name, systemUse });
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
    const view = new DataView(bytes.buffer);
    view.setUint16(128, SECTOR, true);
    view.setUint32(80, start + sectors.length, true);
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

type Named = Entry & { readonly name: Uint8Array; readonly systemUse?: Uint8Array };

export interface IsoOptions {
  readonly joliet?: boolean;
  readonly loop?: boolean;
  readonly rockRidge?: boolean;
  readonly start?: number;
}

/** The name in pieces, each saying that it goes on (RRIP 4.1.4); what does not fit lies in a sector of its own. */
function rockRidgeOf(name: string, add: (content: Uint8Array) => number): { name: Uint8Array; systemUse: Uint8Array } {
  const bytes = Buffer.from(name);
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 40) {
    const part = bytes.subarray(at, at + 40);
    const goesOn = at + 40 < bytes.length;
    entries.push(Buffer.concat([Buffer.from('NM'), Buffer.of(part.length + 5, 1, goesOn ? 1 : 0), part]));
  }
  if (name === 'link') entries.push(Buffer.concat([Buffer.from('SL'), Buffer.of(8, 1, 0, 8, 0, 0)]));
  const number = Uint8Array.from(Buffer.from(`F${counter++};1`));
  const first = entries[0] ?? Buffer.alloc(0);
  if (entries.length < 2) return { name: number, systemUse: first };
  const rest = Buffer.concat(entries.slice(1));
  const continued = Buffer.alloc(28);
  continued.write('CE');
  continued[2] = 28;
  continued[3] = 1;
  continued.writeUInt32LE(add(rest), 4);
  continued.writeUInt32LE(rest.length, 20);
  return { name: number, systemUse: Buffer.concat([first, continued]) };
}

let counter = 1;

/** Records one after the other, none across the end of a sector; always whole sectors. */
function records(entries: readonly Named[]): Uint8Array {
  const sectors: number[][] = [[]];
  for (const entry of entries) {
    const bytes = record(entry);
    if ((sectors.at(-1)?.length ?? 0) + bytes.length > SECTOR) sectors.push([]);
    sectors.at(-1)?.push(...bytes);
  }
  return Buffer.concat(sectors.map((sector) => Uint8Array.from({ length: SECTOR }, (_, index) => sector[index] ?? 0)));
}

function record({ block, bytes, flags, name, systemUse = new Uint8Array() }: Named): Uint8Array {
  const useAt = 33 + name.length + ((33 + name.length) % 2);
  const length = useAt + systemUse.length + (systemUse.length % 2);
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
  result.set(systemUse, useAt);
  return result;
}
