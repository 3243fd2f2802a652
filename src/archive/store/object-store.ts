import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from './database.ts';
import { flushFile, flushFolder, flushFolderSync } from './flush.ts';
import { type ReceivedFile, receiveFile } from './receive.ts';

/** A file that is on the disk, flushed, and can become an object. */
export interface PlacedFile extends Pick<ReceivedFile, 'path' | 'sha256' | 'size'> {
  /** Which file stands, with its name flushed, where the object belongs; undefined when none does. */
  readonly inPlace: number | undefined;
}

/**
 * Files by content: objects/ab/abcdef…. A row of `object` is committed only when its file and the file's name are on
 * the disk. The write lock of the database guards what becomes an object and what is removed, across processes too.
 */
export class ObjectStore {
  readonly #root: string;
  readonly #database: Database;
  /** This process's uploads. Named after it, so that the next one can tell what a crash has left. */
  readonly incoming: string;

  constructor(root: string, database: Database) {
    this.#root = root;
    this.#database = database;
    this.incoming = path.join(root, 'incoming', `${process.pid}.${processMark}.${randomUUID()}`);
    mkdirSync(this.incoming, { recursive: true, mode: 0o700 });
    this.#makeFolders();
    this.#sweepAfterCrash();
    this.removeDiscarded();
  }

