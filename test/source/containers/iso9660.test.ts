import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { IsoError } from '../../../src/source/containers/iso9660-volume.ts';
import { listIso9660 } from '../../../src/source/containers/iso9660.ts';
import { scan } from '../../../src/scan/scan.ts';
import { findSourceFile, streamSourceFile } from '../../../src/source/source-file.ts';
import { sharedPath } from '../../helpers/shared.ts';
import { writePhantomDisc } from '../../fixtures/phantom-disc.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { type IsoTree, isoImage } from './iso-image.ts';

const readOf =
  (image: Uint8Array) =>
  (position: number, length: number): Promise<Uint8Array> =>
    Promise.resolve(image.subarray(position, position + length));

const listed = async (tree: IsoTree, joliet = false): Promise<string[]> =>
  (await listIso9660(readOf(isoImage(tree, { joliet })))).files.map(({ path }) => path);

describe('listIso9660', () => {
  it('shows names without version and empty extension, and those of Joliet as they are', async () => {
    const tree: IsoTree = { 'DICOMDIR.;1': 'x', IMAGES: { 'A.DCM;1': 'x', 'B.;12': '' } };
    expect(await listed(tree)).toEqual(['DICOMDIR', 'IMAGES/A.DCM', 'IMAGES/B']);
    expect(await listed({ Überweisung: { 'Brief vom 3. Mai.pdf': 'x' } }, true)).toEqual([
      'Überweisung/Brief vom 3. Mai.pdf',
    ]);
  });

  it('takes no name for a way', async () => {
    expect(await listed({ '../../x': 'a', '..': 'b', 'a\\b': 'c' }, true)).toEqual(['.._.._x', 'a_b']);
  });

  it('shows the names of Rock Ridge, however long, follows no link, and takes none of them for a way', async () => {
    const long = `${'Überweisung '.repeat(15)}.pdf`;
    const tree: IsoTree = { Images: { 'im 1.dcm': 'x', [long]: 'y' }, link: '', '../out': 'z', '..': 'w' };
    const { files, ignored, problems } = await listIso9660(readOf(isoImage(tree, { rockRidge: true })));
    expect(files.map(({ path }) => path)).toEqual(['Images/im 1.dcm', `Images/${long}`, '.._out']);
    expect([ignored, problems]).toEqual([1, []]);
  });

  it('joins the parts of a long file, leaves associated files out, and refuses interleaved ones', async () => {
    const image = isoImage({ 'A;1': 'first ', 'A ;1': '', 'B;1': 'b', 'C;1': 'c', 'D;1': 'd' });
    const record = (name: string): number => Buffer.from(image).lastIndexOf(name) - 33;
    // ECMA-119 9.1.6: the first part says that it goes on; 9.1.7: the unit of an interleaved file.
    image[record('A;1') + 25] = 0x80;
    image[record('B;1') + 25] = 0x04;
    image[record('C;1') + 26] = 2;
    const { files, problems } = await listIso9660(readOf(image));
    expect(files.map(({ path }) => path)).toEqual(['A', 'D']);
    expect(files[0]?.place).toMatchObject({ extents: [{ bytes: 6 }, { bytes: 0 }] });
    expect(problems).toMatchObject([{ path: 'C', code: 'unreadable' }]);
  });

  it('reads the last of several sessions, and takes no image that is a file for one', async () => {
    const first = isoImage({ 'A;1': 'first', 'DISC.ISO;1': isoImage({ 'X;1': 'x' }) });
    const gap = new Uint8Array(11_400 * 2048);
    const start = (first.length + gap.length) / 2048;
    const second = isoImage({ 'A;1': 'first', 'B;1': 'second' }, { start });
    const disc = Buffer.concat([first, gap, second]);
    expect((await listIso9660(readOf(disc))).files.map(({ path }) => path)).toEqual(['A', 'B']);
    const trailing = Buffer.concat([first, gap.subarray(0, 20 * 2048), isoImage({ 'X;1': 'x' })]);
    expect((await listIso9660(readOf(trailing))).files.map(({ path }) => path)).toEqual(['A', 'DISC.ISO']);
  });

  it('ends where a directory holds itself, and where limits are reached', async () => {
    const loop = isoImage({ A: { B: { 'C;1': 'x' } } }, { loop: true });
    expect((await listIso9660(readOf(loop))).files).toHaveLength(1);
    const deep = isoImage({ A: { B: { C: { 'D;1': 'x' } } } });
    const limits = { depth: 2, files: 10, directoryBytes: 1 << 20 };
    expect(await listIso9660(readOf(deep), limits)).toMatchObject({ files: [], problems: [{ code: 'too-large' }] });
  });

  it('refuses what has no volume, and never hangs or throws otherwise', async () => {
    await expect(listIso9660(readOf(new Uint8Array(40_000)))).rejects.toBeInstanceOf(IsoError);
    const tree = { 'A;1': 'x', B: { 'C;1': 'y', ['long name '.repeat(12)]: 'z', link: '' } };
    const images = [isoImage(tree), isoImage(tree, { rockRidge: true })];
    const used = images.map((image) => Array.from(image.keys()).filter((at) => image[at] !== 0));
    const positions = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
    const property = fc.asyncProperty(fc.nat({ max: 1 }), positions, async (which, changes) => {
      const broken = Uint8Array.from(images[which] ?? []);
      const at = used[which] ?? [];
      for (const [position, value] of changes) broken[at[position % at.length] ?? 0] = value;
      try {
        await listIso9660(readOf(broken), { depth: 8, files: 100, directoryBytes: 1 << 20 });
      } catch (error) {
        expect(error).toBeInstanceOf(IsoError);
      }
    });
    await fc.assert(property, { numRuns: 1500 });
  });
});

