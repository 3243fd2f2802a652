import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Contained, ContainedFile } from '../source/place.ts';
import { asWriteError } from './export-error.ts';
import type { FilePath } from '../disc-image/directory-tree.ts';
import type { Medium } from './medium.ts';
import { OutputFile } from './output-file.ts';

/** A file-set as plain files in a new folder. */
export class FolderMedium implements Medium {
  readonly path: string;
  #bytes = 0;
  readonly #files: { readonly path: FilePath; readonly bytes: number }[] = [];

  private constructor(path: string) {
    this.path = path;
  }

  static async create(path: string): Promise<FolderMedium> {
    try {
      await mkdir(path);
    } catch (error) {
      throw asWriteError(error);
    }
    return new FolderMedium(path);
  }

  get bytes(): number {
    return this.#bytes;
  }

  async add(path: FilePath, content: Parameters<Medium['add']>[1]): Promise<void> {
    const target = join(this.path, ...path);
    try {
      await mkdir(dirname(target), { recursive: true });
    } catch (error) {
      throw asWriteError(error);
    }
    const file = await OutputFile.create(target);
    try {
      for await (const chunk of content) await file.append(chunk);
      await file.close();
    } catch (error) {
      await file.discard();
      throw error;
    }
    this.#files.push({ path, bytes: file.end });
    this.#bytes += file.end;
  }

  async takeBack(): Promise<void> {
    const last = this.#files.pop();
    if (last === undefined) return;
    this.#bytes -= last.bytes;
    await rm(join(this.path, ...last.path));
  }

  async finish(): Promise<void> {
    // Each file was closed as it was written.
  }

  async contents(): Promise<Contained> {
    const files = this.#files.map(({ path, bytes }): ContainedFile => ({
      path: path.join('/'),
      place: { kind: 'extents', extents: [{ offset: 0, bytes }] },
    }));
    return { files, problems: [] };
  }

  async discard(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
