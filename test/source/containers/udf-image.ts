import { crcOf } from '../../../src/source/containers/udf/descriptor.ts';

/** Names to the content of files, or to folders. */
export interface UdfTree {
  readonly [name: string]: string | Uint8Array | UdfTree;
}

export interface UdfOptions {
  readonly blockBytes?: 2048 | 512;
  readonly partition?: 'physical' | 'virtual' | 'virtual-1.50' | 'sparable' | 'metadata';
  /** How files are allocated; folders are embedded where they fit. */
  readonly form?: 'short' | 'long' | 'extended' | 'embedded';
  /** Extended file entries, as UDF 2.00 and later write them. */
  readonly extendedEntries?: boolean;
  /** In how many pieces files lie. */
  readonly pieces?: number;
  /** The descriptors of the pieces lie each in an extent of their own. */
  readonly continued?: boolean;
  /** Every folder lists itself once more, by the name LOOP, and a file that was deleted. */
  readonly loop?: boolean;
  readonly anchors?: readonly ('first' | 'last')[];
}

const PARTITION_START = 320;
const PACKET = 4;

/** A disc image in UDF, straight from ECMA-167 and OSTA UDF: names go in as they are given, right or wrong. */
export function udfImage(tree: UdfTree, options: UdfOptions = {}): Uint8Array {
  return new Writer(options).image(tree);
}

class Writer {
  readonly #options: Required<UdfOptions>;
  readonly #size: number;
  /** The physical partition. */
  readonly #blocks: Uint8Array[] = [];
  /** Of descriptors and folders, for the virtual and the metadata partition. */
  readonly #virtual: number[] = [];
  readonly #metadata: Uint8Array[] = [];
  readonly #own: number;

