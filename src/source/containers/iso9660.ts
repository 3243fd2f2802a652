import type { Contained, ContainedFile, Extent, ReadAt } from '../place.ts';
import { type DirectoryRecord, SECTOR, type Volume, readVolumes, recordAt } from './iso9660-volume.ts';
import { asName } from './names.ts';
import { type RockRidge, rockRidgeIn, skippedBytes } from './rock-ridge.ts';

/**
 * The folders of an ISO 9660 image (ECMA-119), with the long names of Joliet or Rock Ridge where it has them. Our own,
 * because no library for it is kept up; files are read where they lie, nothing is unpacked.
 */

/** Bits of File Flags (ECMA-119 9.1.6). */
const DIRECTORY = 0x02;
const ASSOCIATED = 0x04;
const CONTINUED = 0x80;

export interface IsoLimits {
  readonly depth: number;
  readonly files: number;
  /** Of one directory. */
  readonly directoryBytes: number;
}
const generous: IsoLimits = { depth: 64, files: 1_000_000, directoryBytes: 64 * 1024 * 1024 };
/** Of all directories together, which a broken image may let overlap. */
const MOST_DIRECTORY_BYTES = 512 * 1024 * 1024;

/**
 * The tree that holds most files. Joliet's wins when there are as many in others, since its names are meant to be read;
 * some discs hide files from it.
 * @throws IsoError when there is no volume.
 */
export async function listIso9660(read: ReadAt, limits: IsoLimits = generous): Promise<Contained> {
  let best: Contained | undefined;
  for (const volume of await readVolumes(read)) {
    const listing = new Listing(volume, read, limits);
    await listing.start();
    if (best === undefined || listing.files.length > best.files.length) best = listing;
  }
  return best ?? { files: [], problems: [] };
}

class Listing implements Contained {
  readonly files: ContainedFile[] = [];
  readonly problems: Contained['problems'][number][] = [];
  ignored = 0;
  readonly #volume: Volume;
  readonly #read: ReadAt;
  readonly #limits: IsoLimits;
  readonly #seen = new Set<number>();
  #directoryBytes = 0;
  /** Bytes before the entries of Rock Ridge; undefined when there are none. */
  #skipped: number | undefined;

  constructor(volume: Volume, read: ReadAt, limits: IsoLimits) {
    this.#volume = volume;
    this.#read = read;
    this.#limits = limits;
  }

  async start(): Promise<void> {
    const { root } = this.#volume;
    const self = recordAt(await this.#read(root.extent.offset, SECTOR), 0, this.#volume);
    this.#skipped = self === undefined ? undefined : skippedBytes(self.systemUse);
    await this.#enter(root.extent, '', 0);
  }

  async #enter({ offset, bytes }: Extent, path: string, depth: number): Promise<void> {
    // A directory within itself would never end.
    if (this.#seen.has(offset)) return;
    this.#seen.add(offset);
    this.#directoryBytes += bytes;
    if (
      depth > this.#limits.depth ||
      bytes > this.#limits.directoryBytes ||
      this.#directoryBytes > MOST_DIRECTORY_BYTES ||
      this.files.length >= this.#limits.files
    ) {
      this.#report(path, 'too-large', 'The folders of the disc image are too deep or too large.');
      return;
    }
    const content = await this.#read(offset, bytes);
    if (content.length < bytes) this.#report(path, 'unreadable', 'The disc image ends before it: a part is missing.');
    const records = recordsIn(content, this.#volume);
    for (const { first, extents } of filesOf(records)) {
      const more = await this.#rockRidge(first);
      const name = more?.name === undefined ? first.name : asName(more.name);
      const below = path === '' ? name : `${path}/${name}`;
      if (name === '' || more?.relocated === true) continue;
      if (more?.childLink !== undefined) await this.#enterLinked(more.childLink, below, depth + 1);
      else if ((first.flags & DIRECTORY) !== 0) await this.#enter(first.extent, below, depth + 1);
      else if (more?.link === true) this.ignored += 1;
      else if (more?.compressed === true)
        this.#report(below, 'unreadable', 'It is compressed in the disc image (zisofs): mount the image to read it.');
      else if (first.interleaved) this.#report(below, 'unreadable', 'It is interleaved with others in the disc image.');
      else this.files.push({ path: below, place: { kind: 'extents', extents } });
    }
  }

  async #rockRidge({ systemUse }: DirectoryRecord): Promise<RockRidge | undefined> {
    if (this.#skipped === undefined) return undefined;
    return rockRidgeIn(systemUse.subarray(this.#skipped), this.#read, this.#volume.blockBytes);
  }

  /** A folder that lies too deep for ISO 9660 and so is kept elsewhere: its own first record knows how long it is. */
  async #enterLinked(block: number, path: string, depth: number): Promise<void> {
    const offset = block * this.#volume.blockBytes;
    const self = recordAt(await this.#read(offset, SECTOR), 0, this.#volume);
    if (self?.extent.offset === offset) await this.#enter(self.extent, path, depth);
    else this.#report(path, 'unreadable', 'The folder is not where the disc image says.');
  }

  #report(path: string, code: 'unreadable' | 'too-large', message: string): void {
    this.problems.push({ path, code, message });
  }
}

/** All records of a directory but the first two, which are the directory itself and the one above. */
function recordsIn(bytes: Uint8Array, volume: Volume): DirectoryRecord[] {
  const records: DirectoryRecord[] = [];
  let position = 0;
  while (position < bytes.length) {
    const length = bytes[position] ?? 0;
    if (length === 0) {
      // No record crosses the end of a sector: the rest of this one is empty.
      position = (Math.floor(position / SECTOR) + 1) * SECTOR;
      continue;
    }
    const record = recordAt(bytes, position, volume);
    if (record !== undefined && record.name !== '' && record.name !== '\u0001') records.push(record);
    position += length;
  }
  return records;
}

/** Records that continue each other are one file in several extents; of two files with one name the first counts. */
function filesOf(records: readonly DirectoryRecord[]): { first: DirectoryRecord; extents: readonly Extent[] }[] {
  const files: { first: DirectoryRecord; extents: Extent[] }[] = [];
  const names = new Set<string>();
  let open: Extent[] | undefined;
  for (const record of records) {
    if ((record.flags & ASSOCIATED) !== 0) continue;
    if (open !== undefined) open.push(record.extent);
    else {
      const extents = [record.extent];
      if (!names.has(record.name)) files.push({ first: record, extents });
      names.add(record.name);
      open = extents;
    }
    if ((record.flags & CONTINUED) === 0) open = undefined;
  }
  return files;
}
