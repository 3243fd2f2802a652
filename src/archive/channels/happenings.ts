import type { Database } from '../store/database.ts';

/** Something that happened in a namespace. The database's triggers write it with what it tells of. */
export interface Happening {
  readonly seq: number;
  readonly event: string;
  readonly namespace: string;
  readonly study: string | null;
  readonly about: string | null;
  readonly user: string | null;
  /** JSON. */
  readonly detail: string;
  readonly created: string;
}

/** `sid`: of the call that it came of, as far as that is known. */
type Listener = (happening: Happening, sid: string | undefined) => void;

/** What other processes on the same archive did is heard so late at most. */
const lookEveryMs = 1_000;
const atOnce = 500;
const keptMs = 90 * 24 * 60 * 60_000;

/** Tells those who listen, right after the call in which something happened. */
export class Happenings {
  readonly #database: Database;
  readonly #report: (error: unknown) => void;
  readonly #listeners = new Set<Listener>();
  #last = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database, report: (error: unknown) => void) {
    this.#database = database;
    this.#report = report;
  }

  /** Returns how to stop listening. */
  listen(listener: Listener): () => void {
    if (this.#listeners.size === 0) {
      this.#last = this.#database.get<{ last: number | null }>('SELECT max(seq) AS last FROM happening')?.last ?? 0;
      this.#timer = setInterval(() => this.tell(), lookEveryMs).unref();
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) clearInterval(this.#timer);
    };
  }

  tell(sid?: string): void {
    if (this.#listeners.size === 0) return;
    try {
      for (const happening of this.#next()) {
        this.#last = happening.seq;
        for (const listener of this.#listeners) listener(happening, sid);
      }
    } catch (error) {
      // Whoever called got an answer already; listeners look again.
      this.#report(error);
    }
  }

  #next(): Happening[] {
    return this.#database.all<Happening>(
      `SELECT * FROM happening WHERE seq > ? ORDER BY seq LIMIT ${atOnce}`,
      this.#last,
    );
  }

  /** Forgets what happened long ago and was told. */
  forgetOld(now: number): void {
    this.#database.run(
      "DELETE FROM happening WHERE told = 1 AND created < strftime('%Y-%m-%d %H:%M:%f', ? / 1000, 'unixepoch')",
      now - keptMs,
    );
  }

  close(): void {
    this.#listeners.clear();
    clearInterval(this.#timer);
  }
}
