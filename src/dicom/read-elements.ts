// Long on purpose: data sets, sequences and items read each other, and share what was found. The element loop is our own
// rather than dicom-parser's: editing needs every element's beginning and end, hostile files need a bounded depth, and
// repairs need to know what was wrong.
import { numberReader, readTag, readTagNumber, tagText, type NumberReader } from './byte-order.ts';
import { formatTag, isPrivate, vrOf, type Tag } from './dictionary.ts';
import type { ByteRange, Element, Item } from './element.ts';
import { DicomReadError, NeedMoreBytesError, type RepairCode } from './read-error.ts';
import { explicitLittle, implicitLittle, type Encoding } from './transfer-syntax.ts';
import { isVr, vrAt } from './vr.ts';

// Tags are numbers here, which compare several times as fast as their digits.
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const PIXEL_DATA = 0x7fe00010;
const PIXEL_REPRESENTATION = 0x00280103;
export const UNDEFINED_LENGTH = 0xffffffff;
const MAX_DEPTH = 512;
/** Elements, items and fragments together: each takes some hundred bytes of memory, and may be eight in the file. */
const MAX_ELEMENTS = 2_000_000;

export interface Source {
  readonly bytes: Uint8Array;
  /** The bytes are the beginning of something longer. */
  readonly partial: boolean;
  readonly repairs: Set<RepairCode>;
}

export interface ReadElements {
  readonly elements: readonly Element[];
  /** Where reading ended: the end, or the first element that `stopBefore` named. */
  readonly end: number;
}

export interface Header {
  readonly tag: Tag;
  /** The tag as a number. */
  readonly number: number;
  readonly vr: string;
  /** The VR as the file has it; undefined when it has none. */
  readonly written: string | undefined;
  readonly valueStart: number;
  /** {@link UNDEFINED_LENGTH} for a value that is closed by a delimiter. */
  readonly length: number;
  readonly valueEncoding: Encoding;
}

type Level = 'top' | 'item' | 'open-item';

/** Reads the elements of a data set that starts at `start` and ends with the source. */
export function readElements(
  source: Source,
  start: number,
  encoding: Encoding,
  stopBefore?: (tag: number) => boolean,
): ReadElements {
  return new ElementReader(source).dataSet(start, source.bytes.length, encoding, 'top', 0, stopBefore);
}

/** The header of the one element at `start`; undefined when the source ends within it. */
export function readHeader(source: Source, start: number, encoding: Encoding): Header | undefined {
  return new ElementReader(source).headerAt(start, encoding);
}

/** Groups that no data set may have: of messages, and of nothing (PS3.5 7.1 and 7.8.1). */
function isForbidden(tag: number): boolean {
  const group = tag >>> 16;
  return group > 7 ? group === 0xffff : group !== 2 && group !== 4 && group !== 6;
}

class ElementReader {
  private readonly source: Source;
  private readonly bytes: Uint8Array;
  private count = 0;
  /** Repairs of the structure so far: an element that holds one cannot be copied as it is. */
  private damages = 0;
  /** Pixel Representation (0028,0103): which of US and SS an implicit value is (PS3.5 A.1 and PS3.6). */
  private signed = false;

  constructor(source: Source) {
    this.source = source;
    this.bytes = source.bytes;
  }

