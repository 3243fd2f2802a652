/**
 * Specific Character Set (0008,0005): PS3.3 C.12.1.1.2, PS3.5 6.1.2 and Annexes H to K.
 * The decoders are the host's (WHATWG Encoding); code extensions by ISO 2022 are ours.
 */
interface CodeTable {
  readonly label: string;
  /** How the table is called up by code extension: the bytes after ESC. */
  readonly escapes: readonly string[];
}

/** Designates G0 (bytes below 80H) or G1 (the others). */
interface Designation {
  readonly half: 0 | 1;
  readonly label: string;
  /** 94x94 sets in G0 are decoded through EUC-JP, with this in front of each pair. */
  readonly pairPrefix?: number;
}

const ASCII = 'ascii';
const singleByte: Readonly<Record<string, CodeTable>> = {
  '6': { label: 'windows-1252', escapes: [] },
  '100': { label: 'windows-1252', escapes: ['-A'] },
  '101': { label: 'iso-8859-2', escapes: ['-B'] },
  '109': { label: 'iso-8859-3', escapes: ['-C'] },
  '110': { label: 'iso-8859-4', escapes: ['-D'] },
  '144': { label: 'iso-8859-5', escapes: ['-L'] },
  '127': { label: 'iso-8859-6', escapes: ['-G'] },
  '126': { label: 'iso-8859-7', escapes: ['-F'] },
  '138': { label: 'iso-8859-8', escapes: ['-H'] },
  '148': { label: 'windows-1254', escapes: ['-M'] },
  '166': { label: 'windows-874', escapes: ['-T'] },
  '203': { label: 'iso-8859-15', escapes: ['-b'] },
  '13': { label: 'shift_jis', escapes: [')I'] },
};
const multiByte: Readonly<Record<string, string>> = { '149': 'euc-kr', '58': 'gbk' };

const designations = new Map<string, Designation>([
  ...Object.values(singleByte).flatMap(({ label, escapes }) =>
    escapes.map((escape) => [escape, { half: 1, label }] as const),
  ),
  ['(B', { half: 0, label: ASCII }],
  ['(J', { half: 0, label: ASCII }],
  ['$@', { half: 0, label: 'euc-jp' }],
  ['$B', { half: 0, label: 'euc-jp' }],
  ['$(D', { half: 0, label: 'euc-jp', pairPrefix: 0x8f }],
  ['$)C', { half: 1, label: 'euc-kr' }],
  ['$)A', { half: 1, label: 'gbk' }],
]);

const decoders = new Map<string, TextDecoder>();
const utf8Strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8Encoder = new TextEncoder();

export interface Charset {
  /** The defined terms as understood: `ISO_IR 100`. */
  readonly terms: readonly string[];
  /** The data set names no character set, or one that does not exist. */
  readonly guessed: boolean;
  /** A term was not written as the standard has it, and was understood all the same. */
  readonly misspelt: boolean;
  decode(bytes: Uint8Array, delimiters?: string): string;
  /** Undefined when a character has no place in the set. */
  encode(text: string): Uint8Array | undefined;
}

const cache = new Map<string, Charset>();

/** `terms`: the values of (0008,0005), none when it is absent or empty. */
export function charsetOf(terms: readonly string[]): Charset {
  const key = terms.join('\\');
  let charset = cache.get(key);
  if (charset === undefined) {
    const normal = terms.map(normalised);
    const misspelt = normal.some((term, index) => term !== terms[index]?.trim());
    charset = { ...makeCharset(normal), misspelt };
    if (cache.size > 100) cache.clear();
    cache.set(key, charset);
  }
  return charset;
}

export const utf8 = charsetOf(['ISO_IR 192']);

function makeCharset(terms: readonly string[]): Omit<Charset, 'misspelt'> {
  const [first = ''] = terms;
  if (first === 'ISO_IR 192') return plain(terms, 'utf-8');
  if (first === 'GB18030') return plain(terms, 'gb18030');
  if (first === 'GBK') return plain(terms, 'gbk');
  const tables = terms.map((term) => /^ISO(?:_IR| 2022 IR) (\d+)$/.exec(term)?.[1] ?? (term === '' ? '6' : ''));
  const known = tables.every((table) => table in singleByte || table in multiByte || /^(87|159)$/.test(table));
  if (terms.every((term) => term === '') || !known) return undeclared(terms);
  const [initial = '6'] = tables;
  const g1 = singleByte[initial]?.label ?? multiByte[initial] ?? 'windows-1252';
  return {
    terms,
    guessed: false,
    decode: (bytes, delimiters = '') => decodeExtended(bytes, g1, delimiters),
    encode: (text) => (initial === '13' && /[\\~]/.test(text) ? undefined : encodeSingleByte(text, g1)),
  };
}

