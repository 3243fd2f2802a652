import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from './database.ts';

/** A complete, fsynced file that is not an object yet. `discard` after `commit` does nothing. */
export interface ReceivedFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  discard(): Promise<void>;
}

export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/**
 * Files by content: objects/ab/abcdef…. A row of `object` is committed only when its file is on the disk.
 * The write lock of the database guards renames and removals, across processes too.
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
    mkdirSync(path.join(root, 'objects'), { recursive: true, mode: 0o700 });
    this.#sweepAfterCrash();
    this.removeDiscarded();
  }

  /**
   * Writes `body` to a temporary file, hashing it, and flushes it to the disk. Leaves nothing behind when it fails.
   * After a failure to write it hears `body` to its end: a sender who is cut off would not learn the reason.
   */
  async receive(body: AsyncIterable<Uint8Array>, limit: number): Promise<ReceivedFile> {
    const file = path.join(this.incoming, randomUUID());
    const discard = () => rm(file, { force: true });
    const hash = createHash('sha256');
    let size = 0;
    let failure: { readonly cause: unknown } | undefined;
    try {
      await using handle = await open(file, 'wx', 0o600);
      for await (const chunk of body) {
        size += chunk.length;
        if (size > limit) throw new TooLargeError(`More than ${limit} bytes`);
        if (failure !== undefined) continue;
        hash.update(chunk);
        await writeAll(handle, chunk).catch((cause: unknown) => {
          failure = { cause };
        });
      }
      if (failure !== undefined) throw failure.cause;
      await handle.sync();
    } catch (error) {
      await discard();
      throw error;
    }
    return { path: file, sha256: hash.digest('hex'), size, discard };
  }

  /** Makes a received file an object, or drops it when the same bytes are there. Call inside `database.write`. */
  commit(file: ReceivedFile): void {
    this.#database.run('DELETE FROM discarded_object WHERE sha256 = ?', file.sha256);
    const target = this.pathOf(file.sha256);
    // A file that was lost or cut is mended by the bytes that came again.
    if (this.#has(file.sha256) && statSync(target, { throwIfNoEntry: false })?.size === file.size) {
      rmSync(file.path, { force: true });
      return;
    }
    const folder = path.dirname(target);
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(path.dirname(folder));
    renameSync(file.path, target);
    syncFolder(folder);
    this.#database.run('INSERT OR IGNORE INTO object (sha256, size) VALUES (?, ?)', file.sha256, file.size);
  }

  /** Removes the file of an object whose row was rolled back. */
  removeUnknown(sha256: string): void {
    this.#database.write(() => {
      if (this.#has(sha256)) return;
      rmSync(this.pathOf(sha256), { force: true });
    });
  }

  /** Forgets objects that no instance and no attachment refers to. Call inside `database.write`; then `removeDiscarded` after it. */
  discardUnreferenced(sha256s: readonly string[]): void {
    for (const sha256 of sha256s) {
      if (this.#isReferred(sha256)) continue;
      this.#database.run('DELETE FROM object WHERE sha256 = ?', sha256);
      this.#database.run('INSERT OR IGNORE INTO discarded_object (sha256) VALUES (?)', sha256);
    }
  }

  #isReferred(sha256: string): boolean {
    return ['instance', 'attachment'].some(
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

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}

/** A rename is durable when its folder is flushed. Windows does not let a folder be opened, and needs it not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
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
