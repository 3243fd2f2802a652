import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type FileSetOptions, partsOf } from '../../export/write-file-set.ts';
import { onDisk } from '../../scan/staging/copy-file.ts';
import { Owner, isOwnerGone } from '../../upload/owner.ts';

/** Where an export writes. */
const Target = z.object({ format: z.enum(['folder', 'zip', 'iso']), folder: z.string(), name: z.string() });
type Target = Pick<FileSetOptions, 'format' | 'folder' | 'name'>;

const TARGET = 'target.json';

/** A folder for what an export treats on its way. */
export interface ExportSpool {
  readonly path: string;
  release(): Promise<void>;
}

/**
 * What exports that run leave on the disk meanwhile: files of patients. When a process is killed they stay, and the
 * next one deletes them: the folder here, and what is half written where it was to go.
 */
export class ExportSpools {
  readonly #dir: string;

  /** @param dataDir of the program */
  constructor(dataDir: string) {
    this.#dir = join(dataDir, 'exports');
  }

  async open({ format, folder, name }: Target): Promise<ExportSpool> {
    const path = join(this.#dir, randomUUID().slice(0, 8));
    await onDisk(async () => mkdir(path, { recursive: true, mode: 0o700 }));
    const owner = new Owner(path);
    await onDisk(async () => writeFile(join(path, TARGET), JSON.stringify({ format, folder, name, owner: owner.id })));
    return {
      path,
      release: async () => {
        await rm(path, { recursive: true, force: true });
        owner.close();
      },
    };
  }

  /** Deletes what killed processes left. A disc that is out by now keeps its own. */
  async sweep(): Promise<void> {
    for (const entry of await this.#folders()) {
      const path = join(this.#dir, entry);
      const target = await readTarget(path);
      if (target !== undefined && !isOwnerGone(path, target.owner)) continue;
      for (const part of target === undefined ? [] : await partsOf(target))
        await rm(part, { recursive: true, force: true });
      await rm(path, { recursive: true, force: true });
    }
  }

  async #folders(): Promise<string[]> {
    try {
      const entries = await readdir(this.#dir, { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }
}

/** Undefined when the process ended before it began to write. */
async function readTarget(path: string): Promise<(Target & { readonly owner: string }) | undefined> {
  try {
    const text = await readFile(join(path, TARGET), 'utf8');
    return Target.extend({ owner: z.uuid() }).parse(JSON.parse(text));
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsent || error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}
