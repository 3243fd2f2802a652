import { execFileSync, spawnSync } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InvalidRequestError } from '../../src/contract/problem.ts';
import type { ExportFormat } from '../../src/contract/export.ts';
import { readDicomdir } from '../../src/dicom/dicomdir.ts';
import { type ExportObject, type FileSetOptions, writeFileSets } from '../../src/export/write-file-set.ts';
import { scan } from '../../src/scan/scan.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { exportable, phantomObject } from './objects.ts';

const formats: readonly ExportFormat[] = ['folder', 'zip', 'iso'];
const isInstalled = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;
const skippedUnless = (tool: string): boolean => {
  if (isInstalled(tool)) return false;
  process.stderr.write(`SKIPPED: what ${tool} says of a file-set (it is not installed)\n`);
  return true;
};

const now = new Date('2026-01-02T03:04:05Z');
async function written(
  format: ExportFormat,
  objects: readonly ExportObject[],
  options: Partial<FileSetOptions> = {},
): Promise<{ folder: string } & Awaited<ReturnType<typeof writeFileSets>>> {
  const folder = await tempFolder();
  const { signal } = new AbortController();
  return { folder, ...(await writeFileSets(objects, { format, folder, name: 'set', now, signal, ...options })) };
}
const many = (count: number): ExportObject[] =>
  Array.from({ length: count }, (_, index) => exportable(phantomObject(index + 1)));

describe.each(formats)('a file-set as %s', (format) => {
  test('holds every object as it was given, and a scan of it finds nothing wrong', async () => {
    const { outputs, failures, profile } = await written(format, [
      ...many(3),
      exportable(phantomObject(4, { StudyInstanceUID: '1.2.10', SeriesInstanceUID: '1.2.10.1' })),
    ]);
    expect([failures, profile]).toEqual([[], 'STD-GEN-CD']);
    const [output] = outputs;
    expect(output).toMatchObject({ objects: 4 });
    const report = await scan([output?.path ?? '']);
    expect(report.problems).toEqual([]);
    expect(report.dicomdir).toMatchObject([{ listedButAbsent: [], presentButUnlisted: [], problems: [] }]);
    const studies = report.patients.flatMap((patient) => patient.studies);
    const instances = studies
      .flatMap(({ series }) => series.flatMap((one) => one.instances))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(instances.map(({ sopInstanceUid, path }) => [sopInstanceUid, path])).toEqual([
      ['1.2.3.1', 'DICOM/ST000001/SE000001/IM000001'],
      ['1.2.3.2', 'DICOM/ST000001/SE000001/IM000002'],
      ['1.2.3.3', 'DICOM/ST000001/SE000001/IM000003'],
      ['1.2.3.4', 'DICOM/ST000002/SE000001/IM000001'],
    ]);
  });

  test('names an object that cannot be handed over, without a trace of it, and holds the others', async () => {
    const broken: ExportObject = {
      path: 'b/broken',
      sopInstanceUid: '1.2.3.9',
      prepare: async () => ({
        sopInstanceUid: '1.2.3.9',
        async *open() {
          yield phantomObject(9).subarray(0, 900);
          throw new InvalidRequestError('unreadable', 'The file cannot be read.');
        },
      }),
    };
    const refused: ExportObject = {
      path: 'c/refused',
      sopInstanceUid: '1.2.3.8',
      prepare: async () => Promise.reject(new InvalidRequestError('held', 'Somebody must look at it first.')),
    };
    const { outputs, failures, folder } = await written(format, [...many(1), broken, refused, ...many(2).slice(1)]);
    expect(failures.map(({ path, code }) => [path, code])).toEqual([
      ['b/broken', 'unreadable'],
      ['c/refused', 'held'],
    ]);
    expect(outputs).toMatchObject([{ objects: 2 }]);
    expect(await readdir(folder)).toHaveLength(1);
    const report = await scan([outputs[0]?.path ?? '']);
    expect([report.counts.dicom, report.problems]).toEqual([2, []]);
  });

  test('leaves nothing behind when it is cancelled', async () => {
    const controller = new AbortController();
    const folder = await tempFolder();
    const objects = [
      ...many(2),
      { ...exportable(phantomObject(3)), prepare: async () => Promise.reject(controller.abort()) },
    ];
    const options = { format, folder, name: 'set', now, signal: controller.signal };
    await expect(writeFileSets(objects, options)).rejects.toThrow('aborted');
    expect(await readdir(folder)).toEqual([]);
  });

  test('overwrites nothing', async () => {
    const folder = await tempFolder({ set: 'here', 'set.zip': 'here', 'set.iso': 'here' });
    const { signal } = new AbortController();
    const options = { format, folder, name: 'set', now, signal };
    await expect(writeFileSets(many(1), options)).rejects.toMatchObject({ code: 'out-exists', next: 'correct-input' });
    expect(await readFile(join(folder, 'set'), 'utf8')).toBe('here');
  });

  test('of nothing that could be handed over is refused', async () => {
    const folder = await tempFolder();
    const { signal } = new AbortController();
    const options = { format, folder, name: 'set', now, signal };
    const bad = {
      ...exportable(phantomObject(1)),
      prepare: async () => Promise.reject(new InvalidRequestError('held', 'No.')),
    };
    await expect(writeFileSets([bad], options)).rejects.toMatchObject({ code: 'nothing-exported' });
    expect(await readdir(folder)).toEqual([]);
  });
});

