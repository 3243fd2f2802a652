import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { OpenStudy } from '../clients/port/archive-connection.ts';
import type { ImportPhase, Proof, StudyOutcome } from '../contract/import.ts';
import { FileroomError, type Problem } from '../contract/problem.ts';
import type { BandwidthLimit, Priority } from '../contract/transfer.ts';
import { type AttachmentRow, addAttachments, attachmentsOf, documentTotals, endAttachment } from './attachment-rows.ts';
import { openDatabase, transaction } from './database.ts';
import { FailureRow, ImportRow, LimitRow, ObjectRow, StudyRow, TotalsRow } from './journal-rows.ts';
import { withLocalStorage } from './local-storage.ts';
import { migrations } from './migrations/index.ts';
import { type ImportPlan, fingerprintOf } from './plan.ts';
import { WalFlush } from './wal-flush.ts';

/** What an import is set to; fields left out stay as they are. */
interface ImportChange {
  readonly phase: ImportPhase;
  readonly owner?: string | null;
  readonly problem?: Problem | null;
  readonly resumed?: true;
  readonly finishedAt?: string | null;
  readonly checkedAt?: string;
}

/** What the server has acknowledged. */
interface SentObject {
  readonly version: string;
  readonly sha256: string | undefined;
  readonly bytes: number;
  /** It held the same before. */
  readonly deduplicated: boolean;
}

/** The journal is closed already: whoever still writes to it should have been waited for. */
export class JournalClosedError extends FileroomError {
  readonly name = 'JournalClosedError';
}

/**
 * The durable record of every import, study and object. Each method returns when its change is on the disk, but for
 * {@link Journal.objectSent}; all throw `LocalStorageError` when the disk refuses, `JournalClosedError` after the end.
 */
export class Journal {
  readonly #opened: DatabaseSync;
  /**
   * Its commits are safe from the end of this process, and from that of the computer once they are flushed. A commit of
   * the other one flushes them too: both write one log.
   */
  readonly #perObject: DatabaseSync;
  readonly #leaves: StatementSync;
  readonly #sent: StatementSync;
  readonly #wal: WalFlush;
  #closed: Promise<void> | undefined;

