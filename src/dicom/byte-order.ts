import dicomParser from 'dicom-parser';

/** Reads numbers at a position; throws when they would reach past the end of the bytes. */
export interface NumberReader {
  readUint16(bytes: Uint8Array, position: number): number;
  readInt16(bytes: Uint8Array, position: number): number;
  readUint32(bytes: Uint8Array, position: number): number;
  readInt32(bytes: Uint8Array, position: number): number;
  readFloat(bytes: Uint8Array, position: number): number;
  readDouble(bytes: Uint8Array, position: number): number;
}

/** The one place that takes something from dicom-parser: its number readers for both byte orders. */
export function numberReader(littleEndian: boolean): NumberReader {
  return littleEndian ? dicomParser.littleEndianByteArrayParser : dicomParser.bigEndianByteArrayParser;
}

/** The four bytes of a tag in upper-case hexadecimal. */
export function readTag(numbers: NumberReader, bytes: Uint8Array, position: number): string {
  const key = numbers.readUint16(bytes, position) * 0x10000 + numbers.readUint16(bytes, position + 2);
  let tag = tags.get(key);
  if (tag === undefined) {
    tag = key.toString(16).toUpperCase().padStart(8, '0');
    if (tags.size === MAX_TAGS) tags.clear();
    tags.set(key, tag);
  }
  return tag;
}

/** Files repeat the same few hundred tags: each is one string, which compares and hashes quickly. */
const tags = new Map<number, string>();
const MAX_TAGS = 10_000;

/** Every byte as the character of its number. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
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
