import type { Database } from './database.ts';

const publicOriginName = 'public-origin';

/** Where others reach the archive: `http://192.0.2.7:4000`. Undefined as long as it was never served to others. */
export function publicOrigin(database: Database): string | undefined {
  return database.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', publicOriginName)?.value;
}

export function setPublicOrigin(database: Database, origin: string): void {
  database.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', publicOriginName, origin);
}
