import type { Charset, ScanReport } from '../../contract/scan.ts';
import { InvalidRequestError, NotFoundError } from '../../contract/problem.ts';
import { rootOf } from '../../source/confine.ts';
import { scan, sourcesOf } from '../../scan/scan.ts';
import { Staging } from '../../scan/staging/staging.ts';
import { type CommandContext, type CommonOptions, withServices } from './command.ts';
import { NoDicomError, exitCode } from './exit-code.ts';
import { type ProgressMode, progressView } from './progress.ts';
import { scanTree, stagingLines } from './scan-tree.ts';
import { problemLine } from './terminal.ts';

export interface ReadOptions {
  /** What all texts are in, whatever the files declare. */
  readonly charset?: Charset;
  readonly progress: ProgressMode;
}

export interface ScanCommandOptions extends ReadOptions, CommonOptions {
  /** Copy everything to this computer first. */
  readonly stage?: boolean;
}

export async function scanCommand(
  paths: readonly string[],
  options: ScanCommandOptions,
  context: CommandContext,
): Promise<number> {
  const { report, folder } =
    options.stage === true
      ? await stagedScan(paths, options, context)
      : { report: await scanWithProgress(paths, options, context), folder: undefined };
  const text = [scanTree(report), ...(folder === undefined ? [] : stagingLines(report, folder))].join('\n');
  await context.terminal.result(options.json === true ? JSON.stringify(report) : text);
  if (report.counts.dicom === 0) {
    context.terminal.say(problemLine(new NoDicomError().toProblem()));
    return exitCode.noDicom;
  }
  const isCopied = report.staging === undefined || report.staging.state === 'safe';
  return report.counts.unreadable > 0 || !isCopied ? exitCode.incomplete : exitCode.done;
}

/** The copy stays for some days, so that it can be imported, or gone on with when it lacks files. */
async function stagedScan(
  paths: readonly string[],
  options: ScanCommandOptions,
  context: CommandContext,
): Promise<{ report: ScanReport; folder: string }> {
  for (const path of paths) await checkPath(path);
  return withServices(options, async ({ stagings }) => {
    const sources = sourcesOf(paths);
    const folder = await stagings.open(sources);
    try {
      const staging = await Staging.open(folder.path, { sources, signal: context.interrupted });
      try {
        return { report: await scanWithProgress(paths, options, context, staging), folder: folder.path };
      } finally {
        await staging.close();
      }
    } finally {
      await folder.release();
    }
  });
}

/** Throws the signal's reason when it is interrupted. */
export async function scanWithProgress(
  paths: readonly string[],
  { charset, progress }: ReadOptions,
  { terminal, interrupted }: CommandContext,
  staging?: Staging,
): Promise<ScanReport> {
  for (const path of paths) await checkPath(path);
  // Ctrl-C while the program was starting, or asked for a password: nothing is read any more.
  interrupted.throwIfAborted();
  const view = progressView(terminal, progress);
  try {
    return await scan(paths, {
      signal: interrupted,
      charset,
      staging,
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
