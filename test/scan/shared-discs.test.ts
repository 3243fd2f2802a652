import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ScanReport } from '../../src/contract/scan.ts';
import { scan } from '../../src/scan/scan.ts';
import { sharedPath } from '../helpers/shared.ts';

const Series = z.object({ seriesUID: z.string(), modality: z.string(), instances: z.number() });
const DiscManifest = z.object({
  expected: z.object({
    missingOnDisc: z.array(z.string()),
    presentButUnreferenced: z.array(z.string()),
    dicomInstancesOnDisc: z.number(),
    nonDicomFiles: z.number(),
    tree: z.record(z.string(), z.record(z.string(), z.array(Series))),
  }),
});

const read = <T>(path: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(readFileSync(path, 'utf8')));

/** A report as the manifests put it: Patient ID → Study Instance UID → series. */
function treeOf({ patients }: ScanReport): z.infer<typeof DiscManifest>['expected']['tree'] {
  return Object.fromEntries(
    patients.map(({ patientId, studies }) => [
      patientId ?? '',
      Object.fromEntries(
        studies.map(({ studyInstanceUid, series }) => [
          studyInstanceUid,
          series.map(({ seriesInstanceUid, modality = '', instances }) => ({
            seriesUID: seriesInstanceUid,
            modality,
            instances: instances.length,
          })),
        ]),
      ),
    ]),
  );
}

const bySeries = (tree: ReturnType<typeof treeOf>): unknown =>
  Object.entries(tree)
    .flatMap(([patient, studies]) =>
      Object.entries(studies).flatMap(([study, series]) => series.map((one) => ({ patient, study, ...one }))),
    )
    .toSorted((a, b) => (a.seriesUID < b.seriesUID ? -1 : 1));

const discs = sharedPath('discs');

describe.skipIf(discs === undefined)('the shared discs', () => {
  it.each([
    ['disc-a', 'disc-a.iso'],
    ['disc-b', 'disc-b.iso'],
    ['disc-a', 'tree'],
    ['disc-b', 'tree'],
    ['disc-b', 'tree-messy-names'],
  ])('%s/%s holds what its manifest says', async (disc, tree) => {
    const folder = join(discs ?? '', disc);
    const { expected } = read(join(folder, 'manifest.json'), DiscManifest);
    const report = await scan([join(folder, tree)]);
    expect(bySeries(treeOf(report))).toEqual(bySeries(expected.tree));
    expect(report.counts).toMatchObject({
      files: expected.dicomInstancesOnDisc + expected.nonDicomFiles + 1,
      dicom: expected.dicomInstancesOnDisc,
      unreadable: 0,
    });
    const [directory] = report.dicomdir;
    expect(directory?.listedButAbsent).toEqual(expected.missingOnDisc);
    expect(directory?.presentButUnlisted.map((path) => path.toUpperCase())).toEqual(expected.presentButUnreferenced);
  });
});

const FileSet = z.object({
  records: z.record(z.string(), z.number()),
  missing: z.number(),
  missingSample: z.array(z.string()),
  filesOnDisk: z.number(),
  notReferenced: z.number(),
});
const corpus = sharedPath('corpus/dicomdir');
const fileSets =
  corpus === undefined
    ? []
    : Object.entries(read(join(corpus, '../dicomdir-expected.json'), z.record(z.string(), FileSet)));

describe.skipIf(corpus === undefined)('the shared file-sets', () => {
  it.each(fileSets)('%s', async (name, expected) => {
    const report = await scan([join(corpus ?? '', name)]);
    expect(report.counts).toMatchObject({ dicom: expected.filesOnDisk, ignored: 1, unreadable: 0 });
    expect(report.dicomdir).toHaveLength(1);
    const [directory] = report.dicomdir;
    expect(directory?.records).toBe(Object.values(expected.records).reduce((sum, count) => sum + count, 0));
    expect(directory?.listedButAbsent).toHaveLength(expected.missing);
    expect(directory?.presentButUnlisted).toHaveLength(expected.notReferenced);
    const messages = directory?.problems.map(({ message }) => message) ?? [];
    for (const reference of expected.missingSample)
      expect(messages.some((message) => message.includes(reference.replaceAll('\\', '/')))).toBe(true);
  });
});
