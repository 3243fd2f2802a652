import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LocalStorageError } from '../contract/problem.ts';
import { withLocalStorage } from './local-storage.ts';

/** One step of a database's history: applied once, in order, in one transaction. Never edited after a release. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/**
 * Opens a database whose every commit is on the disk before the call returns (WAL, synchronous FULL), brought to the
 * newest version, readable by its owner alone. Throws `LocalStorageError` `newer-data` for a file that a newer Fileroom wrote.
 */
export function openDatabase(file: string, migrations: readonly Migration[]): DatabaseSync {
  return withLocalStorage(() => {
    // For its owner's eyes only, wherever the folder is; SQLite gives its other files the same rights.
    closeSync(openSync(file, 'a', 0o600));
    const database = new DatabaseSync(file, { timeout: 10_000 });
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
      transaction(database, () => {
        migrate(database, migrations);
      });
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

/** All of `action` or nothing of it. The lock is taken at once, so that what is read stays true until the commit. */
export function transaction<T>(database: DatabaseSync, action: () => T): T {
  return withLocalStorage(() => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = action();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite itself has rolled back already after some failures (disk full): then there is nothing to undo.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  });
}

function migrate(database: DatabaseSync, migrations: readonly Migration[]): void {
  const current = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  const newest = Math.max(...migrations.map((migration) => migration.version));
  if (current > newest) {
    throw new LocalStorageError('newer-data', 'This data was written by a newer Fileroom. Update the program.');
  }
  for (const { version, sql } of migrations) {
    if (version <= current) continue;
    database.exec(sql);
    database.exec(`PRAGMA user_version = ${version}`);
  }
}
