import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LocalStorageError } from '../../contract/problem.ts';

const sqliteBusy = 5;

/**
 * Makes this process the only one that serves the archive in `dir`; returns how that ends. The lock is the operating
 * system's, by way of SQLite: it ends with the process, however that ends. Others may still open the archive.
 */
export function lockServing(dir: string): () => void {
  const unlock = tryLock(dir, 'serving.lock');
  if (unlock === undefined)
    throw new LocalStorageError('archive-served', 'Another process serves this archive already.');
  return unlock;
}

/** Takes a lock of that kind; undefined when somebody has it. */
export function tryLock(dir: string, name: 'serving.lock' | 'webhooks.lock'): (() => void) | undefined {
  const lock = new DatabaseSync(path.join(dir, name), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: unknown }).errcode !== sqliteBusy) throw error;
    return undefined;
  }
  return () => lock.close();
}
