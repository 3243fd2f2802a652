import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { LocalStorageError } from '../../contract/problem.ts';
import { fileOf, type Stored } from './check.ts';
import { flushFile, flushFolder } from './flush.ts';

export interface CopyReport {
  readonly objects: number;
  readonly bytes: number;
}

/** Studies may be deleted while they are copied; what is deleted again and again is not waited for longer. */
const maxSnapshots = 5;

/**
 * Copies an archive into a folder that is not there yet: a backup, also of one that is being served, or a backup to
 * where it is served from. Every object is compared with its digest on the way, and the folder gets its name when all
 * of it is on the disk.
 */
export async function copyArchive(from: string, to: string, signal?: AbortSignal): Promise<CopyReport> {
  const source = path.join(from, 'archive.sqlite');
  if (!existsSync(source)) throw new LocalStorageError('no-archive', 'There is no archive in that folder.');
  if (existsSync(to) && (await readdir(to)).length > 0) {
    throw new LocalStorageError('not-empty', 'The folder that the archive is to be copied into is not empty.');
  }
  const partial = `${path.resolve(to)}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(path.join(partial, 'objects'), { recursive: true, mode: 0o700 });
  try {
    const objects = await snapshot(from, partial, signal);
    for (const folder of await readdir(path.join(partial, 'objects'))) {
      await flushFolder(path.join(partial, 'objects', folder));
    }
    await flushFolder(path.join(partial, 'objects'));
    await flushFolder(partial);
    await rm(to, { recursive: true, force: true });
    await rename(partial, to);
    await flushFolder(path.dirname(path.resolve(to)));
    return { objects: objects.length, bytes: objects.reduce((sum, { size }) => sum + size, 0) };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** The objects that are there, then the database, then what came in between, until nothing is missing. */
async function snapshot(from: string, to: string, signal?: AbortSignal): Promise<Stored[]> {
  const source = new DatabaseSync(path.join(from, 'archive.sqlite'), { readOnly: true, timeout: 10_000 });
  try {
    const copied = new Map<string, boolean>();
    const target = path.join(to, 'archive.sqlite');
    let objects = storedIn(source);
    for (let round = 0; round < maxSnapshots; round += 1) {
      for (const object of objects) {
        signal?.throwIfAborted();
        if (copied.get(object.sha256) !== true) copied.set(object.sha256, await copyObject(from, to, object));
      }
      await rm(target, { force: true });
      await backup(source, target);
      objects = settled(target);
      if (objects.every(({ sha256 }) => copied.get(sha256) === true)) {
        await flushFile(target);
        const kept = new Set(objects.map(({ sha256 }) => sha256));
        for (const [sha256] of copied) if (!kept.has(sha256)) await rm(fileOf(to, sha256), { force: true });
        return objects;
      }
    }
  } finally {
    source.close();
  }
  throw new LocalStorageError(
    'archive-damaged',
    'Objects of the archive are missing or damaged. `fileroom archive check` names them.',
  );
}

/** Out of the journal into one file, which can be read from a medium that cannot be written. */
function settled(file: string): Stored[] {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = DELETE');
    return storedIn(database);
  } finally {
    database.close();
  }
}

const storedIn = (database: DatabaseSync): Stored[] =>
  database.prepare('SELECT sha256, size FROM object ORDER BY sha256').all() as unknown as Stored[];

/** False when the file is gone, or is not what was stored. */
async function copyObject(from: string, to: string, { sha256 }: Stored): Promise<boolean> {
  const target = fileOf(to, sha256);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  try {
    await cp(fileOf(from, sha256), target, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  await flushFile(target);
  const hash = createHash('sha256');
  await using handle = await open(target);
  for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Uint8Array);
  return hash.digest('hex') === sha256;
}
