import type { ScanReport } from '../../contract/scan.ts';
import { scan } from '../../scan/scan.ts';
import type { CommandContext } from './command.ts';
import { exitCode } from './exit-code.ts';
import { type ProgressMode, progressView } from './progress.ts';
import { scanTree } from './scan-tree.ts';

export interface ScanCommandOptions {
  readonly json?: boolean;
  readonly progress: ProgressMode;
}

export async function scanCommand(
  paths: readonly string[],
  options: ScanCommandOptions,
  context: CommandContext,
): Promise<number> {
  const report = await scanWithProgress(paths, options.progress, context);
  context.terminal.result(options.json === true ? JSON.stringify(report) : scanTree(report));
  if (report.counts.dicom === 0) return exitCode.noDicom;
  return report.counts.unreadable > 0 ? exitCode.incomplete : exitCode.done;
}

/** Throws the signal's reason when it is interrupted. */
export async function scanWithProgress(
  paths: readonly string[],
  mode: ProgressMode,
  { terminal, interrupted }: CommandContext,
): Promise<ScanReport> {
  const view = progressView(terminal, mode);
  try {
    return await scan(paths, {
      signal: interrupted,
      onProgress: (progress) => {
        view.scan(progress);
      },
    });
  } finally {
    view.end();
  }
}
