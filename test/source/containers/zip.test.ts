import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { type Zippable, zipSync } from 'fflate';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { listZip } from '../../../src/source/containers/zip.ts';
import { scan } from '../../../src/scan/scan.ts';
import { findSourceFile, streamSourceFile } from '../../../src/source/source-file.ts';
import { writePhantomDisc } from '../../fixtures/phantom-disc.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const listOf = async (zip: Uint8Array) =>
  listZip((position, length) => Promise.resolve(zip.subarray(position, position + length)), zip.length);

const small = { slices: 5, size: 16 };

async function zipOfDisc(level: 0 | 6): Promise<{ zip: string; dir: string; paths: string[] }> {
  const { dir, instances, documents } = await writePhantomDisc(await tempFolder(), small);
  const paths = [...instances, ...documents, { path: 'DICOMDIR' }].map(({ path }) => path);
  const entries: Zippable = {};
  for (const path of paths) entries[path] = [readFileSync(join(dir, path)), { level }];
  return { zip: join(await tempFolder({ 'disc.zip': zipSync(entries) }), 'disc.zip'), dir, paths };
}

describe('a ZIP archive as a source', () => {
  it.each([0, 6] as const)('is scanned like the folder it was made from (level %i)', async (level) => {
    const { zip, dir, paths } = await zipOfDisc(level);
    const report = await scan([zip]);
    const folder = await scan([dir]);
    expect(report.patients).toEqual(folder.patients);
    expect(report.counts).toMatchObject({ dicom: folder.counts.dicom, documents: folder.counts.documents });
    expect(report.problems).toEqual([]);
    for (const path of paths.slice(0, 3)) {
      const content = Buffer.concat(await streamSourceFile(await findSourceFile(zip, path)).toArray());
      expect(content.equals(readFileSync(join(dir, path)))).toBe(true);
    }
  });

  it('finds copies and contradictions within it by their content', async () => {
    const { zip, dir } = await zipOfDisc(6);
    const report = await scan([zip, dir]);
    expect(report.duplicates.length).toBeGreaterThan(0);
    expect(report.duplicates.every(({ identical }) => identical)).toBe(true);
  });

  it('refuses entries that lead outside, and says which', async () => {
    const zip = join(
      await tempFolder({ 'x.zip': zipSync({ '../evil': Buffer.from('x'), good: Buffer.from('x') }) }),
      'x.zip',
    );
    const { problems, counts } = await scan([zip]);
    expect(problems).toMatchObject([{ path: '../evil', code: 'outside-root' }]);
    expect(counts).toMatchObject({ files: 2, ignored: 1, unreadable: 1 });
  });

  it('unpacks no more of a bomb than it needs', async () => {
    const bomb = Buffer.alloc(30 * 1024 * 1024);
    const zip = join(await tempFolder({ 'bomb.zip': zipSync({ 'bomb.dcm': [bomb, { level: 9 }] }) }), 'bomb.zip');
    const { counts, problems } = await scan([zip]);
    expect(counts).toMatchObject({ files: 1, unreadable: 1 });
    expect(problems).toMatchObject([{ path: 'bomb.dcm', code: 'not-dicom' }]);
  });

  it('refuses an archive whose entries share their bytes, and an entry that says it is larger than it can be', async () => {
    const whole = Buffer.from(
      zipSync({ a: [Buffer.alloc(900, 'x'), { level: 0 }], b: [Buffer.from('y'), { level: 0 }] }),
    );
    const directory = (name: string): number => whole.lastIndexOf(name) - 46;
    const overlapping = Buffer.from(whole);
    overlapping.writeUInt32LE(900, directory('b') + 20);
    await expect(listOf(overlapping)).rejects.toThrow('overlap');
    const boasting = Buffer.from(whole);
    boasting.writeUInt32LE(0x7fffffff, directory('b') + 24);
    expect(await listOf(boasting)).toMatchObject({
      files: [{ path: 'a' }],
      problems: [{ path: 'b', code: 'too-large' }],
    });
  });

  it('reads the first of two files with one name, and says that there is another', async () => {
    const zip = Buffer.from(zipSync({ same: Buffer.from('1'), SAME: Buffer.from('2') }));
    for (let at = zip.indexOf('SAME'); at !== -1; at = zip.indexOf('SAME')) zip.write('same', at);
    expect(await listOf(zip)).toMatchObject({
      files: [{ path: 'same', place: { headerOffset: 0 } }],
      problems: [{ path: 'same', code: 'unreadable' }],
    });
  });

  it('reads archives whose sizes come behind the bytes, and those in the form for large ones', async () => {
    for (const how of [{ dataDescriptor: true }, { zip64: true }, { zip64: true, dataDescriptor: true }]) {
      const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...how });
      await writer.add('DICOM/IM1', new TextReader('some text '.repeat(100)));
      await writer.add('DICOM/IM2', new TextReader('other'), { level: 0 });
      const zip = join(await tempFolder({ 'x.zip': await writer.close() }), 'x.zip');
      const read = async (path: string): Promise<string> =>
        Buffer.concat(await streamSourceFile(await findSourceFile(zip, path)).toArray()).toString();
      expect(await read('DICOM/IM1')).toBe('some text '.repeat(100));
      expect(await read('DICOM/IM2')).toBe('other');
    }
  });

  it('says of a broken archive that it is one, whatever is broken', async () => {
    const whole = zipSync({ a: Buffer.from('some text that is long enough'), b: Buffer.from('x') });
    const change = fc.tuple(fc.integer({ min: 4, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 }));
    const folder = await tempFolder();
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const broken = Uint8Array.from(whole);
        for (const [position, value] of changes) broken[position] = value;
        await writeFile(join(folder, 'x.zip'), broken);
        const { counts } = await scan([join(folder, 'x.zip')], { workers: 1 });
        expect(counts.dicom + counts.documents + counts.ignored + counts.unreadable).toBe(counts.files);
      }),
      { numRuns: 15 },
    );
  });
});
