import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../../upload/database.ts';
import { withLocalStorage } from '../../upload/local-storage.ts';
import { z } from 'zod';

const counters = {
  version: 1,
  sql: `
    -- The number that one place in a destination's rules has for one study. Asked again, it is the same again.
    CREATE TABLE counted (
      destination TEXT NOT NULL,
      pattern TEXT NOT NULL,
      study_uid TEXT NOT NULL,
      place TEXT NOT NULL,
      number INTEGER NOT NULL,
      PRIMARY KEY (destination, pattern, study_uid, place),
      UNIQUE (destination, pattern, number)
    ) STRICT;
  `,
} as const;
const Row = z.object({ number: z.number().nullable() }).optional();

/** The counters of rules: every pattern counts by itself, for every destination, on this computer. */
export class RuleCounters {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = openDatabase(file, [counters]);
  }

  /** The next number of a pattern, `000010` is the first one and its padding. */
  next(destination: string, pattern: string, study: string, place: string): string {
    return withLocalStorage(() => {
      this.#database
        .prepare(
          `INSERT INTO counted
             SELECT ?1, ?2, ?3, ?4, coalesce(max(number) + 1, ?5) FROM counted WHERE destination = ?1 AND pattern = ?2
           ON CONFLICT (destination, pattern, study_uid, place) DO NOTHING`,
        )
        .run(destination, pattern, study, place, Number(pattern));
      const found = this.#database
        .prepare('SELECT number FROM counted WHERE destination = ? AND pattern = ? AND study_uid = ? AND place = ?')
        .get(destination, pattern, study, place);
      return padded(Row.parse(found)?.number ?? Number(pattern), pattern);
    });
  }

  /** The last number of a pattern, of this study when it has one; undefined when nothing was counted. */
  last(destination: string, pattern: string, study: string): string | undefined {
    const found = withLocalStorage(() =>
      this.#database
        .prepare(
          `SELECT coalesce(max(number) FILTER (WHERE study_uid = ?), max(number)) AS number
             FROM counted WHERE destination = ? AND pattern = ?`,
        )
        .get(study, destination, pattern),
    );
    const number = Row.parse(found)?.number ?? undefined;
    return number === undefined ? undefined : padded(number, pattern);
  }

  close(): void {
    this.#database.close();
  }
}

function padded(number: number, pattern: string): string {
  return String(number).padStart(pattern.length, '0');
}
