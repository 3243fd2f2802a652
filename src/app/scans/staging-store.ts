import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { isOwnerGone, Owner } from '../../upload/owner.ts';
import { onDisk } from '../../scan/staging/copy-file.ts';

/** What lies beside the copies of one scan. */
const Header = z.object({ sources: z.array(z.string()), keepUntil: z.iso.datetime() });
type Header = z.infer<typeof Header>;

const HEADER = 'staging.json';
const DAY = 24 * 60 * 60 * 1000;
/** A copy that broke off can be gone on with for so long. */
const KEEP_MS = 7 * DAY;

/** The folder of one copy, which is this program's until it is released. */
export interface StagingFolder {
  readonly path: string;
  /** The copy is complete: it goes when it is released and no import needs it. */
  keepNoLonger(): Promise<void>;
  release(): Promise<void>;
}

/**
 * The copies of discs on this computer: files of patients, which lie there for their owner only and no longer than
 * needed. A folder goes when no scan of any running program uses it, no unfinished import needs a file of it, and its
 * time is over.
 */
export class StagingStore {
  readonly #dir: string;
  readonly #stagedFilesInUse: () => readonly string[];
  readonly #now: () => number;

  /** @param stagedFilesInUse the absolute paths of the files that unfinished imports will read */
  constructor(dir: string, stagedFilesInUse: () => readonly string[], now: () => number = Date.now) {
    this.#dir = dir;
    this.#stagedFilesInUse = stagedFilesInUse;
    this.#now = now;
  }

  /** A folder for copies of these sources: the one that broke off, else a new one. @throws LocalStorageError */
  async open(sources: readonly string[]): Promise<StagingFolder> {
    await onDisk(async () => mkdir(this.#dir, { recursive: true, mode: 0o700 }));
    for (const path of await this.#folders()) {
      const header = await readHeader(path);
      if (header === undefined || !sameSources(header.sources, sources)) continue;
      const owner = this.#claim(path, await readdir(path));
      if (owner !== undefined) return this.#opened(path, owner, sources);
    }
    const path = join(await realpath(this.#dir), randomUUID().slice(0, 8));
    await onDisk(async () => mkdir(path, { mode: 0o700 }));
    return this.#opened(path, new Owner(lockOf(path)), sources);
  }

  /** Deletes every folder that nothing refers to any more. */
  async sweep(): Promise<void> {
    const inUse = this.#stagedFilesInUse();
    for (const path of await this.#folders()) {
      if (inUse.some((file) => file.startsWith(path + sep)) || !(await this.#isOver(path))) continue;
      // Not while another program copies there, or reads it.
      const owner = this.#claim(path, await readdir(path));
      if (owner === undefined) continue;
      owner.close();
      await rm(path, { recursive: true, force: true });
    }
  }

  async #opened(path: string, owner: Owner, sources: readonly string[]): Promise<StagingFolder> {
    const keepUntil = async (time: number): Promise<void> =>
      writeHeader(path, { sources: [...sources], keepUntil: new Date(time).toISOString() });
    await keepUntil(this.#now() + KEEP_MS);
    return {
      path,
      keepNoLonger: async () => keepUntil(this.#now()),
      release: async () => {
        owner.close();
        await this.sweep();
      },
    };
  }

  /** Undefined when a scan has it, of this program or another. */
  #claim(path: string, names: readonly string[]): Owner | undefined {
    const owner = new Owner(lockOf(path));
    const others = names.flatMap((name) => lockName.exec(name)?.[1] ?? []);
    if (others.every((id) => isOwnerGone(lockOf(path), id))) return owner;
    owner.close();
    return undefined;
  }

  async #isOver(path: string): Promise<boolean> {
    const header = await readHeader(path);
    if (header !== undefined) return Date.parse(header.keepUntil) <= this.#now();
    // Just made by another program, or left without a header by a crash.
    return this.#now() - (await stat(path)).mtimeMs > DAY;
  }

  async #folders(): Promise<string[]> {
    try {
      // Without links: an import knows files by the path that they really have.
      const dir = await realpath(this.#dir);
      const entries = await readdir(dir, { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(dir, name));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []; // nothing was ever copied
      throw error;
    }
  }
}

const lockOf = (path: string): string => join(path, 'lock');
/** As `Owner` names them. */
const lockName = /^lock-owner-([0-9a-f-]{36})$/;

const sameSources = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((source, index) => source === b[index]);

async function readHeader(path: string): Promise<Header | undefined> {
  try {
    return Header.parse(JSON.parse(await readFile(join(path, HEADER), 'utf8')));
  } catch {
    return undefined; // none, or cut off: the folder is nobody's
  }
}

async function writeHeader(path: string, header: Header): Promise<void> {
  await onDisk(async () => {
    const file = join(path, HEADER);
    await writeFile(`${file}.new`, JSON.stringify(header), { mode: 0o600 });
    await rename(`${file}.new`, file);
  });
}
