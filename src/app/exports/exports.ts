import { randomUUID } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { DiscSize, ExportStatus, NewExport } from '../../contract/export.ts';
import { InvalidRequestError, NotFoundError, toProblem } from '../../contract/problem.ts';
import { type ExportObject, type FileSetOptions, writeFileSets } from '../../export/write-file-set.ts';
import type { Connections } from '../connections/connections.ts';
import { ConflictError } from '../errors.ts';
import type { Events } from '../events.ts';
import { scannedBy } from '../imports/scanned.ts';
import { need } from '../need.ts';
import type { Scans } from '../scans/scans.ts';
import type { ExportSpool, ExportSpools } from './export-spools.ts';
import { type Treating, plannedObjects } from './planned-objects.ts';
import { storedObjects } from './stored-objects.ts';

/** What an empty disc takes: 74 minutes of CD (ECMA-130), one layer of DVD (ECMA-267). */
export const discBytes: Readonly<Record<DiscSize, number>> = { cd: 333_000 * 2048, dvd: 2_295_104 * 2048 };
const MAX_RUNNING = 4;
const MAX_ENDED = 50;
/** A name that every system takes. */
const UNFIT = /[\\/:*?"<>|\p{Cc}]|^\.|[. ]$/u;
const TELL_MS = 100;

interface Job {
  status: ExportStatus;
  readonly controller: AbortController;
  ended: Promise<void>;
}

export interface ExportsContext extends Treating {
  readonly scans: Scans;
  readonly connections: Connections;
  readonly events: Events;
  readonly spools: ExportSpools;
  readonly unexpected: (error: unknown) => void;
}

/** The exports of this run of the program, in memory: what was not finished is not there, and is begun anew. */
export class Exports {
  readonly #context: ExportsContext;
  readonly #jobs = new Map<string, Job>();

  constructor(context: ExportsContext) {
    this.#context = context;
  }

  /** Begins to write in the background. Throws where it would be wrong to hand this over, or where it cannot go. */
  async start(wanted: NewExport): Promise<ExportStatus> {
    if ([...this.#jobs.values()].filter(({ status }) => isRunning(status)).length >= MAX_RUNNING) {
      throw new ConflictError('too-many-exports', 'Several exports are being written. Wait for one of them.', {
        next: 'retry',
      });
    }
    const { format, name, discs } = wanted;
    const folder = await checkedFolder(wanted.folder);
    refuseUnfit(name);
    const controller = new AbortController();
    const spool = await this.#context.spools.open({ format, folder, name });
    let objects: ExportObject[];
    try {
      objects = await this.#objectsOf(wanted, spool.path, controller.signal);
    } catch (error) {
      await spool.release();
      throw error;
    }
    const exportId = randomUUID();
    const status: ExportStatus = {
      exportId,
      format,
      phase: 'writing',
      objectsTotal: objects.length,
      objectsDone: 0,
      bytesDone: 0,
      failures: [],
      outputs: [],
    };
    const job: Job = { status, controller, ended: Promise.resolve() };
    this.#forgetOldest();
    this.#jobs.set(exportId, job);
    this.#change(job, {});
    const capacity = discs === undefined ? undefined : discBytes[discs];
    job.ended = this.#run(job, objects, { format, folder, name, capacity, spool });
    return job.status;
  }

  list(): ExportStatus[] {
    return [...this.#jobs.values()].map(({ status }) => status).toReversed();
  }

  status(exportId: string): ExportStatus {
    return this.#get(exportId).status;
  }

  /** Resolves when nothing is left of it. */
  async cancel(exportId: string): Promise<ExportStatus> {
    const job = this.#get(exportId);
    job.controller.abort();
    await job.ended;
    return job.status;
  }

  async close(): Promise<void> {
    for (const job of this.#jobs.values()) job.controller.abort();
    await Promise.all([...this.#jobs.values()].map(async ({ ended }) => ended));
  }

  async #objectsOf({ source, ...how }: NewExport, spool: string, signal: AbortSignal): Promise<ExportObject[]> {
    const { scans, connections } = this.#context;
    if (source.kind === 'scan')
      return plannedObjects({ source, ...how }, scannedBy(scans, source.scanId), this.#context);
    const stored = need(await connections.open(source.connectionId), 'studies');
    const studies = await Promise.all(source.studyUuids.map(async (uuid) => stored.get(uuid, signal)));
    return storedObjects({ stored, studies, treatment: how.treatment, spool }, this.#context, signal);
  }

  async #run(
    job: Job,
    objects: readonly ExportObject[],
    {
      spool,
      ...where
    }: Pick<FileSetOptions, 'format' | 'folder' | 'name' | 'capacity'> & { readonly spool: ExportSpool },
  ): Promise<void> {
    const { signal } = job.controller;
    let told = 0;
    try {
      const { outputs, failures, profile } = await writeFileSets(objects, {
        ...where,
        now: new Date(),
        signal,
        onProgress: ({ failures: so, ...progress }) => {
          if (progress.phase === 'writing' && performance.now() - told < TELL_MS) return;
          told = performance.now();
          this.#change(job, { ...progress, failures: [...so] });
        },
      });
      this.#change(job, {
        phase: 'done',
        objectsDone: objects.length,
        outputs: [...outputs],
        failures: [...failures],
        ...(profile === undefined ? {} : { profile }),
      });
    } catch (error) {
      if (signal.aborted) {
        this.#change(job, { phase: 'cancelled' });
        return;
      }
      const problem = toProblem(error);
      if (problem.code === 'unexpected') this.#context.unexpected(error);
      this.#change(job, { phase: 'failed', problem });
    } finally {
      await spool.release();
    }
  }

  #change(job: Job, changed: Partial<ExportStatus>): void {
    job.status = { ...job.status, ...changed };
    this.#context.events.publish({ type: 'export', export: job.status });
  }

  #get(exportId: string): Job {
    const job = this.#jobs.get(exportId);
    if (job === undefined) throw new NotFoundError('no-export', 'This export is not known any more.');
    return job;
  }

  #forgetOldest(): void {
    const ended = [...this.#jobs].filter(([, { status }]) => !isRunning(status));
    for (const [exportId] of ended.slice(0, Math.max(0, ended.length - MAX_ENDED + 1))) this.#jobs.delete(exportId);
  }
}

const isRunning = ({ phase }: ExportStatus): boolean => phase === 'writing' || phase === 'checking';

export function refuseUnfit(name: string): void {
  if (!UNFIT.test(name)) return;
  throw new InvalidRequestError('bad-name', 'The name has a character that not every system takes in a file’s name.', {
    next: 'correct-input',
  });
}

/** Without links in it. @throws InvalidRequestError */
export async function checkedFolder(path: string): Promise<string> {
  try {
    if (isAbsolute(path) && !path.includes('\0') && (await stat(path)).isDirectory()) return await realpath(path);
  } catch (cause) {
    throw noFolder(cause);
  }
  throw noFolder(undefined);
}

function noFolder(cause: unknown): InvalidRequestError {
  return new InvalidRequestError('no-folder', 'The folder for the export is not there. Choose another one.', {
    next: 'correct-input',
    cause,
  });
}
