import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../src/scan/read-file.ts';
import { scan } from '../../src/scan/scan.ts';
import { corpusDir, corpusEntries, isDirectory } from '../dicom/corpus.ts';
import { DIFFERENCES } from '../dicom/corpus-expected.ts';

const dir = corpusDir ?? '';

function outcomeOf(path: string): string {
  const outcome = readFile({ absolutePath: join(dir, path) });
  if (outcome.kind === 'dicomdir') return 'directory';
  if (outcome.kind !== 'instance') return 'reject';
  return outcome.repairs.length === 0 ? 'readable' : 'readable-with-warning';
}

describe.skipIf(corpusDir === undefined)('the shared corpus, as a scan reads it', () => {
  const entries = corpusEntries();

  it('is read, read with a warning, or refused, as its manifest says', () => {
    const differences: string[] = [];
    for (const { path, expected } of entries) {
      const outcome = outcomeOf(path);
      if (outcome !== (isDirectory(path) ? 'directory' : expected.outcome)) differences.push(path);
    }
    expect(differences.toSorted()).toEqual([...DIFFERENCES.keys()].toSorted());
  });

  it('has one bin for every file, and a reason for every file that is no instance', async () => {
    const report = await scan([dir]);
    const { files, dicom, documents, ignored, unreadable } = report.counts;
    expect(dicom + documents + ignored + unreadable).toBe(files);
    const refused = entries.filter(
      ({ path, expected }) => expected.outcome === 'reject' && !DIFFERENCES.has(path) && path.endsWith('.dcm'),
    );
    const explained = new Set(report.problems.map(({ path }) => path));
    expect(refused.filter(({ path }) => !explained.has(path))).toEqual([]);
    const directories = entries.filter(({ path }) => isDirectory(path));
    const warned = new Set(
      report.dicomdir.flatMap(({ path, problems }) =>
        problems.some(({ code }) => code !== 'listed-but-absent') ? [path] : [],
      ),
    );
    const differing = directories.filter(
      ({ path, expected }) => warned.has(path) !== (expected.outcome !== 'readable'),
    );
    expect(differing.map(({ path }) => path)).toEqual([]);
  });
});
