import type { DatabaseSync } from 'node:sqlite';
import { flushFile } from './flush.ts';

interface Waiting {
  /** Does the work within the group's transaction; returns what to tell its caller once that is on the disk. */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Group commit. What is asked for while a transaction is flushed goes into the next one; the flush is a thread's work,
 * so that others are served meanwhile.
 */
export class WriteGroup {
  readonly #db: DatabaseSync;
  readonly #log: string;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  /** `log`: the write-ahead log of the database. */
  constructor(db: DatabaseSync, log: string) {
    this.#db = db;
    this.#log = log;
  }

  write<T>(work: () => T): Promise<T> {
    const result = new Promise<T>((resolve, reject) => {
      const run = () => {
        const value = this.#alone(work);
        return () => resolve(value);
      };
      this.#waiting.push({ run, fail: reject });
    });
    this.#running ??= this.#runAll();
    return result;
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #runAll(): Promise<void> {
    // A turn of the event loop later, so that all that is ready now goes together.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        const answers = this.#commit(group);
        await flushFile(this.#log);
        for (const answer of answers) answer();
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
    this.#running = undefined;
  }

  /** One transaction, in the log but not yet flushed. Those whose work failed are told at once. */
  #commit(group: readonly Waiting[]): (() => void)[] {
    const answers: (() => void)[] = [];
    const failures: (() => void)[] = [];
    // In WAL mode NORMAL differs from FULL in one thing: that the log is not flushed at the end of a transaction.
    this.#db.exec('PRAGMA synchronous = NORMAL');
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      for (const { run, fail } of group) {
        try {
          answers.push(run());
        } catch (error) {
          // A full disk may have ended the whole transaction.
          if (!this.#db.isTransaction) throw error;
          failures.push(() => fail(error));
        }
      }
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#db.exec('PRAGMA synchronous = FULL');
    }
    for (const tell of failures) tell();
    return answers;
  }

  #alone<T>(work: () => T): T {
    this.#db.exec('SAVEPOINT one');
    try {
      const value = work();
      this.#db.exec('RELEASE one');
      return value;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK TO one; RELEASE one');
      throw error;
    }
  }
}
