import { numberReader, readTag } from './byte-order.ts';
import { isPrivate, vrOf } from './dictionary.ts';
import { explicitBig, explicitLittle, implicitBig, implicitLittle, type Encoding } from './transfer-syntax.ts';
import { hasLongHeader, isVr } from './vr.ts';

const ENOUGH = 6;
const UNDEFINED_LENGTH = 0xffffffff;

/** How many elements in a row, from `start`, make sense when read as `encoding`; at most {@link ENOUGH}. */
function sense(bytes: Uint8Array, start: number, end: number, encoding: Encoding): number {
  const numbers = numberReader(encoding.littleEndian);
  let position = start;
  let previous = '';
  for (let count = 0; count < ENOUGH; count++) {
    if (position === end || (count > 0 && position + 12 > bytes.length)) return count === 0 ? 0 : ENOUGH;
    if (position + 8 > bytes.length) return count;
    const tag = readTag(numbers, bytes, position);
    if (tag <= previous || (vrOf(tag) === undefined && !isPrivate(tag))) return count;
    let valueStart = position + 8;
    let length = 0;
    if (encoding.explicitVr) {
      const vr = String.fromCharCode(bytes[position + 4] ?? 0, bytes[position + 5] ?? 0);
      if (!isVr(vr)) return count;
      if (hasLongHeader(vr)) {
        if (position + 12 > bytes.length) return count;
        length = numbers.readUint32(bytes, position + 8);
        valueStart += 4;
      } else length = numbers.readUint16(bytes, position + 6);
    } else length = numbers.readUint32(bytes, position + 4);
    if (length === UNDEFINED_LENGTH) return count + 1;
    if (valueStart + length > end) return count;
    position = valueStart + length;
    previous = tag;
  }
  return ENOUGH;
}

/**
 * The encoding of the data set at `start`: the declared one unless it makes no sense and another does. Where it is
 * not known that this is DICOM at all, the bytes must make more sense.
 * `end` is where the file ends, which may lie behind the bytes at hand. Undefined when none makes sense.
 */
export function sniffEncoding(
  bytes: Uint8Array,
  start: number,
  end: number,
  { declared, known }: { readonly declared: Encoding | undefined; readonly known: boolean },
): Encoding | undefined {
  if (declared !== undefined && sense(bytes, start, end, declared) >= 2) return declared;
  const scored = [explicitLittle, implicitLittle, explicitBig, implicitBig]
    .map((encoding) => ({ encoding, score: sense(bytes, start, end, encoding) }))
    .toSorted((a, b) => b.score - a.score);
  const best = scored[0];
  return best !== undefined && best.score >= (known && declared === undefined ? 1 : 3) ? best.encoding : declared;
}
