import type { ReadAt } from '../../place.ts';
import { type Address, Tag, UdfError, identify, longAddress, tagLocation, viewOf } from './descriptor.ts';
import { Budget, type Medium, type Partition, openPartitions } from './partition.ts';

/** A logical volume: its partitions in the order of their maps, and where its file set is described. */
export interface UdfVolume extends Medium {
  readonly partitions: readonly Partition[];
  readonly fileSet: Address;
}

/** Optical discs first; then what is found on sticks and disks. */
const SECTOR_SIZES = [2048, 512, 4096, 1024];
const MOST_DESCRIPTORS = 1024;
const MOST_POINTERS = 16;
const MOST_MAP_BYTES = 64 * 1024;

/**
 * The logical volume of an image. An anchor lies in at least two of three places (UDF 2.2.3); the last one is asked
 * first, since only it knows of the last session.
 * @throws UdfError when there is none.
 */
export async function openVolume(read: ReadAt, size: number): Promise<UdfVolume> {
  let reason: UdfError | undefined;
  for (const sectorBytes of SECTOR_SIZES) {
    const last = Math.floor(size / sectorBytes) - 1;
    for (const sector of new Set([last, last - 256, 512, 256])) {
      if (sector < 0) continue;
      const anchor = await read(sector * sectorBytes, sectorBytes);
      if (identify(anchor) !== Tag.anchor || tagLocation(anchor) !== sector) continue;
      const view = viewOf(anchor);
      // The main sequence, and its copy for the case that the main one is damaged (3/10.2).
      for (const at of [16, 24]) {
        try {
          const bytes = view.getUint32(at, true);
          const sequence = await readSequence(read, sectorBytes, view.getUint32(at + 4, true), bytes);
          return await volumeOf(read, size, sectorBytes, sequence);
        } catch (error) {
          if (!(error instanceof UdfError)) throw error;
          reason ??= error;
        }
      }
    }
  }
  throw reason ?? new UdfError('It has no anchor');
}

/** The prevailing descriptors of a sequence (3/8.4.2): of each thing the one with the highest number. */
interface Sequence {
  logicalVolume?: Uint8Array;
  readonly partitions: Map<number, Uint8Array>;
}

async function readSequence(read: ReadAt, sectorBytes: number, first: number, length: number): Promise<Sequence> {
  const sequence: Sequence = { partitions: new Map() };
  let pointers = 0;
  let sector = first;
  let end = first + Math.floor(length / sectorBytes);
  for (let count = 0; sector < end && count < MOST_DESCRIPTORS; count++) {
    const bytes = await read(sector * sectorBytes, sectorBytes);
    sector += 1;
    const tag = identify(bytes);
    const view = viewOf(bytes);
    if (tag === Tag.terminating) break;
    if (tag === Tag.pointer && pointers++ < MOST_POINTERS) {
      sector = view.getUint32(24, true);
      end = sector + Math.floor(view.getUint32(20, true) / sectorBytes);
    } else if (tag === Tag.partition) {
      const number = view.getUint16(22, true);
      if (isNewer(bytes, sequence.partitions.get(number))) sequence.partitions.set(number, bytes);
    } else if (tag === Tag.logicalVolume && isNewer(bytes, sequence.logicalVolume)) sequence.logicalVolume = bytes;
  }
  return sequence;
}

/** By the volume descriptor sequence number (3/10.1.2). */
function isNewer(bytes: Uint8Array, known: Uint8Array | undefined): boolean {
  return known === undefined || viewOf(bytes).getUint32(16, true) >= viewOf(known).getUint32(16, true);
}

/** ECMA-167 3/10.6. */
async function volumeOf(read: ReadAt, size: number, sectorBytes: number, sequence: Sequence): Promise<UdfVolume> {
  const { logicalVolume: bytes } = sequence;
  if (bytes === undefined) throw new UdfError('It has no logical volume');
  const view = viewOf(bytes);
  const blockBytes = view.getUint32(212, true);
  // UDF 2.2.4.2: the logical block is the sector.
  if (blockBytes !== sectorBytes) throw new UdfError('The logical blocks are not as long as the sectors');
  const mapBytes = Math.min(view.getUint32(264, true), bytes.length - 440, MOST_MAP_BYTES);
  const maps: Uint8Array[] = [];
  for (let at = 440; at < 440 + mapBytes;) {
    const length = bytes[at + 1] ?? 0;
    if (length < 2 || at + length > bytes.length) throw new UdfError('A partition map is broken');
    maps.push(bytes.subarray(at, at + length));
    at += length;
  }
  const medium: Medium = { read, size, blockBytes, budget: new Budget(8 * Math.ceil(size / blockBytes) + 10_000) };
  const partitions = await openPartitions(maps, sequence.partitions, medium);
  return { ...medium, partitions, fileSet: longAddress(view, 248) };
}