test('what no longer fits on a disc goes onto the next, each a file-set of its own', async () => {
  const capacity = 500 * 1024;
  const big = Array.from({ length: 5 }, (_, index) =>
    exportable(phantomObject(index + 1, { PixelData: new Uint8Array(30_000) })),
  );
  const { outputs, folder } = await written('iso', big, { capacity });
  expect(outputs.length).toBeGreaterThan(1);
  expect(outputs.reduce((sum, { objects }) => sum + objects, 0)).toBe(5);
  expect((await readdir(folder)).sort()).toEqual(outputs.map((_, index) => `set-${index + 1}.iso`));
  for (const { path, objects } of outputs) {
    expect((await readFile(path)).length).toBeLessThanOrEqual(capacity);
    const { counts, dicomdir } = await scan([path]);
    expect([counts.dicom, dicomdir]).toMatchObject([objects, [{ presentButUnlisted: [], listedButAbsent: [] }]]);
  }
});

test('an object that is larger than the disc is named', async () => {
  const large = exportable(phantomObject(2, { PixelData: new Uint8Array(900_000) }), 'large');
  const { failures, outputs } = await written('iso', [...many(1), large, ...many(3).slice(2)], {
    capacity: 600 * 1024,
  });
  expect(failures).toMatchObject([{ path: 'large', code: 'too-large-for-disc' }]);
  expect(outputs.reduce((sum, { objects }) => sum + objects, 0)).toBe(2);
});

test('1,200 objects of a series are in folders that old drives can list', async () => {
  const { outputs } = await written('iso', many(1200));
  const { counts, patients } = await scan([outputs[0]?.path ?? '']);
  expect(counts.dicom).toBe(1200);
  const paths = patients[0]?.studies[0]?.series[0]?.instances.map(({ path }) => path);
  expect(paths).toContain('DICOM/ST000001/SE000002/IM000200');
});

describe('other programs', () => {
  test.skipIf(skippedUnless('isoinfo'))('list the same files in ISO 9660 and in Joliet', async () => {
    const { outputs } = await written('iso', many(70));
    const list = (...options: string[]): string[] =>
      execFileSync('isoinfo', ['-f', ...options, '-i', outputs[0]?.path ?? ''], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .map((line) => line.replace(/\.?;1$/, ''))
        .sort();
    const plain = list();
    expect(plain).toHaveLength(70 + 2 + 3);
    expect(plain).toContain('/DICOM/ST000001/SE000001/IM000070');
    expect(plain).toContain('/README.TXT');
    expect(list('-J')).toEqual(plain);
    const about = execFileSync('isoinfo', ['-d', '-i', outputs[0]?.path ?? ''], { encoding: 'utf8' });
    expect(about).toMatch(/Volume id: FILEROOM\b/);
  });

  test.skipIf(skippedUnless('xorriso'))('read its files byte for byte', async () => {
    const { outputs } = await written('iso', many(2));
    const target = join(await tempFolder(), 'out');
    const path = '/DICOM/ST000001/SE000001/IM000002';
    const run = spawnSync('xorriso', ['-indev', outputs[0]?.path ?? '', '-osirrox', 'on', '-extract', path, target]);
    expect(run.status).toBe(0);
    expect(await readFile(target)).toEqual(Buffer.from(phantomObject(2)));
  });

  test.skipIf(skippedUnless('unzip'))('test the archive and find it whole', async () => {
    const { outputs } = await written('zip', many(3));
    expect(execFileSync('unzip', ['-t', outputs[0]?.path ?? ''], { encoding: 'utf8' })).toContain('No errors detected');
  });

  test.skipIf(skippedUnless('dcmdump'))('read the DICOMDIR, and find each file that it names', async () => {
    const { outputs } = await written('folder', many(2));
    const dicomdir = join(outputs[0]?.path ?? '', 'DICOMDIR');
    const dump = execFileSync('dcmdump', [dicomdir], { encoding: 'utf8' });
    expect(dump).toContain('DICOM\\ST000001\\SE000001\\IM000002');
    const { references } = readDicomdir(await readFile(dicomdir));
    for (const { path } of references) await readFile(join(outputs[0]?.path ?? '', ...path));
  });
});

test('a README stands beside the DICOMDIR and names nobody', async () => {
  const { outputs } = await written('folder', many(2));
  const text = await readFile(join(outputs[0]?.path ?? '', 'README.TXT'), 'utf8');
  expect(text).toContain('2 DICOM objects');
  expect(text).not.toMatch(/PHANTOM|P1/);
});
