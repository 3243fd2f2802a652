import type { Charset, ScanReport } from '../../contract/scan.ts';
import { InvalidRequestError, NotFoundError } from '../../contract/problem.ts';
import { rootOf } from '../../source/confine.ts';
import { scan } from '../../scan/scan.ts';
import type { CommandContext } from './command.ts';
import { NoDicomError, exitCode } from './exit-code.ts';
import { type ProgressMode, progressView } from './progress.ts';
import { scanTree } from './scan-tree.ts';
import { problemLine } from './terminal.ts';

export interface ReadOptions {
  /** What all texts are in, whatever the files declare. */
  readonly charset?: Charset;
  readonly progress: ProgressMode;
}

export interface ScanCommandOptions extends ReadOptions {
  readonly json?: boolean;
}

export async function scanCommand(
  paths: readonly string[],
  options: ScanCommandOptions,
  context: CommandContext,
): Promise<number> {
  const report = await scanWithProgress(paths, options, context);
  await context.terminal.result(options.json === true ? JSON.stringify(report) : scanTree(report));
  if (report.counts.dicom === 0) {
    context.terminal.say(problemLine(new NoDicomError().toProblem()));
    return exitCode.noDicom;
  }
  return report.counts.unreadable > 0 ? exitCode.incomplete : exitCode.done;
}

/** Throws the signal's reason when it is interrupted. */
export async function scanWithProgress(
  paths: readonly string[],
  { charset, progress }: ReadOptions,
  { terminal, interrupted }: CommandContext,
): Promise<ScanReport> {
  for (const path of paths) await checkPath(path);
  // Ctrl-C while the program was starting, or asked for a password: nothing is read any more.
  interrupted.throwIfAborted();
  const view = progressView(terminal, progress);
  try {
    return await scan(paths, {
      signal: interrupted,
      charset,
      onProgress: (counts) => {
        view.scan(counts);
      },
    });
  } finally {
    view.end();
  }
}

/** Says which of several paths is wrong. An empty one is a script's unset variable, not the folder it runs in. */
async function checkPath(path: string): Promise<void> {
  if (path.trim() === '') {
    throw new InvalidRequestError('no-source', 'A path is empty.', { next: 'choose-another-source' });
  }
  try {
    await rootOf(path);
  } catch (cause) {
    if (!(cause instanceof NotFoundError)) throw cause;
    throw new NotFoundError(cause.code, `“${path}” is not there, or may not be read.`, {
      next: 'choose-another-source',
      cause,
    });
  }
}
