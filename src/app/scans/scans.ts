import { randomUUID } from 'node:crypto';
import type { ScanStatus } from '../../contract/events.ts';
import { NotFoundError, toProblem } from '../../contract/problem.ts';
import type {
  Charset,
  ScannedInstance,
  ScannedStudy,
  ScanProgress,
  ScanReport,
  ScanSummary,
  StagingStatus,
} from '../../contract/scan.ts';
import { scan, sourcesOf } from '../../scan/scan.ts';
import { Staging } from '../../scan/staging/staging.ts';
import { ScanSoFar } from '../../scan/so-far.ts';
import { summarize } from '../../scan/summarize.ts';
import { findSourceFile, type SourceFile } from '../../source/source-file.ts';
import { ConflictError } from '../errors.ts';
import type { Events } from '../events.ts';
import { Revisions } from './revisions.ts';
import type { StagingFolder, StagingStore } from './staging-store.ts';

/** Reports of big discs are big, and nobody goes back further. */
const MAX_ENDED = 5;
/** Each has threads and open files of its own. */
const MAX_RUNNING = 4;

interface Entry {
  status: ScanStatus;
  /** Of an ended scan. */
  report?: ScanReport;
  /** Of a running one. */
  soFar?: ScanSoFar;
  readonly started: number;
  /** What the last summary cost. */
  summaryMs: number;
  /** The one made last, of which revision. */
  summary?: { readonly revision: number; readonly value: ScanSummary };
  /** Where the files were copied to. */
  staging?: { readonly folder: StagingFolder; readonly copies: Staging };
  readonly controller: AbortController;
  ended: Promise<void>;
}

const nothing: ScanProgress = { filesFound: 0, filesRead: 0, dicom: 0, unreadable: 0, bytesFound: 0, bySource: [] };

export interface ScanRequest {
  readonly paths: readonly string[];
  readonly charset?: Charset | undefined;
  readonly stage?: boolean | undefined;
}

/** The scans of this run of the program, in memory: a disc is quickly read again, and its names stay off this disk. */
export class Scans {
  readonly #scans = new Map<string, Entry>();
  readonly #events: Events;
  readonly #stagings: StagingStore;
  readonly #unexpected: (error: unknown) => void;

  constructor(events: Events, stagings: StagingStore, unexpected: (error: unknown) => void) {
    this.#events = events;
    this.#stagings = stagings;
    this.#unexpected = unexpected;
  }

  /** Begins to read `paths` in the background. Throws `ConflictError` when too much is being read already. */
  start({ paths, charset, stage = false }: ScanRequest): ScanStatus {
    if (this.list().filter(({ state }) => state === 'running').length >= MAX_RUNNING) {
      throw new ConflictError('too-many-scans', 'Several sources are being read already. Wait for one of them.', {
        next: 'retry',
      });
    }
    const scanId = randomUUID();
    const controller = new AbortController();
    const status: ScanStatus = {
      scanId,
      sources: [...paths],
      state: 'running',
      progress: nothing,
      revision: 0,
      ...(charset === undefined ? {} : { charset }),
    };
    this.#forgetOldest();
    const entry: Entry = {
      status,
      controller,
      soFar: new ScanSoFar(),
      started: performance.now(),
      summaryMs: 0,
      ended: Promise.resolve(),
    };
    this.#scans.set(scanId, entry);
    this.#events.publish({ type: 'scan', scan: status });
    entry.ended = this.#run(entry, { paths, charset, stage });
    return status;
  }

