import type { Contained, ContainedFile, Extent, ReadAt } from '../place.ts';

/**
 * The directories of an ISO 9660 image (ECMA-119), with the long names of Joliet where it has them. Our own, because
 * no library for it is kept up; files are read where they lie, nothing is unpacked.
 */

const SECTOR = 2048;
const FIRST_DESCRIPTOR = 16;
const MOST_DESCRIPTORS = 64;
const PRIMARY = 1;
const SUPPLEMENTARY = 2;
const TERMINATOR = 255;
/** `%/@`, `%/C`, `%/E`: the three levels of UCS-2, by which Joliet is known. */
const JOLIET = /^%\/[@CE]/;

/** Bits of File Flags (ECMA-119 9.1.6). */
const DIRECTORY = 0x02;
const ASSOCIATED = 0x04;
const CONTINUED = 0x80;

const ROOT_RECORD = 156;
const SHORTEST_RECORD = 34;

export interface IsoLimits {
  readonly depth: number;
  readonly files: number;
  /** Of one directory. */
  readonly directoryBytes: number;
}
const generous: IsoLimits = { depth: 64, files: 1_000_000, directoryBytes: 64 * 1024 * 1024 };

/** The image cannot be read as ISO 9660. */
export class IsoError extends Error {
  override readonly name = 'IsoError';
}

interface Volume {
  readonly joliet: boolean;
  readonly blockBytes: number;
  readonly root: DirectoryRecord;
}

interface DirectoryRecord {
  readonly name: string;
  readonly flags: number;
  readonly extent: Extent;
  readonly interleaved: boolean;
}

/** @throws IsoError when there is no volume. */
export async function listIso9660(read: ReadAt, limits: IsoLimits = generous): Promise<Contained> {
  const volume = await readVolume(read);
  const files: ContainedFile[] = [];
  const problems: Contained['problems'][number][] = [];
  const seen = new Set<number>();
  const enter = async (directory: DirectoryRecord, path: string, depth: number): Promise<void> => {
    const { offset, bytes } = directory.extent;
    // A directory within itself would never end.
    if (seen.has(offset)) return;
    seen.add(offset);
    if (depth > limits.depth || bytes > limits.directoryBytes || files.length >= limits.files) {
      problems.push({ path, code: 'too-large', message: 'The folders of the disc image are too deep or too large.' });
      return;
    }
    const records = recordsIn(await read(offset, bytes), volume);
    for (const { name, first, extents } of filesOf(records)) {
      const below = path === '' ? name : `${path}/${name}`;
      if ((first.flags & DIRECTORY) !== 0) await enter(first, below, depth + 1);
      else if (first.interleaved)
        problems.push({ path: below, code: 'unreadable', message: 'It is interleaved with others in the disc image.' });
      else files.push({ path: below, place: { kind: 'extents', extents } });
    }
  };
  await enter(volume.root, '', 0);
  return { files, problems };
}

async function readVolume(read: ReadAt): Promise<Volume> {
  let primary: Volume | undefined;
  for (let index = 0; index < MOST_DESCRIPTORS; index++) {
    const descriptor = await read((FIRST_DESCRIPTOR + index) * SECTOR, SECTOR);
    if (descriptor.length < SECTOR || textOf(descriptor, 1, 6) !== 'CD001') break;
    const type = descriptor[0];
    if (type === TERMINATOR) break;
    const joliet = type === SUPPLEMENTARY && JOLIET.test(textOf(descriptor, 88, 91));
    if (type !== PRIMARY && !joliet) continue;
    const volume = volumeOf(descriptor, joliet);
    if (volume === undefined) continue;
    if (joliet) return volume;
    primary ??= volume;
  }
  if (primary === undefined) throw new IsoError('The disc image has no volume');
  return primary;
}

function volumeOf(descriptor: Uint8Array, joliet: boolean): Volume | undefined {
  const blockBytes = viewOf(descriptor).getUint16(128, true);
  if (blockBytes < 512 || blockBytes > SECTOR) return undefined;
  const root = recordAt(descriptor, ROOT_RECORD, { joliet, blockBytes });
  return root === undefined ? undefined : { joliet, blockBytes, root };
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

/** ECMA-119 9.1. Undefined when the record is cut off. */
function recordAt(
  bytes: Uint8Array,
  start: number,
  volume: Pick<Volume, 'joliet' | 'blockBytes'>,
): DirectoryRecord | undefined {
  const length = bytes[start] ?? 0;
  if (length < SHORTEST_RECORD || start + length > bytes.length) return undefined;
  const view = viewOf(bytes);
  const nameStart = start + 33;
  const nameEnd = Math.min(nameStart + (bytes[start + 32] ?? 0), start + length);
  const block = view.getUint32(start + 2, true) + (bytes[start + 1] ?? 0);
  return {
    name: nameOf(bytes.subarray(nameStart, nameEnd), volume.joliet),
    flags: bytes[start + 25] ?? 0,
    extent: { offset: block * volume.blockBytes, bytes: view.getUint32(start + 10, true) },
    interleaved: (bytes[start + 26] ?? 0) !== 0,
  };
}

/** `IMAGE.DCM;1` is IMAGE.DCM, `IMAGE.;1` is IMAGE: as all systems show them. */
function nameOf(bytes: Uint8Array, joliet: boolean): string {
  if (bytes.length === 1) return bytes[0] === 0 ? '' : textOf(bytes, 0, 1);
  const written = joliet ? utf16be(bytes) : textOf(bytes, 0, bytes.length);
  const name = written.replace(/;\d*$/, '').replace(/\.$/, '');
  // A name is never a way: not out of the image, and not through it.
  return name === '..' || name === '.' ? '' : name.replaceAll(/[/\\\0]/g, '_');
}

/** Records that continue each other are one file in several extents; of two files with one name the first counts. */
function filesOf(
  records: readonly DirectoryRecord[],
): { name: string; first: DirectoryRecord; extents: readonly Extent[] }[] {
  const files: { name: string; first: DirectoryRecord; extents: Extent[] }[] = [];
  const names = new Set<string>();
  let open: Extent[] | undefined;
  for (const record of records) {
    if ((record.flags & ASSOCIATED) !== 0) continue;
    if (open !== undefined) open.push(record.extent);
    else {
      const extents = [record.extent];
      if (!names.has(record.name)) files.push({ name: record.name, first: record, extents });
      names.add(record.name);
      open = extents;
    }
    if ((record.flags & CONTINUED) === 0) open = undefined;
  }
  return files;
}

function utf16be(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index + 1 < bytes.length; index += 2)
    text += String.fromCharCode((bytes[index] ?? 0) * 256 + (bytes[index + 1] ?? 0));
  return text;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', start, end);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
