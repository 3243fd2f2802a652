import { basename, dirname, resolve } from 'node:path';
import type { DiscSize, ExportFormat } from '../../contract/export.ts';
import { writeFileSets } from '../../export/write-file-set.ts';
import { TreatmentPool } from '../../upload/treatment-pool.ts';
import { prepareDataDir } from '../data-dir.ts';
import { DeidKey } from '../deid-key/deid-key.ts';
import { ExportSpools } from '../exports/export-spools.ts';
import { checkedFolder, discBytes, refuseUnfit } from '../exports/exports.ts';
import { plannedObjects } from '../exports/planned-objects.ts';
import { scannedInPlace } from '../imports/scanned.ts';
import { FileSecretStore } from '../secrets.ts';
import type { Treat } from '../treat.ts';
import { chooseStudies, leftBehind } from './choose-studies.ts';
import { type CommandContext, type CommonOptions, dataDirOf } from './command.ts';
import { NoDicomError, exitCode } from './exit-code.ts';
import { formatBytes, plural } from './format.ts';
import { progressView } from './progress.ts';
import { type ReadOptions, scanWithProgress } from './scan-command.ts';
import { type TreatmentOptions, treatmentOf } from './treatment-options.ts';

export interface ExportCommandOptions extends CommonOptions, ReadOptions, TreatmentOptions {
  /** What is written; `.zip` and `.iso` say what it is when `format` does not. */
  readonly out: string;
  readonly format?: ExportFormat;
  readonly disc?: DiscSize;
  readonly study?: readonly string[];
}

const endings: Readonly<Record<ExportFormat, RegExp>> = { folder: /$/, zip: /\.zip$/i, iso: /\.iso$/i };

/** Scan → treat → file-set → read back. The originals are only read. */
export async function exportCommand(
  paths: readonly string[],
  options: ExportCommandOptions,
  context: CommandContext,
): Promise<number> {
  const { terminal, interrupted } = context;
  const treatment = await treatmentOf(options);
  const out = resolve(options.out);
  const format = options.format ?? formatOf(out);
  const name = basename(out).replace(endings[format], '');
  refuseUnfit(name);
  const folder = await checkedFolder(dirname(out));
  const report = await scanWithProgress(paths, options, context);
  if (report.counts.dicom === 0) throw new NoDicomError();
  const { studies, problems } = chooseStudies(report, treatment, options.study);
  const decision = treatment.kind === 'burn-in' ? { decision: { source: { kind: 'command-line' as const } } } : {};
  const view = progressView(terminal, options.progress);
  const written = await withTreat(options, async (treat) => {
    const objects = await plannedObjects({ source: { studies }, treatment, ...decision }, scannedInPlace(report), {
      treat,
    });
    const spools = new ExportSpools(dataDirOf(options));
    await spools.sweep();
    const spool = await spools.open({ format, folder, name });
    try {
      return await writeFileSets(objects, {
        format,
        folder,
        name,
        capacity: options.disc === undefined ? undefined : discBytes[options.disc],
        now: new Date(),
        signal: interrupted,
        onProgress: (progress) => {
          view.export({ ...progress, failures: progress.failures.length, objectsTotal: objects.length });
        },
      });
    } finally {
      await spool.release();
    }
  }).finally(() => {
    view.end();
  });
  const { outputs, failures, profile } = written;
  if (options.json === true) {
    await terminal.result(JSON.stringify({ schema: 1, format, outputs, profile: profile ?? null, failures, problems }));
  } else {
    for (const { path, objects, bytes } of outputs)
      await terminal.result(`${plural(objects, 'object')} (${formatBytes(bytes)}) in ${path}, read back and right.`);
    for (const { path, code, message } of failures) terminal.say(`${path}  ${code}: ${message}`);
    for (const { code, message } of problems) terminal.say(`${code}: ${message}`);
  }
  const isPartial = failures.length > 0 || problems.some(({ code }) => leftBehind.has(code));
  return isPartial || report.counts.unreadable > 0 ? exitCode.incomplete : exitCode.done;
}

function formatOf(out: string): ExportFormat {
  if (endings.zip.test(out)) return 'zip';
  return endings.iso.test(out) ? 'iso' : 'folder';
}

/** No archive is opened and no server asked. */
async function withTreat<T>(options: CommonOptions, action: (treat: Treat) => Promise<T>): Promise<T> {
  const dataDir = dataDirOf(options);
  await prepareDataDir(dataDir);
  const key = new DeidKey(new FileSecretStore(dataDir));
  const pool = new TreatmentPool();
  const now = new Date();
  try {
    return await action(async (source, treatment, charset) =>
      pool.run({ kind: 'treat', ...source, treatment, charset, key: await key.get(), now }),
    );
  } finally {
    await pool.close();
  }
}