describe('a disc image as a source', () => {
  it('is scanned like the folder it was made from, and its bytes are found again', async () => {
    const disc = await writePhantomDisc(await tempFolder(), { slices: 5, size: 16 });
    const folder = await scan([disc.dir]);
    const tree: Record<string, IsoTree | string | Uint8Array> = {};
    for (const { path } of [...disc.instances, ...disc.documents, { path: 'DICOMDIR' }]) {
      const parts = path.split('/');
      let at = tree;
      for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as typeof at;
      at[parts.at(-1) ?? ''] = readFileSync(join(disc.dir, path));
    }
    const image = join(await tempFolder({ 'disc.iso': isoImage(tree, { joliet: true }) }), 'disc.iso');
    const report = await scan([image]);
    expect(report.patients).toEqual(folder.patients);
    expect(report.dicomdir).toEqual(folder.dicomdir);
    expect(report.documents).toEqual(folder.documents);
    const path = disc.instances[0]?.path ?? '';
    const file = await findSourceFile(image, path);
    const original = readFileSync(join(disc.dir, path));
    expect(file.bytes).toBe(original.length);
    expect(Buffer.concat(await streamSourceFile(file).toArray())).toEqual(original);
    await expect(findSourceFile(image, '../x')).rejects.toMatchObject({ code: 'source-file-gone' });
  });
});

const Manifest = z.object({
  expected: z.object({ missingOnDisc: z.array(z.string()) }),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
});
const discs = sharedPath('discs');

describe.skipIf(discs === undefined)('the images of the shared discs', () => {
  it.each(['disc-a', 'disc-b'])('%s has the bytes of its manifest', async (disc) => {
    const folder = join(discs ?? '', disc);
    const { files, expected } = Manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
    const image = join(folder, `${disc}.iso`);
    for (const { path, size, sha256 } of files) {
      if (expected.missingOnDisc.includes(path)) continue;
      const file = await findSourceFile(image, path);
      const hash = createHash('sha256');
      for await (const chunk of streamSourceFile(file)) hash.update(chunk as Buffer);
      expect([path, file.bytes, hash.digest('hex')]).toEqual([path, size, sha256]);
    }
  });
});
