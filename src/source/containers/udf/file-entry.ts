import type { Extent } from '../../place.ts';
import { joined, readAll } from '../extents.ts';
import { type Address, LENGTH_MASK, Tag, TAG_BYTES, UdfError, identify, longAddress, viewOf } from './descriptor.ts';
import type { Medium, Partition } from './partition.ts';

/** A file entry (ECMA-167 4/14.9) or extended file entry (4/14.17): what a file is and where its bytes lie. */
export interface FileEntry {
  /** 4/14.6.6: 4 is a directory, 5 a file, 12 a symbolic link. */
  readonly fileType: number;
  readonly bytes: number;
  /** 4/14.6.8: what kind of descriptors the allocation consists of; `embedded` is the content itself. */
  readonly form: 'short' | 'long' | 'extended' | 'embedded';
  readonly allocation: Uint8Array;
  /** Where in the image the allocation lies: the content's place when it is embedded. */
  readonly place: Extent;
}

const forms = ['short', 'long', 'extended', 'embedded'] as const;
const descriptorBytes = { short: 8, long: 16, extended: 20, embedded: 1 } as const;

const MOST_CONTINUATIONS = 10_000;

/** Undefined when no entry begins here. `place` is where in the image `bytes` lie. */
export function fileEntryIn(bytes: Uint8Array, place: Extent): FileEntry | undefined {
  const tag = identify(bytes);
  if (tag !== Tag.fileEntry && tag !== Tag.extendedFileEntry) return undefined;
  const lengthsAt = tag === Tag.fileEntry ? 168 : 208;
  if (bytes.length < lengthsAt + 8) return undefined;
  const view = viewOf(bytes);
  const form = forms[view.getUint16(34, true) & 7];
  const start = lengthsAt + 8 + view.getUint32(lengthsAt, true);
  const end = start + view.getUint32(lengthsAt + 4, true);
  if (form === undefined || end > bytes.length) return undefined;
  return {
    fileType: bytes[27] ?? 0,
    bytes: Number(view.getBigUint64(56, true)),
    form,
    allocation: bytes.subarray(start, end),
    place: { offset: place.offset + start, bytes: end - start },
  };
}

/**
 * Where all bytes of the file lie, following the extents of further descriptors (4/12.1).
 * `own` is the partition of the entry itself, which short descriptors are about.
 * @throws UdfError when they were never recorded, or lie nowhere.
 */
export async function readExtents(
  entry: FileEntry,
  partitions: readonly Partition[],
  own: number,
  medium: Medium,
): Promise<readonly Extent[]> {
  if (entry.form === 'embedded') {
    if (entry.bytes > entry.place.bytes) throw new UdfError('Its size is not that of its content');
    return [{ offset: entry.place.offset, bytes: entry.bytes }];
  }
  const extents: Extent[] = [];
  let left = entry.bytes;
  let descriptors = entry.allocation;
  for (let rounds = 0; rounds < MOST_CONTINUATIONS; rounds++) {
    let next: Address | undefined;
    for (const address of addressesIn(descriptors, entry.form, own)) {
      medium.budget.spend(1);
      if (address.type === 3) {
        next = address;
        break;
      }
      // Space that is reserved behind the end of the file is not part of it (4/12.1).
      if (left === 0) break;
      if (address.type !== 0) throw new UdfError('A part of it was never recorded');
      const bytes = Math.min(address.bytes, left);
      left -= bytes;
      extents.push(...partitionOf(partitions, address).locate(address.block, bytes));
    }
    if (left === 0 || next === undefined) break;
    descriptors = await continuation(next, partitions, medium);
  }
  if (left > 0) throw new UdfError('A part of it has no place');
  return joined(extents);
}

/** The file's content, which must not be longer than `most`. */
export async function contentOf(
  entry: FileEntry,
  partitions: readonly Partition[],
  own: number,
  medium: Medium,
  most: number,
): Promise<Uint8Array> {
  if (entry.bytes > most) throw new UdfError('It is longer than it may be');
  medium.budget.spend(Math.ceil(entry.bytes / medium.blockBytes));
  const content = await readAll(medium.read, await readExtents(entry, partitions, own, medium));
  if (content.length < entry.bytes) throw new UdfError('The image ends before it does');
  return content;
}

export function partitionOf(partitions: readonly Partition[], { partition }: Pick<Address, 'partition'>): Partition {
  const found = partitions[partition];
  if (found === undefined) throw new UdfError('It lies in a partition that is not there');
  return found;
}

/** Up to the first without a length, which is the end (4/12). */
function* addressesIn(
  bytes: Uint8Array,
  form: Exclude<FileEntry['form'], 'embedded'>,
  own: number,
): Generator<Address> {
  const view = viewOf(bytes);
  const step = descriptorBytes[form];
  for (let at = 0; at + step <= bytes.length; at += step) {
    const length = view.getUint32(at, true);
    if ((length & LENGTH_MASK) === 0) return;
    if (form === 'short')
      yield {
        type: length >>> 30,
        bytes: length & LENGTH_MASK,
        block: view.getUint32(at + 4, true),
        partition: own,
      };
    else if (form === 'long') yield longAddress(view, at);
    // 4/14.14.3: the length, two more lengths, and then the place.
    else
      yield {
        type: length >>> 30,
        bytes: length & LENGTH_MASK,
        block: view.getUint32(at + 12, true),
        partition: view.getUint16(at + 16, true),
      };
  }
}

/** An allocation extent descriptor (4/14.5) and the allocation descriptors behind it. */
async function continuation(address: Address, partitions: readonly Partition[], medium: Medium): Promise<Uint8Array> {
  const extents = partitionOf(partitions, address).locate(address.block, Math.min(address.bytes, MOST_EXTENT_BYTES));
  const bytes = await readAll(medium.read, extents);
  if (identify(bytes) !== Tag.allocationExtent || bytes.length < TAG_BYTES + 8)
    throw new UdfError('The list of its parts breaks off');
  return bytes.subarray(TAG_BYTES + 8, TAG_BYTES + 8 + viewOf(bytes).getUint32(20, true));
}

/** UDF 2.3.11: an extent of allocation descriptors is one block. */
const MOST_EXTENT_BYTES = 64 * 1024;