  dataSet(
    start: number,
    limit: number,
    encoding: Encoding,
    level: Level,
    depth: number,
    stopBefore?: (tag: number) => boolean,
  ): ReadElements {
    if (depth > MAX_DEPTH) throw new DicomReadError('bad-dataset', `Sequences nested deeper than ${MAX_DEPTH}`);
    const numbers = numberReader(encoding.littleEndian);
    const elements: Element[] = [];
    let position = start;
    let previous = -1;
    while (position < limit) {
      if (limit - position < 8) {
        this.needs(position + 8, limit);
        this.damage(level === 'top' ? this.rest(position, limit, previous) : 'bad-length');
        return { elements, end: limit };
      }
      const number = readTagNumber(numbers, this.bytes, position);
      if (number === ITEM_END && level === 'open-item') return { elements, end: position + 8 };
      if ((number === SEQUENCE_END || number === ITEM) && level === 'open-item') {
        this.damage('bad-length');
        return { elements, end: position };
      }
      if (number === ITEM_END || number === SEQUENCE_END) {
        this.damage('bad-length');
        position += 8;
        continue;
      }
      if (stopBefore?.(number) === true) return { elements, end: position };
      const header = this.header(number, position, limit, encoding, numbers);
      if (header === undefined || this.isJunk(header, previous, limit, level)) {
        this.damage(header === undefined ? 'truncated' : 'trailing-bytes');
        return { elements, end: limit };
      }
      this.note(header, previous);
      const element = this.element(header, position, limit, depth);
      this.another();
      elements.push(element);
      if (number === PIXEL_REPRESENTATION && element.valueEnd - element.valueStart === 2)
        this.signed = numbers.readUint16(this.bytes, element.valueStart) === 1;
      position = element.end;
      previous = number;
    }
    // Only an item of defined length is known to be whole; of anything else more may follow.
    if (level !== 'item') this.needs(limit + 8, limit);
    if (level === 'open-item') this.damage('truncated');
    return { elements, end: position };
  }

  headerAt(position: number, encoding: Encoding): Header | undefined {
    const limit = this.bytes.length;
    if (limit - position < 8) this.needs(position + 8, limit);
    else {
      const numbers = numberReader(encoding.littleEndian);
      const header = this.header(readTagNumber(numbers, this.bytes, position), position, limit, encoding, numbers);
      if (header !== undefined) {
        this.note(header, -1);
        return header;
      }
    }
    this.damage('truncated');
    return undefined;
  }

  /** Undefined when the header does not fit before `limit`. PS3.5 7.1.2 and 7.1.3. */
  private header(
    number: number,
    position: number,
    limit: number,
    encoding: Encoding,
    numbers: NumberReader,
  ): Header | undefined {
    const { bytes } = this;
    const tag = tagText(number);
    if (!encoding.explicitVr) {
      const length = numbers.readUint32(bytes, position + 4);
      const vr = this.dictionaryVr(tag);
      return { tag, number, vr, written: undefined, valueStart: position + 8, length, valueEncoding: encoding };
    }
    const known = vrAt(bytes, position + 4);
    const valid = known !== undefined;
    const written = known?.vr ?? String.fromCharCode(bytes[position + 4] ?? 0, bytes[position + 5] ?? 0);
    if (!valid) this.repair('bad-vr');
    const letters = valid || /^[A-Z]{2}$/.test(written);
    if (!letters && bytes[position + 6] === 0 && bytes[position + 7] === 0) {
      // An element that was written without VR among others that have one.
      const length = numbers.readUint32(bytes, position + 4);
      const vr = this.dictionaryVr(tag);
      return { tag, number, vr, written: undefined, valueStart: position + 8, length, valueEncoding: encoding };
    }
    // A VR that a later edition brings has the long header (PS3.5 7.1.2).
    const long = known?.longHeader ?? letters;
    if (long && limit - position < 12) {
      this.needs(position + 12, limit);
      return undefined;
    }
    return {
      tag,
      number,
      vr: valid && written !== 'UN' ? written : this.dictionaryVr(tag),
      written,
      valueStart: position + (long ? 12 : 8),
      length: long ? numbers.readUint32(bytes, position + 8) : numbers.readUint16(bytes, position + 6),
      valueEncoding: written === 'UN' ? implicitLittle : encoding,
    };
  }

  /** What is wrong with an element and harms nothing. */
  private note({ number, length, written }: Header, previous: number): void {
    // PS3.5 7.1: ascending, and each tag once.
    if (number <= previous || isForbidden(number)) this.repair('bad-order');
    if (length !== UNDEFINED_LENGTH) {
      if (length % 2 === 1) this.repair('odd-length');
    } else if (written !== undefined && written !== 'SQ' && !(written === 'OB' && number === PIXEL_DATA)) {
      // Only sequences and encapsulated pixels, which are OB (PS3.5 A.4), have it; UN hides either (PS3.5 6.2.2).
      this.repair('bad-vr');
    }
  }

  /** Fewer than eight bytes: the beginning of an element, when it would be in order, or stray ones. */
  private rest(position: number, limit: number, previous: number): RepairCode {
    if (limit - position < 4) return 'trailing-bytes';
    const number = readTagNumber(numberReader(true), this.bytes, position);
    return number > previous && vrOf(tagText(number)) !== undefined ? 'truncated' : 'trailing-bytes';
  }

