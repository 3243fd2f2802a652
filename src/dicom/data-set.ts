import { isPlainAscii, latin1, numberReader, readTag } from './byte-order.ts';
import { charsetOf, type Charset } from './charset.ts';
import type { Tag } from './dictionary.ts';
import type { Element } from './element.ts';
import type { Encoding } from './transfer-syntax.ts';
import { isCharsetDependent, isSingleText, isText, unitBytes } from './vr.ts';

const SPECIFIC_CHARACTER_SET = 0x00080005;
/** Nearly all elements have none, and all are asked. */
const NO_ITEMS: readonly DataSet[] = [];

/** The elements of a file, or of one item of a sequence, with their values decoded on demand. */
export class DataSet {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  readonly charset: Charset;
  private readonly all: readonly Element[];
  private sorted: readonly Element[] | undefined;

  /** `inherited`: the character set of the data set around an item (PS3.5 6.1.2.3). */
  constructor(bytes: Uint8Array, encoding: Encoding, elements: readonly Element[], inherited: Charset = charsetOf([])) {
    this.bytes = bytes;
    this.encoding = encoding;
    this.all = elements;
    // A broken file may declare it as a text that has a character set itself.
    this.charset = inherited;
    const declared = elements.find(({ number }) => number === SPECIFIC_CHARACTER_SET);
    if (declared !== undefined && !inherited.overriding) this.charset = charsetOf(this.textsOf(declared));
  }

  has(tag: Tag): boolean {
    return this.element(tag) !== undefined;
  }

  /** All of them in the order of the file, also those that come twice. */
  elements(): readonly Element[] {
    return this.all;
  }

