import { randomUUID } from 'node:crypto';
import type { ScanStatus } from '../../contract/events.ts';
import { NotFoundError, toProblem } from '../../contract/problem.ts';
import type { ScanProgress, ScanReport } from '../../contract/scan.ts';
import { scan } from '../../scan/scan.ts';
import { ConflictError } from '../errors.ts';
import type { Events } from '../events.ts';

/** Reports of big discs are big, and nobody goes back further. */
const MAX_ENDED = 5;
/** Each has threads and open files of its own. */
const MAX_RUNNING = 4;

interface Entry {
  status: ScanStatus;
  report?: ScanReport;
  readonly controller: AbortController;
  ended: Promise<void>;
}

const nothing: ScanProgress = { filesFound: 0, filesRead: 0, dicom: 0, unreadable: 0, bytesFound: 0 };

/** The scans of this run of the program, in memory: a disc is quickly read again, and its names stay off this disk. */
export class Scans {
  readonly #scans = new Map<string, Entry>();
  readonly #events: Events;
  readonly #unexpected: (error: unknown) => void;

  constructor(events: Events, unexpected: (error: unknown) => void) {
    this.#events = events;
    this.#unexpected = unexpected;
  }

  /** Begins to read `paths` in the background. Throws `ConflictError` when too much is being read already. */
  start(paths: readonly string[]): ScanStatus {
    if (this.list().filter(({ state }) => state === 'running').length >= MAX_RUNNING) {
      throw new ConflictError('too-many-scans', 'Several sources are being read already. Wait for one of them.', {
        next: 'retry',
      });
    }
    const scanId = randomUUID();
    const controller = new AbortController();
    const status: ScanStatus = { scanId, sources: [...paths], state: 'running', progress: nothing };
    this.#forgetOldest();
    const entry: Entry = { status, controller, ended: Promise.resolve() };
    this.#scans.set(scanId, entry);
    this.#events.publish({ type: 'scan', scan: status });
    entry.ended = this.#run(entry, paths);
    return status;
  }

  list(): ScanStatus[] {
    return [...this.#scans.values()].map(({ status }) => status).toReversed();
  }

  get(scanId: string): { status: ScanStatus; report: ScanReport | undefined } {
    const { status, report } = this.#get(scanId);
    return { status, report };
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
      this.#scans.delete(scanId);
    }
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#scans.values()].map(async ({ controller, ended }) => {
        controller.abort();
        await ended;
      }),
    );
  }

  async #run(entry: Entry, paths: readonly string[]): Promise<void> {
    const { signal } = entry.controller;
    const change = (changed: Partial<ScanStatus>) => {
      entry.status = { ...entry.status, ...changed };
      this.#events.publish({ type: 'scan', scan: entry.status });
    };
    try {
      const onProgress = (progress: ScanProgress) => {
        change({ progress });
      };
      entry.report = await scan(paths, { signal, onProgress });
      change({ state: 'done' });
    } catch (error) {
      if (signal.aborted) {
        change({ state: 'cancelled' });
        return;
      }
      const problem = toProblem(error);
      if (problem.code === 'unexpected') this.#unexpected(error);
      change({ state: 'failed', problem });
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
    for (const [scanId] of ended.slice(0, Math.max(0, ended.length - MAX_ENDED + 1))) this.#scans.delete(scanId);
  }
}