  /** What follows the data set, rather than an element of it: out of order, and longer than all that is left. */
  private isJunk(header: Header, previous: number, limit: number, level: Level): boolean {
    const { tag, number, valueStart, length, valueEncoding } = header;
    if (level !== 'top' || this.mayGrow(limit)) return false;
    if (
      length === UNDEFINED_LENGTH ? this.beginsWithItem(valueStart, limit, valueEncoding) : valueStart + length <= limit
    )
      return false;
    return number <= previous || isForbidden(number) || (vrOf(tag) === undefined && !isPrivate(tag));
  }

  private element(header: Header, start: number, limit: number, depth: number): Element {
    const { tag, number, vr, valueStart, length } = header;
    if (length === UNDEFINED_LENGTH) return this.undefinedLength(header, start, limit, depth);
    let valueEnd = valueStart + length;
    const intact = valueEnd <= limit;
    if (!intact) {
      this.needs(valueEnd, limit);
      this.damage(limit === this.bytes.length ? 'truncated' : 'bad-length');
      valueEnd = limit;
    }
    const end = valueEnd;
    if (vr === 'SQ') {
      if (valueStart === end || this.beginsWithItem(valueStart, end, header.valueEncoding)) {
        const { items, clean } = this.items(header, end, false, depth);
        return {
          tag,
          number,
          vr,
          start,
          valueStart,
          valueEnd,
          end,
          undefinedLength: false,
          intact: intact && clean,
          items,
        };
      }
      this.damage('bad-length');
    }
    return { tag, number, vr, start, valueStart, valueEnd, end, undefinedLength: false, intact };
  }

  private undefinedLength(header: Header, start: number, limit: number, depth: number): Element {
    const { tag, number, vr, valueStart } = header;
    if (limit - valueStart < 8) this.needs(valueStart + 8, limit);
    else if (!this.beginsWithItem(valueStart, limit, header.valueEncoding))
      throw new DicomReadError('bad-dataset', `No items where ${formatTag(tag)} of undefined length begins`);
    if (vr.startsWith('O')) {
      const { fragments, end, clean } = this.fragments(header, limit, depth);
      const valueEnd = fragments.at(-1)?.end ?? valueStart;
      return { tag, number, vr, start, valueStart, valueEnd, end, undefinedLength: true, intact: clean, fragments };
    }
    const { items, end, clean } = this.items(header, limit, true, depth);
    const valueEnd = items.at(-1)?.end ?? valueStart;
    return { tag, number, vr: 'SQ', start, valueStart, valueEnd, end, undefinedLength: true, intact: clean, items };
  }

  /** PS3.5 7.5. */
  private items(
    header: Header,
    limit: number,
    open: boolean,
    depth: number,
  ): { items: Item[]; end: number; clean: boolean } {
    const numbers = numberReader(header.valueEncoding.littleEndian);
    const items: Item[] = [];
    const damagesBefore = this.damages;
    let position = header.valueStart;
    while (position < limit) {
      if (limit - position < 8) break;
      const number = readTagNumber(numbers, this.bytes, position);
      if (number === SEQUENCE_END) {
        if (open) return { items, end: position + 8, clean: this.damages === damagesBefore };
        break;
      }
      if (number === ITEM_END) {
        // A delimiter too many, after an item of defined length.
        this.damage('bad-length');
        position += 8;
        continue;
      }
      if (number !== ITEM) {
        // Of a sequence of defined length it is known where it ends, whatever lies in it.
        if (!open) break;
        throw new DicomReadError(
          'bad-dataset',
          `${formatTag(tagText(number))} where an item of ${formatTag(header.tag)} should be`,
        );
      }
      const length = numbers.readUint32(this.bytes, position + 4);
      const contentStart = position + 8;
      const undefinedLength = length === UNDEFINED_LENGTH;
      let end = undefinedLength ? limit : contentStart + length;
      if (end > limit) {
        this.needs(end, limit);
        this.damage(limit === this.bytes.length ? 'truncated' : 'bad-length');
        end = limit;
      }
      const encoding = this.itemEncoding(contentStart, end, header.valueEncoding);
      const content = this.dataSet(contentStart, end, encoding, undefinedLength ? 'open-item' : 'item', depth + 1);
      this.another();
      items.push({
        start: position,
        end: content.end,
        undefinedLength,
        encoding,
        elements: content.elements,
      });
      position = content.end;
    }
    if (open) {
      this.needs(limit + 8, limit);
      throw new DicomReadError('bad-dataset', `The sequence ${formatTag(header.tag)} has no end`);
    }
    if (position < limit) this.damage('bad-length');
    return { items, end: limit, clean: this.damages === damagesBefore };
  }

