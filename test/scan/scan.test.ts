import { mkdirSync, rmSync } from 'node:fs';
import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ScanReport, type ScanProgress, ScanSummary } from '../../src/contract/scan.ts';
import { scan } from '../../src/scan/scan.ts';
import { summarize } from '../../src/scan/summarize.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const small = { slices: 7, size: 32 };

describe('scan of a disc', () => {
  it('finds the patients, studies and series, and the instances in the order of their geometry', async () => {
    const disc = await writePhantomDisc(await tempFolder(), small);
    const report = await scan([disc.dir]);
    const found = report.patients.map(({ patientId, patientName, studies }) => ({
      patientId,
      patientName,
      studies: studies.map(({ studyInstanceUid, description, accessionNumber, series }) => ({
        studyInstanceUid,
        description,
        accessionNumber,
        series: series.map(({ seriesInstanceUid, number, modality, description: of, instances }) => ({
          seriesInstanceUid,
          number,
          modality,
          description: of,
          instances: instances.map(({ sopInstanceUid, sopClassUid, instanceNumber, path, bytes }) => ({
            sopInstanceUid,
            sopClassUid,
            instanceNumber,
            path,
            bytes,
          })),
        })),
      })),
    }));
    expect(found).toEqual(disc.patients);
  });

  it('puts every file into one bin', async () => {
    const disc = await writePhantomDisc(await tempFolder(), small);
    const { counts, documents, dicomdir, problems, duplicates, sources } = await scan([disc.dir]);
    expect(sources).toEqual([disc.dir]);
    expect(counts).toEqual({
      files: disc.instances.length + disc.documents.length + disc.junk.length + 1,
      dicom: disc.instances.length,
      documents: disc.documents.length,
      ignored: disc.junk.length + 1,
      unreadable: 0,
    });
    expect(documents.map(({ path, mediaType }) => ({ path, mediaType }))).toEqual(
      disc.documents.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    );
    expect(dicomdir).toEqual([{ ...disc.dicomdir, listedButAbsent: [], presentButUnlisted: [], problems: [] }]);
    expect(problems).toEqual([{ path: disc.emptyFile, code: 'empty', message: 'The file is empty.' }]);
    expect(duplicates).toEqual([]);
  });

  it('answers in the shape of the contract, in full and summed up', async () => {
    const disc = await writePhantomDisc(await tempFolder(), small);
    const report = await scan([disc.dir]);
    expect(ScanReport.parse(report)).toEqual(report);
    const summary = summarize(report);
    expect(ScanSummary.parse(summary)).toEqual(summary);
    expect(summary.patients[0]?.studies[0]?.series[0]).toMatchObject({ instances: 7, frames: 7, repaired: 0 });
  });

  it('reports the same whatever the number of readers', async () => {
    const disc = await writePhantomDisc(await tempFolder(), small);
    const [one, four] = await Promise.all([scan([disc.dir], { workers: 1 }), scan([disc.dir], { workers: 4 })]);
    expect({ ...one, durationMs: 0 }).toEqual({ ...four, durationMs: 0 });
  });

  it('tells how far it is, and the whole at the end', async () => {
    const disc = await writePhantomDisc(await tempFolder(), small);
    const told: ScanProgress[] = [];
    const { counts } = await scan([disc.dir], { onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toMatchObject({
      filesFound: counts.files,
      filesRead: counts.files,
      dicom: counts.dicom,
      unreadable: 0,
      bySource: [{ filesFound: counts.files, dicom: counts.dicom }],
    });
    expect(told.map(({ filesRead }) => filesRead)).toEqual(
      told.map(({ filesRead }) => filesRead).toSorted((a, b) => a - b),
    );
  });

  it('tells how much comes from each of several sources', async () => {
    const disc = await writePhantomDisc(await tempFolder(), small);
    const file = join(disc.dir, disc.instances[0]?.path ?? '');
    const other = await tempFolder();
    await copyFile(file, join(other, 'IM1'));
    const told: ScanProgress[] = [];
    const { counts } = await scan([disc.dir, other], { onProgress: (progress) => told.push(progress) });
    const { bySource = [] } = told.at(-1) ?? {};
    expect(bySource[1]).toEqual({ filesFound: 1, dicom: 1 });
    expect(bySource[0]).toEqual({ filesFound: counts.files - 1, dicom: counts.dicom - 1 });
  });

  it('stops when it is told to, while it reads', async () => {
    const disc = await writePhantomDisc(await tempFolder(), small);
    const abort = new AbortController();
    const onProgress = (): void => abort.abort(new Error('enough'));
    await expect(scan([disc.dir], { signal: abort.signal, onProgress })).rejects.toThrow('enough');
  });

  it('reads a few chosen files', async () => {
    const disc = await writePhantomDisc(await tempFolder(), small);
    const chosen = disc.instances.slice(0, 2).map(({ path }) => join(disc.dir, path));
    const report = await scan(chosen);
    expect(report.counts).toEqual({ files: 2, dicom: 2, documents: 0, ignored: 0, unreadable: 0 });
    expect(report.patients[0]?.studies[0]?.series[0]?.instances.map(({ source }) => source).toSorted()).toEqual([0, 1]);
  });
});

describe('scan of what is no disc', () => {
  it('refuses nothing at all, and what is not there', async () => {
    await expect(scan([])).rejects.toMatchObject({ code: 'no-source', next: 'choose-another-source' });
    await expect(scan([join(await tempFolder(), 'gone')])).rejects.toMatchObject({ code: 'source-gone' });
  });

  it.each([
    ['and nothing stays', false],
    ['and an empty folder stays, where it was mounted', true],
  ])('says that the source went away while it was read, %s, instead of blaming its files', async (_, stays) => {
    const { dir } = await writePhantomDisc(join(await tempFolder(), 'disc'), small);
    const onProgress = (): void => {
      rmSync(dir, { recursive: true, force: true });
      if (stays) mkdirSync(dir);
    };
    await expect(scan([dir], { onProgress })).rejects.toMatchObject({
      name: 'NotFoundError',
      code: 'source-gone',
      next: 'choose-another-source',
    });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('names what it may not read', async () => {
    const folder = await tempFolder({ file: 'x', 'folder/file': 'x' });
    await chmod(join(folder, 'file'), 0);
    await chmod(join(folder, 'folder'), 0);
    onTestFinished(() => chmod(join(folder, 'folder'), 0o700));
    const { counts, problems } = await scan([folder]);
    expect(counts).toMatchObject({ files: 2, unreadable: 2 });
    const message = 'It cannot be read: no permission.';
    expect(problems).toEqual([
      { path: 'folder', code: 'unreadable', message },
      { path: 'file', code: 'unreadable', message },
    ]);
  });

  it('finds nothing in an empty folder, and nothing wrong', async () => {
    const { counts, patients, problems } = await scan([await tempFolder()]);
    expect({ counts, patients, problems }).toEqual({
      counts: { files: 0, dicom: 0, documents: 0, ignored: 0, unreadable: 0 },
      patients: [],
      problems: [],
    });
  });
});
