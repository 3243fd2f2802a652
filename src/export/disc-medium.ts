import type { Contained } from '../../source/place.ts';
import { listContainer } from '../../source/containers/container.ts';
import { ExportError } from '../export-error.ts';
import type { FilePath, Medium } from '../medium.ts';
import { OutputFile } from '../output-file.ts';
import { type DiscFile, type Folder, foldersOf } from './directory-tree.ts';
import {
  type EncodeName,
  SECTOR,
  type Layout,
  folderRecords,
  isoName,
  jolietName,
  pathTable,
  rootRecord,
} from './records.ts';
import { type Volume, terminator, volumeDescriptor } from './volume-descriptor.ts';

/** Sixteen sectors for the system (ECMA-119 6.2.1), then the three descriptors. */
const FIRST_FILE = 19;
/** Drives may fail to read the last sectors of a disc that was written at once: nothing lies in them. */
const RUN_OUT = 150;
/** One extent of a file (ECMA-119 9.1.4); level 1 has no more. */
const MOST_BYTES = 0xffff_ffff;

type Tree = Omit<Volume, 'label' | 'sectors' | 'date'>;

/** No less than the folders and the tables of both trees take for each. */
const BYTES_OF_FOLDER = 6 * SECTOR;
const BYTES_OF_FILE = 160;

/**
 * A file-set as a disc image in ISO 9660 level 1 with Joliet (PS3.12 F): files first, each as it comes, and behind them
 * the folders that name them. So nothing need be known of a file before it is written.
 */
export class DiscMedium implements Medium {
  readonly #file: OutputFile;
  readonly #label: string;
  readonly #date: Date;
  readonly #files: DiscFile[] = [];
  /** Their paths; the root's is empty. */
  readonly #folders = new Set<string>(['']);

  private constructor(file: OutputFile, label: string, date: Date) {
    this.#file = file;
    this.#label = label;
    this.#date = date;
  }

  /** @param label of the volume: 0–16 characters A–Z, 0–9 and `_` */
  static async create(path: string, { label, date }: { label: string; date: Date }): Promise<DiscMedium> {
    const file = await OutputFile.create(path);
    await file.append(new Uint8Array(FIRST_FILE * SECTOR));
    return new DiscMedium(file, label, date);
  }

  get path(): string {
    return this.#file.path;
  }

  get bytes(): number {
    return (
      this.#file.end + RUN_OUT * SECTOR + this.#folders.size * BYTES_OF_FOLDER + this.#files.length * BYTES_OF_FILE
    );
  }

  async add(path: FilePath, content: Parameters<Medium['add']>[1]): Promise<void> {
    const start = this.#file.end;
    try {
      for await (const chunk of content) {
        if (this.#file.end - start + chunk.byteLength > MOST_BYTES)
          throw new ExportError('too-large-for-disc', 'The object is larger than a file of a disc can be (4 GB).');
        await this.#file.append(chunk);
      }
      const bytes = this.#file.end - start;
      await this.#file.pad(SECTOR);
      this.#files.push({ path, sector: start / SECTOR, bytes });
      for (let depth = 1; depth < path.length; depth += 1) this.#folders.add(path.slice(0, depth).join('/'));
    } catch (error) {
      await this.#file.rewind(start);
      throw error;
    }
  }

  async takeBack(): Promise<void> {
    const last = this.#files.pop();
    if (last !== undefined) await this.#file.rewind(last.sector * SECTOR);
  }

  async finish(): Promise<void> {
    const file = this.#file;
    const folders = foldersOf(this.#files);
    const trees: Tree[] = [];
    for (const encode of [isoName, jolietName]) trees.push(await this.#writeTree(folders, encode));
    await file.append(new Uint8Array(RUN_OUT * SECTOR));
    const sectors = file.end / SECTOR;
    for (const [index, tree] of trees.entries())
      await file.writeAt(
        (16 + index) * SECTOR,
        volumeDescriptor({ ...tree, label: this.#label, sectors, date: this.#date }),
      );
    await file.writeAt(18 * SECTOR, terminator());
    await file.close();
  }

  /** The path tables in both byte orders, then the folders. */
  async #writeTree(folders: readonly Folder[], encode: EncodeName): Promise<Tree> {
    const file = this.#file;
    const sectors = new Map<Folder, number>();
    const bytes = new Map<Folder, number>();
    const layout: Layout = { encode, sectors, bytes, date: this.#date };
    // Lengths do not depend on where things lie.
    const pathTableBytes = pathTable(folders, layout, true).length;
    const littleEndianTable = file.end / SECTOR;
    const bigEndianTable = littleEndianTable + Math.ceil(pathTableBytes / SECTOR);
    let next = bigEndianTable + (bigEndianTable - littleEndianTable);
    for (const folder of folders) {
      const { length } = folderRecords(folder, layout);
      sectors.set(folder, next);
      bytes.set(folder, length);
      next += length / SECTOR;
    }
    for (const littleEndian of [true, false]) {
      await file.append(pathTable(folders, layout, littleEndian));
      await file.pad(SECTOR);
    }
    for (const folder of folders) await file.append(folderRecords(folder, layout));
    const [root] = folders;
    if (root === undefined) throw new TypeError('A tree has a root');
    return { encode, pathTableBytes, littleEndianTable, bigEndianTable, root: rootRecord(root, layout) };
  }

  async contents(): Promise<Contained> {
    const contained = await listContainer(this.path);
    if (contained === undefined) throw new ExportError('not-verified', 'The disc image cannot be read back.');
    return contained;
  }

  async discard(): Promise<void> {
    await this.#file.discard();
  }
}