  list(): ScanStatus[] {
    return [...this.#scans.values()].map(({ status }) => status).toReversed();
  }

  /** The report is there when the scan has ended well. */
  get(scanId: string): { status: ScanStatus; report: ScanReport | undefined } {
    const { status, report } = this.#get(scanId);
    return { status, report };
  }

  /** Of an ended scan, or of what a running one has found so far; undefined when it ended without. */
  summary(scanId: string): ScanSummary | undefined {
    const entry = this.#get(scanId);
    const { revision, charset } = entry.status;
    if (entry.summary?.revision === revision) return entry.summary.value;
    const began = performance.now();
    const value =
      entry.report === undefined
        ? entry.soFar?.summary(entry.status.sources, performance.now() - entry.started, charset)
        : summarize(entry.report);
    entry.summaryMs = performance.now() - began;
    if (value !== undefined) entry.summary = { revision, value };
    return value;
  }

  /** As far as its files were read, when the scan still runs. @throws NotFoundError */
  study(scanId: string, studyInstanceUid: string): ScannedStudy {
    const { report, soFar } = this.#get(scanId);
    const study = report === undefined ? soFar?.study(studyInstanceUid) : studyIn(report, studyInstanceUid);
    if (study === undefined) throw notInScan('study');
    return study;
  }

  /** Also while the scan still runs. @throws NotFoundError */
  instance(scanId: string, sopInstanceUid: string): ScannedInstance {
    const { report, soFar } = this.#get(scanId);
    const instance = report === undefined ? soFar?.instance(sopInstanceUid) : instanceIn(report, sopInstanceUid);
    if (instance === undefined) throw notInScan('object');
    return instance;
  }

  /** Where the bytes of a file are that the scan found, also while it runs: its copy when there is one. */
  async locate(scanId: string, source: number, path: string): Promise<SourceFile> {
    const { status, report, staging } = this.#get(scanId);
    const copy = await staging?.copies.locate(source, path);
    if (copy !== undefined) return copy;
    const root = (report ?? status).sources[source];
    if (root === undefined) throw notInScan('source');
    return findSourceFile(root, path);
  }

  /** The report of an ended scan; `ConflictError` while it runs, or when there is none because it failed. */
  report(scanId: string): ScanReport {
    const { report, status } = this.#get(scanId);
    if (report !== undefined) return report;
    throw status.state === 'running'
      ? new ConflictError('scan-running', 'The disc is still being read.', { next: 'retry' })
      : new ConflictError('no-report', 'This scan did not end well. Scan the source again.', {
          next: 'choose-another-source',
        });
  }

  /** Cancels a running scan, or forgets an ended one. */
  async end(scanId: string): Promise<void> {
    const entry = this.#get(scanId);
    if (entry.status.state === 'running') {
      entry.controller.abort();
      await entry.ended;
    } else {
      await this.#forget(scanId);
    }
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#scans.values()].map(async ({ controller, ended }) => {
        controller.abort();
        await ended;
      }),
    );
    for (const scanId of this.#scans.keys()) await this.#forget(scanId);
  }

  async #run(entry: Entry, { paths, charset, stage }: ScanRequest): Promise<void> {
    const { signal } = entry.controller;
    const change = (changed: Partial<ScanStatus>) => {
      entry.status = { ...entry.status, ...changed };
      this.#events.publish({ type: 'scan', scan: entry.status });
    };
    const revisions = new Revisions();
    try {
      if (stage === true) {
        const onStatus = throttled((staging: StagingStatus) => change({ staging }));
        entry.staging = await this.#openStaging(paths, signal, onStatus);
      }
      entry.report = await scan(paths, {
        signal,
        charset,
        staging: entry.staging?.copies,
        onRead: (file, outcome) => entry.soFar?.add(file, outcome),
        onProgress: (progress) => change({ progress, revision: revisions.at(progress.filesRead, entry.summaryMs) }),
      });
      if (entry.status.staging?.state === 'safe') await entry.staging?.folder.keepNoLonger();
      change({ state: 'done', revision: entry.status.revision + 1 });
    } catch (error) {
      delete entry.summary;
      if (signal.aborted) {
        change({ state: 'cancelled' });
        return;
      }
      const problem = toProblem(error);
      if (problem.code === 'unexpected') this.#unexpected(error);
      change({ state: 'failed', problem });
    } finally {
      delete entry.soFar;
      if (entry.report === undefined) await this.#release(entry);
    }
  }

  async #openStaging(
    paths: readonly string[],
    signal: AbortSignal,
    onStatus: (status: StagingStatus) => void,
  ): Promise<NonNullable<Entry['staging']>> {
    const sources = sourcesOf(paths);
    // A copy that lacks files is gone on with, not made a second time.
    for (const [scanId, { status, report }] of this.#scans)
      if (status.staging?.state === 'incomplete' && report?.sources.join('\0') === sources.join('\0'))
        await this.#forget(scanId);
    const folder = await this.#stagings.open(sources);
    try {
      return { folder, copies: await Staging.open(folder.path, { sources, signal, onStatus }) };
    } catch (error) {
      await folder.release();
      throw error;
    }
  }

  async #forget(scanId: string): Promise<void> {
    const entry = this.#scans.get(scanId);
    this.#scans.delete(scanId);
    if (entry !== undefined) await this.#release(entry);
  }

  /** The copies stay for as long as something else needs them, or until they are gone on with. */
  async #release(entry: Entry): Promise<void> {
    const { staging } = entry;
    delete entry.staging;
    if (staging === undefined) return;
    try {
      await staging.copies.close();
      await staging.folder.release();
    } catch (error) {
      // They are looked after again at the next start; the scan is over all the same.
      this.#unexpected(error);
    }
  }

  #get(scanId: string): Entry {
    const entry = this.#scans.get(scanId);
    if (entry === undefined) {
      throw new NotFoundError('no-scan', 'This scan is not known any more. Scan the source again.', {
        next: 'choose-another-source',
      });
    }
    return entry;
  }

  #forgetOldest(): void {
    const ended = [...this.#scans].filter(([, { status }]) => status.state !== 'running');
    for (const [scanId] of ended.slice(0, Math.max(0, ended.length - MAX_ENDED + 1))) void this.#forget(scanId);
  }
}

/** At most ten times a second, but every change of the state at once. */
function throttled(tell: (status: StagingStatus) => void): (status: StagingStatus) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (status) => {
    if (status.state === 'copying' && performance.now() - told < 100) return;
    told = performance.now();
    tell(status);
  };
}

function notInScan(what: 'study' | 'object' | 'source'): NotFoundError {
  return new NotFoundError('not-in-scan', `The scan has found no such ${what}.`, { next: 'choose-another-source' });
}

function studyIn({ patients }: ScanReport, uid: string): ScannedStudy | undefined {
  return patients.flatMap(({ studies }) => studies).find(({ studyInstanceUid }) => studyInstanceUid === uid);
}

function instanceIn({ patients }: ScanReport, uid: string): ScannedInstance | undefined {
  for (const { studies } of patients)
    for (const { series } of studies)
      for (const { instances } of series) {
        const found = instances.find(({ sopInstanceUid }) => sopInstanceUid === uid);
        if (found !== undefined) return found;
      }
  return undefined;
}
