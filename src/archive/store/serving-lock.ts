import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LocalStorageError } from '../../contract/problem.ts';

const sqliteBusy = 5;

/**
 * Makes this process the only one that serves the archive in `dir`; returns how that ends. The lock is the operating
 * system's, by way of SQLite: it ends with the process, however that ends. Others may still open the archive.
 */
export function lockServing(dir: string): () => void {
  const lock = new DatabaseSync(path.join(dir, 'serving.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if ((cause as { errcode?: unknown }).errcode !== sqliteBusy) throw cause;
    throw new LocalStorageError('archive-served', 'Another process serves this archive already.', { cause });
  }
  return () => lock.close();
}
