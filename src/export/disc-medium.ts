import { type DiscFile, foldersOf } from '../disc-image/directory-tree.ts';
import { SECTOR, isoName, jolietName } from '../disc-image/records.ts';
import { terminator, volumeDescriptor } from '../disc-image/volume-descriptor.ts';
import { FIRST_FILE, MOST_BYTES, RUN_OUT, type Tree, writeTree } from '../disc-image/write-tree.ts';
import { listContainer } from '../source/containers/container.ts';
import type { Contained } from '../source/place.ts';
import { ExportError } from './export-error.ts';
import type { FilePath } from '../disc-image/directory-tree.ts';
import type { Medium } from './medium.ts';
import { OutputFile } from './output-file.ts';

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
    for (const encode of [isoName, jolietName]) {
      const { tree, bytes } = writeTree(folders, { encode, start: file.end / SECTOR, date: this.#date });
      await file.append(bytes);
      trees.push(tree);
    }
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

  async contents(): Promise<Contained> {
    const contained = await listContainer(this.path);
    if (contained === undefined) throw new ExportError('not-verified', 'The disc image cannot be read back.');
    return contained;
  }

  async discard(): Promise<void> {
    await this.#file.discard();
  }
}
