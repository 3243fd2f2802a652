import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { NewConnection } from '../../contract/connection.ts';
import { IdentityPreset, usualPreset } from '../../contract/identity-preset.ts';
import { openDatabase, transaction } from '../../upload/database.ts';
import { withLocalStorage } from '../../upload/local-storage.ts';
import { connections } from '../migrations/001-connections.ts';
import { identityPresets } from '../migrations/002-identity-presets.ts';

const StoredConnection = NewConnection.extend({ id: z.string() });
export type StoredConnection = z.infer<typeof StoredConnection>;

export const migrations = [connections, identityPresets] as const;
const PresetRow = z.object({ preset: z.string() }).optional();

/** The servers that were added, on the disk: names and addresses, never credentials. */
export class ConnectionStore {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = openDatabase(file, migrations);
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
    transaction(this.#database, () => {
      this.#database.prepare('DELETE FROM connections WHERE id = ?').run(id);
      this.#database.prepare('DELETE FROM identity_presets WHERE connection_id = ?').run(id);
    });
  }

  /** The usual one for a connection that was given none. */
  preset(connectionId: string): IdentityPreset {
    const row = withLocalStorage(() =>
      this.#database.prepare('SELECT preset FROM identity_presets WHERE connection_id = ?').get(connectionId),
    );
    const stored = PresetRow.parse(row);
    return stored === undefined ? usualPreset : IdentityPreset.parse(JSON.parse(stored.preset));
  }

  setPreset(connectionId: string, preset: IdentityPreset): void {
    withLocalStorage(() =>
      this.#database
        .prepare(
          `INSERT INTO identity_presets (connection_id, preset) VALUES (?, ?)
           ON CONFLICT (connection_id) DO UPDATE SET preset = excluded.preset`,
        )
        .run(connectionId, JSON.stringify(preset)),
    );
  }

  close(): void {
    this.#database.close();
  }
}
