import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ObjectFailure } from '../../src/contract/import.ts';
import { Problem } from '../../src/contract/problem-schema.ts';
import { scan } from '../../src/scan/scan.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { fileroom } from './cli.ts';

const Written = z.object({
  schema: z.literal(1),
  format: z.enum(['folder', 'zip', 'iso']),
  outputs: z.array(z.object({ path: z.string(), objects: z.number(), bytes: z.number() })),
  profile: z.string().nullable(),
  failures: z.array(ObjectFailure),
});
const Failure = z.object({ schema: z.literal(1), error: Problem });

async function newDisc() {
  return writePhantomDisc(await tempFolder(), { slices: 4, size: 32 });
}

async function exported(source: string, out: string, ...options: string[]) {
  return fileroom(await tempFolder(), ['export', source, '--out', out, '--json', ...options]);
}

async function patientsOf(path: string) {
  const { patients, counts, problems } = await scan([path]);
  return { names: patients.map(({ patientName }) => patientName), dicom: counts.dicom, problems };
}

describe('fileroom export', () => {
  it('makes a disc image of a disc, with the same objects', async () => {
    const disc = await newDisc();
    const out = join(await tempFolder(), 'copy.iso');
    const { code, stdout } = await exported(disc.dir, out);
    const { format, outputs, failures } = Written.parse(JSON.parse(stdout));
    expect([code, format, failures]).toEqual([0, 'iso', []]);
    expect(outputs).toMatchObject([{ path: out, objects: disc.instances.length }]);
    const [before, after] = [await patientsOf(disc.dir), await patientsOf(out)];
    expect([after.dicom, new Set(after.names), after.problems]).toEqual([
      disc.instances.length,
      new Set(before.names),
      [],
    ]);
  });

  it('de-identifies on the way: no byte of it tells whose it was', async () => {
    const disc = await newDisc();
    const out = join(await tempFolder(), 'set.zip');
    const before = await patientsOf(disc.dir);
    const { stdout } = await exported(disc.dir, out, '--deid', 'basic');
    expect(Written.parse(JSON.parse(stdout)).outputs[0]?.objects).toBeGreaterThan(0);
    const bytes = await readFile(out, 'latin1');
    for (const name of before.names) expect(bytes).not.toContain(name?.split('^')[0]);
  });

  it('writes the right identity into objects and DICOMDIR', async () => {
    const disc = await newDisc();
    const out = join(await tempFolder(), 'set');
    const report = await scan([disc.dir]);
    const study = report.patients[0]?.studies[0]?.studyInstanceUid ?? '';
    const identity = ['--set', 'PatientName=PHANTOM^HOUSE', '--set', 'PatientID=H-1'];
    const { code } = await exported(disc.dir, out, '--study', study, ...identity);
    expect(code).toBe(0);
    expect((await patientsOf(out)).names).toEqual(['PHANTOM^HOUSE']);
    expect(await readFile(join(out, 'DICOMDIR'), 'latin1')).toContain('PHANTOM^HOUSE');
  });

  it.each([
    ['a folder that is not there', (folder: string) => join(folder, 'no', 'set.zip'), 'no-folder'],
    ['a name that no system takes', (folder: string) => join(folder, 'a:b.zip'), 'bad-name'],
    ['a name that is taken', (folder: string) => join(folder, 'here.zip'), 'out-exists'],
  ])('refuses %s', async (_, nameIn, wanted) => {
    const disc = await newDisc();
    const folder = await tempFolder({ 'here.zip': 'mine' });
    const { code, stdout } = await exported(disc.dir, nameIn(folder));
    expect([code, Failure.parse(JSON.parse(stdout)).error.code]).toEqual([1, wanted]);
    expect(await readdir(folder)).toEqual(['here.zip']);
  });
});
