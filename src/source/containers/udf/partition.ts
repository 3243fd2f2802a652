import type { Extent, ReadAt } from '../../place.ts';
import { extentsWithin, joined } from '../extents.ts';
import { UdfError, entityAt, identify, tagLocation, viewOf } from './descriptor.ts';
import { type FileEntry, contentOf, fileEntryIn, readExtents } from './file-entry.ts';

/** Logical blocks to places in the image. */
export interface Partition {
  /** Where `bytes` from the logical block `block` on lie. Throws UdfError when there is no such place. */
  locate(block: number, bytes: number): readonly Extent[];
}

export interface Medium {
  readonly read: ReadAt;
  readonly size: number;
  readonly blockBytes: number;
  readonly budget: Budget;
}

/** Pieces that files consist of: a hostile image must not make few bytes stand for endless lists. */
export class Budget {
  #left: number;

  constructor(pieces: number) {
    this.#left = pieces;
  }

  spend(pieces: number): void {
    this.#left -= pieces;
    if (this.#left < 0) throw new UdfError('It names more pieces of files than it can hold');
  }
}

interface PhysicalPartition extends Partition {
  /** Its first block in the image. */
  readonly start: number;
}

/** How far back from the end of the image the virtual allocation table is looked for: padding follows it. */
const VAT_SEARCH_BLOCKS = 32 * 1024;
const MOST_VAT_BYTES = 64 * 1024 * 1024;
const MOST_SPARING_TABLES = 4;

/** @throws UdfError when a map names no partition, or what it needs is not there. */
export async function openPartitions(
  maps: readonly Uint8Array[],
  descriptors: ReadonlyMap<number, Uint8Array>,
  medium: Medium,
): Promise<Partition[]> {
  const physical = (number: number): PhysicalPartition => {
    const descriptor = descriptors.get(number);
    if (descriptor === undefined) throw new UdfError('A partition is not described');
    return physicalPartition(viewOf(descriptor).getUint32(188, true), medium.blockBytes);
  };
  const partitions: Partition[] = [];
  for (const map of maps) {
    const view = viewOf(map);
    if (map[0] === 1 && map.length >= 6) {
      partitions.push(physical(view.getUint16(4, true)));
      continue;
    }
    if (map[0] !== 2 || map.length < 64) throw new UdfError('A partition map is of an unknown type');
    const below = physical(view.getUint16(38, true));
    const type = entityAt(map, 4);
    if (type === '*UDF Virtual Partition') partitions.push(await virtualPartition(below, medium));
    else if (type === '*UDF Sparable Partition') partitions.push(await sparablePartition(below, map, medium));
    else if (type === '*UDF Metadata Partition') partitions.push(await metadataPartition(below, map, medium));
    else throw new UdfError('A partition map is of an unknown type');
  }
  return partitions;
}

/** ECMA-167 3/10.5. */
function physicalPartition(start: number, blockBytes: number): PhysicalPartition {
  return { start, locate: (block, bytes) => [{ offset: (start + block) * blockBytes, bytes }] };
}

/** UDF 2.2.8 and 2.2.11: on write-once discs, blocks that were written again are found by a table at the very end. */
async function virtualPartition(below: PhysicalPartition, medium: Medium): Promise<Partition> {
  const { blockBytes } = medium;
  const table = await findTable(below, medium);
  return {
    locate: (block, bytes) => {
      medium.budget.spend(Math.ceil(bytes / blockBytes));
      const extents: Extent[] = [];
      for (let done = 0; done < bytes; done += blockBytes) {
        const mapped = table[block + done / blockBytes];
        if (mapped === undefined || mapped === 0xffff_ffff) throw new UdfError('A virtual block has no place');
        extents.push(...below.locate(mapped, Math.min(blockBytes, bytes - done)));
      }
      return joined(extents);
    },
  };
}

async function findTable(below: PhysicalPartition, medium: Medium): Promise<Uint32Array> {
  const { read, size, blockBytes } = medium;
  const last = Math.floor(size / blockBytes) - 1;
  for (let sector = last; sector > Math.max(below.start, last - VAT_SEARCH_BLOCKS); sector--) {
    const bytes = await read(sector * blockBytes, blockBytes);
    if (identify(bytes) === undefined || tagLocation(bytes) !== sector - below.start) continue;
    const entry = fileEntryIn(bytes, { offset: sector * blockBytes, bytes: blockBytes });
    if (entry === undefined || (entry.fileType !== 248 && entry.fileType !== 0)) continue;
    const table = tableIn(await contentOf(entry, [below], 0, medium, MOST_VAT_BYTES), entry);
    if (table !== undefined) return table;
  }
  throw new UdfError('It has no virtual allocation table: it ends early, or the disc was never closed');
}

/** With a header since UDF 2.00 (2.2.11); in UDF 1.50 with the entity's name behind the entries. */
function tableIn(content: Uint8Array, { fileType }: FileEntry): Uint32Array | undefined {
  let start = 0;
  let end = content.length - 36;
  if (fileType === 248) {
    if (content.length < 152) return undefined;
    start = viewOf(content).getUint16(0, true);
    end = content.length;
  } else if (end < 0 || entityAt(content, end) !== '*UDF Virtual Alloc Tbl') return undefined;
  const view = viewOf(content);
  return Uint32Array.from({ length: Math.max(0, Math.floor((end - start) / 4)) }, (_, index) =>
    view.getUint32(start + index * 4, true),
  );
}

/** UDF 2.2.9 and 2.2.12: on rewritable discs, packets that wore out are found elsewhere. */
async function sparablePartition(below: PhysicalPartition, map: Uint8Array, medium: Medium): Promise<Partition> {
  const { read, blockBytes } = medium;
  const view = viewOf(map);
  const packet = view.getUint16(40, true);
  if (packet === 0) throw new UdfError('The packets of a partition have no length');
  const spared = new Map<number, number>();
  const tables = Math.min(map[42] ?? 0, MOST_SPARING_TABLES, Math.floor((map.length - 48) / 4));
  let newest = -1;
  for (let index = 0; index < tables; index++) {
    const bytes = await read(view.getUint32(48 + index * 4, true) * blockBytes, 56 + 0xffff * 8);
    // A table's CRC need not cover its entries, which grow.
    if (identify(bytes) !== 0 || entityAt(bytes, 16) !== '*UDF Sparing Table') continue;
    const table = viewOf(bytes);
    const number = table.getUint32(52, true);
    if (number <= newest) continue;
    newest = number;
    spared.clear();
    for (let entry = 0; entry < table.getUint16(48, true) && 64 + entry * 8 <= bytes.length; entry++) {
      const original = table.getUint32(56 + entry * 8, true);
      // From 0xFFFFFFF0 on: not in use, or broken itself.
      if (original < 0xffff_fff0) spared.set(original, table.getUint32(60 + entry * 8, true));
    }
  }
  return {
    locate: (block, bytes) => {
      medium.budget.spend(Math.ceil(bytes / (packet * blockBytes)));
      const extents: Extent[] = [];
      let left = bytes;
      for (let at = block; left > 0;) {
        const first = at - (at % packet);
        const here = Math.min(left, (first + packet - at) * blockBytes);
        const elsewhere = spared.get(first);
        if (elsewhere === undefined) extents.push(...below.locate(at, here));
        else extents.push({ offset: (elsewhere + at - first) * blockBytes, bytes: here });
        left -= here;
        at = first + packet;
      }
      return joined(extents);
    },
  };
}

/** UDF 2.2.10, since 2.50: all descriptors and folders lie in one file, of which there is a copy. */
async function metadataPartition(below: PhysicalPartition, map: Uint8Array, medium: Medium): Promise<Partition> {
  const { read, blockBytes } = medium;
  const view = viewOf(map);
  for (const at of [40, 44]) {
    const [place] = below.locate(view.getUint32(at, true), blockBytes);
    if (place === undefined) continue;
    const entry = fileEntryIn(await read(place.offset, place.bytes), place);
    if (entry === undefined) continue;
    const extents = await readExtents(entry, [below], 0, medium);
    return {
      locate: (block, bytes) => {
        medium.budget.spend(Math.ceil(extents.length / 64));
        const found = extentsWithin(extents, block * blockBytes, bytes);
        if (found.length === 0) throw new UdfError('A block of descriptors has no place');
        return found;
      },
    };
  }
  throw new UdfError('The file of all descriptors cannot be read');
}
