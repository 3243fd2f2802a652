import { type FilePath, foldersOf } from './directory-tree.ts';
import { SECTOR, isoName, jolietName } from './records.ts';
import { terminator, volumeDescriptor } from './volume-descriptor.ts';
import { FIRST_FILE, RUN_OUT, writeTree } from './write-tree.ts';

/** A file whose length is known before it is read. */
export interface DiscContent {
  /** Components of up to eight characters A–Z, 0–9 and `_`, the last with one point and three more at most. */
  readonly path: FilePath;
  /** At most 4 GB less one byte. */
  readonly bytes: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

export interface DiscStream {
  readonly bytes: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/**
 * A disc image in ISO 9660 level 1 with Joliet (PS3.12 F) that is read from front to back as it is made: all lengths
 * are known, so where everything lies is, too.
 * @param label of the volume: 0–16 characters A–Z, 0–9 and `_`
 */
export function streamDisc(files: readonly DiscContent[], { label, date }: { label: string; date: Date }): DiscStream {
  let next = FIRST_FILE;
  const placed = files.map(({ path, bytes }) => {
    const sector = next;
    next += Math.ceil(bytes / SECTOR);
    return { path, sector, bytes };
  });
  const folders = foldersOf(placed);
  const plain = writeTree(folders, { encode: isoName, start: next, date });
  const joliet = writeTree(folders, { encode: jolietName, start: next + plain.bytes.length / SECTOR, date });
  const sectors = next + (plain.bytes.length + joliet.bytes.length) / SECTOR + RUN_OUT;
  const head = Buffer.concat([
    new Uint8Array(16 * SECTOR),
    ...[plain, joliet].map(({ tree }) => volumeDescriptor({ ...tree, label, sectors, date })),
    terminator(),
  ]);
  async function* open(): AsyncGenerator<Uint8Array> {
    yield head;
    for (const file of files) {
      let read = 0;
      for await (const chunk of file.open()) {
        read += chunk.length;
        yield chunk;
      }
      // What follows would lie elsewhere than it is said to.
      if (read !== file.bytes) throw new Error('A file of the disc image has another length than it had');
      yield new Uint8Array((SECTOR - (read % SECTOR)) % SECTOR);
    }
    yield plain.bytes;
    yield joliet.bytes;
    yield new Uint8Array(RUN_OUT * SECTOR);
  }
  return { bytes: sectors * SECTOR, open };
}
