import { stat } from 'node:fs/promises';
import { NotFoundError } from '../../contract/problem.ts';
import type { ScanReport, ScannedInstance } from '../../contract/scan.ts';
import { type SourceFile, findSourceFile } from '../../source/source-file.ts';
import type { SourceFile as SourceFileOnDisk } from '../../upload/source.ts';
import type { ScannedFile } from '../../upload/treatment-task.ts';
import type { Scans } from '../scans/scans.ts';

/** What a scan found, and the way to its files: on the disc, or in the copy that was made of it. */
export interface Scanned {
  readonly report: ScanReport;
  /** @param source index into the report's sources */
  readonly locate: (source: number, path: string) => Promise<SourceFile>;
}

/** Of an ended scan. @throws ConflictError, NotFoundError when there is none */
export function scannedBy(scans: Scans, scanId: string): Scanned {
  return { report: scans.report(scanId), locate: async (source, path) => scans.locate(scanId, source, path) };
}

/** A report whose files lie where they were scanned. */
export function scannedInPlace(report: ScanReport): Scanned {
  return {
    report,
    locate: async (source, path) => {
      const root = report.sources[source];
      if (root === undefined) throw new NotFoundError('not-in-scan', 'The scan has no such source.');
      return findSourceFile(root, path);
    },
  };
}

/** One object of the scan, to be treated and read. */
export async function locateInstance(
  { locate }: Scanned,
  { source, path, bytes, sopInstanceUid }: ScannedInstance,
): Promise<ScannedFile & SourceFileOnDisk> {
  const { absolutePath: file, place, mtimeMs } = await locate(source, path);
  const found = { file, bytes, mtimeMs: Math.trunc(mtimeMs), sopInstanceUid };
  if (place === undefined) return { ...found, fileBytes: bytes };
  return { ...found, place, fileBytes: (await stat(file)).size };
}
