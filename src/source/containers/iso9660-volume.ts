import type { Extent, ReadAt } from '../place.ts';
import { ContainerFault } from './fault.ts';
import { asName, latin1, utf16be } from './names.ts';

/** Volume descriptors and directory records of ISO 9660 (ECMA-119), and the sessions of a disc that was added to. */

export const SECTOR = 2048;
const FIRST_DESCRIPTOR = 16;
const MOST_DESCRIPTORS = 64;
const PRIMARY = 1;
const SUPPLEMENTARY = 2;
const TERMINATOR = 255;
/** `%/@`, `%/C`, `%/E`: the three levels of UCS-2, by which Joliet is known. */
const JOLIET = /^%\/[@CE]/;

const ROOT_RECORD = 156;
const SHORTEST_RECORD = 34;

/** The image cannot be read as ISO 9660. */
export class IsoError extends ContainerFault {
  override readonly name = 'IsoError';
}

/** One tree of folders; an image may hold the same files in several, with different names. */
export interface Volume {
  readonly joliet: boolean;
  readonly blockBytes: number;
  readonly root: DirectoryRecord;
  /** Sectors from the beginning of the disc to the end of the volume. */
  readonly end: number;
}

export interface DirectoryRecord {
  readonly name: string;
  readonly flags: number;
  readonly extent: Extent;
  readonly interleaved: boolean;
  /** What extensions add to it (9.1.13). */
  readonly systemUse: Uint8Array;
}

/** The volumes of the last session, those of Joliet first. @throws IsoError when there is none. */
export async function readVolumes(read: ReadAt): Promise<Volume[]> {
  let volumes = await volumesAt(read, 0);
  for (let session = 1; session < MOST_SESSIONS && volumes.length > 0; session++) {
    const next = await nextSession(read, Math.max(...volumes.map(({ end }) => end)));
    if (next === undefined) break;
    volumes = await volumesAt(read, next);
  }
  if (volumes.length === 0) throw new IsoError('It has no volume');
  return volumes.toSorted((a, b) => Number(b.joliet) - Number(a.joliet));
}

async function volumesAt(read: ReadAt, session: number): Promise<Volume[]> {
  const volumes: Volume[] = [];
  for (let index = 0; index < MOST_DESCRIPTORS; index++) {
    const descriptor = await read((session + FIRST_DESCRIPTOR + index) * SECTOR, SECTOR);
    if (descriptor.length < SECTOR || latin1(descriptor, 1, 6) !== 'CD001') break;
    const type = descriptor[0];
    if (type === TERMINATOR) break;
    // A boot record (8.2, El Torito) is none of ours.
    const joliet = type === SUPPLEMENTARY && JOLIET.test(latin1(descriptor, 88, 91));
    if (type !== PRIMARY && !joliet) continue;
    const volume = volumeOf(descriptor, joliet, session);
    if (volume !== undefined && !volumes.some((other) => other.joliet === joliet)) volumes.push(volume);
  }
  return volumes;
}

/** 8.4. */
function volumeOf(descriptor: Uint8Array, joliet: boolean, session: number): Volume | undefined {
  const view = viewOf(descriptor);
  const blockBytes = view.getUint16(128, true);
  if (blockBytes < 512 || blockBytes > SECTOR) return undefined;
  const root = recordAt(descriptor, ROOT_RECORD, { joliet, blockBytes });
  const size = Math.ceil((view.getUint32(80, true) * blockBytes) / SECTOR);
  // Some programs count the size of a later session from its own beginning.
  const end = Math.max(size > session ? size : session + size, session + FIRST_DESCRIPTOR + 1);
  return root === undefined ? undefined : { joliet, blockBytes, root, end };
}

/** A disc has no more (ECMA-394); between two of them lie at most these sectors of lead-out, lead-in and padding. */
const MOST_SESSIONS = 99;
const LONGEST_GAP = 16 * 1024;
const STEP = 32;

/**
 * Where the next session begins, for an image that holds all of a disc: its directories count from the beginning of the
 * disc, so an image that is a file within this one is not taken for one.
 */
async function nextSession(read: ReadAt, end: number): Promise<number | undefined> {
  for (let sector = end; sector < end + LONGEST_GAP; sector += STEP) {
    const bytes = await read(sector * SECTOR, STEP * SECTOR);
    for (let at = 0; at + SECTOR <= bytes.length; at += SECTOR) {
      if (bytes[at] !== PRIMARY || latin1(bytes, at + 1, at + 6) !== 'CD001') continue;
      const volume = volumeOf(bytes.subarray(at, at + SECTOR), false, 0);
      const session = sector + at / SECTOR - FIRST_DESCRIPTOR;
      if (volume !== undefined && session > 0 && (await describesItself(read, volume))) return session;
    }
    if (bytes.length < STEP * SECTOR) return undefined;
  }
  return undefined;
}

/** The first record of a directory is the directory itself (6.8.2.2). */
async function describesItself(read: ReadAt, volume: Volume): Promise<boolean> {
  const { offset } = volume.root.extent;
  const self = recordAt(await read(offset, SECTOR), 0, volume);
  return self !== undefined && self.name === '' && self.extent.offset === offset;
}

/** 9.1. Undefined when the record is cut off. */
export function recordAt(
  bytes: Uint8Array,
  start: number,
  volume: Pick<Volume, 'joliet' | 'blockBytes'>,
): DirectoryRecord | undefined {
  const length = bytes[start] ?? 0;
  if (length < SHORTEST_RECORD || start + length > bytes.length) return undefined;
  const view = viewOf(bytes);
  const nameStart = start + 33;
  const nameBytes = bytes[start + 32] ?? 0;
  const nameEnd = Math.min(nameStart + nameBytes, start + length);
  const block = view.getUint32(start + 2, true) + (bytes[start + 1] ?? 0);
  return {
    name: nameOf(bytes.subarray(nameStart, nameEnd), volume.joliet),
    flags: bytes[start + 25] ?? 0,
    extent: { offset: block * volume.blockBytes, bytes: view.getUint32(start + 10, true) },
    interleaved: (bytes[start + 26] ?? 0) !== 0,
    // A name of an even length is followed by a byte of padding.
    systemUse: bytes.subarray(Math.min(nameEnd + (nameBytes % 2 === 0 ? 1 : 0), start + length), start + length),
  };
}

/** `IMAGE.DCM;1` is IMAGE.DCM, `IMAGE.;1` is IMAGE: as all systems show them. */
function nameOf(bytes: Uint8Array, joliet: boolean): string {
  if (bytes.length === 1) return bytes[0] === 0 ? '' : latin1(bytes);
  const written = joliet ? utf16be(bytes) : latin1(bytes);
  return asName(written.replace(/;\d*$/, '').replace(/\.$/, ''));
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
