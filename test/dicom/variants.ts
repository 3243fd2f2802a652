import { readDicom } from '../../src/dicom/read-dicom.ts';
import type { Encoding } from '../../src/dicom/transfer-syntax.ts';
import { hasLongHeader } from '../../src/dicom/vr.ts';

/** A sound file, taken apart. */
export class Base {
  readonly file: Uint8Array;
  /** Preamble and group 0002. */
  readonly head: Buffer;
  readonly encoding: Encoding;
  private readonly elements: readonly (readonly [tag: string, bytes: Buffer])[];

  constructor(file: Uint8Array, elements?: readonly (readonly [string, Buffer])[]) {
    const { dataSet, meta } = readDicom(file);
    this.file = file;
    this.encoding = dataSet.encoding;
    this.head = Buffer.from(file.subarray(0, meta.elements().at(-1)?.end ?? 0));
    this.elements =
      elements ?? dataSet.elements().map(({ tag, start, end }) => [tag, Buffer.from(file.subarray(start, end))]);
  }

  /** The header of an element; `long`: with 32 bits of length. */
  header(tag: string, vr: string, length: number, long = hasLongHeader(vr)): Buffer {
    const { explicitVr, littleEndian } = this.encoding;
    const bytes = Buffer.alloc(explicitVr && long ? 12 : 8);
    const write = (value: number, at: number, size: 2 | 4): unknown => {
      const wanted = size === 2 ? value & 0xffff : value >>> 0;
      return littleEndian ? bytes.writeUIntLE(wanted, at, size) : bytes.writeUIntBE(wanted, at, size);
    };
    write(Number.parseInt(tag.slice(0, 4), 16), 0, 2);
    write(Number.parseInt(tag.slice(4), 16), 2, 2);
    if (!explicitVr || tag.startsWith('FFFE')) write(length, 4, 4);
    else {
      bytes.write(vr, 4, 'latin1');
      if (long) write(length, 8, 4);
      else write(length, 6, 2);
    }
    return bytes;
  }

  /** An element as told, wrong lengths included. */
  element(tag: string, vr: string, value: string | Uint8Array, length?: number): Buffer {
    let bytes = typeof value === 'string' ? Buffer.from(value, 'latin1') : Buffer.from(value);
    if (length === undefined && bytes.length % 2 === 1)
      bytes = Buffer.concat([bytes, Buffer.from(vr === 'UI' || typeof value !== 'string' ? '\0' : ' ')]);
    return Buffer.concat([this.header(tag, vr, length ?? bytes.length), bytes]);
  }

  number(tag: string, value: number): Buffer {
    const bytes = Buffer.alloc(2);
    if (this.encoding.littleEndian) bytes.writeUInt16LE(value);
    else bytes.writeUInt16BE(value);
    return this.element(tag, 'US', bytes);
  }

  item(...content: readonly Buffer[]): Buffer {
    const bytes = Buffer.concat(content);
    return Buffer.concat([this.header('FFFEE000', '', bytes.length), bytes]);
  }

  openItem(...content: readonly Buffer[]): Buffer {
    return Buffer.concat([this.header('FFFEE000', '', 0xffffffff), ...content, this.header('FFFEE00D', '', 0)]);
  }

  sequence(tag: string, ...items: readonly Buffer[]): Buffer {
    return this.element(tag, 'SQ', Buffer.concat(items));
  }

  openSequence(tag: string, ...items: readonly Buffer[]): Buffer {
    return Buffer.concat([this.header(tag, 'SQ', 0xffffffff), ...items, this.header('FFFEE0DD', '', 0)]);
  }

  has(tag: string): boolean {
    return this.elements.some(([each]) => each === tag);
  }

  bytesOf(tag: string): Buffer {
    return this.elements.find(([each]) => each === tag)?.[1] ?? Buffer.alloc(0);
  }

  /** With elements at their places, in the place of those that have their tags. */
  with(...added: readonly (readonly [string, Buffer])[]): Base {
    const tags = new Set(added.map(([tag]) => tag));
    const kept = this.elements.filter(([tag]) => !tags.has(tag));
    return new Base(
      this.file,
      [...kept, ...added].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))),
    );
  }

  without(...tags: readonly string[]): Base {
    return new Base(
      this.file,
      this.elements.filter(([tag]) => !tags.includes(tag)),
    );
  }

  /** With bytes that are no element of it in front of the one with `tag`, or of the one behind its place. */
  insert(tag: string, ...bytes: readonly Buffer[]): Base {
    const at = this.elements.findIndex(([each]) => each >= tag);
    const index = at === -1 ? this.elements.length : at;
    return new Base(this.file, [
      ...this.elements.slice(0, index),
      ...bytes.map((each) => [tag, each] as const),
      ...this.elements.slice(index),
    ]);
  }

  get dataSet(): Buffer {
    return Buffer.concat(this.elements.map(([, bytes]) => bytes));
  }

  get bytes(): Buffer {
    return Buffer.concat([this.head, this.dataSet]);
  }

  /** With another group 0002: its elements by tag, each removed (undefined) or given a value; the length is right. */
  meta(
    changes: Readonly<Record<string, readonly [vr: string, value: string | Buffer] | undefined>>,
    length?: number,
  ): Buffer {
    const { meta } = readDicom(this.file);
    const own = meta
      .elements()
      .filter(({ tag }) => tag !== '00020000' && !(tag in changes))
      .map(({ tag, start, end }) => [tag, Buffer.from(this.file.subarray(start, end))] as const);
    const added = Object.entries(changes).flatMap(([tag, change]) =>
      change === undefined || tag === '00020000' ? [] : [[tag, metaElement(tag, ...change)] as const],
    );
    const group = Buffer.concat([...own, ...added].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, bytes]) => bytes));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(length ?? group.length);
    const first = '00020000' in changes ? [] : [metaElement('00020000', 'UL', size)];
    return Buffer.concat([this.file.subarray(0, 132), ...first, group]);
  }
}

/** Group 0002 is explicit little endian always (PS3.10 7.1). */
function metaElement(tag: string, vr: string, value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value + (value.length % 2 === 1 ? '\0' : '')) : value;
  const header = Buffer.from([2, 0, 0, 0, vr.charCodeAt(0), vr.charCodeAt(1), bytes.length, 0]);
  header.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2);
  return Buffer.concat(
    vr === 'OB' ? [header.subarray(0, 6), Buffer.from([0, 0, bytes.length, 0, 0, 0]), bytes] : [header, bytes],
  );
}