  /** PS3.5 A.4. */
  private fragments(
    header: Header,
    limit: number,
    depth: number,
  ): { fragments: ByteRange[]; end: number; clean: boolean } {
    const numbers = numberReader(header.valueEncoding.littleEndian);
    const fragments: ByteRange[] = [];
    let clean = true;
    let position = header.valueStart;
    while (limit - position >= 8) {
      const number = readTagNumber(numbers, this.bytes, position);
      if (number === SEQUENCE_END) return { fragments, end: position + 8, clean };
      if (number === ITEM_END) {
        this.damage('bad-length');
        clean = false;
        position += 8;
        continue;
      }
      // What comes behind the last fragment of the image itself is lost with those that are broken.
      if (number !== ITEM && depth === 0) break;
      if (number !== ITEM)
        throw new DicomReadError(
          'bad-dataset',
          `${formatTag(tagText(number))} where a fragment of ${formatTag(header.tag)} should be`,
        );
      const start = position + 8;
      const end = start + numbers.readUint32(this.bytes, position + 4);
      this.another();
      if (end % 2 !== start % 2) this.repair('odd-length');
      fragments.push({ start, end: Math.min(end, limit) });
      position = end;
      if (end > limit) break;
    }
    if (limit - position < 8) this.needs(position + 8, limit);
    this.damage('truncated');
    return { fragments, end: limit, clean: false };
  }

  /** Items of a UN are implicit (PS3.5 6.2.2), but not all writers know. */
  private itemEncoding(start: number, end: number, expected: Encoding): Encoding {
    if (end - start < 8 || !expected.littleEndian) return expected;
    const written = String.fromCharCode(this.bytes[start + 4] ?? 0, this.bytes[start + 5] ?? 0);
    if (!expected.explicitVr && isVr(written)) return explicitLittle;
    if (expected.explicitVr && !/^[A-Za-z?\s]{2}$/.test(written) && this.isImplicit(start, end)) {
      this.repair('bad-vr');
      return implicitLittle;
    }
    return expected;
  }

  private isImplicit(start: number, end: number): boolean {
    const numbers = numberReader(true);
    const length = numbers.readUint32(this.bytes, start + 4);
    return (
      vrOf(readTag(numbers, this.bytes, start)) !== undefined &&
      (length === UNDEFINED_LENGTH || start + 8 + length <= end)
    );
  }

  private beginsWithItem(position: number, limit: number, encoding: Encoding): boolean {
    if (limit - position < 8) return false;
    const number = readTagNumber(numberReader(encoding.littleEndian), this.bytes, position);
    return number === ITEM || number === SEQUENCE_END;
  }

  private dictionaryVr(tag: Tag): string {
    if (isPrivate(tag)) return /^....00[1-9A-F].$/.test(tag) ? 'LO' : 'UN';
    const vr = vrOf(tag) ?? 'UN';
    if (!vr.includes('/')) return vr === '' ? 'UN' : vr;
    if (vr.startsWith('US/SS')) return this.signed ? 'SS' : 'US';
    return 'OW';
  }

  /** Whether more bytes may lie behind `limit`. */
  private mayGrow(limit: number): boolean {
    return this.source.partial && limit === this.bytes.length;
  }

  private needs(needed: number, limit: number): void {
    if (needed > limit && this.mayGrow(limit)) throw new NeedMoreBytesError(needed);
  }

  private another(): void {
    if (++this.count > MAX_ELEMENTS) throw new DicomReadError('too-large', `More than ${MAX_ELEMENTS} elements`);
  }

  private damage(code: RepairCode): void {
    this.damages++;
    this.repair(code);
  }

  private repair(code: RepairCode): void {
    this.source.repairs.add(code);
  }
}