  constructor(options: UdfOptions) {
    this.#options = {
      blockBytes: 2048,
      partition: 'physical',
      form: 'short',
      extendedEntries: false,
      pieces: 1,
      continued: false,
      loop: false,
      anchors: ['first', 'last'],
      ...options,
    };
    this.#size = this.#options.blockBytes;
    this.#own = ['physical', 'sparable'].includes(this.#options.partition) ? 0 : 1;
  }

  image(tree: UdfTree): Uint8Array {
    const fileSet = this.#describe(1);
    const root = this.#folder(tree, undefined);
    const set = this.#block();
    this.#long(set, 400, this.#size, root, this.#own);
    this.#put(fileSet, tagged(256, set, fileSet));
    const special = this.#finish();

    const size = this.#size;
    const sectors: Uint8Array[] = Array.from({ length: PARTITION_START }, () => this.#block());
    const recognition = Buffer.alloc(3 * 2048);
    for (const [index, id] of ['BEA01', 'NSR03', 'TEA01'].entries())
      recognition.write(`\0${id}\x01`, index * 2048, 'latin1');
    const at32k = 32768 / size;
    for (let index = 0; index * size < recognition.length; index++)
      sectors[at32k + index]?.set(recognition.subarray(index * size, (index + 1) * size));
    const sequence = this.#sequence(fileSet, special);
    // The main sequence is damaged when only the anchor at the end is good: the reserve must do.
    const sequenceAt = 96;
    for (const [index, bytes] of sequence.entries()) {
      sectors[sequenceAt + index] = tagged(bytes.id, bytes.bytes, sequenceAt + index);
      sectors[sequenceAt + 16 + index] = tagged(bytes.id, bytes.bytes, sequenceAt + 16 + index);
    }
    const anchor = (sector: number): Uint8Array => {
      const bytes = this.#block();
      const view = new DataView(bytes.buffer);
      view.setUint32(16, sequence.length * size, true);
      view.setUint32(20, sequenceAt, true);
      view.setUint32(24, sequence.length * size, true);
      view.setUint32(28, sequenceAt + 16, true);
      return tagged(2, bytes, sector);
    };
    if (this.#options.anchors.includes('first')) sectors[256] = anchor(256);
    // The sparing table and the spare packet lie before the partition.
    if (special.spared !== undefined) {
      sectors[200] = special.spared.table;
      for (const [index, bytes] of special.spared.packet.entries()) sectors[210 + index] = bytes;
    }
    sectors.push(...this.#blocks);
    const isVirtual = this.#options.partition.startsWith('virtual');
    if (this.#options.anchors.includes('last') && !isVirtual) sectors.push(anchor(sectors.length));
    return Buffer.concat(sectors);
  }

  /** Space for `count` blocks of descriptors; their number as the descriptors' partition counts. */
  #describe(count: number): number {
    if (this.#options.partition === 'metadata') {
      for (let index = 0; index < count; index++) this.#metadata.push(this.#block());
      return this.#metadata.length - count;
    }
    const first = this.#allocate(count);
    if (this.#own === 0) return first;
    for (let index = 0; index < count; index++) this.#virtual.push(first + index);
    return this.#virtual.length - count;
  }

  #put(block: number, bytes: Uint8Array): void {
    for (let index = 0; index * this.#size < bytes.length; index++) {
      const part = bytes.subarray(index * this.#size, (index + 1) * this.#size);
      const at = block + index;
      const target =
        this.#options.partition === 'metadata'
          ? this.#metadata[at]
          : this.#blocks[this.#own === 0 ? at : (this.#virtual[at] ?? -1)];
      target?.set(part);
    }
  }

  #allocate(count: number): number {
    for (let index = 0; index < count; index++) this.#blocks.push(this.#block());
    return this.#blocks.length - count;
  }

  #block(): Uint8Array {
    return new Uint8Array(this.#size);
  }

  #long(bytes: Uint8Array, at: number, length: number, block: number, partition: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    view.setUint32(at, length, true);
    view.setUint32(at + 4, block, true);
    view.setUint16(at + 8, partition, true);
  }

  /** The block of its entry. */
  #folder(tree: UdfTree, parent: number | undefined): number {
    const entry = this.#describe(1);
    const identifiers = [this.#identifier('', 0x0a, parent ?? entry)];
    if (this.#options.loop)
      identifiers.push(this.#identifier('LOOP', 0x02, entry), this.#identifier('deleted', 0x04, entry));
    for (const [name, content] of Object.entries(tree)) {
      const isFile = typeof content === 'string' || content instanceof Uint8Array;
      const below = isFile ? this.#file(Buffer.from(content as string)) : this.#folder(content, entry);
      identifiers.push(this.#identifier(name, isFile ? 0 : 0x02, below));
    }
    const bytes = Buffer.concat(identifiers);
    if (bytes.length <= this.#size - 300) this.#entry(entry, 4, bytes.length, 'embedded', bytes);
    else {
      const first = this.#describe(Math.ceil(bytes.length / this.#size));
      this.#put(first, bytes);
      const list = Buffer.alloc(8);
      list.writeUInt32LE(bytes.length, 0);
      list.writeUInt32LE(first, 4);
      this.#entry(entry, 4, bytes.length, 'short', list);
    }
    return entry;
  }

  #identifier(name: string, characteristics: number, block: number): Uint8Array {
    const isWide = /[^\0-\xff]/.test(name);
    const characters = isWide ? Buffer.from(name, 'utf16le').swap16() : Buffer.from(name, 'latin1');
    const encoded = name === '' ? Buffer.alloc(0) : Buffer.concat([Buffer.of(isWide ? 16 : 8), characters]);
    const bytes = new Uint8Array(Math.ceil((38 + encoded.length) / 4) * 4);
    bytes[16] = 1;
    bytes[18] = characteristics;
    bytes[19] = encoded.length;
    this.#long(bytes, 20, this.#size, block, this.#own);
    bytes.set(encoded, 38);
    return tagged(257, bytes, 0);
  }

  #file(content: Uint8Array): number {
    const entry = this.#describe(1);
    const { form, pieces, continued } = this.#options;
    if (form === 'embedded' && content.length <= this.#size - 300) {
      this.#entry(entry, 5, content.length, 'embedded', content);
      return entry;
    }
    // Short descriptors are about the partition of the entry, where no content lies.
    const used = form === 'embedded' || (form === 'short' && this.#own === 1) ? 'long' : form;
    const blocks = Math.ceil(content.length / this.#size);
    const each = Math.max(1, Math.ceil(blocks / pieces));
    const descriptors: Uint8Array[] = [];
    for (let first = 0; first < blocks; first += each) {
      const part = content.subarray(first * this.#size, (first + each) * this.#size);
      const at = this.#allocate(Math.ceil(part.length / this.#size));
      for (let index = 0; index * this.#size < part.length; index++)
        this.#blocks[at + index]?.set(part.subarray(index * this.#size, (index + 1) * this.#size));
      if (pieces > 1) this.#allocate(1);
      descriptors.push(this.#descriptor(used, part.length, at, 0));
    }
    let list: Uint8Array = Buffer.concat(descriptors);
    if (continued) {
      list = new Uint8Array();
      for (const descriptor of descriptors.toReversed()) {
        const extent = this.#describe(1);
        const bytes = Buffer.concat([descriptor, list]);
        const block = this.#block();
        block.set(bytes, 24);
        new DataView(block.buffer).setUint32(20, bytes.length, true);
        this.#put(extent, tagged(258, block, extent));
        list = this.#descriptor(used, this.#size + 3 * 2 ** 30, extent, this.#own);
      }
    }
    this.#entry(entry, 5, content.length, used, list);
    return entry;
  }

  #descriptor(form: 'short' | 'long' | 'extended', length: number, block: number, partition: number): Uint8Array {
    const bytes = new Uint8Array({ short: 8, long: 16, extended: 20 }[form]);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, length, true);
    if (form === 'extended') view.setUint32(4, length % 2 ** 30, true);
    const at = form === 'extended' ? 12 : 4;
    view.setUint32(at, block, true);
    if (form !== 'short') view.setUint16(at + 4, partition, true);
    return bytes;
  }

  #entryBytes(
    type: number,
    length: number,
    form: NonNullable<UdfOptions['form']>,
    list: Uint8Array,
  ): [number, Uint8Array] {
    const { extendedEntries } = this.#options;
    const bytes = this.#block();
    const view = new DataView(bytes.buffer);
    view.setUint16(20, 4, true);
    bytes[27] = type;
    view.setUint16(34, { short: 0, long: 1, extended: 2, embedded: 3 }[form], true);
    view.setBigUint64(56, BigInt(length), true);
    const at = extendedEntries ? 208 : 168;
    view.setUint32(at, 8, true);
    view.setUint32(at + 4, list.length, true);
    bytes.set(list, at + 16);
    return [extendedEntries ? 266 : 261, bytes];
  }

  #entry(block: number, type: number, length: number, form: NonNullable<UdfOptions['form']>, list: Uint8Array): void {
    const [id, bytes] = this.#entryBytes(type, length, form, list);
    this.#put(block, tagged(id, bytes, block));
  }

  /** What the kind of partition needs behind or beside everything else. */
  #finish(): { metadataFile?: number; spared?: { table: Uint8Array; packet: Uint8Array[] } } {
    const { partition } = this.#options;
    if (partition === 'metadata') {
      // In two pieces, so that blocks are looked up and not added.
      const half = Math.ceil(this.#metadata.length / 2);
      const second = this.#allocate(this.#metadata.length - half);
      const first = this.#allocate(half);
      for (const [index, bytes] of this.#metadata.entries())
        this.#blocks[index < half ? first + index : second + index - half] = bytes;
      const file = this.#allocate(1);
      const list = Buffer.concat([
        this.#descriptor('short', half * this.#size, first, 0),
        this.#descriptor('short', (this.#metadata.length - half) * this.#size, second, 0),
      ]);
      const [id, bytes] = this.#entryBytes(250, this.#metadata.length * this.#size, 'short', list);
      this.#blocks[file] = tagged(id, bytes, file);
      return { metadataFile: file };
    }
    if (partition.startsWith('virtual')) {
      const isOld = partition === 'virtual-1.50';
      const head = isOld ? Buffer.alloc(0) : Buffer.alloc(152);
      if (!isOld) head.writeUInt16LE(152, 0);
      const tail = isOld ? Buffer.alloc(36) : Buffer.alloc(0);
      if (isOld) tail.write('*UDF Virtual Alloc Tbl', 1, 'latin1');
      const content = Buffer.concat([head, new Uint8Array(Uint32Array.from(this.#virtual).buffer), tail]);
      const at = this.#allocate(Math.ceil(content.length / this.#size));
      for (let index = 0; index * this.#size < content.length; index++)
        this.#blocks[at + index]?.set(content.subarray(index * this.#size, (index + 1) * this.#size));
      const entry = this.#allocate(1);
      const list = this.#descriptor('short', content.length, at, 0);
      const [id, bytes] = this.#entryBytes(isOld ? 0 : 248, content.length, 'short', list);
      this.#blocks[entry] = tagged(id, bytes, entry);
      return {};
    }
    if (partition === 'sparable') {
      // The first packet, with the file set, has moved; what is left in its place is worn out.
      const packet = this.#blocks.slice(0, PACKET);
      for (let index = 0; index < PACKET; index++) this.#blocks[index] = this.#block().fill(0xee);
      const bytes = this.#block();
      const view = new DataView(bytes.buffer);
      Buffer.from(bytes.buffer).write('*UDF Sparing Table', 17, 'latin1');
      view.setUint16(48, 2, true);
      view.setUint32(56, 0, true);
      view.setUint32(60, 210, true);
      view.setUint32(64, 0xffff_ffff, true);
      return { spared: { table: tagged(0, bytes, 200), packet } };
    }
    return {};
  }

  #sequence(fileSet: number, { metadataFile = 0 }: { metadataFile?: number }): { id: number; bytes: Uint8Array }[] {
    const partition = this.#block();
    const view = new DataView(partition.buffer);
    view.setUint32(188, PARTITION_START, true);
    view.setUint32(192, this.#blocks.length, true);
    const volume = this.#block();
    const logical = new DataView(volume.buffer);
    logical.setUint32(16, 1, true);
    logical.setUint32(212, this.#size, true);
    this.#long(volume, 248, this.#size, fileSet, this.#own);
    const first = Uint8Array.of(1, 6, 1, 0, 0, 0);
    const second = new Uint8Array(64);
    second.set([2, 64]);
    const names = {
      virtual: '*UDF Virtual Partition',
      'virtual-1.50': '*UDF Virtual Partition',
      sparable: '*UDF Sparable Partition',
      metadata: '*UDF Metadata Partition',
      physical: '',
    };
    const map = new DataView(second.buffer);
    Buffer.from(second.buffer).write(names[this.#options.partition], 5, 'latin1');
    map.setUint16(36, 1, true);
    if (this.#options.partition === 'metadata') map.setUint32(40, metadataFile, true);
    if (this.#options.partition === 'sparable') {
      map.setUint16(40, PACKET, true);
      second[42] = 1;
      map.setUint32(48, 200, true);
    }
    const maps = { physical: [first], sparable: [second] }[this.#options.partition as string] ?? [first, second];
    const bytes = Buffer.concat(maps);
    logical.setUint32(264, bytes.length, true);
    logical.setUint32(268, maps.length, true);
    volume.set(bytes.subarray(0, this.#size - 440), 440);
    return [
      { id: 5, bytes: partition },
      { id: 6, bytes: volume },
      { id: 8, bytes: this.#block() },
    ];
  }
}

/** With the tag of ECMA-167 3/7.2 in front: checksum and CRC are right. */
function tagged(id: number, content: Uint8Array, location: number): Uint8Array {
  const bytes = Uint8Array.from(content);
  const view = new DataView(bytes.buffer);
  const crcBytes = bytes.length - 16;
  view.setUint16(0, id, true);
  view.setUint16(2, 3, true);
  view.setUint16(8, crcOf(bytes.subarray(16)), true);
  view.setUint16(10, crcBytes, true);
  view.setUint32(12, location, true);
  bytes[4] = 0;
  bytes[4] = bytes.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) & 0xff;
  return bytes;
}
