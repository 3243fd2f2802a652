// Long on purpose: every state of an import and every way between them, with the one journal and lane that they share.
import { randomUUID } from 'node:crypto';
import type { ArchiveConnection, Ingest } from '../clients/port/archive-connection.ts';
import type { Destination, ImportPhase, ImportStatus, Receipt, TagChange } from '../contract/import.ts';
import { FileroomError, InvalidRequestError, NotFoundError, type Problem, toProblem } from '../contract/problem.ts';
import type { BandwidthLimit, Priority } from '../contract/transfer.ts';
import type { ImportRow } from './journal-rows.ts';
import { Journal } from './journal.ts';
import { asLocalStorageError } from './local-storage.ts';
import { Owner, isOwnerGone } from './owner.ts';
import type { ImportPlan } from './plan.ts';
import { type AllTotals, Progress, Throttle } from './progress.ts';
import { receiptCsv } from './receipt-csv.ts';
import { receiptPdf } from './receipt-pdf/receipt-pdf.ts';
import { receiptOf } from './receipt.ts';
import { type RetryPolicy, patient, pause } from './retry.ts';
import { refuseChangedRules } from './refuse-changed-rules.ts';
import type { Run } from './run.ts';
import { checkStudy, sendStudy } from './send-study.ts';
import { Stop, interrupted, pausedByHand } from './stop.ts';
import { Line } from './transport/line.ts';
import { TreatmentPool } from './treatment-pool.ts';

export interface ImportQueueOptions {
  /** The journal's file. */
  readonly file: string;
  /** The connection, ready for the destination: a share code's visit is made if needed. */
  readonly connect: (connectionId: string, destination: Destination) => Promise<ArchiveConnection>;
  /** Whether the archive is on this computer. */
  readonly isHere?: (connectionId: string) => boolean;
  /** Renews an ended session without asking anyone; false when that is not possible. */
  readonly signInAgain?: (connectionId: string, destination: Destination) => Promise<boolean>;
  /** The installation's key for the UID and date maps. */
  readonly deidKey: () => Promise<Uint8Array>;
  /** Keeps what pseudonyms stand for, of imports for which a person asked for that. */
  readonly onTreated?: (changes: readonly TagChange[]) => Promise<void>;
  /** Called with every change, at most ten times a second for each import, and always with the last one. */
  readonly onStatus?: (status: ImportStatus) => void;
  /** A study has arrived, whole or in part. */
  readonly onArrival?: (connectionId: string) => void;
  /** An error that nobody foresaw, for the log. */
  readonly onUnexpected?: (error: unknown) => void;
  readonly retry?: RetryPolicy;
  /** Most objects on their way to one connection at once. */
  readonly concurrency?: number;
  /** Shared with whoever else treats files; one of its own when absent. */
  readonly pool?: TreatmentPool;
  /** Whether imports that a fault of the network or the server has paused go on by themselves; not by default. */
  readonly goesOn?: boolean;
  /** Waits before an import goes on by itself. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The time of day, for the receipt. */
  readonly now?: () => Date;
}

/** A check changes nothing of an import but what it finds. */
type Work = { readonly kind: 'send' } | { readonly kind: 'check'; readonly was: ImportPhase };

/** As many as the network keeps connections to one server. */
const mostObjectsAtOnce = 16;
const firstObjectsAtOnce = 4;

const firstWaitMs = 15_000;
const longestWaitMs = 5 * 60_000;

interface Active {
  readonly controller: AbortController;
  readonly progress: Progress;
  readonly throttle: Throttle;
  readonly ended: Promise<void>;
}

/** The import is not in a state for that: it is running, or there is nothing left to do. */
export class ImportStateError extends FileroomError {
  readonly name = 'ImportStateError';
}

/**
 * The durable queue of imports. What it promises: nothing is called verified before the server's own list shows it,
 * and whatever happens to this process, the next one knows what is left. Imports to one connection share it fairly.
 */
export class ImportQueue {
  readonly #journal: Journal;
  readonly #options: ImportQueueOptions;
  readonly #pool: TreatmentPool;
  readonly #active = new Map<string, Active>();
  /** By connection. */
  readonly #lines = new Map<string, Line>();
  /** What could not be written to the journal, because the disk refused. */
  readonly #unwritten = new Map<string, { phase: ImportPhase; problem: Problem }>();
  /** How long each paused import has waited, and how far it was. */
  readonly #waits = new Map<string, { readonly ms: number; readonly objectsDone: number }>();
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;
  /** What waits to go on by itself. */
  readonly #waiting = new Set<Promise<void>>();
  /** Held from the first import on. */
  #owner: Owner | undefined;

