import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { InvalidRequestError } from '../contract/problem.ts';
import type { Charset, ScannedPatient, ScanProgress, ScanReport } from '../contract/scan.ts';
import { untilAborted } from './abort.ts';
import { classify } from './classify.ts';
import { rootOf } from '../source/confine.ts';
import { separateDuplicates } from './duplicates.ts';
import { Grouping } from './group.ts';
import { inMediumOrder, type Medium, mediumOf } from './medium.ts';
import type { InstanceFile, Outcome, ReadTask } from './outcome.ts';
import { mapInWorkers } from './pool.ts';
import { type ProgressMeter, progressMeter } from './progress.ts';
import { TaskQueue } from './task-queue.ts';
import { type FoundFile, walk, type Walked } from './walk.ts';

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Told at most ten times a second, and once at the end. */
  readonly onProgress?: (progress: ScanProgress) => void;
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
  const sources = [...new Set(paths.map((path) => resolve(path)))];
  if (sources.length === 0) {
    throw new InvalidRequestError('no-source', 'There is nothing to scan.', { next: 'choose-another-source' });
  }
  options.signal?.throwIfAborted();
  return untilAborted(scanSources(sources, options), options.signal);
}

async function scanSources(sources: readonly string[], options: ScanOptions): Promise<ScanReport> {
  const { signal, charset } = options;
  const started = performance.now();
  const meter = progressMeter(options.onProgress);
  const media = await Promise.all(sources.map(mediumOfSource));
  const { files, walking } = findFiles(sources, media, meter, signal);
  const outcomes = new Map<FoundFile, Outcome>();
  await mapInWorkers<FoundFile, Outcome>(files, {
    worker,
    workers: options.workers ?? Math.min(...media.map(({ readers }) => readers)),
    signal,
    message: ({ absolutePath, place }): ReadTask => ({ absolutePath, place, charset }),
    onResult: (outcome, file) => {
      outcomes.set(file, outcome);
      options.onRead?.(file, outcome);
      meter.read(outcome);
    },
    crashed: () => crashed,
  });
  const walked = await walking;
  // In the order of the names, whatever the order of reading was.
  const read = walked.files.map((task) => ({ task, result: outcomes.get(task) ?? crashed }));
  if (walked.unreadable > 0 || read.some(({ result }) => result.kind === 'unreadable')) {
    // A disc that was taken out is one problem, not a thousand unreadable files.
    for (const source of sources) await rootOf(source);
  }
  const found = classify(walked, read);
  const { instances, duplicates, leftOut, problems } = await separateDuplicates(found.instances, signal);
  const patients = await groupAll(instances);
  meter.end();
  return {
    schema: 1,
    sources: [...sources],
    counts: found.counts,
    ...(charset === undefined ? {} : { charset }),
    durationMs: Math.round(performance.now() - started),
    dicomdir: found.dicomdir,
    patients,
    documents: found.documents,
    duplicates,
    problems: [...walked.problems, ...found.problems, ...problems],
    leftOut: [...found.leftOut, ...leftOut],
  };
}

async function mediumOfSource(source: string): Promise<Medium> {
  return mediumOf((await rootOf(source)).path);
}

/**
 * The files of the sources, to be read while the walk still finds more; but those on a medium that seeks, in the
 * order that suits it once all are known.
 */
function findFiles(
  sources: readonly string[],
  media: readonly Medium[],
  meter: ProgressMeter,
  signal: AbortSignal | undefined,
): { files: TaskQueue<FoundFile>; walking: Promise<Walked> } {
  const files = new TaskQueue<FoundFile>();
  const held: FoundFile[] = [];
  const onFile = (file: FoundFile): void => {
    if (signal?.aborted === true) return;
    meter.found();
    if (file.place === undefined && !seeks(media[file.source])) files.add(file);
    else held.push(file);
  };
  const walkAll = async (): Promise<Walked> => {
    try {
      const walked = await walk(sources, { signal, onFile });
      for (const file of inMediumOrder(held)) files.add(file);
      files.end();
      return walked;
    } catch (error) {
      files.fail(error);
      throw error;
    }
  };
  const walking = walkAll();
  // Whoever reads the files hears of it first.
  walking.catch(() => undefined);
  return { files, walking };
}

const seeks = (medium: Medium | undefined): boolean => medium?.kind === 'optical' || medium?.kind === 'rotational';

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
