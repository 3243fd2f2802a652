import { crc32 } from 'node:zlib';
import { listContainer } from '../source/containers/container.ts';
import type { Contained } from '../source/place.ts';
import { ExportError } from './export-error.ts';
import type { FilePath } from '../disc-image/directory-tree.ts';
import type { Medium } from './medium.ts';
import { OutputFile } from './output-file.ts';

interface Entry {
  readonly name: Uint8Array;
  readonly offset: number;
  readonly bytes: number;
  readonly crc: number;
}

const MAX_16 = 0xffff;
const MAX_32 = 0xffff_ffff;
/** What a program must know to read it: folders, or ZIP64 (APPNOTE 4.4.3). */
const PLAIN = 20;
const ZIP64 = 45;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
/** Room in the entry's own header for lengths of eight bytes (APPNOTE 4.5.3), which are known only behind it. */
const LONG_EXTRA_BYTES = 20;

/**
 * A file-set as a ZIP archive (APPNOTE 6.3). Images hardly get smaller: nothing is compressed. Lengths and checksums are
 * filled in behind each file, so that what breaks off leaves no trace; no npm library of today can take a file back.
 */
export class ZipMedium implements Medium {
  readonly #file: OutputFile;
  readonly #date: Date;
  readonly #entries: Entry[] = [];
  #directoryBytes = 0;

  private constructor(file: OutputFile, date: Date) {
    this.#file = file;
    this.#date = date;
  }

  static async create(path: string, { date }: { date: Date }): Promise<ZipMedium> {
    return new ZipMedium(await OutputFile.create(path), date);
  }

  get path(): string {
    return this.#file.path;
  }

  get bytes(): number {
    return this.#file.end + this.#directoryBytes;
  }

  async add(path: FilePath, content: Parameters<Medium['add']>[1]): Promise<void> {
    const offset = this.#file.end;
    const name = Buffer.from(path.join('/'), 'latin1');
    try {
      await this.#file.append(new Uint8Array(LOCAL_BYTES + name.length + LONG_EXTRA_BYTES));
      const start = this.#file.end;
      let crc = 0;
      for await (const chunk of content) {
        crc = crc32(chunk, crc);
        await this.#file.append(chunk);
      }
      const entry = { name, offset, bytes: this.#file.end - start, crc };
      await this.#file.writeAt(offset, this.#localHeader(entry));
      this.#entries.push(entry);
      this.#directoryBytes += CENTRAL_BYTES + name.length + LONG_EXTRA_BYTES;
    } catch (error) {
      await this.#file.rewind(offset);
      throw error;
    }
  }

  async takeBack(): Promise<void> {
    const last = this.#entries.pop();
    if (last !== undefined) await this.#file.rewind(last.offset);
  }

  async finish(): Promise<void> {
    const start = this.#file.end;
    for (const entry of this.#entries) await this.#file.append(this.#centralHeader(entry));
    await this.#file.append(this.#end(start, this.#file.end - start));
    await this.#file.close();
  }

  async contents(): Promise<Contained> {
    const contained = await listContainer(this.path);
    if (contained === undefined) throw new ExportError('not-verified', 'The archive cannot be read back.');
    return contained;
  }

  async discard(): Promise<void> {
    await this.#file.discard();
  }

  /** APPNOTE 4.3.7. Short lengths leave the room for long ones to an extra field that nobody has to know. */
  #localHeader({ name, bytes, crc }: Entry): Uint8Array {
    const isLong = bytes >= MAX_32;
    const out = new Uint8Array(LOCAL_BYTES + name.length + LONG_EXTRA_BYTES);
    const view = new DataView(out.buffer);
    view.setUint32(0, 0x04034b50, true);
    view.setUint16(4, isLong ? ZIP64 : PLAIN, true);
    this.#common(view, 6, crc, isLong ? MAX_32 : bytes);
    view.setUint16(26, name.length, true);
    view.setUint16(28, LONG_EXTRA_BYTES, true);
    out.set(name, LOCAL_BYTES);
    const extra = LOCAL_BYTES + name.length;
    view.setUint16(extra, isLong ? ZIP64_FIELD : PADDING_FIELD, true);
    view.setUint16(extra + 2, LONG_EXTRA_BYTES - 4, true);
    if (isLong) for (const at of [extra + 4, extra + 12]) view.setBigUint64(at, BigInt(bytes), true);
    return out;
  }

  /** APPNOTE 4.3.12. */
  #centralHeader({ name, offset, bytes, crc }: Entry): Uint8Array {
    const long = [...(bytes >= MAX_32 ? [bytes, bytes] : []), ...(offset >= MAX_32 ? [offset] : [])];
    const extraBytes = long.length === 0 ? 0 : 4 + 8 * long.length;
    const out = new Uint8Array(CENTRAL_BYTES + name.length + extraBytes);
    const view = new DataView(out.buffer);
    const version = long.length === 0 ? PLAIN : ZIP64;
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(4, version, true);
    view.setUint16(6, version, true);
    this.#common(view, 8, crc, Math.min(bytes, MAX_32));
    view.setUint16(28, name.length, true);
    view.setUint16(30, extraBytes, true);
    view.setUint32(42, Math.min(offset, MAX_32), true);
    out.set(name, CENTRAL_BYTES);
    if (long.length === 0) return out;
    const extra = CENTRAL_BYTES + name.length;
    view.setUint16(extra, ZIP64_FIELD, true);
    view.setUint16(extra + 2, extraBytes - 4, true);
    for (const [index, value] of long.entries()) view.setBigUint64(extra + 4 + 8 * index, BigInt(value), true);
    return out;
  }

  /** What both headers have between flags and lengths: stored, when, its checksum, and how long it is. */
  #common(view: DataView, at: number, crc: number, bytes: number): void {
    const date = this.#date;
    const years = Math.max(0, date.getUTCFullYear() - 1980);
    view.setUint16(
      at + 4,
      (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
      true,
    );
    view.setUint16(at + 6, (years << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(), true);
    view.setUint32(at + 8, crc, true);
    view.setUint32(at + 12, bytes, true);
    view.setUint32(at + 16, bytes, true);
  }

  /** APPNOTE 4.3.14 to 4.3.16. */
  #end(start: number, bytes: number): Uint8Array {
    const count = this.#entries.length;
    const isLong = count >= MAX_16 || start >= MAX_32 || bytes >= MAX_32;
    const out = new Uint8Array((isLong ? 56 + 20 : 0) + 22);
    const view = new DataView(out.buffer);
    if (isLong) {
      view.setUint32(0, 0x06064b50, true);
      view.setBigUint64(4, 44n, true);
      view.setUint16(12, ZIP64, true);
      view.setUint16(14, ZIP64, true);
      for (const [index, value] of [count, count, bytes, start].entries())
        view.setBigUint64(24 + 8 * index, BigInt(value), true);
      view.setUint32(56, 0x07064b50, true);
      view.setBigUint64(64, BigInt(start + bytes), true);
      view.setUint32(72, 1, true);
    }
    const at = out.length - 22;
    view.setUint32(at, 0x06054b50, true);
    view.setUint16(at + 8, Math.min(count, MAX_16), true);
    view.setUint16(at + 10, Math.min(count, MAX_16), true);
    view.setUint32(at + 12, Math.min(bytes, MAX_32), true);
    view.setUint32(at + 16, Math.min(start, MAX_32), true);
    return out;
  }
}

const ZIP64_FIELD = 0x0001;
/** Of the Android tools, for alignment: zeros, which other programs pass over. */
const PADDING_FIELD = 0xd935;
