import type { Database } from '../store/database.ts';

const lockMinutes = 5;
const forgetAfterMs = 24 * 60 * 60_000;

/**
 * Counts failures by subject (a login, a link). The count goes up before the password is looked at, so that
 * guesses sent side by side are counted too; a success clears it.
 */
export class Attempts {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** False when the subject is locked out. */
  begin(subject: string, limit = 5): boolean {
    const now = this.#now();
    return this.#database.write(() => {
      this.#database.run('DELETE FROM attempt WHERE last_failure < ?', now - forgetAfterMs);
      const known = this.#database.get<{ failures: number; last_failure: number }>(
        'SELECT failures, last_failure FROM attempt WHERE subject = ?',
        subject,
      );
      // A failure in the future is of a clock that was wrong: it must not lock until that day.
      const since = known === undefined ? -1 : now - known.last_failure;
      if (known !== undefined && known.failures >= limit && since >= 0 && since < lockMinutes * 60_000) return false;
      const failures = known === undefined || known.failures >= limit ? 1 : known.failures + 1;
      this.#database.run(
        'INSERT OR REPLACE INTO attempt (subject, failures, last_failure) VALUES (?, ?, ?)',
        subject,
        failures,
        now,
      );
      return true;
    });
  }

  succeed(subject: string): void {
    this.#database.run('DELETE FROM attempt WHERE subject = ?', subject);
  }
}