  /** All at once, and flushed: an object must not wait for the name of its folder. */
  #makeFolders(): void {
    const objects = path.join(this.#root, 'objects');
    mkdirSync(objects, { recursive: true, mode: 0o700 });
    const names = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'));
    const there = new Set(readdirSync(objects));
    const missing = names.filter((name) => !there.has(name));
    if (missing.length === 0) return;
    for (const name of missing) mkdirSync(path.join(objects, name), { recursive: true, mode: 0o700 });
    flushFolderSync(objects);
    flushFolderSync(this.#root);
  }

  /** Writes `body` to a temporary file, hashing it. Leaves nothing behind when it fails. */
  receive(body: AsyncIterable<Uint8Array>, limit: number): Promise<ReceivedFile> {
    return receiveFile(path.join(this.incoming, randomUUID()), body, limit);
  }

  /** Flushes a received file to the disk, under the name of its object where that can be had: ready for `commit`. */
  async place(file: ReceivedFile): Promise<PlacedFile> {
    const target = this.pathOf(file.sha256);
    const linked = await link(file.path, target).then(
      () => true,
      // The same bytes are there; or the file system knows no links: then the file is moved within `commit`.
      () => false,
    );
    const [inPlace] = await Promise.all([
      linked ? flushName(target) : flushNamed(target, file.size),
      flushFile(file.path),
    ]);
    return { ...file, inPlace };
  }

  /** Makes a placed file an object, or drops it when the same bytes are there. Call inside `database.write`. */
  commit(file: PlacedFile): void {
    this.#database.run('DELETE FROM discarded_object WHERE sha256 = ?', file.sha256);
    const target = this.pathOf(file.sha256);
    const found = statSync(target, { throwIfNoEntry: false });
    // A file that was lost or cut is mended by the bytes that came again. So is one that was removed since it was placed.
    const isThere = found?.size === file.size && (found.ino === file.inPlace || this.#has(file.sha256));
    if (!isThere) {
      renameSync(file.path, target);
      flushFolderSync(path.dirname(target));
    }
    this.#database.run('INSERT OR IGNORE INTO object (sha256, size) VALUES (?, ?)', file.sha256, file.size);
  }

  /** Removes the file of an object whose row was rolled back. */
  removeUnknown(sha256: string): void {
    this.#database.write(() => {
      if (this.#has(sha256)) return;
      rmSync(this.pathOf(sha256), { force: true });
    });
  }

  /** Forgets objects that no instance, no attachment and no deleted study refers to. Call inside `database.write`; then `removeDiscarded` after it. */
  discardUnreferenced(sha256s: readonly string[]): void {
    for (const sha256 of sha256s) {
      if (this.#isReferred(sha256)) continue;
      this.#database.run('DELETE FROM object WHERE sha256 = ?', sha256);
      this.#database.run('INSERT OR IGNORE INTO discarded_object (sha256) VALUES (?)', sha256);
    }
  }

  #isReferred(sha256: string): boolean {
    return ['instance', 'attachment', 'deleted_object'].some(
      (table) => this.#database.get(`SELECT 1 FROM ${table} WHERE object = ?`, sha256) !== undefined,
    );
  }

  /** Opens an object whose file has the size it was stored with; undefined when it is gone or was cut. */
  async open(sha256: string, size: number): Promise<FileHandle | undefined> {
    const handle = await open(this.pathOf(sha256), 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (handle === undefined) return undefined;
    if ((await handle.stat()).size === size) return handle;
    await handle.close();
    return undefined;
  }

  pathOf(sha256: string): string {
    return path.join(this.#root, 'objects', sha256.slice(0, 2), sha256);
  }

  /** The folder of pictures made from an object; it goes with the object. */
  cacheOf(sha256: string): string {
    return path.join(this.#root, 'cache', sha256.slice(0, 2), sha256);
  }

  /** A kept picture, or undefined. */
  async cached(sha256: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return readFile(path.join(this.cacheOf(sha256), name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  }

  /** Keeps a picture of an object that is there. A reader never sees half of one. */
  async cache(sha256: string, name: string, bytes: Uint8Array): Promise<void> {
    const folder = this.cacheOf(sha256);
    const temporary = path.join(this.incoming, randomUUID());
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(temporary, bytes, { mode: 0o600 });
      await rename(temporary, path.join(folder, name));
      // Deleted while its picture was made: nothing of it may stay.
      if (!this.#has(sha256)) await rm(folder, { recursive: true, force: true });
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  #has(sha256: string): boolean {
    return this.#database.get('SELECT 1 FROM object WHERE sha256 = ?', sha256) !== undefined;
  }

  close(): void {
    const entries = readdirSync(this.incoming, { withFileTypes: true });
    // An upload that was cut a moment ago may have a name among the objects already: the next start looks after it.
    if (entries.some((entry) => entry.isFile())) return;
    rmSync(this.incoming, { recursive: true, force: true });
  }

  /** Removes the files of what was discarded, once that is committed. */
  removeDiscarded(): void {
    for (const { sha256 } of this.#database.all<{ sha256: string }>('SELECT sha256 FROM discarded_object')) {
      this.#database.write(() => {
        if (this.#database.run('DELETE FROM discarded_object WHERE sha256 = ?', sha256) === 0) return;
        rmSync(this.pathOf(sha256), { force: true });
        rmSync(this.cacheOf(sha256), { recursive: true, force: true });
      });
    }
  }

  /** A killed process leaves its folder of uploads, and perhaps an object whose row was never committed. */
  #sweepAfterCrash(): void {
    const incoming = path.join(this.#root, 'incoming');
    const crashed = readdirSync(incoming).filter((name) => !isInUse(name));
    for (const name of crashed) rmSync(path.join(incoming, name), { recursive: true, force: true });
    if (crashed.length > 0) this.#removeUnknownObjects();
  }

  #removeUnknownObjects(): void {
    const objects = path.join(this.#root, 'objects');
    for (const folder of readdirSync(objects)) {
      for (const sha256 of readdirSync(path.join(objects, folder))) this.removeUnknown(sha256);
    }
  }
}

/** Flushes the name of a file that was linked; returns which file it names. */
async function flushName(file: string): Promise<number | undefined> {
  const ino = statSync(file, { throwIfNoEntry: false })?.ino;
  await flushFolder(path.dirname(file));
  return ino;
}

/** Flushes the file of that name, and the name; undefined when there is none of that size. */
async function flushNamed(file: string, size: number): Promise<number | undefined> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.size !== size) return undefined;
  await Promise.all([flushFile(file), flushFolder(path.dirname(file))]);
  return found.ino;
}

/** Tells this process from an earlier one that had the same pid. */
const processMark = randomUUID();

function isInUse(name: string): boolean {
  const [pid = '', mark] = name.split('.');
  if (Number(pid) === process.pid) return mark === processMark;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
