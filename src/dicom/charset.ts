import {
  ASCII,
  type CodeTable,
  TABLES,
  byEscape,
  decodeRun,
  decodeWith,
  encoderOf,
  gb18030FourBytes,
  gbkEncoder,
} from './charset-tables.ts';

/**
 * Specific Character Set (0008,0005): PS3.3 C.12.1.1.2, PS3.5 6.1.2 and Annexes H to K. Code extensions by ISO 2022
 * are read and written here.
 */
export interface Charset {
  /** The defined terms as understood: `ISO_IR 100`. */
  readonly terms: readonly string[];
  /** The data set names no character set, or one that does not exist. */
  readonly guessed: boolean;
  /** A term was not written as the standard has it, and was understood all the same. */
  readonly misspelt: boolean;
  /** It was chosen by someone and stands whatever a data set says. */
  readonly overriding: boolean;
  /** `delimiters`: the characters at which code extensions end, by VR. */
  decode(bytes: Uint8Array, delimiters?: string): string;
  /** Undefined when a character has no place in the set. */
  encode(text: string, delimiters?: string): Uint8Array | undefined;
}

type Coding = Pick<Charset, 'decode' | 'encode' | 'guessed'>;

const utf8Term = 'ISO_IR 192';
const utf8Strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8Encoder = new TextEncoder();
const cache = new Map<string, Charset>();

/** `terms`: the values of (0008,0005), none when it is absent or empty. */
export function charsetOf(terms: readonly string[]): Charset {
  const key = terms.join('\\');
  let charset = cache.get(key);
  if (charset === undefined) {
    const understood = terms.map(normalised);
    const misspelt = !isPermitted(understood) || understood.some((term, index) => term !== terms[index]?.trim());
    charset = { terms: understood, misspelt, overriding: false, ...codingOf(understood) };
    if (cache.size > 100) cache.clear();
    cache.set(key, charset);
  }
  return charset;
}

/** A character set to read by whatever a file declares; `terms` as in (0008,0005), with backslashes between them. */
export function overridingCharset(terms: string): Charset {
  return { ...charsetOf(terms.split('\\')), overriding: true };
}

export const utf8 = charsetOf([utf8Term]);

/** PS3.3 C.12.1.1.2: some stand alone, and sets of several bytes are called up by code extension only. */
function isPermitted(terms: readonly string[]): boolean {
  const alone = terms.some((term) => term === utf8Term || term === 'GB18030' || term === 'GBK');
  return !(alone && terms.length > 1) && !terms.some((term) => /^ISO_IR (?:58|87|149|159)$/.test(term));
}

function codingOf(terms: readonly string[]): Coding {
  const [first = ''] = terms;
  if (first === utf8Term)
    return {
      guessed: false,
      decode: (bytes) => decodeWith('utf-8', bytes),
      encode: (text) => utf8Encoder.encode(text),
    };
  if (first === 'GB18030' || first === 'GBK') {
    const label = first.toLowerCase();
    const longer = first === 'GB18030' ? gb18030FourBytes : (): undefined => undefined;
    return { guessed: false, decode: (bytes) => decodeWith(label, bytes), encode: (text) => encodeGbk(text, longer) };
  }
  const numbers = terms.map((term) => /^ISO(?:_IR| 2022 IR) (\d+)$/.exec(term)?.[1] ?? (term === '' ? '6' : ''));
  const tables = numbers.flatMap((number) => TABLES[number] ?? []);
  const [initial = ASCII] = tables;
  if (terms.every((term) => term === '') || tables.length < terms.length) return undeclared(terms);
  // Backslash and tilde are yen and overline in JIS X 0201.
  const romaji = numbers[0] === '13';
  return {
    guessed: false,
    decode: (bytes, delimiters = '') => decodeExtended(bytes, initial.half === 1 ? initial : LATIN1, delimiters),
    encode: (text, delimiters = '') =>
      romaji && /[\\~]/.test(text) ? undefined : encodeExtended(text, tables, romaji ? '(J' : '(B', delimiters),
  };
}

const LATIN1 = TABLES['100'] ?? ASCII;

