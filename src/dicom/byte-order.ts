/** Reads numbers at a position; throws a RangeError when they would reach past the end of the bytes. */
export interface NumberReader {
  readUint16(bytes: Uint8Array, position: number): number;
  readInt16(bytes: Uint8Array, position: number): number;
  readUint32(bytes: Uint8Array, position: number): number;
  readInt32(bytes: Uint8Array, position: number): number;
  readFloat(bytes: Uint8Array, position: number): number;
  readDouble(bytes: Uint8Array, position: number): number;
}

export function numberReader(littleEndian: boolean): NumberReader {
  return littleEndian ? little : big;
}

const little = readerOf(true);
const big = readerOf(false);

function readerOf(littleEndian: boolean): NumberReader {
  // The two that are read for every element do without a DataView, which would have to be made for each.
  const [first, second, third, fourth] = littleEndian ? [0, 1, 2, 3] : [3, 2, 1, 0];
  const [low, high] = littleEndian ? [0, 1] : [1, 0];
  const readUint16 = (bytes: Uint8Array, position: number): number => {
    need(bytes, position, 2);
    return (bytes[position + low] ?? 0) | ((bytes[position + high] ?? 0) << 8);
  };
  const readInt32 = (bytes: Uint8Array, position: number): number => {
    need(bytes, position, 4);
    return (
      (bytes[position + first] ?? 0) |
      ((bytes[position + second] ?? 0) << 8) |
      ((bytes[position + third] ?? 0) << 16) |
      ((bytes[position + fourth] ?? 0) << 24)
    );
  };
  return {
    readUint16,
    readInt32,
    readUint32: (bytes, position) => readInt32(bytes, position) >>> 0,
    readInt16: (bytes, position) => (readUint16(bytes, position) << 16) >> 16,
    readFloat: (bytes, position) => viewOf(bytes).getFloat32(position, littleEndian),
    readDouble: (bytes, position) => viewOf(bytes).getFloat64(position, littleEndian),
  };
}

function need(bytes: Uint8Array, position: number, length: number): void {
  if (position < 0 || position + length > bytes.length) throw new RangeError('A number lies beyond the bytes');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The four bytes of a tag as a number, which sorts as the tag does. */
export function readTagNumber(numbers: NumberReader, bytes: Uint8Array, position: number): number {
  return numbers.readUint16(bytes, position) * 0x10000 + numbers.readUint16(bytes, position + 2);
}

/** The four bytes of a tag in upper-case hexadecimal. */
export function readTag(numbers: NumberReader, bytes: Uint8Array, position: number): string {
  return tagText(readTagNumber(numbers, bytes, position));
}

/** Files repeat the same few hundred tags: each is one string, which compares and hashes quickly. */
export function tagText(number: number): string {
  const place = (number ^ (number >>> 10)) & (PLACES - 1);
  if (numberAt[place] !== number) {
    numberAt[place] = number;
    textAt[place] = number.toString(16).toUpperCase().padStart(8, '0');
  }
  return textAt[place] ?? '';
}

/** The latest tag of each place: asked for every element, and several times as fast as a Map. */
const PLACES = 4096;
const numberAt = new Uint32Array(PLACES);
const textAt: string[] = Array.from({ length: PLACES }, () => '00000000');

/**
 * Every byte as the character of its number. Files of a series repeat most of their texts, and comparing is faster than
 * making a string: the latest of each place is kept, and given again when it is the same.
 */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (end - start > LONGEST_KEPT) return madeOf(bytes, start, end);
  let hash = end - start;
  for (let index = start; index < end; index++) hash = (Math.imul(hash, 31) + (bytes[index] ?? 0)) | 0;
  const place = (hash ^ (hash >>> 12)) & (KEPT - 1);
  const known = kept[place] ?? '';
  if (isSame(known, bytes, start, end)) return known;
  const text = madeOf(bytes, start, end);
  kept[place] = text;
  return text;
}

const LONGEST_KEPT = 64;
const KEPT = 1024;
const kept: string[] = Array.from({ length: KEPT }, () => '');

function isSame(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let index = start; index < end; index++)
    if (text.charCodeAt(index - start) !== (bytes[index] ?? 0)) return false;
  return true;
}

function madeOf(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  if (end - start <= SHORT) {
    for (let index = start; index < end; index++) text += String.fromCharCode(bytes[index] ?? 0);
    return text;
  }
  for (let at = start; at < end; at += CHUNK) {
    // Spreading would go through an iterator, byte by byte.
    const chunk = bytes.subarray(at, Math.min(at + CHUNK, end)) as unknown as number[];
    text += Reflect.apply(String.fromCharCode, undefined, chunk);
  }
  return text;
}

const SHORT = 24;
const CHUNK = 4096;

/** ASCII without the escapes of code extensions (PS3.5 6.1.2.5): what all character sets read alike. */
export function isPlainAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const byte = bytes[index] ?? 0;
    if (byte > 0x7f || byte === 0x1b) return false;
  }
  return true;
}

/** A copy of `bytes` with every unit of `size` bytes reversed; a rest shorter than that stays as it is. */
export function swapped(bytes: Uint8Array, size: 1 | 2 | 4 | 8): Uint8Array {
  // Not slice(): of a Buffer it shares the memory.
  const result = Uint8Array.from(bytes);
  if (size === 1) return result;
  for (let start = 0; start + size <= result.length; start += size) result.subarray(start, start + size).reverse();
  return result;
}
