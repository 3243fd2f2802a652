import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { isDiskFull } from '../store/disk-full.ts';

/** Whose session it is: a user's, or a visit through a link. */
export type SessionHolder =
  { readonly user: string } | { readonly link: string; readonly notAfter: number | undefined };

export interface Session {
  readonly sidHash: string;
  readonly user: string | null;
  readonly link: string | null;
  readonly expires: number;
}

export const sessionMinutes = 180;
const sessionsPerUser = 10;
const sessionsPerLink = 1000;

/** Sessions end when unused for three hours. Only a hash of the sid is stored: a copy of the database opens nothing. */
export class Sessions {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** Returns the sid. The oldest sessions of a user end when there are more than ten, of a link likewise. */
  open(holder: SessionHolder): string {
    const sid = randomBytes(32).toString('base64url');
    const user = 'user' in holder ? holder.user : null;
    const link = 'link' in holder ? holder.link : null;
    const notAfter = 'link' in holder ? (holder.notAfter ?? Infinity) : Infinity;
    const now = this.#now();
    this.#database.write(() => {
      this.#database.run('DELETE FROM session WHERE expires <= ?', now);
      const [column, limit] = user === null ? ['link', sessionsPerLink] : ['user', sessionsPerUser];
      this.#database.run(
        `DELETE FROM session WHERE sid_hash IN
           (SELECT sid_hash FROM session WHERE ${column} = ? ORDER BY created DESC LIMIT -1 OFFSET ?)`,
        user ?? link,
        limit - 1,
      );
      this.#database.run(
        'INSERT INTO session (sid_hash, user, link, created, expires) VALUES (?, ?, ?, ?, ?)',
        hashSid(sid),
        user,
        link,
        now,
        Math.min(now + sessionMinutes * 60_000, notAfter),
      );
    });
    return sid;
  }

  /** The live session of a sid. Using it puts its end off, at most to the end of its link. */
  use(sid: string): Session | undefined {
    const row = this.#row(sid);
    if (row === undefined) return undefined;
    const expires = Math.min(this.#now() + sessionMinutes * 60_000, row.ends ?? Infinity);
    // Not on every call: a write costs a flush of the disk. Later than that is an end set by a clock that was wrong.
    if (Math.abs(expires - row.expires) > 60_000) this.#setEnd(hashSid(sid), expires);
    return { sidHash: hashSid(sid), user: row.user, link: row.link, expires };
  }

  /** The live session of a sid, which stays as it is: who only listens does not use it. */
  find(sid: string): Session | undefined {
    const row = this.#row(sid);
    return row && { sidHash: hashSid(sid), user: row.user, link: row.link, expires: row.expires };
  }

  #row(sid: string): { user: string | null; link: string | null; expires: number; ends: number | null } | undefined {
    return this.#database.get(
      `SELECT session.user, session.link, session.expires, link.expires AS ends
       FROM session LEFT JOIN link ON link.uuid = session.link WHERE sid_hash = ? AND session.expires > ?`,
      hashSid(sid),
      this.#now(),
    );
  }

  #setEnd(sidHash: string, expires: number): void {
    try {
      this.#database.run('UPDATE session SET expires = ? WHERE sid_hash = ?', expires, sidHash);
    } catch (error) {
      // On a full disk everything can still be read; the session then ends when it would have.
      if (!isDiskFull(error)) throw error;
    }
  }

  close(session: Session): void {
    this.#database.run('DELETE FROM session WHERE sid_hash = ?', session.sidHash);
  }
}

function hashSid(sid: string): string {
  return createHash('sha256').update(sid).digest('hex');
}