  constructor(options: ImportQueueOptions) {
    this.#options = options;
    this.#journal = new Journal(options.file);
    this.#pool = options.pool ?? new TreatmentPool();
    this.#adoptOrphans();
  }

  /** The absolute paths that imports which are not over will still read. */
  filesInUse(): string[] {
    return this.#journal.filesInUse();
  }

  /** Writes the plan down and begins it in the background, beside others of the same connection. */
  start(plan: ImportPlan): ImportStatus {
    this.#refuseIfClosing();
    const id = randomUUID();
    this.#journal.create(id, plan, this.#ownerId(), this.#now());
    return this.#enqueue(id);
  }

  /** The interrupted import of exactly this selection, to go on with. */
  findPaused(plan: ImportPlan): string | undefined {
    this.#adoptOrphans();
    return this.#journal.findPaused(plan);
  }

  /** Resolves with the last status when the import has ended, been paused or cancelled. */
  async ended(id: string): Promise<ImportStatus> {
    await this.#active.get(id)?.ended;
    return this.status(id);
  }

  /** Stops for good; what has arrived stays on the server, and a retry is still possible. */
  async cancel(id: string): Promise<ImportStatus> {
    return this.#stop(id, new Stop('cancelled'));
  }

  /** Stops until a person goes on by {@link retry}. */
  async pause(id: string): Promise<ImportStatus> {
    return this.#stop(id, new Stop('paused', pausedByHand));
  }