  constructor(file: string) {
    this.#opened = openDatabase(file, migrations);
    this.#perObject = openDatabase(file, migrations);
    this.#perObject.exec('PRAGMA synchronous = NORMAL');
    this.#leaves = this.#perObject.prepare('UPDATE objects SET sent_sop_uid = ? WHERE id = ?');
    this.#sent = this.#perObject.prepare(
      `UPDATE objects SET state = 'sent', sent_version = ?, sent_sha256 = ?, sent_bytes = ?, deduplicated = ?
       WHERE id = ?`,
    );
    this.#wal = new WalFlush(file);
  }

  /** Waits for what is being flushed. From the call on every other method throws. */
  async close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#wal.close();
    this.#perObject.close();
    this.#opened.close();
  }

  get #database(): DatabaseSync {
    this.#refuseIfClosed();
    return this.#opened;
  }

  #refuseIfClosed(): void {
    if (this.#closed !== undefined) throw new JournalClosedError('closed', 'Fileroom is closing.');
  }

  create(id: string, plan: ImportPlan, owner: string, startedAt: string): void {
    transaction(this.#database, () => {
      this.#run(
        `INSERT INTO imports (id, connection_id, connection_name, destination, destination_name, namespace_id,
           treatment, decision, charset, label, fingerprint, phase, owner, scan_problems, sender, sources, started_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?)`,
        id,
        plan.connectionId,
        plan.connectionName,
        JSON.stringify(plan.destination),
        plan.destinationName,
        plan.namespaceId,
        JSON.stringify(plan.treatment),
        json(plan.decision),
        plan.charset ?? null,
        plan.label,
        fingerprintOf(plan),
        owner,
        JSON.stringify(plan.problems),
        plan.sender ?? null,
        JSON.stringify(plan.sources ?? []),
        startedAt,
      );
      const addObject = this.#database.prepare(
        `INSERT INTO objects (study_id, source_root, path, file, place, sop_uid, bytes, file_bytes, mtime_ms, mend, wrap)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      );
      for (const study of plan.studies) {
        const { lastInsertRowid } = this.#run(
          'INSERT INTO studies (import_id, study_uid) VALUES (?, ?)',
          id,
          study.studyInstanceUid,
        );
        addAttachments(this.#database, lastInsertRowid, study.attachments ?? []);
        for (const object of study.objects) {
          const { sourceRoot, path, file, place, sopInstanceUid, bytes, fileBytes, mtimeMs, mend, wrap } = object;
          addObject.run(
            lastInsertRowid,
            sourceRoot,
            path,
            file,
            json(place),
            sopInstanceUid,
            bytes,
            fileBytes,
            mtimeMs,
            flag(mend),
            json(wrap),
          );
        }
      }
    });
  }

  /** Newest first. */
  imports(): ImportRow[] {
    return this.#all('SELECT * FROM imports ORDER BY started_at DESC, rowid DESC').map((row) => ImportRow.parse(row));
  }

  import(id: string): ImportRow | undefined {
    const [row] = this.#all('SELECT * FROM imports WHERE id = ?', id);
    return row === undefined ? undefined : ImportRow.parse(row);
  }

  /** The newest interrupted import of the same selection. */
  findPaused(plan: ImportPlan): string | undefined {
    const [row] = this.#all(
      `SELECT id FROM imports WHERE fingerprint = ? AND phase = 'paused' ORDER BY started_at DESC LIMIT 1`,
      fingerprintOf(plan),
    );
    return row === undefined ? undefined : String(row['id']);
  }

  /**
   * Makes `owner` the one who works on the import. False when another does who lives: `isGone` says whether the
   * recorded one has ended.
   */
  claim(
    id: string,
    owner: string,
    isGone: (owner: string) => boolean,
    change: Pick<ImportChange, 'resumed' | 'finishedAt'> = {},
  ): boolean {
    return transaction(this.#database, () => {
      const row = this.import(id);
      if (row === undefined || (row.owner !== undefined && !isGone(row.owner))) return false;
      this.change(id, { phase: 'waiting', owner, problem: null, ...change });
      return true;
    });
  }

  /** Pauses what `owner` left behind, unless someone else has taken it over meanwhile. */
  release(id: string, owner: string | undefined, problem: Problem): void {
    this.#run(
      `UPDATE imports SET phase = 'paused', owner = NULL, problem = ?
       WHERE id = ? AND owner IS ? AND phase IN ('waiting', 'sending', 'verifying')`,
      json(problem),
      id,
      owner ?? null,
    );
  }

  change(id: string, change: ImportChange): void {
    const { phase, owner, problem, resumed, finishedAt, checkedAt } = change;
    this.#run(
      `UPDATE imports SET phase = :phase,
         owner = iif(:setOwner, :owner, owner),
         problem = iif(:setProblem, :problem, problem),
         resumed = iif(:resumed, 1, resumed),
         finished_at = iif(:setFinished, :finished, finished_at),
         checked_at = coalesce(:checked, checked_at)
       WHERE id = :id`,
      {
        id,
        phase,
        setOwner: flag(owner !== undefined),
        owner: owner ?? null,
        setProblem: flag(problem !== undefined),
        problem: json(problem),
        resumed: flag(resumed === true),
        setFinished: flag(finishedAt !== undefined),
        finished: finishedAt ?? null,
        checked: checkedAt ?? null,
      },
    );
  }

  setPriority(id: string, priority: Priority): void {
    this.#run('UPDATE imports SET priority = ? WHERE id = ?', priority, id);
  }

  /** What a connection may take of the line; undefined when nothing limits it. */
  limit(connectionId: string): BandwidthLimit | undefined {
    const [row] = this.#all('SELECT * FROM bandwidth_limits WHERE connection_id = ?', connectionId);
    return row === undefined ? undefined : LimitRow.parse(row).setting;
  }

  setLimit(connectionId: string, limit: BandwidthLimit | undefined): void {
    if (limit === undefined) {
      this.#run('DELETE FROM bandwidth_limits WHERE connection_id = ?', connectionId);
      return;
    }
    this.#run(
      `INSERT INTO bandwidth_limits (connection_id, setting) VALUES (?, ?)
       ON CONFLICT (connection_id) DO UPDATE SET setting = excluded.setting`,
      connectionId,
      json(limit),
    );
  }

  studies(importId: string): StudyRow[] {
    return this.#all('SELECT * FROM studies WHERE import_id = ? ORDER BY id', importId).map((row) =>
      StudyRow.parse(row),
    );
  }

  setRemote(studyId: number, remote: OpenStudy): void {
    this.#run('UPDATE studies SET remote = ? WHERE id = ?', json(remote), studyId);
  }

  endStudy(studyId: number, outcome: StudyOutcome, problem: Problem | undefined): void {
    this.#run('UPDATE studies SET outcome = ?, problem = ? WHERE id = ?', outcome, json(problem), studyId);
  }

  objects(studyId: number): ObjectRow[] {
    return this.#all('SELECT * FROM objects WHERE study_id = ? ORDER BY id', studyId).map((row) =>
      ObjectRow.parse(row),
    );
  }

  attachments(studyId: number): AttachmentRow[] {
    return withLocalStorage(() => attachmentsOf(this.#database, studyId));
  }

  /** The files of an import that go beside its studies. */
  documents(importId: string): ReturnType<typeof documentTotals> {
    return withLocalStorage(() => documentTotals(this.#database, importId));
  }

  attachmentEnded(id: number, end: Parameters<typeof endAttachment>[2]): void {
    withLocalStorage(() => endAttachment(this.#database, id, end));
  }

  /** Objects and bytes of an import, by state. */
  totals(importId: string): TotalsRow[] {
    return this.#all(
      `SELECT state, COUNT(*) AS objects, SUM(bytes) AS bytes FROM objects
       WHERE study_id IN (SELECT id FROM studies WHERE import_id = ?) GROUP BY state`,
      importId,
    ).map((row) => TotalsRow.parse(row));
  }

  /** The different reasons for which objects of an import failed; two are enough to know that there are several. */
  failures(importId: string): Problem[] {
    return this.#all(
      `SELECT DISTINCT failure FROM objects
       WHERE failure IS NOT NULL AND study_id IN (SELECT id FROM studies WHERE import_id = ?) LIMIT 2`,
      importId,
    ).map((row) => FailureRow.parse(row).failure);
  }

  /** Before the object leaves: under which UID it does. Resolves when that is on the disk. */
  async objectLeaves(objectId: number, sentSopInstanceUid: string): Promise<void> {
    this.#refuseIfClosed();
    withLocalStorage(() => this.#leaves.run(sentSopInstanceUid, objectId));
    await this.#wal.flushed();
  }

  /**
   * The server has taken it. On the disk with the next flush: a computer that loses its power before that sends the
   * object again, and the server knows it.
   */
  objectSent(objectId: number, { version, sha256, bytes, deduplicated }: SentObject): void {
    this.#refuseIfClosed();
    withLocalStorage(() => this.#sent.run(version, sha256 ?? null, bytes, flag(deduplicated), objectId));
  }

  objectFailed(objectId: number, failure: Problem): void {
    this.#run(`UPDATE objects SET state = 'failed', failure = ? WHERE id = ?`, json(failure), objectId);
  }

  /** What is not sent yet fails for one reason, that of its study. */
  waitingFailed(studyId: number, failure: Problem): void {
    this.#run(
      `UPDATE objects SET state = 'failed', failure = ? WHERE study_id = ? AND state = 'waiting'`,
      json(failure),
      studyId,
    );
  }

  /** The result of the proof of arrival: what the server's list shows as it was sent, and what it does not. */
  verified(
    arrived: readonly { readonly id: number; readonly proof: Proof }[],
    missing: readonly { readonly id: number; readonly failure: Problem }[],
  ): void {
    transaction(this.#database, () => {
      const verify = this.#database.prepare(
        `UPDATE objects SET state = 'verified', proof = ?, failure = NULL WHERE id = ?`,
      );
      for (const each of arrived) verify.run(each.proof, each.id);
      for (const { id, failure } of missing) this.objectFailed(id, failure);
    });
  }

  /** Everything that failed waits again; what the server has shown to hold stays verified. */
  reopen(importId: string): void {
    transaction(this.#database, () => {
      this.#run(
        `UPDATE attachments SET state = 'waiting', failure = NULL
         WHERE state = 'failed' AND study_id IN (SELECT id FROM studies WHERE import_id = ?)`,
        importId,
      );
      this.#run(
        `UPDATE objects SET state = 'waiting', failure = NULL, deduplicated = 0
         WHERE state = 'failed' AND study_id IN (SELECT id FROM studies WHERE import_id = ?)`,
        importId,
      );
      // The record may be gone on the server by now: it is opened again.
      this.#run(
        `UPDATE studies SET outcome = NULL, problem = NULL,
           remote = iif(EXISTS (SELECT 1 FROM objects WHERE study_id = studies.id AND state = 'waiting'), NULL, remote)
         WHERE import_id = ? AND (coalesce(outcome, '') <> 'verified'
           OR EXISTS (SELECT 1 FROM attachments WHERE study_id = studies.id AND state = 'waiting'))`,
        importId,
      );
    });
  }

  /** The absolute paths that imports which are not over will still read. */
  filesInUse(): string[] {
    return this.#all(
      `WITH unfinished AS (
         SELECT studies.id FROM studies JOIN imports ON imports.id = studies.import_id
         WHERE phase IN ('waiting', 'sending', 'verifying', 'paused')
       )
       SELECT file FROM objects WHERE study_id IN unfinished
       UNION SELECT file FROM attachments WHERE study_id IN unfinished`,
    ).map(({ file }) => String(file));
  }

  #run(sql: string, ...values: SQLInputValue[] | [Record<string, SQLInputValue>]) {
    // The overloads take named or positional values; the union needs the narrowing that the spread hides.
    return withLocalStorage(() => this.#database.prepare(sql).run(...(values as SQLInputValue[])));
  }

  #all(sql: string, ...values: SQLInputValue[]) {
    return withLocalStorage(() => this.#database.prepare(sql).all(...values));
  }
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
