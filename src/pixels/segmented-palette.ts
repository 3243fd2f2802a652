const DISCRETE = 0;
const LINEAR = 1;
const INDIRECT = 2;

/** How a segmented table is written: its words are as wide as its entries. */
export interface SegmentedTable {
  readonly bytes: Uint8Array;
  readonly bits: 8 | 16;
  readonly littleEndian: boolean;
  /** How many entries it has at most; what is beyond them is not read. */
  readonly entries: number;
}

/** The entries of a Segmented Palette Color Lookup Table (PS3.3 C.7.9.2), as far as its segments make sense. */
export function expandedTable({ bytes, bits, littleEndian, entries }: SegmentedTable): number[] {
  const size = bits / 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wordAt = (at: number): number => {
    if (at + size > bytes.length) return 0;
    return bits === 8 ? view.getUint8(at) : view.getUint16(at, littleEndian);
  };
  /** The offset is of 32 bits, the low part first, in two words or four bytes. */
  const offsetAt = (at: number): number => {
    let offset = 0;
    for (let part = 0; part < 4 / size; part += 1) offset += wordAt(at + part * size) * 2 ** (part * bits);
    return offset;
  };
  const table: number[] = [];
  // Segments may be empty, and copied: without a limit a small table could keep a reader busy for hours.
  let segments = 0;
  /** Reads one segment, and gives where the next one begins; undefined where nothing more can be read. */
  const read = (at: number, isCopied: boolean): number | undefined => {
    const [opcode, length] = [wordAt(at), wordAt(at + size)];
    const body = at + 2 * size;
    segments += 1;
    if (body + size > bytes.length || table.length >= entries || segments > 2 * entries) return undefined;
    if (opcode === DISCRETE) {
      for (let index = 0; index < length && table.length < entries; index += 1) table.push(wordAt(body + index * size));
      return body + length * size;
    }
    if (opcode === LINEAR) {
      // From the entry before it, which is not repeated, to its own.
      const [from, to] = [table.at(-1) ?? 0, wordAt(body)];
      for (let index = 1; index <= length && table.length < entries; index += 1)
        table.push(Math.round(from + ((to - from) * index) / length));
      return body + size;
    }
    // Segments that were given before, which are not themselves such copies.
    if (opcode !== INDIRECT || isCopied) return undefined;
    let place: number | undefined = offsetAt(body);
    for (let index = 0; index < length && place !== undefined; index += 1) place = read(place, true);
    return body + 4;
  };
  for (let at: number | undefined = 0; at !== undefined;) at = read(at, false);
  return table;
}
