import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { InvalidRequestError } from '../contract/problem.ts';
import type { Charset, ScanProgress, ScanReport } from '../contract/scan.ts';
import { classify } from './classify.ts';
import { rootOf } from '../source/confine.ts';
import { separateDuplicates } from './duplicates.ts';
import { Grouping } from './group.ts';
import type { Outcome, ReadTask } from './outcome.ts';
import { mapInWorkers } from './pool.ts';
import { progressMeter } from './progress.ts';
import { type FoundFile, walk } from './walk.ts';

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Told at most ten times a second, and once at the end. */
  readonly onProgress?: (progress: ScanProgress) => void;
  /** How many threads read. */
  readonly workers?: number;
  /** Told of every file that was read, in any order. */
  readonly onRead?: (file: FoundFile, outcome: Outcome) => void;
  /** Read all texts in this character set, whatever the files declare. */
  readonly charset?: Charset | undefined;
}

const worker = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** More readers than these only make a disc seek. */
const maxWorkers = 4;

/**
 * Reads discs, folders and files, and changes nothing: what instances, documents and rubbish are there, grouped by
 * patient, study and series, and what is wrong with them.
 * @throws NotFoundError when a source is not there or goes away meanwhile, WorkerStartError when no reader starts, the signal's reason on abort.
 */
export async function scan(paths: readonly string[], options: ScanOptions = {}): Promise<ScanReport> {
  const { signal, charset, workers = Math.min(maxWorkers, availableParallelism()) } = options;
  const started = performance.now();
  const sources = [...new Set(paths.map((path) => resolve(path)))];
  if (sources.length === 0) {
    throw new InvalidRequestError('no-source', 'There is nothing to scan.', { next: 'choose-another-source' });
  }

  const meter = progressMeter(options.onProgress);
  const walking = walk(sources, { signal, onFile: () => meter.found() });
  const read = await mapInWorkers<FoundFile, Outcome>(
    walking.then(({ files }) => files),
    {
      worker,
      workers,
      signal,
      message: ({ absolutePath, place }): ReadTask => ({ absolutePath, place, charset }),
      onResult: (outcome, file) => {
        options.onRead?.(file, outcome);
        meter.read(outcome);
      },
      crashed: () => crashed,
    },
  );
  const walked = await walking;
  if (walked.unreadable > 0 || read.some(({ result }) => result.kind === 'unreadable')) {
    // A disc that was taken out is one problem, not a thousand unreadable files.
    for (const source of sources) await rootOf(source);
  }
  const found = classify(walked, read);
  const { instances, duplicates, leftOut, problems } = await separateDuplicates(found.instances, signal);
  const grouping = new Grouping();
  for (const instance of instances) grouping.add(instance);
  meter.end();

  return {
    schema: 1,
    sources,
    counts: found.counts,
    ...(charset === undefined ? {} : { charset }),
    durationMs: Math.round(performance.now() - started),
    dicomdir: found.dicomdir,
    patients: grouping.patients(),
    documents: found.documents,
    duplicates,
    problems: [...walked.problems, ...found.problems, ...problems],
    leftOut: [...found.leftOut, ...leftOut],
  };
}

const crashed: Outcome = {
  bytes: 0,
  kind: 'unreadable',
  code: 'unreadable',
  message: 'The program failed over this file; the others are not affected.',
};
