/**
 * The code tables of PS3.3 C.12.1.1.2 by their number in the defined terms. The decoders are the host's (WHATWG
 * Encoding); what encodes is made from them.
 */
export interface CodeTable {
  /** Designated to G0 (bytes below 80H) or to G1 (the others), PS3.5 6.1.2.1. */
  readonly half: 0 | 1;
  readonly label: string;
  /** What calls the table up by code extension: the bytes after ESC. The first is the one to write. */
  readonly escapes: readonly string[];
  readonly bytesPerCharacter: 1 | 2;
  /** 94×94 sets in G0 are decoded through EUC-JP, with this in front of each pair. */
  readonly pairPrefix?: number;
}

const single = (label: string, escape?: string): CodeTable => ({
  half: 1,
  label,
  escapes: escape === undefined ? [] : [escape],
  bytesPerCharacter: 1,
});

export const TABLES: Readonly<Record<string, CodeTable>> = {
  '6': single('windows-1252'),
  '100': single('windows-1252', '-A'),
  '101': single('iso-8859-2', '-B'),
  '109': single('iso-8859-3', '-C'),
  '110': single('iso-8859-4', '-D'),
  '144': single('iso-8859-5', '-L'),
  '127': single('iso-8859-6', '-G'),
  '126': single('iso-8859-7', '-F'),
  '138': single('iso-8859-8', '-H'),
  '148': single('windows-1254', '-M'),
  '166': single('windows-874', '-T'),
  '203': single('iso-8859-15', '-b'),
  '13': single('shift_jis', ')I'),
  // `$(B` is in no edition of the standard, but in files.
  '87': { half: 0, label: 'euc-jp', escapes: ['$B', '$@', '$(B', '$(@'], bytesPerCharacter: 2 },
  '159': { half: 0, label: 'euc-jp', escapes: ['$(D'], bytesPerCharacter: 2, pairPrefix: 0x8f },
  '149': { half: 1, label: 'euc-kr', escapes: ['$)C'], bytesPerCharacter: 2 },
  '58': { half: 1, label: 'gbk', escapes: ['$)A'], bytesPerCharacter: 2 },
};

/** Text without any escape: G0 holds ASCII. JIS X 0201 romaji counts as that: two signs of it look different. */
export const ASCII: CodeTable = { half: 0, label: 'ascii', escapes: ['(B', '(J'], bytesPerCharacter: 1 };

export const byEscape: ReadonlyMap<string, CodeTable> = new Map(
  [ASCII, ...Object.values(TABLES)].flatMap((table) => table.escapes.map((escape) => [escape, table] as const)),
);

const decoders = new Map<string, TextDecoder>();

/** Throws a RangeError for a label that the host does not know. */
export function decodeWith(label: string, bytes: Uint8Array): string {
  let decoder = decoders.get(label);
  if (decoder === undefined) {
    decoder = new TextDecoder(label, { ignoreBOM: true });
    decoders.set(label, decoder);
  }
  return decoder.decode(bytes);
}

/** Bytes as a table's decoder wants them. */
export function decodeRun(run: Uint8Array, table: CodeTable): string {
  if (table.half === 1 || table === ASCII) return decodeWith(table.label, run);
  const pairs: number[] = [];
  for (let index = 0; index < run.length; index += 2) {
    if (table.pairPrefix !== undefined) pairs.push(table.pairPrefix);
    pairs.push((run[index] ?? 0) | 0x80, (run[index + 1] ?? 0) | 0x80);
  }
  return decodeWith(table.label, Uint8Array.from(pairs));
}

const encoders = new WeakMap<CodeTable, ReadonlyMap<string, readonly number[]>>();

/** The bytes of each character beyond ASCII that a table has. */
export function encoderOf(table: CodeTable): ReadonlyMap<string, readonly number[]> {
  let encoder = encoders.get(table);
  if (encoder === undefined) {
    encoder = makeEncoder(table);
    encoders.set(table, encoder);
  }
  return encoder;
}

function makeEncoder(table: CodeTable): ReadonlyMap<string, readonly number[]> {
  const encoder = new Map<string, readonly number[]>();
  // ISO-IR 6 is ASCII alone, whatever its decoder makes of other bytes.
  if (table.escapes.length === 0 || table === ASCII) return encoder;
  // A character that has two places is written at the first; where decoding yields several, at none.
  const add = (bytes: readonly number[]): void => {
    const character = decodeRun(Uint8Array.from(bytes), table);
    if (isOne(character) && !encoder.has(character)) encoder.set(character, bytes);
  };
  const low = table.half === 0 ? 0x21 : 0xa1;
  const high = low + 93;
  if (table.bytesPerCharacter === 1) for (let byte = 0xa0; byte <= 0xff; byte++) add([byte]);
  else for (let row = low; row <= high; row++) for (let cell = low; cell <= high; cell++) add([row, cell]);
  return encoder;
}

/** One character, and not the sign for none. */
function isOne(text: string): boolean {
  return text !== '\uFFFD' && text.length === ((text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
}

let gbk: ReadonlyMap<string, readonly number[]> | undefined;

/** The two-byte characters of GBK, which GB18030 has at the same places. */
export function gbkEncoder(): ReadonlyMap<string, readonly number[]> {
  if (gbk !== undefined) return gbk;
  const encoder = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decodeWith('gbk', Uint8Array.of(lead, trail));
      if (isOne(character)) encoder.set(character, [lead, trail]);
    }
  }
  gbk = encoder;
  return encoder;
}

let fourBytes: ReadonlyMap<string, readonly number[]> | undefined;

/** Where the characters of four bytes begin that are beyond 16 bits: their places follow from their numbers. */
const SUPPLEMENTARY = 189_000;
const LAST_OF_16_BITS = 39_419;

/** A character of GB18030 that has four bytes; undefined for a lone surrogate. */
export function gb18030FourBytes(character: string): readonly number[] | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return fourBytesAt(SUPPLEMENTARY + code - 0x10000);
  if (fourBytes === undefined) {
    const encoder = new Map<string, readonly number[]>();
    for (let place = 0; place <= LAST_OF_16_BITS; place++) {
      const bytes = fourBytesAt(place);
      const decoded = decodeWith('gb18030', Uint8Array.from(bytes));
      if (isOne(decoded)) encoder.set(decoded, bytes);
    }
    fourBytes = encoder;
  }
  return fourBytes.get(character);
}

/** Digits to the bases 126, 10, 126 and 10. */
function fourBytesAt(place: number): readonly number[] {
  return [
    0x81 + Math.floor(place / 12_600),
    0x30 + (Math.floor(place / 1260) % 10),
    0x81 + (Math.floor(place / 10) % 126),
    0x30 + (place % 10),
  ];
}
