import { readFileSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DeidOption } from '../../src/contract/import.ts';
import { Problem } from '../../src/contract/problem-schema.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { editDicom } from '../../src/dicom/edit-dicom.ts';
import { element } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { safeNames } from '../../src/app/cli/safe-names.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { smallStudy } from '../suites/small-study.ts';
import { fileroom } from './cli.ts';

const Copies = z.object({
  schema: z.literal(1),
  out: z.string(),
  options: z.array(z.string()),
  objects: z.array(
    z.object({ path: z.string(), out: z.string(), sopInstanceUid: z.string(), newSopInstanceUid: z.string() }),
  ),
  failures: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  skipped: z.array(z.object({ path: z.string(), code: z.string() })),
});
const Failure = z.object({ schema: z.literal(1), error: Problem });

async function deid(source: string, ...options: string[]) {
  const out = join(await tempFolder(), 'out');
  const ended = await fileroom(await tempFolder(), ['deid', source, '--out', out, '--json', ...options]);
  return { ...ended, out };
}

async function newDisc() {
  return writePhantomDisc(await tempFolder(), { slices: 4, size: 32 });
}

/** All files below, by path. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

describe('fileroom deid', () => {
  it('keeps the shape of the tree, and of its names nothing', async () => {
    const disc = await newDisc();
    const { code, stdout, out } = await deid(disc.dir);
    const { objects, skipped } = Copies.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(objects.map(({ path }) => path).sort()).toEqual(disc.instances.map(({ path }) => path).sort());
    expect(filesIn(out).sort()).toEqual(objects.map((each) => each.out).sort());
    for (const { path, out: name } of objects) {
      expect(name.split('/')).toHaveLength(path.split('/').length);
      expect(name).toMatch(/^(FOLDER-\d{3}\/)*IMAGE-\d{3}\.dcm$/);
    }
    // A DICOMDIR names patients, and documents may.
    expect(skipped.map(({ path }) => path)).toEqual(expect.arrayContaining([disc.dicomdir.path]));
    expect(skipped).toHaveLength(disc.documents.length + disc.junk.length + 1);
  });

  it('reads a ZIP archive as it reads the folder', async () => {
    const disc = await newDisc();
    const entries = disc.instances.map(({ path }) => [path, readFileSync(join(disc.dir, path))] as const);
    const archive = join(await tempFolder({ 'disc.zip': zipSync(Object.fromEntries(entries)) }), 'disc.zip');
    const { code, stdout, out } = await deid(archive);
    expect(code).toBe(0);
    expect(Copies.parse(JSON.parse(stdout)).objects).toHaveLength(disc.instances.length);
    expect(filesIn(out)).toHaveLength(disc.instances.length);
  });

  it('takes the options of the standard, and says which there are', async () => {
    const disc = await newDisc();
    const kept = await deid(disc.dir, '--option', 'retain-uids', '--option', 'retain-full-dates');
    const { objects, options } = Copies.parse(JSON.parse(kept.stdout));
    expect(options).toEqual(['retain-uids', 'retain-full-dates']);
    for (const { sopInstanceUid, newSopInstanceUid } of objects) expect(newSopInstanceUid).toBe(sopInstanceUid);

    const unknown = await deid(disc.dir, '--option', 'keep-all');
    expect(unknown.code).toBe(1);
    for (const option of DeidOption.options) expect(unknown.stderr).toContain(option);
  });

  const refusals = [
    ['option-unsupported', ['clean-recognizable-visual-features'], /Recognizable Visual Features/],
    ['options-conflict', ['retain-full-dates', 'retain-modified-dates'], /Dates can be kept/],
  ] as const;
  it.each(refusals)('refuses with %s once for all objects, and writes none', async (reason, options, sentence) => {
    const disc = await newDisc();
    const { code, stdout, out } = await deid(disc.dir, ...options.flatMap((option) => ['--option', option]));
    const { error } = Failure.parse(JSON.parse(stdout));
    expect({ code, reason: error.code }).toEqual({ code: 1, reason });
    expect(error.message).toMatch(sentence);
    expect(filesIn(out)).toEqual([]);
  });

  it('says where an object still tells whose it is, without the value, and goes on with the others', async () => {
    const [first, second] = smallStudy().objects;
    if (first === undefined || second === undefined) throw new Error('The study is empty');
    const telling = editDicom(first.file, { set: [element('DerivationDescription', 'made for Phantom, Chest')] });
    const folder = await tempFolder({ 'PHANTOM CHEST/A': telling, 'PHANTOM CHEST/B': second.file });
    const { code, stdout } = await deid(folder, '--option', 'clean-descriptors');
    const { objects, failures } = Copies.parse(JSON.parse(stdout));
    expect(objects.length + failures.length).toBe(2);
    expect(code).toBe(failures.length === 0 ? 0 : 2);
    for (const { message } of failures) expect(message).not.toMatch(/phantom|chest/i);
  });

  it('writes texts as a person says they are to be read', async () => {
    const [object] = smallStudy({ description: 'ABCDEF' }).objects;
    const file = Buffer.from(object?.file ?? new Uint8Array());
    Buffer.from('ISO_IR 100').copy(file, file.indexOf('ISO_IR 192'));
    const { stdout, out } = await deid(await tempFolder({ IM0: file }), '--charset', 'ISO_IR 144');
    const [copy] = Copies.parse(JSON.parse(stdout)).objects;
    const { dataSet } = readDicom(readFileSync(join(out, copy?.out ?? '')));
    expect(dataSet.text(tagOf('SpecificCharacterSet'))).toBe('ISO_IR 144');
  });

  it('ends with 3 where there is no DICOM, with 2 when something cannot be read, and never overwrites', async () => {
    expect((await deid(await tempFolder({ 'a.txt': 'text' }))).code).toBe(3);
    const broken = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.alloc(64, 0xff)]);
    const [object] = smallStudy().objects;
    expect((await deid(await tempFolder({ broken, good: object?.file ?? '' }))).code).toBe(2);

    const out = join(await tempFolder(), 'out');
    await mkdir(out);
    await writeFile(join(out, 'mine'), 'mine');
    const disc = await newDisc();
    const ended = await fileroom(await tempFolder(), ['deid', disc.dir, '--out', out, '--json']);
    expect(ended.code).toBe(1);
    expect(Failure.parse(JSON.parse(ended.stdout)).error.code).toBe('out-not-empty');
    expect(filesIn(out)).toEqual(['mine']);
  });
});

describe('safe names', () => {
  it('number folders and files in the order of the old names, which count as numbers where they are', () => {
    const paths = ['DOE^JOHN/IM10', 'DOE^JOHN/IM2', 'readme', 'ADAM/x/y'];
    expect(Object.fromEntries(safeNames(paths))).toEqual({
      readme: 'IMAGE-001.dcm',
      'ADAM/x/y': 'FOLDER-001/FOLDER-001/IMAGE-001.dcm',
      'DOE^JOHN/IM2': 'FOLDER-002/IMAGE-001.dcm',
      'DOE^JOHN/IM10': 'FOLDER-002/IMAGE-002.dcm',
    });
  });
});
