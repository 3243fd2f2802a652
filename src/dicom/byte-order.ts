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
  return hex4(numbers.readUint16(bytes, position)) + hex4(numbers.readUint16(bytes, position + 2));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

function hex4(value: number): string {
  return `${HEX[value >> 8]}${HEX[value & 0xff]}`;
}

/** A copy of `bytes` with every unit of `size` bytes reversed; a rest shorter than that stays as it is. */
export function swapped(bytes: Uint8Array, size: 1 | 2 | 4 | 8): Uint8Array {
  // Not slice(): of a Buffer it shares the memory.
  const result = Uint8Array.from(bytes);
  if (size === 1) return result;
  for (let start = 0; start + size <= result.length; start += size) result.subarray(start, start + size).reverse();
  return result;
}
