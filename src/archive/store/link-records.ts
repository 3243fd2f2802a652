import type { LinkHolder } from '../access.ts';
import type { Database } from './database.ts';

export interface LinkRow extends LinkHolder {
  readonly of_share_code: number;
  readonly user: string | null;
  readonly description: string | null;
  readonly parameters: string | null;
  readonly ui_json: string | null;
  readonly skip_email_prompt: number;
  readonly password_hash: string | null;
  readonly password_max_attempts: number | null;
  readonly max_hits: number | null;
  readonly hits: number;
  readonly minutes_alive: number | null;
  readonly expires: number | null;
  readonly created: string;
}

export function findLink(database: Database, uuid: string): LinkRow | undefined {
  return database.get<LinkRow>('SELECT * FROM link WHERE uuid = ?', uuid);
}

/** A link that can still be used. */
export function findLiveLink(database: Database, uuid: string, now: number): LinkRow | undefined {
  return database.get<LinkRow>(
    `SELECT * FROM link WHERE uuid = ? AND (expires IS NULL OR expires > ?) AND (max_hits IS NULL OR hits < max_hits)`,
    uuid,
    now,
  );
}

/** Counts one use; false when the link ended or its uses are up, also by a visitor who came at the same moment. */
export function countHit(database: Database, uuid: string, now: number): boolean {
  return (
    database.run(
      `UPDATE link SET hits = hits + 1
       WHERE uuid = ? AND (expires IS NULL OR expires > ?) AND (max_hits IS NULL OR hits < max_hits)`,
      uuid,
      now,
    ) === 1
  );
}
