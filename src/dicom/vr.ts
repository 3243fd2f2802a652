/** Value representations, PS3.5 6.2. */

const LONG_HEADER = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const SHORT_HEADER = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));
const CHARSET_DEPENDENT = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);
const SINGLE_TEXT = new Set(['LT', 'ST', 'UR', 'UT']);
const ASCII = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'TM', 'UI', 'UR']);
const UNITS: readonly (readonly [2 | 4 | 8, ReadonlySet<string>])[] = [
  [2, new Set(['AT', 'OW', 'SS', 'US'])],
  [4, new Set(['FL', 'OF', 'OL', 'SL', 'UL'])],
  [8, new Set(['FD', 'OD', 'OV', 'SV', 'UV'])],
];

export function isVr(vr: string): boolean {
  return SHORT_HEADER.has(vr) || LONG_HEADER.has(vr);
}

/** Two reserved bytes and a 32-bit length follow the VR (PS3.5 7.1.2). */
export function hasLongHeader(vr: string): boolean {
  return LONG_HEADER.has(vr);
}

/** Specific Character Set (0008,0005) applies (PS3.5 6.1.2.3). */
export function isCharsetDependent(vr: string): boolean {
  return CHARSET_DEPENDENT.has(vr);
}

export function isText(vr: string): boolean {
  return CHARSET_DEPENDENT.has(vr) || ASCII.has(vr);
}

/** A backslash is a character of the value here, not a separator of values. */
export function isSingleText(vr: string): boolean {
  return SINGLE_TEXT.has(vr);
}

/** The unit of byte swapping; 1 where bytes have no order. */
export function unitBytes(vr: string): 1 | 2 | 4 | 8 {
  return UNITS.find(([, vrs]) => vrs.has(vr))?.[0] ?? 1;
}

/** UI and the binary ones are padded with zero, text with a space (PS3.5 6.2). */
export function paddingByte(vr: string): number {
  return isText(vr) && vr !== 'UI' ? 0x20 : 0;
}
