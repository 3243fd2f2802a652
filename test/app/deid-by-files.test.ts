import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { fileroom } from './cli.ts';

async function deid(files: Record<string, string>, options: readonly string[]) {
  const disc = await writePhantomDisc(await tempFolder(), { slices: 2, size: 16 });
  const folder = await tempFolder(files);
  const out = join(await tempFolder(), 'out');
  const paths = options.map((option) => (option in files ? join(folder, option) : option));
  const ended = await fileroom(await tempFolder(), ['deid', disc.dir, '--out', out, '--json', ...paths]);
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const copies = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => readDicom(new Uint8Array(await readFile(join(entry.parentPath, entry.name)))).dataSet),
  );
  return {
    ...ended,
    disc,
    copies,
    told: JSON.parse(ended.stdout) as { failures?: { code: string }[]; error?: object },
  };
}

describe('fileroom deid', () => {
  it('by rules alone changes what they name, and nothing else', async () => {
    const rules = JSON.stringify({ patient_name: 's/.*/TRIAL/', patientid: 's/.*/T-__COUNTER-10__/' });
    const { code, copies, disc } = await deid({ 'rules.json': rules }, ['--rules', 'rules.json']);
    expect(code).toBe(0);
    expect(copies.length).toBe(disc.instances.length);
    for (const copy of copies) expect(copy.text(tagOf('PatientName'))).toBe('TRIAL');
    const ids = new Map(copies.map((copy) => [copy.text(tagOf('StudyInstanceUID')), copy.text(tagOf('PatientID'))]));
    expect(new Set(ids.values())).toEqual(new Set(Array.from(ids, (_, index) => `T-${10 + index}`)));
    expect(new Set(copies.map((copy) => copy.text(tagOf('SOPInstanceUID'))))).toEqual(
      new Set(disc.instances.map(({ sopInstanceUid }) => sopInstanceUid)),
    );
  });

  it('by the profile and rules', async () => {
    const rules = JSON.stringify({ rules: { patient_name: 's/.*/TRIAL/' }, dicom_tag_map: {} });
    const { code, copies, disc } = await deid({ 'r.json': rules }, ['--profile', 'basic', '--rules', 'r.json']);
    expect(code).toBe(0);
    const originals = new Set(disc.instances.map(({ sopInstanceUid }) => sopInstanceUid));
    for (const copy of copies) {
      expect(copy.text(tagOf('PatientName'))).toBe('TRIAL');
      expect(originals.has(copy.text(tagOf('SOPInstanceUID')) ?? '')).toBe(false);
    }
  });

  it('refuses rules that cannot be read, and shows them, before anything is written', async () => {
    for (const [text, shown] of [
      [JSON.stringify({ patient_name: 's/(/x/' }), 's/(/x/'],
      [JSON.stringify({ nobody: 's/a/b/' }), 'nobody'],
      ['[]', 'JSON hash'],
      ['{', 'JSON hash'],
    ] as const) {
      const folder = await tempFolder();
      await writeFile(join(folder, 'rules.json'), text);
      const out = join(folder, 'out');
      const ended = await fileroom(folder, ['deid', folder, '--out', out, '--rules', join(folder, 'rules.json')]);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain(shown);
    }
  });

  it('by a lookup table sends nobody who is not in it', async () => {
    const disc = await writePhantomDisc(await tempFolder(), { slices: 1, size: 16 });
    const [patient] = disc.patients;
    const table = `Patient ID,New ID\n${patient?.patientId ?? ''},T-1\n`;
    const { code, copies, told } = await deid({ 'table.csv': table }, ['--lookup', 'table.csv']);
    expect(code).toBe(2);
    expect(new Set(copies.map((copy) => copy.text(tagOf('PatientID'))))).toEqual(new Set(['T-1']));
    expect(new Set(told.failures?.map((failure) => failure.code))).toContain('not-in-lookup');
  });
});

describe('fileroom import', () => {
  it('sends patients as whom the lookup table says, and nobody who is not in it', async () => {
    const disc = await writePhantomDisc(await tempFolder(), { slices: 1, size: 16 });
    const [patient] = disc.patients;
    const files = {
      'all.csv': ['Patient ID,New ID', ...disc.patients.map(({ patientId }, index) => `${patientId},T-${index}`)],
      'other.csv': ['Patient ID,New ID', 'SOMEBODY-ELSE,T-9'],
    };
    const folder = await tempFolder(
      Object.fromEntries(Object.entries(files).map(([name, lines]) => [name, lines.join('\n')])),
    );
    const args = ['import', disc.dir, '--json', '--study', patient?.studies[0]?.studyInstanceUid ?? ''];
    const send = async (...more: readonly string[]) => fileroom(await tempFolder(), [...args, ...more]);
    const sent = await send('--deid', 'basic', '--lookup', join(folder, 'all.csv'));
    expect(sent.code).toBe(0);
    expect(sent.stdout).not.toContain(patient?.patientId);
    expect((await send('--deid', 'basic', '--lookup', join(folder, 'other.csv'))).stdout).toContain('not-in-lookup');
    expect((await send('--lookup', join(folder, 'all.csv'))).stdout).toContain('lookup-without-deid');
  });
});
