import { randomUUID } from 'node:crypto';
import { zipSync } from 'fflate';
import type { ArchiveContext } from '../archive-context.ts';

/** As documented: four hours after it was made, or ten minutes after it was fetched. */
const keptMs = 4 * 60 * 60_000;
const keptWhenFetchedMs = 10 * 60_000;

/** Makes a report of a table and keeps it for its user to fetch. Returns its id. */
export function requestReport(
  { database, now }: ArchiveContext,
  user: string,
  name: string,
  rows: readonly (readonly string[])[],
): string {
  const uuid = randomUUID();
  // A byte order mark: else spreadsheets take UTF-8 for something else.
  const csv = `\uFEFF${rows.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
  const zip = zipSync({ [name]: new TextEncoder().encode(csv) });
  database.write(() => {
    database.run('DELETE FROM report WHERE expires <= ?', now());
    database.run('INSERT INTO report (uuid, user, zip, expires) VALUES (?, ?, ?, ?)', uuid, user, zip, now() + keptMs);
  });
  return uuid;
}

export function hasReport({ database, now }: ArchiveContext, user: string, uuid: string): boolean {
  return (
    database.get('SELECT 1 FROM report WHERE uuid = ? AND user = ? AND expires > ?', uuid, user, now()) !== undefined
  );
}

export function fetchReport(
  { database, now }: ArchiveContext,
  user: string,
  uuid: string,
): Uint8Array<ArrayBuffer> | undefined {
  const found = database.get<{ zip: Uint8Array<ArrayBuffer> }>(
    'SELECT zip FROM report WHERE uuid = ? AND user = ? AND expires > ?',
    uuid,
    user,
    now(),
  );
  if (found === undefined) return undefined;
  database.run('UPDATE report SET expires = min(expires, ?) WHERE uuid = ?', now() + keptWhenFetchedMs, uuid);
  return found.zip;
}

/** What begins like a formula is no formula to whoever opens the report. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
