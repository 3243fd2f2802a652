import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { WriteGroup } from './write-group.ts';
import { LocalStorageError } from '../../contract/problem.ts';
import { migrations } from '../migrations/index.ts';

export type Row = Record<string, unknown>;

/**
 * The archive's SQLite file. Calls are synchronous and short. Several processes may hold it open:
 * every change runs in a transaction that takes the write lock first.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #group: WriteGroup;

  constructor(file: string, options: { upTo?: number } = {}) {
    this.#db = new DatabaseSync(file, { timeout: 10_000, enableForeignKeyConstraints: true });
    // FULL: what was acknowledged survives a power cut, in WAL mode too.
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    this.#migrate(options.upTo ?? migrations.length);
    this.#group = new WriteGroup(this.#db, `${file}-wal`);
  }

  all<T = Row>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...values) as T[];
  }

  // What a row is, the SQL says.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  get<T = Row>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined;
  }

  /** As `all`, row by row: whoever has enough stops. */
  *each<T = Row>(sql: string, ...values: SQLInputValue[]): Generator<T> {
    yield* this.#prepare(sql).iterate(...values) as Iterable<T>;
  }

  /** Returns the number of rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** Runs `work` alone among all writers, all of it or nothing. `work` must not await. */
  write<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * As `write`, in one transaction and one flush with all that is written so at the same moment: for what comes often.
   * `work` fails alone. Resolves when its changes are on the disk.
   */
  writeTogether<T>(work: () => T): Promise<T> {
    return this.#group.write(work);
  }

  /** Resolves when all that was written together is on the disk. */
  idle(): Promise<void> {
    return this.#group.idle();
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    // Filters make many texts; the cache must not grow with them.
    if (this.#statements.size >= 500) this.#statements.clear();
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #migrate(target: number): void {
    this.write(() => {
      const version = Number(this.#db.prepare('PRAGMA user_version').get()?.['user_version']);
      if (version > migrations.length) {
        throw new LocalStorageError('archive-newer', 'This archive was written by a newer version of the program.');
      }
      for (const sql of migrations.slice(version, target)) this.#db.exec(sql);
      if (target > version) this.#db.exec(`PRAGMA user_version = ${target}`);
    });
  }
}
