import type { Contained, ContainedFile, Extent, ReadAt } from '../../place.ts';
import { latin1, asName, utf16be } from '../names.ts';
import { readAll } from '../extents.ts';
import { type Address, Tag, UdfError, identify, longAddress, viewOf } from './descriptor.ts';
import { type FileEntry, contentOf, fileEntryIn, partitionOf, readExtents } from './file-entry.ts';
import { type UdfVolume, openVolume } from './volume.ts';

/**
 * The folders of a UDF image (ECMA-167, OSTA UDF 1.02 to 2.60). Our own, because no library for it is kept up; files
 * are read where they lie, nothing is unpacked.
 */

export interface UdfLimits {
  readonly depth: number;
  /** Files and folders. */
  readonly entries: number;
  /** Of one directory. */
  readonly directoryBytes: number;
}
const generous: UdfLimits = { depth: 64, entries: 1_000_000, directoryBytes: 64 * 1024 * 1024 };

/** File types (4/14.6.6). */
const DIRECTORY = 4;
const SYMBOLIC_LINK = 12;
/** Unspecified, a sequence of bytes, and one for real time (UDF 2.3.5.2). */
const CONTENT = new Set([0, 5, 249]);

/** File characteristics (4/14.4.3). Hidden files are files. */
const IS_DIRECTORY = 0x02;
const DELETED = 0x04;
const PARENT = 0x08;

/** The file of blocks that must not be used (UDF 1.50 2.3.13). */
const NON_ALLOCATABLE = 'Non-Allocatable Space';

const WRITE_ONCE_STRATEGY = 4096;
const MOST_INDIRECTIONS = 64;
const MOST_FILE_SETS = 16;

/** @throws UdfError when there is no volume. */
export async function listUdf(read: ReadAt, size: number, limits: UdfLimits = generous): Promise<Contained> {
  const volume = await openVolume(read, size);
  const listing = new Listing(volume, limits);
  await listing.enter(await rootOf(volume), '', 0);
  return listing;
}

/** The root's directory as the newest file set names it (4/14.1). */
async function rootOf(volume: UdfVolume): Promise<Address> {
  let root: Address | undefined;
  let next = volume.fileSet;
  for (let count = 0; count < MOST_FILE_SETS && next.bytes > 0; count++) {
    const bytes = await readAll(
      volume.read,
      partitionOf(volume.partitions, next).locate(next.block, volume.blockBytes),
    );
    if (identify(bytes) !== Tag.fileSet) break;
    const view = viewOf(bytes);
    root = longAddress(view, 400);
    next = longAddress(view, 448);
  }
  if (root === undefined) throw new UdfError('It has no file set');
  return root;
}

class Listing implements Contained {
  readonly files: ContainedFile[] = [];
  readonly problems: Contained['problems'][number][] = [];
  ignored = 0;
  readonly #volume: UdfVolume;
  readonly #limits: UdfLimits;
  readonly #entered = new Set<string>();
  #entries = 0;

  constructor(volume: UdfVolume, limits: UdfLimits) {
    this.#volume = volume;
    this.#limits = limits;
  }

  async enter(icb: Address, path: string, depth: number): Promise<void> {
    // A directory within itself would never end.
    const key = `${icb.partition}:${icb.block}`;
    if (this.#entered.has(key)) return;
    this.#entered.add(key);
    const { directoryBytes } = this.#limits;
    if (depth > this.#limits.depth) return this.#report(path, 'too-large', tooDeep);
    const names = new Set<string>();
    try {
      const volume = this.#volume;
      const entry = await readEntry(volume, icb);
      if (entry.fileType !== DIRECTORY) throw new UdfError('It is no folder');
      const bytes = await contentOf(entry, volume.partitions, icb.partition, volume, directoryBytes);
      for (const { name, characteristics, icb: below } of identifiersIn(bytes)) {
        if ((characteristics & (DELETED | PARENT)) !== 0 || name === '' || names.has(name)) continue;
        if (path === '' && name === NON_ALLOCATABLE) continue;
        names.add(name);
        if (this.#entries++ >= this.#limits.entries) return this.#report(path, 'too-large', tooDeep);
        const place = path === '' ? name : `${path}/${name}`;
        if ((characteristics & IS_DIRECTORY) !== 0) await this.enter(below, place, depth + 1);
        else await this.#file(below, place);
      }
    } catch (error) {
      this.#failed(path, error);
    }
  }

  async #file(icb: Address, path: string): Promise<void> {
    try {
      const entry = await readEntry(this.#volume, icb);
      if (entry.fileType === SYMBOLIC_LINK) this.ignored += 1;
      else if (!CONTENT.has(entry.fileType)) this.#report(path, 'unreadable', 'It is not a file but a device or pipe.');
      else {
        const extents = await readExtents(entry, this.#volume.partitions, icb.partition, this.#volume);
        this.files.push({ path, place: { kind: 'extents', extents } });
      }
    } catch (error) {
      this.#failed(path, error);
    }
  }

  #failed(path: string, error: unknown): void {
    if (!(error instanceof UdfError)) throw error;
    this.#report(path, 'unreadable', `The disc image is damaged here: ${error.message}.`);
  }

  #report(path: string, code: 'unreadable' | 'too-large', message: string): void {
    this.problems.push({ path, code, message });
  }
}

const tooDeep = 'The folders of the disc image are too deep or too large.';

/** The entry that prevails at this place: on write-once discs the last of a chain (4/14.6.2, strategy 4096). */
async function readEntry({ read, partitions, blockBytes }: UdfVolume, icb: Address): Promise<FileEntry> {
  let address = icb;
  let found: FileEntry | undefined;
  for (let count = 0; count < MOST_INDIRECTIONS; count++) {
    const partition = partitionOf(partitions, address);
    const place: Extent | undefined = partition.locate(address.block, blockBytes)[0];
    if (place === undefined) break;
    const bytes = await read(place.offset, place.bytes);
    found = fileEntryIn(bytes, place) ?? found;
    if (found === undefined || viewOf(bytes).getUint16(20, true) !== WRITE_ONCE_STRATEGY) break;
    const [behind] = partition.locate(address.block + 1, blockBytes);
    const indirect = behind === undefined ? bytes : await read(behind.offset, behind.bytes);
    if (identify(indirect) !== Tag.indirectEntry) break;
    address = longAddress(viewOf(indirect), 36);
  }
  if (found === undefined) throw new UdfError('Its description cannot be read');
  return found;
}

interface Identifier {
  readonly name: string;
  readonly characteristics: number;
  readonly icb: Address;
}

/** The file identifier descriptors of a directory (4/14.4), one after the other. */
function* identifiersIn(bytes: Uint8Array): Generator<Identifier> {
  for (let at = 0; at + 38 <= bytes.length;) {
    const rest = bytes.subarray(at);
    if (identify(rest) !== Tag.fileIdentifier) throw new UdfError('The list of its files breaks off');
    const view = viewOf(rest);
    const nameBytes = rest[19] ?? 0;
    const nameStart = 38 + view.getUint16(36, true);
    yield {
      name: unicodeOf(rest.subarray(nameStart, nameStart + nameBytes)),
      characteristics: rest[18] ?? 0,
      icb: longAddress(view, 20),
    };
    at += Math.ceil((nameStart + nameBytes) / 4) * 4;
  }
}

/** OSTA compressed Unicode (UDF 2.1.1): one byte says whether characters have 8 or 16 bits. */
function unicodeOf(bytes: Uint8Array): string {
  const characters = bytes.subarray(1);
  return asName(bytes[0] === 16 ? utf16be(characters) : bytes[0] === 8 ? latin1(characters) : '');
}
