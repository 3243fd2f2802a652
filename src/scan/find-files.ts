import { inMediumOrder, type Medium } from './medium.ts';
import type { Outcome, Readable } from './outcome.ts';
import type { ProgressMeter } from './progress.ts';
import type { Staging } from './staging/staging.ts';
import { TaskQueue } from './task-queue.ts';
import { type FoundFile, walk, type Walked } from './walk.ts';

/** Files to read as they become known, and all of them in the order of their names once they are. */
export interface Finding {
  readonly files: TaskQueue<Readable>;
  readonly walking: Promise<Walked>;
}

interface Finder {
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal;
}

/**
 * The files of the sources, to be read while the walk still finds more; but those on a medium that seeks, in the
 * order that suits it once all are known.
 */
export function findFiles(
  sources: readonly string[],
  { media, meter, signal }: Finder & { readonly media: readonly Medium[] },
): Finding {
  return feed(async (files) => {
    const held: FoundFile[] = [];
    const onFile = (file: FoundFile): void => {
      if (signal.aborted) return;
      meter.found(file.source);
      if (file.place === undefined && !seeks(media[file.source])) files.add({ file, at: file });
      else held.push(file);
    };
    const walked = await walk(sources, { signal, onFile });
    for (const file of inMediumOrder(held)) files.add({ file, at: file });
    return walked;
  });
}

const seeks = (medium: Medium | undefined): boolean => medium?.kind === 'optical' || medium?.kind === 'rotational';

/**
 * The same files, each to be read from its copy as soon as that is made. They are copied one after the other as they
 * lie on the medium. Of those without a copy, `take` is told what they are.
 */
export function copyFiles(
  sources: readonly string[],
  {
    staging,
    take,
    meter,
    signal,
  }: Finder & { readonly staging: Staging; readonly take: (outcome: Outcome, task: Readable) => void },
): Finding {
  return feed(async (files) => {
    const onFile = ({ source }: FoundFile): void => {
      if (!signal.aborted) meter.found(source);
    };
    const walked = await walk(sources, { signal, onFile });
    const ordered = inMediumOrder(walked.files);
    await staging.plan(ordered);
    for (const file of ordered) {
      signal.throwIfAborted();
      const staged = await staging.copy(file);
      signal.throwIfAborted();
      if (staged.kind === 'copied') files.add({ file, at: staged.at });
      else take(staged.kind === 'program' ? staged : notCopied(staged), { file, at: file });
    }
    await staging.finish(walked.unreadable === 0 && walked.problems.every(({ code }) => code !== 'too-large'));
    return walked;
  });
}

function notCopied({ bytes, reason }: { readonly bytes: number; readonly reason: string }): Outcome {
  return { kind: 'unreadable', bytes, code: 'unreadable', message: `It cannot be read: ${reason}.` };
}

function feed(find: (files: TaskQueue<Readable>) => Promise<Walked>): Finding {
  const files = new TaskQueue<Readable>();
  const run = async (): Promise<Walked> => {
    try {
      const walked = await find(files);
      files.end();
      return walked;
    } catch (error) {
      files.fail(error);
      throw error;
    }
  };
  const walking = run();
  // Whoever reads the files hears of it first.
  walking.catch(() => undefined);
  return { files, walking };
}
