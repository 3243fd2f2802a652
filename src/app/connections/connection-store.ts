import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { NewConnection } from '../../contract/connection.ts';
import { openDatabase } from '../../upload/database.ts';
import { withLocalStorage } from '../../upload/local-storage.ts';
import { connections } from '../migrations/001-connections.ts';

const StoredConnection = NewConnection.extend({ id: z.string() });
export type StoredConnection = z.infer<typeof StoredConnection>;

/** The servers that were added, on the disk: names and addresses, never credentials. */
export class ConnectionStore {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = openDatabase(file, [connections]);
  }

  list(): StoredConnection[] {
    return withLocalStorage(() =>
      this.#database.prepare('SELECT id, name, vendor, url FROM connections ORDER BY created_at, rowid').all(),
    ).map((row) => StoredConnection.parse(row));
  }

  add({ name, vendor, url }: NewConnection): StoredConnection {
    const id = randomUUID();
    withLocalStorage(() =>
      this.#database
        .prepare('INSERT INTO connections (id, name, vendor, url, created_at) VALUES (?, ?, ?, ?, ?)')
        .run(id, name, vendor, url, new Date().toISOString()),
    );
    return { id, name, vendor, url };
  }

  remove(id: string): void {
    withLocalStorage(() => this.#database.prepare('DELETE FROM connections WHERE id = ?').run(id));
  }

  close(): void {
    this.#database.close();
  }
}
