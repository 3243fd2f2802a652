import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { withLocalStorage } from './local-storage.ts';

const SQLITE_BUSY = 5;
const SQLITE_CANTOPEN = 14;

/**
 * Whoever works on imports holds a lock that the system takes away with the process, however that ends. A process id
 * would not do: after a restart of the computer another program has it.
 */
export class Owner {
  readonly id = randomUUID();
  readonly #lock: DatabaseSync;
  readonly #file: string;

  /** @param journal the journal's file; the lock lies beside it. */
  constructor(journal: string) {
    this.#file = lockFile(journal, this.id);
    this.#lock = withLocalStorage(() => {
      const lock = new DatabaseSync(this.#file);
      lock.exec('BEGIN EXCLUSIVE');
      return lock;
    });
  }

  close(): void {
    this.#lock.close();
    rmSync(this.#file, { force: true });
  }
}

/** Whether the owner with this id has ended. What it left behind is removed. */
export function isOwnerGone(journal: string, id: string): boolean {
  const file = lockFile(journal, id);
  if (!existsSync(file) || !canLock(file)) return !existsSync(file);
  rmSync(file, { force: true });
  return true;
}

function canLock(file: string): boolean {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    const code = (error as { errcode?: number }).errcode;
    if (code === SQLITE_BUSY || code === SQLITE_CANTOPEN) return false;
    throw error;
  } finally {
    lock?.close();
  }
}

function lockFile(journal: string, id: string): string {
  return `${journal}-owner-${id}`;
}
