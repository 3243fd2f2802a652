/** Value representations, PS3.5 6.2. */
interface Traits {
  readonly vr: string;
  /** The two letters as one number. */
  readonly letters: number;
  /** Two reserved bytes and a 32-bit length follow the VR (PS3.5 7.1.2). */
  readonly longHeader: boolean;
  readonly kind: 'binary' | 'ascii' | 'text';
  /** The unit of byte swapping; 1 where bytes have no order. */
  readonly unit: 1 | 2 | 4 | 8;
  readonly single: boolean;
}

const LONG_HEADER = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));
const TEXT = 'LO LT PN SH ST UC UT'.split(' ');
const ASCII = 'AE AS CS DA DS DT IS TM UI UR'.split(' ');
const SINGLE = new Set('LT ST UR UT'.split(' '));
const BINARY: readonly (readonly [Traits['unit'], string])[] = [
  [1, 'OB SQ UN'],
  [2, 'AT OW SS US'],
  [4, 'FL OF OL SL UL'],
  [8, 'FD OD OV SV UV'],
];

const all = new Map<string, Traits>();
for (const vr of TEXT) define(vr, 'text', 1);
for (const vr of ASCII) define(vr, 'ascii', 1);
for (const [unit, vrs] of BINARY) for (const vr of vrs.split(' ')) define(vr, 'binary', unit);

function define(vr: string, kind: Traits['kind'], unit: Traits['unit']): void {
  const letters = vr.charCodeAt(0) * 256 + vr.charCodeAt(1);
  all.set(vr, { vr, letters, longHeader: LONG_HEADER.has(vr), kind, unit, single: SINGLE.has(vr) });
}

export const VRS: readonly string[] = [...all.keys()];

/** Every element asks: a table by five bits of each letter is several times as fast as a Map. */
const byLetters: (Traits | undefined)[] = Array.from({ length: 1024 });
for (const traits of all.values()) byLetters[placeOf(traits.letters)] = traits;

function placeOf(letters: number): number {
  return ((letters >> 3) & 0x3e0) | (letters & 0x1f);
}

/** The VR whose letters are at `position`; undefined when there is none. */
export function vrAt(bytes: Uint8Array, position: number): Traits | undefined {
  const letters = ((bytes[position] ?? 0) << 8) | (bytes[position + 1] ?? 0);
  const traits = byLetters[placeOf(letters)];
  return traits?.letters === letters ? traits : undefined;
}

export function isVr(vr: string): boolean {
  return all.has(vr);
}

export function hasLongHeader(vr: string): boolean {
  return all.get(vr)?.longHeader === true;
}

/** Specific Character Set (0008,0005) applies (PS3.5 6.1.2.3). */
export function isCharsetDependent(vr: string): boolean {
  return all.get(vr)?.kind === 'text';
}

export function isText(vr: string): boolean {
  const kind = all.get(vr)?.kind;
  return kind === 'text' || kind === 'ascii';
}

/** A backslash is a character of the value here, not a separator of values. */
export function isSingleText(vr: string): boolean {
  return all.get(vr)?.single === true;
}

/** The unit of byte swapping; 1 where bytes have no order. */
export function unitBytes(vr: string): 1 | 2 | 4 | 8 {
  return all.get(vr)?.unit ?? 1;
}

/** UI and the binary ones are padded with zero, text with a space (PS3.5 6.2). */
export function paddingByte(vr: string): number {
  return isText(vr) && vr !== 'UI' ? 0x20 : 0;
}