  /** Goes on with what is left. Throws `ImportStateError` when it is running, here or in another process. */
  retry(id: string): ImportStatus {
    const { phase } = this.#row(id);
    if (this.#active.has(id)) throw stillRunning();
    const isAllThere = this.#totals(id).objectsFailed === 0 && this.#journal.documents(id).failed.length === 0;
    if (phase === 'done' && isAllThere) {
      throw new ImportStateError('nothing-left', 'Everything of this import is verified already.');
    }
    this.#claim(id, { resumed: true, finishedAt: null });
    this.#journal.reopen(id);
    return this.#enqueue(id);
  }

  /**
   * Holds what was sent against the server's list once more, of an import that is over. What is not there any more is
   * told, and {@link retry} sends it again.
   */
  check(id: string): ImportStatus {
    const { phase } = this.#row(id);
    if (this.#active.has(id) || isRunning(phase)) throw stillRunning();
    if (phase === 'paused') throw new ImportStateError('not-over', 'This import is not over yet: go on with it.');
    this.#claim(id, {});
    return this.#enqueue(id, { kind: 'check', was: phase });
  }

  /** Sends it before all that is routine, from now on. */
  setPriority(id: string, priority: Priority): ImportStatus {
    const { connectionId } = this.#row(id);
    this.#journal.setPriority(id, priority);
    if (this.#active.has(id)) this.#line(connectionId).setUrgent(id, priority === 'stat');
    this.#tell(id);
    return this.status(id);
  }

  /** What the connection may take of the line; undefined when nothing limits it. */
  limit(connectionId: string): BandwidthLimit | undefined {
    return this.#journal.limit(connectionId);
  }

  /** Holds at once, for what is on its way too if there was a limit before. */
  setLimit(connectionId: string, limit: BandwidthLimit | undefined): void {
    this.#journal.setLimit(connectionId, limit);
    this.#line(connectionId).limit = limit;
  }

  #claim(id: string, change: { resumed?: true; finishedAt?: null }): void {
    this.#refuseIfClosing();
    if (!this.#journal.claim(id, this.#ownerId(), (owner) => this.#isGone(owner), change)) throw stillRunning();
    this.#unwritten.delete(id);
  }

  /** Goes on with what the last process left behind, as it was killed, or the computer switched off. */
  resumeInterrupted(): void {
    this.#adoptOrphans();
    for (const row of this.#journal.imports()) {
      if (row.phase !== 'paused' || row.problem?.code !== interrupted.code) continue;
      try {
        this.retry(row.id);
      } catch (error) {
        // Another Fileroom on this computer was faster.
        if (!(error instanceof ImportStateError)) this.#options.onUnexpected?.(error);
      }
    }
  }

  /** Goes on with every import that waits for a sign-in on this connection. */
  resumeAfterSignIn(connectionId: string): void {
    for (const row of this.#journal.imports()) {
      const waits = row.problem?.next === 'sign-in-again' || row.problem?.next === 'enter-pin';
      if (row.connectionId === connectionId && row.phase === 'paused' && waits) this.retry(row.id);
    }
  }

  status(id: string): ImportStatus {
    return this.#statusOf(this.#row(id));
  }

  /** Newest first. */
  list(): ImportStatus[] {
    this.#adoptOrphans();
    return this.#journal.imports().map((row) => this.#statusOf(row));
  }

  receipt(id: string): Receipt {
    return receiptOf(this.#journal, this.#row(id));
  }

  receiptPdf(id: string): Uint8Array<ArrayBuffer> {
    return receiptPdf(this.#journal, this.#row(id));
  }

  receiptCsv(id: string): string {
    return receiptCsv(this.#journal, this.#row(id).id);
  }

  /**
   * Interrupts what runs, waits for everything that uses the journal, and closes it. From the call on nothing is begun
   * any more.
   */
  async close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#active.keys()].map(async (id) => this.#stop(id, new Stop('paused', interrupted))));
    await Promise.all(this.#waiting);
    if (this.#options.pool === undefined) await this.#pool.close();
    await this.#journal.close();
    this.#owner?.close();
  }

  #enqueue(id: string, work: Work = { kind: 'send' }): ImportStatus {
    const row = this.#row(id);
    const controller = new AbortController();
    const throttle = new Throttle(() => {
      this.#tell(id);
    }, 100);
    const progress = new Progress(this.#totals(id));
    const line = this.#line(row.connectionId);
    line.setUrgent(id, row.priority === 'stat');
    const ended = line.turns
      .take(id, controller.signal)
      .then(async () => this.#run(id, work, controller, progress, throttle))
      .finally(() => {
        line.turns.end(id);
        line.setUrgent(id, false);
      });
    this.#active.set(id, { controller, progress, throttle, ended });
    throttle.call();
    return this.status(id);
  }

  /** Runs one import to its end. Never rejects: every end is in the journal, or in `#unwritten` if the disk refuses. */
  async #run(
    id: string,
    work: Work,
    controller: AbortController,
    progress: Progress,
    throttle: Throttle,
  ): Promise<void> {
    let end: { phase: ImportPhase; problem?: Problem };
    try {
      end = await this.#workOn(id, work, controller, progress, throttle);
    } catch (error) {
      end = this.#endOf(error);
      if (work.kind === 'check') end = { ...end, phase: work.was };
    }
    throttle.stop();
    try {
      const isOver = end.phase !== 'paused';
      this.#journal.change(id, {
        phase: end.phase,
        owner: null,
        problem: end.problem ?? null,
        ...(work.kind === 'check' ? {} : { finishedAt: isOver ? this.#now() : null }),
      });
    } catch (error) {
      this.#unwritten.set(id, { phase: 'paused', problem: toProblem(error) });
    }
    this.#active.delete(id);
    this.#tell(id);
    if (this.#options.goesOn === true && end.phase === 'paused') this.#wait(this.#goOnLater(id, end.problem));
    else if (end.phase !== 'paused') this.#waits.delete(id);
  }

  #wait(task: Promise<void>): void {
    const waiting = task.finally(() => this.#waiting.delete(waiting));
    this.#waiting.add(waiting);
  }

  /** The longer nothing moves, the rarer it is tried; what a person must do first is waited for without end. */
  async #goOnLater(id: string, problem: Problem | undefined): Promise<void> {
    if (this.#closing.signal.aborted || (problem?.next !== 'retry' && problem?.next !== 'check-connection')) return;
    const { objectsDone } = this.#totals(id);
    const last = this.#waits.get(id);
    const ms = last?.objectsDone === objectsDone ? Math.min(last.ms * 2, longestWaitMs) : firstWaitMs;
    this.#waits.set(id, { ms, objectsDone });
    try {
      await (this.#options.wait ?? pause)(ms, this.#closing.signal);
      if (this.#row(id).phase === 'paused') this.retry(id);
    } catch (error) {
      // Closed, or someone else goes on with it, or nothing can be written: it stays paused and can be gone on with.
      if (!this.#closing.signal.aborted && !(error instanceof FileroomError)) this.#options.onUnexpected?.(error);
    }
  }

  /** A status that cannot be read or told must not end the program. */
  #tell(id: string): void {
    try {
      this.#options.onStatus?.(this.status(id));
    } catch (error) {
      this.#options.onUnexpected?.(error);
    }
  }

  async #workOn(
    id: string,
    work: Work,
    controller: AbortController,
    progress: Progress,
    throttle: Throttle,
  ): Promise<{ phase: ImportPhase; problem?: Problem }> {
    controller.signal.throwIfAborted();
    const row = this.#row(id);
    const connection = await this.#options.connect(row.connectionId, row.destination);
    if (!canIngest(connection)) {
      throw new InvalidRequestError('no-upload', 'This server cannot be sent to.', { next: 'correct-input' });
    }
    const run: Run = {
      import: row,
      journal: this.#journal,
      connection,
      isHere: this.#options.isHere?.(row.connectionId) ?? false,
      pool: this.#pool,
      deidKey: this.#options.deidKey,
      onTreated: this.#options.onTreated,
      retry: this.#options.retry ?? patient,
      line: this.#line(row.connectionId),
      progress,
      controller,
      signInAgain: async () =>
        this.#line(row.connectionId).renewOnce(
          JSON.stringify(row.destination.kind === 'share-code' ? row.destination : ''),
          async () => (await this.#options.signInAgain?.(row.connectionId, row.destination)) ?? false,
        ),
      enter: (phase) => {
        this.#journal.change(id, { phase });
        throttle.call();
      },
      moved: () => {
        throttle.call();
      },
      unexpected: (error) => this.#options.onUnexpected?.(error),
    };
    if (work.kind === 'check') {
      run.enter('verifying');
      for (const study of this.#journal.studies(id)) await checkStudy(run, study);
      this.#journal.change(id, { phase: 'verifying', checkedAt: this.#now() });
      return work.was === 'cancelled' ? { phase: work.was } : this.#conclude(id);
    }
    await refuseChangedRules(run);
    for (const study of this.#journal.studies(id)) {
      if (study.outcome !== undefined) continue;
      const outcome = await sendStudy(run, study);
      if (outcome !== 'failed') this.#options.onArrival?.(row.connectionId);
    }
    return this.#conclude(id);
  }

  /** `done` when anything has arrived; the problem says what has not. */
  #conclude(id: string): { phase: ImportPhase; problem?: Problem } {
    const { objectsTotal, objectsFailed } = this.#totals(id);
    const studies = this.#journal.studies(id);
    const left = studies.some(({ outcome }) => outcome !== 'verified');
    const documents = this.#journal.documents(id);
    if (!left) {
      const problem = documentsNotSent(documents);
      return problem === undefined ? { phase: 'done' } : { phase: 'done', problem };
    }
    const reasons = this.#journal.failures(id);
    const problem = studies.find((study) => study.problem !== undefined)?.problem ??
      (reasons.length === 1 ? reasons[0] : undefined) ?? {
        code: 'objects-not-sent',
        message: `${objectsFailed} of ${objectsTotal} objects were not sent. The receipt lists them with the reasons.`,
        next: 'retry',
      };
    return { phase: studies.every(({ outcome }) => outcome === 'failed') ? 'failed' : 'done', problem };
  }

  #endOf(error: unknown): { phase: ImportPhase; problem?: Problem } {
    if (error instanceof Stop) {
      return { phase: error.phase, ...(error.problem === undefined ? {} : { problem: error.problem }) };
    }
    const local = asLocalStorageError(error);
    if (local !== undefined) return { phase: 'paused', problem: local.toProblem() };
    const problem = toProblem(error);
    if (problem.code === 'unexpected') this.#options.onUnexpected?.(error);
    // What the server's side refuses before anything is sent (no sign-in, no network) can be gone on with later.
    return { phase: 'paused', problem };
  }

  async #stop(id: string, stop: Stop): Promise<ImportStatus> {
    const row = this.#row(id);
    const active = this.#active.get(id);
    if (active !== undefined) {
      active.controller.abort(stop);
      await active.ended;
    } else if (row.phase === 'paused' && stop.phase === 'cancelled') {
      this.#journal.change(id, { phase: 'cancelled', problem: null, finishedAt: this.#now() });
      this.#tell(id);
    } else if (isRunning(row.phase)) {
      throw new ImportStateError('running-elsewhere', 'Another Fileroom on this computer runs this import.');
    }
    return this.status(id);
  }

  /** Imports that a process left behind when it died wait to be gone on with. */
  #adoptOrphans(): void {
    for (const row of this.#journal.imports()) {
      if (!isRunning(row.phase) || this.#active.has(row.id) || this.#unwritten.has(row.id)) continue;
      if (row.owner === undefined || this.#isGone(row.owner)) this.#journal.release(row.id, row.owner, interrupted);
    }
  }

  #line(connectionId: string): Line {
    const known = this.#lines.get(connectionId);
    if (known !== undefined) return known;
    const window = { first: firstObjectsAtOnce, most: this.#options.concurrency ?? mostObjectsAtOnce };
    const line = new Line(window, this.#journal.limit(connectionId));
    this.#lines.set(connectionId, line);
    return line;
  }

  #refuseIfClosing(): void {
    if (this.#closing.signal.aborted) throw new ImportStateError('closing', 'Fileroom is closing.');
  }

  #ownerId(): string {
    this.#owner ??= new Owner(this.#options.file);
    return this.#owner.id;
  }

  /** Our own imports that are not running have ended without a word. */
  #isGone(owner: string): boolean {
    return owner === this.#owner?.id || isOwnerGone(this.#options.file, owner);
  }

  #now(): string {
    return (this.#options.now?.() ?? new Date()).toISOString();
  }

  #row(id: string): ImportRow {
    const row = this.#journal.import(id);
    if (row === undefined) throw new NotFoundError('no-import', 'There is no such import.');
    return row;
  }

  #statusOf(row: ImportRow): ImportStatus {
    const unwritten = this.#unwritten.get(row.id);
    const { bytesFailed: _, ...totals } = this.#totals(row.id);
    const problem = unwritten?.problem ?? row.problem;
    const { failed, ...documents } = this.#journal.documents(row.id);
    return {
      importId: row.id,
      connectionId: row.connectionId,
      destination: row.destinationName,
      label: row.label,
      priority: row.priority,
      phase: unwritten?.phase ?? row.phase,
      ...(this.#active.get(row.id)?.progress.current() ?? totals),
      ...(documents.total === 0 ? {} : { documents: { ...documents, failed: failed.length } }),
      ...(problem === undefined ? {} : { problem }),
      startedAt: row.startedAt,
      ...(row.finishedAt === undefined ? {} : { finishedAt: row.finishedAt }),
    };
  }

  #totals(id: string): AllTotals {
    const totals = { objectsTotal: 0, bytesTotal: 0, objectsDone: 0, objectsFailed: 0, bytesDone: 0, bytesFailed: 0 };
    for (const { state, objects, bytes } of this.#journal.totals(id)) {
      totals.objectsTotal += objects;
      totals.bytesTotal += bytes;
      if (state === 'sent' || state === 'verified') {
        totals.objectsDone += objects;
        totals.bytesDone += bytes;
      } else if (state === 'failed') {
        totals.objectsFailed += objects;
        totals.bytesFailed += bytes;
      }
    }
    return totals;
  }
}

/** The study is there whole, and what should stand beside it is not: which of it, and why. */
function documentsNotSent({ total, failed }: ReturnType<Journal['documents']>): Problem | undefined {
  const [first] = failed;
  if (first === undefined) return undefined;
  const why = first.failure?.message ?? 'It was not sent.';
  const which = `${first.fileName}: ${why}`;
  return {
    code: 'documents-not-sent',
    message:
      failed.length === 1
        ? `All objects are there, but one document is not. ${which}`
        : `All objects are there, but ${failed.length} of ${total} documents are not. ${which}`,
    next: first.failure?.next ?? 'retry',
  };
}

function canIngest(connection: ArchiveConnection): connection is ArchiveConnection & { readonly ingest: Ingest } {
  return connection.ingest !== undefined;
}

function isRunning(phase: ImportPhase): boolean {
  return phase === 'waiting' || phase === 'sending' || phase === 'verifying';
}

function stillRunning(): ImportStateError {
  return new ImportStateError('still-running', 'This import is running already.');
}
