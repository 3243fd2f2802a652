import type { SQLInputValue } from 'node:sqlite';
import type { Database } from './database.ts';

/** Column names come from the code, never from a call. */
type Columns = Readonly<Record<string, SQLInputValue | undefined>>;

/** Adds a row; columns without a value get their default. */
export function insertRow(database: Database, table: string, columns: Columns): void {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  database.run(
    `INSERT INTO ${table} (${given.map(([name]) => name).join(', ')}) VALUES (${given.map(() => '?').join(', ')})`,
    ...given.map(([, value]) => value ?? null),
  );
}

/** Sets the columns that have a value, and leaves the others as they are. */
export function updateRow(database: Database, table: string, uuid: string, columns: Columns): void {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  database.run(
    `UPDATE ${table} SET ${given.map(([name]) => `${name} = ?`).join(', ')} WHERE uuid = ?`,
    ...given.map(([, value]) => value ?? null),
    uuid,
  );
}