  element(tag: Tag): Element | undefined {
    this.sorted ??= ascending(this.all);
    const { sorted } = this;
    const wanted = Number.parseInt(tag, 16);
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle]?.number ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    const found = sorted[low];
    return found?.number === wanted ? found : undefined;
  }

  /** The value's bytes as they lie in the file, empty for an empty one. */
  value(tag: Tag): Uint8Array | undefined {
    const element = this.element(tag);
    return element === undefined ? undefined : this.valueOf(element);
  }

  valueOf(element: Element): Uint8Array {
    return this.bytes.subarray(element.valueStart, element.valueEnd);
  }

  /** The first value as trimmed Unicode text; undefined when there is none or it is empty. */
  text(tag: Tag): string | undefined {
    const [first] = this.texts(tag);
    return first === undefined || first === '' ? undefined : first;
  }

  /** All values as trimmed Unicode text, numbers too; tags (AT) as eight digits. Bulk data (OB, OW …) has none. */
  texts(tag: Tag): string[] {
    const element = this.element(tag);
    return element === undefined ? [] : this.textsOf(element);
  }

  textsOf(element: Element): string[] {
    const { vr } = element;
    if (element.items !== undefined || element.fragments !== undefined) return [];
    if (vr === 'AT') return this.tagsIn(this.valueOf(element));
    if (!isText(vr) && vr !== 'UN') return this.numbersOf(element).map(String);
    const text = this.decoded(element);
    // UN may hold anything: what is no text is not shown as such.
    if (vr === 'UN' && /[^\t\n\f\r\u0020-\u007E]/.test(text.replace(/\0$/, ''))) return [];
    if (text === '') return [];
    if (isSingleText(vr) || !text.includes('\\')) return [trimmed(text, vr)];
    return text.split('\\').map((part) => trimmed(part, vr));
  }

  /** The value as it is, padding included. */
  decoded({ vr, valueStart, valueEnd }: Element): string {
    if (!isCharsetDependent(vr) || isPlainAscii(this.bytes, valueStart, valueEnd))
      return latin1(this.bytes, valueStart, valueEnd);
    return this.charset.decode(this.bytes.subarray(valueStart, valueEnd), delimitersOf(vr));
  }

  /** The first value as a number, of binary and of text VRs; undefined when it is none. */
  number(tag: Tag): number | undefined {
    return this.numbers(tag)[0];
  }

  numbers(tag: Tag): number[] {
    const element = this.element(tag);
    return element === undefined ? [] : this.numbersOf(element);
  }

  /** The items of a sequence; none when it is absent, empty, or no sequence. */
  items(tag: Tag): readonly DataSet[] {
    const element = this.element(tag);
    return element === undefined ? [] : this.itemsOf(element);
  }

  itemsOf({ items }: Element): readonly DataSet[] {
    if (items === undefined) return NO_ITEMS;
    return items.map((item) => new DataSet(this.bytes, item.encoding, item.elements, this.charset));
  }

  private tagsIn(value: Uint8Array): Tag[] {
    const numbers = numberReader(this.encoding.littleEndian);
    const count = Math.floor(value.length / 4);
    return Array.from({ length: count }, (_, index) => readTag(numbers, value, index * 4));
  }

  private numbersOf(element: Element): number[] {
    const { vr } = element;
    if (isText(vr)) return this.textsOf(element).flatMap(numberIn);
    const size = unitBytes(vr);
    const value = this.valueOf(element);
    const read = this.numberAt(vr);
    if (read === undefined) return [];
    const result: number[] = [];
    for (let position = 0; position + size <= value.length; position += size) result.push(read(value, position));
    return result;
  }

  /** Only VRs whose values are counted one by one; OW and its like are bulk data. */
  private numberAt(vr: string): ((bytes: Uint8Array, position: number) => number) | undefined {
    const numbers = numberReader(this.encoding.littleEndian);
    switch (vr) {
      case 'US':
        return (bytes, position) => numbers.readUint16(bytes, position);
      case 'SS':
        return (bytes, position) => numbers.readInt16(bytes, position);
      case 'UL':
        return (bytes, position) => numbers.readUint32(bytes, position);
      case 'SL':
        return (bytes, position) => numbers.readInt32(bytes, position);
      case 'FL':
        return (bytes, position) => numbers.readFloat(bytes, position);
      case 'FD':
        return (bytes, position) => numbers.readDouble(bytes, position);
      case 'UV':
      case 'SV':
        return (bytes, position) => this.longAt(bytes, position, vr === 'SV');
      default:
        return undefined;
    }
  }

  /** 64 bits; beyond 2^53 the nearest number there is. */
  private longAt(bytes: Uint8Array, position: number, signed: boolean): number {
    const { littleEndian } = this.encoding;
    const view = new DataView(bytes.buffer, bytes.byteOffset + position, 8);
    return Number(signed ? view.getBigInt64(0, littleEndian) : view.getBigUint64(0, littleEndian));
  }
}

/**
 * By their tags, as data sets should be (PS3.5 7.1): nearly always they are, and need no index of their own. Sorting is
 * stable: where a tag comes twice, which no data set may have, the first counts.
 */
function ascending(elements: readonly Element[]): readonly Element[] {
  const isAscending = elements.every(
    ({ number }, index) => index === 0 || number >= (elements[index - 1]?.number ?? 0),
  );
  return isAscending ? elements : elements.toSorted((a, b) => a.number - b.number);
}

/** At these the code extensions fall back to the first character set (PS3.5 6.1.2.5.3). */
export function delimitersOf(vr: string): string {
  if (vr === 'PN') return '\\^=';
  return isSingleText(vr) ? '' : '\\';
}

/** PS3.5 6.2: trailing padding never counts, leading spaces not in values that are short. */
function trimmed(text: string, vr: string): string {
  let end = text.length;
  while (end > 0 && isPadding(text.charCodeAt(end - 1))) end -= 1;
  let start = 0;
  if (!isSingleText(vr)) while (start < end && text.charCodeAt(start) === 0x20) start += 1;
  return text.slice(start, end);
}

function isPadding(code: number): boolean {
  return code === 0x20 || code === 0;
}

function numberIn(text: string): number[] {
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? [number] : [];
}
