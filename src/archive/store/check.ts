import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LocalStorageError } from '../../contract/problem.ts';

/** `missing`, `cut`, `changed`: a file that is not what was stored. `unknown`: a file that nothing refers to. */
export interface Fault {
  readonly kind: 'database' | 'missing' | 'cut' | 'changed' | 'unknown';
  /** SHA-256 of the object, or what the database says of itself. */
  readonly what: string;
  /** How many images and attachments are lost with it. */
  readonly used: number;
}

export interface CheckReport {
  readonly objects: number;
  readonly bytes: number;
  readonly faults: readonly Fault[];
}

/** Reads everything that an archive holds and compares it with what was stored; changes nothing, also while it is served. */
export async function checkArchive(dir: string, signal?: AbortSignal): Promise<CheckReport> {
  const source = path.join(dir, 'archive.sqlite');
  if (!existsSync(source)) throw new LocalStorageError('no-archive', 'There is no archive in that folder.');
  const database = new DatabaseSync(source, { readOnly: true, timeout: 10_000 });
  try {
    const faults: Fault[] = [];
    for (const row of database.prepare('PRAGMA integrity_check').all()) {
      if (row['integrity_check'] !== 'ok') faults.push({ kind: 'database', what: textOf(row), used: 0 });
    }
    for (const row of database.prepare('PRAGMA foreign_key_check').all()) {
      faults.push({ kind: 'database', what: textOf(row), used: 0 });
    }
    const isKnown = database.prepare('SELECT 1 FROM object WHERE sha256 = ?');
    const uses = database.prepare(
      `SELECT (SELECT count(*) FROM instance WHERE object = :object) +
         (SELECT count(*) FROM attachment WHERE object = :object) AS used`,
    );
    const objects = database.prepare('SELECT sha256, size FROM object ORDER BY sha256').all() as unknown as Stored[];
    let bytes = 0;
    for (const object of objects) {
      signal?.throwIfAborted();
      bytes += object.size;
      const kind = await faultOf(dir, object, signal);
      // Deleted since the list was read, when it is not known any more.
      if (kind === undefined || isKnown.get(object.sha256) === undefined) continue;
      faults.push({ kind, what: object.sha256, used: Number(uses.get({ object: object.sha256 })?.['used'] ?? 0) });
    }
    for (const file of await objectFiles(dir)) {
      const name = path.basename(file);
      const isObject = file === fileOf(dir, name) && isKnown.get(name) !== undefined;
      // What comes in just now is a file before it is a row.
      if (!isObject && !(await isFresh(file))) faults.push({ kind: 'unknown', what: name, used: 0 });
    }
    return { objects: objects.length, bytes, faults };
  } finally {
    database.close();
  }
}

export interface Stored {
  readonly sha256: string;
  readonly size: number;
}

export const fileOf = (dir: string, sha256: string): string => path.join(dir, 'objects', sha256.slice(0, 2), sha256);

async function faultOf(
  dir: string,
  { sha256, size }: Stored,
  signal?: AbortSignal,
): Promise<Fault['kind'] | undefined> {
  const hash = createHash('sha256');
  let read = 0;
  try {
    for await (const chunk of createReadStream(fileOf(dir, sha256), { signal, highWaterMark: 1024 * 1024 })) {
      hash.update(chunk as Uint8Array);
      read += (chunk as Uint8Array).length;
    }
  } catch (error) {
    signal?.throwIfAborted();
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'changed';
  }
  if (read < size) return 'cut';
  return hash.digest('hex') === sha256 ? undefined : 'changed';
}

async function objectFiles(dir: string): Promise<string[]> {
  const entries = await readdir(path.join(dir, 'objects'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function isFresh(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined); // gone again
  return found === undefined || Date.now() - found.mtimeMs < 60 * 60_000;
}

const textOf = (row: Readonly<Record<string, unknown>>): string => Object.values(row).join(' ');