function plain(terms: readonly string[], label: string): Omit<Charset, 'misspelt'> {
  return {
    terms,
    guessed: false,
    decode: (bytes) => decodeWith(label, bytes),
    encode: (text) => (label === 'utf-8' ? utf8Encoder.encode(text) : encodeAscii(text)),
  };
}

/** Without a declaration only ASCII is right. Files have more; UTF-8 proves itself, the rest is taken as Latin-1. */
function undeclared(terms: readonly string[]): Omit<Charset, 'misspelt'> {
  return {
    terms,
    guessed: true,
    decode(bytes, delimiters = '') {
      if (bytes.includes(0x1b)) return decodeExtended(bytes, 'windows-1252', delimiters);
      try {
        return utf8Strict.decode(bytes);
      } catch {
        // Not UTF-8: that is the answer to the question, not a fault.
        return decodeWith('windows-1252', bytes);
      }
    },
    encode: encodeAscii,
  };
}

/** PS3.5 6.1.2.5: escapes switch G0 or G1; line ends and the delimiters of the VR switch back. */
function decodeExtended(bytes: Uint8Array, initialG1: string, delimiters: string): string {
  if (!bytes.includes(0x1b)) return decodeWith(initialG1, bytes);
  const ascii: Designation = { half: 0, label: ASCII };
  let g0 = ascii;
  let g1 = initialG1;
  let text = '';
  let start = 0;
  const flush = (end: number): void => {
    if (end > start) text += decodeRun(bytes.subarray(start, end), g0, g1);
    start = end;
  };
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte === 0x1b) {
      const escape = escapeAt(bytes, index + 1);
      if (escape === undefined) continue;
      flush(index);
      const designation = designations.get(escape);
      if (designation?.half === 0) g0 = designation;
      else if (designation !== undefined) g1 = designation.label;
      start = index + 1 + escape.length;
      index = start - 1;
    } else if (byte < 0x20 || (g0 === ascii && delimiters.includes(String.fromCharCode(byte)))) {
      flush(index);
      g0 = ascii;
      g1 = initialG1;
    }
  }
  flush(bytes.length);
  return text;
}

function escapeAt(bytes: Uint8Array, start: number): string | undefined {
  for (const length of [2, 3]) {
    const escape = String.fromCharCode(...bytes.subarray(start, start + length));
    if (designations.has(escape)) return escape;
  }
  return undefined;
}

function decodeRun(run: Uint8Array, g0: Designation, g1: string): string {
  if (g0.label === ASCII) return decodeWith(g1, run);
  const pairs: number[] = [];
  for (let index = 0; index < run.length; index += 2) {
    if (g0.pairPrefix !== undefined) pairs.push(g0.pairPrefix);
    pairs.push((run[index] ?? 0) | 0x80, (run[index + 1] ?? 0) | 0x80);
  }
  return decodeWith(g0.label, Uint8Array.from(pairs));
}

function decodeWith(label: string, bytes: Uint8Array): string {
  let decoder = decoders.get(label);
  if (decoder === undefined) {
    decoder = new TextDecoder(label, { ignoreBOM: true });
    decoders.set(label, decoder);
  }
  return decoder.decode(bytes);
}

function encodeAscii(text: string): Uint8Array | undefined {
  const bytes = utf8Encoder.encode(text);
  return bytes.every((byte) => byte < 0x80) ? bytes : undefined;
}

const singleByteEncoders = new Map<string, Map<string, number>>();

function encodeSingleByte(text: string, label: string): Uint8Array | undefined {
  const ascii = encodeAscii(text);
  if (ascii !== undefined || Object.values(multiByte).includes(label)) return ascii;
  let table = singleByteEncoders.get(label);
  if (table === undefined) {
    table = new Map();
    for (let byte = 0xff; byte >= 0xa0; byte--) table.set(decodeWith(label, Uint8Array.of(byte)), byte);
    for (let byte = 0; byte < 0x80; byte++) table.set(String.fromCharCode(byte), byte);
    table.delete('\uFFFD');
    singleByteEncoders.set(label, table);
  }
  const bytes: number[] = [];
  for (const character of text) {
    const byte = table.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/** Files write the terms in many ways: `ISO-IR 100`, `iso_ir_100`, `ISO 2022-IR 87`, `UTF-8`. */
function normalised(term: string): string {
  const plainTerm = term.trim().toUpperCase();
  if (/^UTF[-_ ]?8$/.test(plainTerm)) return 'ISO_IR 192';
  if (/^GB[-_ ]?18030$/.test(plainTerm)) return 'GB18030';
  if (/^GBK$/.test(plainTerm)) return 'GBK';
  const extended = /^ISO[-_ ]?2022[-_ ]IR[-_ ]?(\d+)$/.exec(plainTerm);
  if (extended !== null) return `ISO 2022 IR ${extended[1]}`;
  const single = /^ISO[-_ ]IR[-_ ]?(\d+)$/.exec(plainTerm);
  return single === null ? plainTerm : `ISO_IR ${single[1]}`;
}
