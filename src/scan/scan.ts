import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { InvalidRequestError } from '../contract/problem.ts';
import type { Charset, ScannedPatient, ScanProgress, ScanReport } from '../contract/scan.ts';
import { untilAborted } from './abort.ts';
import { classify } from './classify.ts';
import { checkSource, rootOf } from '../source/confine.ts';
import { separateDuplicates } from './duplicates.ts';
import { Grouping } from './group.ts';
import { copyFiles, findFiles } from './find-files.ts';
import { type Medium, mediumOf } from './medium.ts';
import type { InstanceFile, Location, Outcome, Readable, ReadTask } from './outcome.ts';
import { mapInWorkers } from './pool.ts';
import { progressMeter } from './progress.ts';
import type { Staging } from './staging/staging.ts';
import type { FoundFile } from './walk.ts';

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Told at most ten times a second, and once at the end. */
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Copy everything there first, and read the copies. */
  readonly staging?: Staging | undefined;
  /** How many threads read; as many as suit the medium when absent. */
  readonly workers?: number;
  /** Told of every file that was read, in any order. */
  readonly onRead?: (file: FoundFile, outcome: Outcome) => void;
  /** Read all texts in this character set, whatever the files declare. */
  readonly charset?: Charset | undefined;
}

const worker = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/**
 * Reads discs, folders and files, and changes nothing: what instances, documents and rubbish are there, grouped by
 * patient, study and series, and what is wrong with them.
 * @throws NotFoundError when a source is not there or goes away meanwhile, WorkerStartError when no reader starts, the signal's reason on abort.
 */
export async function scan(paths: readonly string[], options: ScanOptions = {}): Promise<ScanReport> {
  const sources = sourcesOf(paths);
  if (sources.length === 0) {
    throw new InvalidRequestError('no-source', 'There is nothing to scan.', { next: 'choose-another-source' });
  }
  options.signal?.throwIfAborted();
  return untilAborted(scanSources(sources, options), options.signal);
}

/** The sources of a report: absolute, each once. */
export function sourcesOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => resolve(path)))];
}

async function scanSources(sources: readonly string[], options: ScanOptions): Promise<ScanReport> {
  const { charset, staging } = options;
  const started = performance.now();
  const meter = progressMeter(sources.length, options.onProgress);
  const over = new AbortController();
  const signal = options.signal === undefined ? over.signal : AbortSignal.any([options.signal, over.signal]);
  const outcomes = new Map<FoundFile, { at: Location; result: Outcome }>();
  const take = (result: Outcome, { file, at }: Readable): void => {
    outcomes.set(file, { at, result });
    options.onRead?.(file, result);
    meter.read(file.source, result);
  };
  try {
    const media = await Promise.all(sources.map(mediumOfSource));
    const found =
      staging === undefined
        ? findFiles(sources, { media, meter, signal })
        : copyFiles(sources, { staging, take, meter, signal });
    await mapInWorkers<Readable, Outcome>(found.files, {
      worker,
      workers: options.workers ?? (staging === undefined ? Math.min(...media.map(({ readers }) => readers)) : 1),
      signal,
      message: ({ at: { absolutePath, place } }): ReadTask => ({ absolutePath, place, charset }),
      onResult: take,
      crashed: () => crashed,
    });
    const walked = await found.walking;
    // In the order of the names, whatever the order of reading was.
    const read = walked.files.map((task) =>
      Object.assign({ task }, outcomes.get(task) ?? { at: task, result: crashed }),
    );
    const isMissed = walked.unreadable > 0 || read.some(({ result }) => result.kind === 'unreadable');
    if (isMissed && staging === undefined) {
      // A disc that was taken out is one problem, not a thousand unreadable files. After a copy it may be out.
      for (const source of sources) await checkSource(source);
    }
    const { counts, instances: all, ...rest } = classify(walked, read);
    const { instances, duplicates, leftOut, problems } = await separateDuplicates(all, signal);
    const patients = await groupAll(instances);
    meter.end();
    return {
      schema: 1,
      sources: [...sources],
      counts,
      ...(charset === undefined ? {} : { charset }),
      ...(staging === undefined ? {} : { staging: staging.status }),
      durationMs: Math.round(performance.now() - started),
      dicomdir: rest.dicomdir,
      patients,
      documents: rest.documents,
      duplicates,
      problems: [...walked.problems, ...rest.problems, ...problems],
      leftOut: [...rest.leftOut, ...leftOut],
    };
  } finally {
    over.abort();
  }
}

async function mediumOfSource(source: string): Promise<Medium> {
  return mediumOf((await rootOf(source)).path);
}

/** So many at a time take a few milliseconds: an abort is heard in between. */
const GROUPED_AT_ONCE = 2000;

async function groupAll(instances: readonly InstanceFile[]): Promise<ScannedPatient[]> {
  const grouping = new Grouping();
  for (const [index, instance] of instances.entries()) {
    grouping.add(instance);
    if (index % GROUPED_AT_ONCE === 0) await setImmediate();
  }
  return grouping.patients();
}

const crashed: Outcome = {
  bytes: 0,
  kind: 'unreadable',
  code: 'unreadable',
  message: 'The program failed over this file; the others are not affected.',
};
