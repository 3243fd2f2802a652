import type { Charset } from './charset.ts';
import { delimitersOf } from './data-set.ts';
import { formatTag } from './dictionary.ts';
import { concat } from './inflate.ts';
import type { NewElement } from './new-element.ts';
import { isCharsetDependent, isSingleText, isText, paddingByte } from './vr.ts';
import { DicomWriteError } from './write-error.ts';

type Scalar = string | number;
const BACKSLASH = Uint8Array.of(0x5c);

/**
 * The bytes of a plain value, little endian, padded to an even length.
 * @throws DicomWriteError `not-in-character-set` when `charset` has no place for a character.
 */
export function encodeValue(element: NewElement, charset: Charset): Uint8Array {
  const { vr, value } = element;
  if (value instanceof Uint8Array) return padded(value, vr);
  if (typeof value === 'object' && !isScalars(value))
    throw new DicomWriteError('bad-value', `${formatTag(element.tag)} is no plain value`);
  const scalars: readonly Scalar[] = typeof value === 'object' ? value : [value];
  if (isText(vr)) return padded(joined(scalars.map((scalar) => encodeText(element, scalar, charset))), vr);
  return encodeNumbers(element, scalars);
}

function encodeText(element: NewElement, scalar: Scalar, charset: Charset): Uint8Array {
  const { tag, vr } = element;
  const text = typeof scalar === 'number' ? numberText(scalar, vr) : scalar;
  if (text.includes('\\') && !isSingleText(vr))
    throw new DicomWriteError('bad-value', `A value of ${formatTag(tag)} holds a backslash`);
  const bytes = isCharsetDependent(vr) ? charset.encode(text, delimitersOf(vr)) : asciiBytes(text);
  if (bytes !== undefined) return bytes;
  throw new DicomWriteError(
    isCharsetDependent(vr) ? 'not-in-character-set' : 'bad-value',
    `A character of ${formatTag(tag)} cannot be written`,
  );
}

function encodeNumbers(element: NewElement, scalars: readonly Scalar[]): Uint8Array {
  const { tag, vr } = element;
  const numbers = vr === 'AT' ? scalars.flatMap((scalar) => tagNumbers(scalar)) : scalars.map(Number);
  if (numbers.some(Number.isNaN)) throw new DicomWriteError('bad-value', `${formatTag(tag)} takes numbers`);
  switch (vr) {
    case 'AT':
    case 'US':
    case 'OW':
      return bytesOf(numbers, 2, (view, at, value) => view.setUint16(at, value, true));
    case 'SS':
      return bytesOf(numbers, 2, (view, at, value) => view.setInt16(at, value, true));
    case 'UL':
    case 'OL':
      return bytesOf(numbers, 4, (view, at, value) => view.setUint32(at, value, true));
    case 'SL':
      return bytesOf(numbers, 4, (view, at, value) => view.setInt32(at, value, true));
    case 'FL':
    case 'OF':
      return bytesOf(numbers, 4, (view, at, value) => view.setFloat32(at, value, true));
    case 'FD':
    case 'OD':
      return bytesOf(numbers, 8, (view, at, value) => view.setFloat64(at, value, true));
    case 'SV':
      return bytesOf(numbers, 8, (view, at, value) => view.setBigInt64(at, BigInt(value), true));
    case 'UV':
    case 'OV':
      return bytesOf(numbers, 8, (view, at, value) => view.setBigUint64(at, BigInt(value), true));
    default:
      throw new DicomWriteError('bad-value', `${formatTag(tag)} (${vr}) takes bytes`);
  }
}

function bytesOf(
  numbers: readonly number[],
  size: number,
  set: (view: DataView, at: number, value: number) => void,
): Uint8Array {
  const bytes = new Uint8Array(numbers.length * size);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of numbers.entries()) set(view, index * size, value);
  return bytes;
}

function tagNumbers(scalar: Scalar): number[] {
  const tag = String(scalar);
  return [Number.parseInt(tag.slice(0, 4), 16), Number.parseInt(tag.slice(4, 8), 16)];
}

/** A DS has 16 characters at most (PS3.5 6.2). */
function numberText(value: number, vr: string): string {
  const text = String(value);
  return vr === 'DS' && text.length > 16 ? value.toPrecision(9) : text;
}

function asciiBytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return undefined;
    bytes[index] = code;
  }
  return bytes;
}

function joined(values: readonly Uint8Array[]): Uint8Array {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return only;
  return concat(values.flatMap((value, index) => (index === 0 ? [value] : [BACKSLASH, value])));
}

/** With an even length, as every value must have (PS3.5 7.1.1). */
export function padded(value: Uint8Array, vr: string): Uint8Array {
  return value.length % 2 === 0 ? value : concat([value, Uint8Array.of(paddingByte(vr))]);
}

function isScalars(value: object): value is readonly Scalar[] {
  return Array.isArray(value);
}
