import { hkdfSync } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { KeptPair } from '../../contract/deid-key.ts';
import type { TagChange } from '../../contract/import.ts';
import { openDatabase } from '../../upload/database.ts';
import { withLocalStorage } from '../../upload/local-storage.ts';
import { seal, unseal } from './sealed.ts';

const kept = {
  version: 1,
  sql: `
    -- What a pseudonym stood for, sealed with a key that is derived from the installation's.
    CREATE TABLE kept (
      kind TEXT NOT NULL,
      pseudonym TEXT NOT NULL,
      original BLOB NOT NULL,
      PRIMARY KEY (kind, pseudonym)
    ) STRICT;
  `,
} as const;

/** Which attributes are kept: enough to find a patient and a study again, and no more. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['(0010,0020)', 'patient-id'],
  ['(0010,0010)', 'patient-name'],
  ['(0008,0050)', 'accession-number'],
  ['(0020,000D)', 'study-uid'],
]);
type Kind = KeptPair['kind'];

const Row = KeptPair.extend({ original: z.instanceof(Uint8Array) });

/** What pseudonyms stood for, of imports for which a person asked to keep it. */
export class DeidMap {
  readonly #database: DatabaseSync;
  readonly #key: () => Promise<Uint8Array>;
  /** All objects of a study say the same. */
  readonly #known = new Set<string>();

  constructor(file: string, key: () => Promise<Uint8Array>) {
    this.#database = openDatabase(file, [kept]);
    this.#key = key;
  }

  /** Of the changes of one object those that lead back to its patient. */
  async keep(changes: readonly TagChange[]): Promise<void> {
    const pairs = changes.flatMap(({ tag, path, before, after }): KeptPair[] => {
      const kind = KINDS.get(tag);
      if (kind === undefined || path !== '' || before === undefined || after === undefined) return [];
      const known = `${kind} ${after}`;
      if (this.#known.has(known)) return [];
      this.#known.add(known);
      return [{ kind, pseudonym: after, original: before }];
    });
    if (pairs.length > 0) await this.add(pairs);
  }

  async add(pairs: readonly KeptPair[]): Promise<void> {
    const key = await this.#sealing();
    withLocalStorage(() => {
      const insert = this.#database.prepare('INSERT OR REPLACE INTO kept (kind, pseudonym, original) VALUES (?, ?, ?)');
      for (const { kind, pseudonym, original } of pairs)
        insert.run(kind, pseudonym, seal(key, original, `${kind} ${pseudonym}`));
    });
  }

  /** All of them, or those of one pseudonym. What was sealed with another key is left out. */
  async list(pseudonym?: string): Promise<KeptPair[]> {
    const rows = withLocalStorage(() =>
      this.#database
        .prepare('SELECT kind, pseudonym, original FROM kept WHERE pseudonym = coalesce(?, pseudonym) ORDER BY 1, 2')
        .all(pseudonym ?? null),
    ).map((row) => Row.parse(row));
    // A key is not made for the sake of nothing.
    if (rows.length === 0) return [];
    const key = await this.#sealing();
    return rows.flatMap((row) => {
      const original = unseal(key, row.original, `${row.kind} ${row.pseudonym}`);
      return original === undefined ? [] : [{ ...row, original }];
    });
  }

  close(): void {
    this.#database.close();
  }

  async #sealing(): Promise<Uint8Array> {
    return new Uint8Array(hkdfSync('sha256', await this.#key(), '', 'fileroom deid map', 32));
  }
}
