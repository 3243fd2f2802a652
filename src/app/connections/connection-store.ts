import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { NewConnection } from '../../contract/connection.ts';
import { IdentityPreset, usualPreset } from '../../contract/identity-preset.ts';
import { ModalityWorklist } from '../../contract/modality-worklist.ts';
import { openDatabase, transaction } from '../../upload/database.ts';
import { withLocalStorage } from '../../upload/local-storage.ts';
import { connections } from '../migrations/001-connections.ts';
import { identityPresets } from '../migrations/002-identity-presets.ts';
import { connectionNetworks } from '../migrations/003-connection-networks.ts';
import { modalityWorklists } from '../migrations/004-modality-worklists.ts';

const StoredConnection = NewConnection.extend({ id: z.string() });
export type StoredConnection = z.infer<typeof StoredConnection>;

export const migrations = [connections, identityPresets, connectionNetworks, modalityWorklists] as const;
const PresetRow = z.object({ preset: z.string() }).optional();
const WorklistRow = z.object({ worklist: z.string() }).optional();
const NetworkRow = z.object({ network: z.string() }).optional();

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
      this.#database.prepare('DELETE FROM connection_networks WHERE connection_id = ?').run(id);
      this.#database.prepare('DELETE FROM modality_worklists WHERE connection_id = ?').run(id);
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

  /** How the server is reached; undefined when nothing was set. */
  network(connectionId: string): unknown {
    const row = withLocalStorage(() =>
      this.#database.prepare('SELECT network FROM connection_networks WHERE connection_id = ?').get(connectionId),
    );
    const stored = NetworkRow.parse(row);
    return stored === undefined ? undefined : (JSON.parse(stored.network) as unknown);
  }

  setNetwork(connectionId: string, network: object): void {
    withLocalStorage(() =>
      this.#database
        .prepare(
          `INSERT INTO connection_networks (connection_id, network) VALUES (?, ?)
           ON CONFLICT (connection_id) DO UPDATE SET network = excluded.network`,
        )
        .run(connectionId, JSON.stringify(network)),
    );
  }

  /** The modality worklist of the house; undefined when none was named. */
  worklist(connectionId: string): ModalityWorklist | undefined {
    const row = withLocalStorage(() =>
      this.#database.prepare('SELECT worklist FROM modality_worklists WHERE connection_id = ?').get(connectionId),
    );
    const stored = WorklistRow.parse(row);
    return stored === undefined ? undefined : ModalityWorklist.parse(JSON.parse(stored.worklist));
  }

  setWorklist(connectionId: string, worklist: ModalityWorklist | undefined): void {
    withLocalStorage(() =>
      worklist === undefined
        ? this.#database.prepare('DELETE FROM modality_worklists WHERE connection_id = ?').run(connectionId)
        : this.#database
            .prepare(
              `INSERT INTO modality_worklists (connection_id, worklist) VALUES (?, ?)
               ON CONFLICT (connection_id) DO UPDATE SET worklist = excluded.worklist`,
            )
            .run(connectionId, JSON.stringify(worklist)),
    );
  }

  close(): void {
    this.#database.close();
  }
}