/** Without a declaration only ASCII is right. Files have more; UTF-8 proves itself, the rest is taken as Latin-1. */
function undeclared(terms: readonly string[]): Coding {
  const named = terms.length === 1 ? hostLabel(terms[0] ?? '') : undefined;
  if (named !== undefined) return { guessed: true, decode: (bytes) => decodeWith(named, bytes), encode: encodeAscii };
  return {
    guessed: true,
    decode(bytes, delimiters = '') {
      if (bytes.includes(0x1b)) return decodeExtended(bytes, LATIN1, delimiters);
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

/** Some write the name that the rest of the world uses: `windows-1251`, `Shift_JIS`, `Big5`. */
function hostLabel(term: string): string | undefined {
  if (!/^[A-Z][A-Z0-9_-]+\d$|^SHIFT_JIS$|^EUC-(?:JP|KR)$/.test(term)) return undefined;
  try {
    decodeWith(term, new Uint8Array());
    return term;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** PS3.5 6.1.2.5: escapes switch G0 or G1; line ends and the delimiters of the VR switch back. */
function decodeExtended(bytes: Uint8Array, initialG1: CodeTable, delimiters: string): string {
  if (!bytes.includes(0x1b)) return decodeWith(initialG1.label, bytes);
  let g0 = ASCII;
  let g1 = initialG1;
  let text = '';
  let start = 0;
  const flush = (end: number): void => {
    if (end > start) text += decodeRun(bytes.subarray(start, end), g0 === ASCII ? g1 : g0);
    start = end;
  };
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte === 0x1b) {
      const escape = escapeAt(bytes, index + 1);
      const table = escape === undefined ? undefined : byEscape.get(escape);
      if (escape === undefined || table === undefined) continue;
      flush(index);
      if (table.half === 0) g0 = table;
      else g1 = table;
      start = index + 1 + escape.length;
      index = start - 1;
    } else if (byte < 0x20 || (g0 === ASCII && delimiters.includes(String.fromCharCode(byte)))) {
      flush(index);
      g0 = ASCII;
      g1 = initialG1;
    }
  }
  flush(bytes.length);
  return text;
}

function escapeAt(bytes: Uint8Array, start: number): string | undefined {
  for (const length of [2, 3]) {
    const escape = String.fromCharCode(...bytes.subarray(start, start + length));
    if (byEscape.has(escape)) return escape;
  }
  return undefined;
}

/**
 * PS3.5 6.1.2.5.3: at a delimiter, a line end and the end of the text G0 is ASCII again, and G1 what it was at the
 * beginning. Only the declared tables are used; the first is there without an escape.
 */
function encodeExtended(
  text: string,
  tables: readonly CodeTable[],
  toAscii: string,
  delimiters: string,
): Uint8Array | undefined {
  const ascii = encodeAscii(text);
  if (ascii !== undefined) return ascii;
  const [first = ASCII] = tables;
  // A set of two bytes may not come first (PS3.3 C.12.1.1.2): where it does, its escape says that it is there.
  const initial = first.bytesPerCharacter === 1 ? first : ASCII;
  const bytes: number[] = [];
  let g0 = ASCII;
  let g1 = initial;
  const escape = (sequence: string): void => {
    bytes.push(0x1b);
    for (let index = 0; index < sequence.length; index++) bytes.push(sequence.charCodeAt(index));
  };
  const leaveG0 = (): void => {
    if (g0 !== ASCII) escape(toAscii);
    g0 = ASCII;
  };
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x80) {
      leaveG0();
      bytes.push(code);
      if (code < 0x20 || delimiters.includes(character)) g1 = initial;
      continue;
    }
    const table = [g0, g1, ...tables].find((each) => encoderOf(each).has(character));
    if (table === undefined) return undefined;
    if (table.half === 1) leaveG0();
    if (table !== g0 && table !== g1) {
      const [sequence] = table.escapes;
      if (sequence === undefined) return undefined;
      escape(sequence);
      if (table.half === 0) g0 = table;
      else g1 = table;
    }
    bytes.push(...(encoderOf(table).get(character) ?? []));
  }
  leaveG0();
  return Uint8Array.from(bytes);
}

/** `longer`: what more than the two bytes of GBK there are. */
function encodeGbk(text: string, longer: (character: string) => readonly number[] | undefined): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const written = code < 0x80 ? [code] : (gbkEncoder().get(character) ?? longer(character));
    if (written === undefined) return undefined;
    bytes.push(...written);
  }
  return Uint8Array.from(bytes);
}

function encodeAscii(text: string): Uint8Array | undefined {
  const bytes = utf8Encoder.encode(text);
  return bytes.every((byte) => byte < 0x80) ? bytes : undefined;
}

/** Files write the terms in many ways: `ISO-IR 100`, `iso_ir_100`, `ISO 2022-IR 87`, `UTF-8`, `ISO 2022 GBK`. */
function normalised(term: string): string {
  const plainTerm = term.trim().toUpperCase();
  if (/^(?:UTF[-_ ]?8|ISO[-_ ]?2022[-_ ]IR[-_ ]?192)$/.test(plainTerm)) return utf8Term;
  if (/^(?:ISO[-_ ]?2022[-_ ])?GB[-_ ]?18030$/.test(plainTerm)) return 'GB18030';
  if (/^(?:ISO[-_ ]?2022[-_ ])?GBK$/.test(plainTerm)) return 'GBK';
  const extended = /^ISO[-_ ]?2022[-_ ]IR[-_ ]?(\d+)$/.exec(plainTerm);
  if (extended !== null) return `ISO 2022 IR ${extended[1]}`;
  const alone = /^ISO[-_ ]IR[-_ ]?(\d+)$/.exec(plainTerm);
  return alone === null ? plainTerm : `ISO_IR ${alone[1]}`;
}
