/**
 * What single values of some VRs look like (PS3.5 6.2), told from their bytes: an inspection looks at every value of
 * every file, and makes no string of them.
 */
export type Form = (bytes: Uint8Array, start: number, end: number) => boolean;

const BACKSLASH = 0x5c;
const SPACE = 0x20;
const DOT = 0x2e;
const ZERO = 0x30;

export const FORMS: Readonly<Record<string, Form>> = { UI: isUid, IS: isInteger, DS: isDecimal, DA: isDate };

/** Whether all values are no longer than that and have the form. Padding with zeros is taken off before. */
export function everyValue(bytes: Uint8Array, start: number, end: number, longest: number, has: Form): boolean {
  let last = end;
  while (last > start && bytes[last - 1] === 0) last -= 1;
  for (let from = start; from <= last;) {
    let to = from;
    while (to < last && bytes[to] !== BACKSLASH) to += 1;
    if (to - from > longest || !has(bytes, from, to)) return false;
    from = to + 1;
  }
  return true;
}

/** Numbers and dots; PS3.5 9.1: no component begins with a zero, unless it is one. */
function isUid(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    const to = afterDigits(bytes, at, end);
    if (to === at || (to > at + 1 && bytes[at] === ZERO)) return false;
    if (to === end) return true;
    at = to + 1;
    if (bytes[to] !== DOT || at === end) return false;
  }
  return true;
}

function isInteger(bytes: Uint8Array, start: number, end: number): boolean {
  const first = afterSpaces(bytes, start, end);
  if (first === end) return true;
  const digits = afterSign(bytes, first, end);
  const to = afterDigits(bytes, digits, end);
  return to > digits && afterSpaces(bytes, to, end) === end;
}

function isDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  const first = afterSpaces(bytes, start, end);
  if (first === end) return true;
  const digits = afterSign(bytes, first, end);
  let to = afterDigits(bytes, digits, end);
  let count = to - digits;
  if (to < end && bytes[to] === DOT) {
    const fraction = to + 1;
    to = afterDigits(bytes, fraction, end);
    count += to - fraction;
  }
  if (count === 0) return false;
  if (to < end && ((bytes[to] ?? 0) | 0x20) === 0x65) {
    const exponent = afterSign(bytes, to + 1, end);
    to = afterDigits(bytes, exponent, end);
    if (to === exponent) return false;
  }
  return afterSpaces(bytes, to, end) === end;
}

/** `20260102`, or `2026.01.02` as ACR-NEMA wrote it; a day and month that exist. */
function isDate(bytes: Uint8Array, start: number, end: number): boolean {
  if (afterSpaces(bytes, start, end) === end) return true;
  const dot = end - start > 4 && bytes[start + 4] === DOT ? 1 : 0;
  const month = start + 4 + dot;
  const day = month + 2 + dot;
  const to = day + 2;
  if (to > end || (dot === 1 && bytes[month + 2] !== DOT)) return false;
  if (!isNumber(bytes, start, 4, 0, 9999) || !isNumber(bytes, month, 2, 1, 12) || !isNumber(bytes, day, 2, 1, 31))
    return false;
  return afterSpaces(bytes, to, end) === end;
}

function isNumber(bytes: Uint8Array, start: number, digits: number, least: number, most: number): boolean {
  let number = 0;
  for (let at = start; at < start + digits; at++) {
    if (!isDigit(bytes[at])) return false;
    number = number * 10 + (bytes[at] ?? 0) - ZERO;
  }
  return number >= least && number <= most;
}

function afterSpaces(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] === SPACE) at += 1;
  return at;
}

function afterSign(bytes: Uint8Array, start: number, end: number): number {
  return start < end && (bytes[start] === 0x2b || bytes[start] === 0x2d) ? start + 1 : start;
}

function afterDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(bytes[at])) at += 1;
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= 0x39;
}
