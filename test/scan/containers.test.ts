import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ScanReport } from '../../src/contract/scan.ts';
import { scan } from '../../src/scan/scan.ts';
import { findSourceFile, streamSourceFile } from '../../src/source/source-file.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { type IsoTree, isoImage } from '../source/containers/iso-image.ts';
import { rawImage } from '../source/containers/raw-image.ts';
import { udfImage } from '../source/containers/udf-image.ts';

interface Disc {
  readonly zip: Zippable;
  readonly tree: IsoTree;
  readonly paths: readonly string[];
  readonly read: (path: string) => Buffer;
}

async function disc(): Promise<Disc> {
  const { dir, instances, documents } = await writePhantomDisc(await tempFolder(), { slices: 5, size: 16 });
  const paths = [...instances, ...documents, { path: 'DICOMDIR' }].map(({ path }) => path);
  const read = (path: string): Buffer => readFileSync(join(dir, path));
  const tree: Record<string, IsoTree | Uint8Array> = {};
  for (const path of paths) {
    const parts = path.split('/');
    let at = tree;
    for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as typeof at;
    at[parts.at(-1) ?? ''] = read(path);
  }
  return {
    zip: Object.fromEntries(paths.map((path) => [path, [read(path), { level: 6 }] as const])),
    tree,
    paths,
    read,
  };
}

const pathsIn = ({ patients }: ScanReport): string[] =>
  patients.flatMap(({ studies }) =>
    studies.flatMap(({ series }) => series.flatMap(({ instances }) => instances.map(({ path }) => path))),
  );

describe('disc images and archives in a folder', () => {
  it('are read as they are, each file by a path that finds it again', async () => {
    const { zip, tree, read } = await disc();
    const images = {
      'in/export.zip': zipSync(zip),
      'in/disc.iso': isoImage(tree, { joliet: true }),
      'in/disc.udf': udfImage(tree),
      'in/mode1.bin': rawImage(isoImage(tree, { joliet: true }), 1),
      'in/mode2.BIN': rawImage(udfImage(tree), 2),
    };
    for (const [name, bytes] of Object.entries(images)) {
      const folder = await tempFolder({ [name]: bytes });
      const report = await scan([folder]);
      expect(report.problems).toEqual([]);
      expect(report.dicomdir).toMatchObject([{ path: `${name}/DICOMDIR`, listedButAbsent: [] }]);
      const paths = pathsIn(report);
      expect(paths.length).toBeGreaterThan(3);
      for (const path of paths) {
        expect(path.startsWith(`${name}/`)).toBe(true);
        const file = await findSourceFile(folder, path);
        const original = read(path.slice(name.length + 1));
        expect(file.bytes).toBe(original.length);
        expect(Buffer.concat(await streamSourceFile(file).toArray()).equals(original)).toBe(true);
      }
    }
  });

  it('are opened one within another, once', async () => {
    const { zip, tree, read } = await disc();
    const inner = zipSync(zip);
    const outer = isoImage({ 'E.ZIP': inner, 'TWICE.ISO': isoImage({ 'E.ZIP': inner }) });
    const folder = await tempFolder({
      'outer.iso': outer,
      'other.zip': zipSync({ 'd.iso': [isoImage(tree), { level: 9 }] }),
    });
    const report = await scan([folder]);
    const paths = pathsIn(report);
    expect(paths.every((path) => path.startsWith('outer.iso/E.ZIP/'))).toBe(true);
    expect(report.problems.map(({ path, code }) => [path, code])).toEqual([
      ['other.zip/d.iso', 'not-dicom'],
      ['outer.iso/TWICE.ISO/E.ZIP', 'not-dicom'],
    ]);
    const [path = ''] = paths;
    const file = await findSourceFile(folder, path);
    const bytes = Buffer.concat(await streamSourceFile(file).toArray());
    expect(bytes.equals(read(path.slice('outer.iso/E.ZIP/'.length)))).toBe(true);
    const asSource = await scan([join(folder, 'outer.iso')]);
    expect(pathsIn(asSource)).toEqual(paths.map((one) => one.slice('outer.iso/'.length)));
  });

  it('are opened in a ZIP archive that does not compress them', async () => {
    const { zip, tree, read } = await disc();
    const inner = { 'in/e.zip': zipSync(zip), 'd.iso': isoImage(tree) };
    const stored = Object.entries(inner).map(([name, bytes]) => [name, [bytes, { level: 0 }] as const]);
    const folder = await tempFolder({ 'outer.zip': zipSync(Object.fromEntries(stored) as Zippable) });
    const { problems, dicomdir, duplicates } = await scan([folder]);
    expect(problems).toEqual([]);
    expect(dicomdir.map(({ path }) => path)).toEqual(['outer.zip/d.iso/DICOMDIR', 'outer.zip/in/e.zip/DICOMDIR']);
    expect(duplicates.length).toBeGreaterThan(3);
    for (const { paths, identical } of duplicates) {
      expect(identical).toBe(true);
      const [inImage = '', inArchive = ''] = paths;
      expect(inImage.slice('outer.zip/d.iso/'.length)).toBe(inArchive.slice('outer.zip/in/e.zip/'.length));
      const file = await findSourceFile(folder, inArchive);
      const original = read(inArchive.slice('outer.zip/in/e.zip/'.length));
      expect(Buffer.concat(await streamSourceFile(file).toArray()).equals(original)).toBe(true);
    }
  });

  it('count as one ignored file when they hold no DICOM; Java libraries are programs', async () => {
    const { zip } = await disc();
    const folder = await tempFolder({
      'images.zip': zipSync(zip),
      'help.zip': zipSync({ 'a.html': Buffer.from('<html>'), 'b.pdf': Buffer.from('%PDF-1.4'), c: Buffer.from('c') }),
      'lib/viewer.jar': zipSync({ 'META-INF/MANIFEST.MF': Buffer.from('x'), 'a.class': Buffer.from('x') }),
      'empty.zip': zipSync({}),
    });
    const whole = await scan([folder]);
    const { counts } = await scan([join(folder, 'images.zip')]);
    expect(whole.problems).toEqual([]);
    expect(whole.counts).toEqual({ ...counts, files: counts.files + 3, ignored: counts.ignored + 3 });
    expect(whole.leftOut).toContainEqual(
      expect.objectContaining({ path: 'help.zip', code: 'container', became: 'ignored' }),
    );
  });

  it('have a root of their own: what a disc’s root may hold is no viewer’s there either', async () => {
    const { zip } = await disc();
    const pdf = Buffer.from('%PDF-1.4');
    const more = {
      'start.exe': Buffer.from('MZ'),
      'letter.pdf': pdf,
      'IHE_PDI/help.pdf': pdf,
      'INDEX.HTM': Buffer.from('<html>'),
    };
    const report = await scan([await tempFolder({ 'in/export.zip': zipSync({ ...zip, ...more }) })]);
    const added = report.documents.map(({ path }) => path).filter((path) => /letter|help|INDEX/.test(path));
    expect(added).toEqual(['in/export.zip/letter.pdf']);
  });

  it('are a problem with its reason when they cannot be read, and the rest is read all the same', async () => {
    const { zip, read, paths } = await disc();
    const whole = zipSync(zip);
    const encrypted = zipSync({ 'a.dcm': [read(paths[0] ?? ''), { level: 0 }] });
    for (const signature of [0x04034b50, 0x02014b50]) {
      const at = Buffer.from(encrypted).indexOf(Buffer.from(new Uint32Array([signature]).buffer));
      const flags = at + (signature === 0x04034b50 ? 6 : 8);
      encrypted[flags] = (encrypted[flags] ?? 0) | 1;
    }
    const split = Buffer.from(whole);
    split.writeUInt16LE(1, split.length - 18);
    const folder = await tempFolder({
      'a-cut.zip': whole.subarray(0, whole.length / 2),
      'b-encrypted.zip': encrypted,
      'c-split.zip': split,
      'd.7z': Buffer.from("7z\xbc\xaf'\x1c and more", 'latin1'),
      'e.iso': Buffer.concat([
        isoImage({})
          .subarray(0, 17 * 2048)
          .fill(0, 16 * 2048 + 128, 16 * 2048 + 130),
      ]),
      'good/1': read(paths[0] ?? ''),
    });
    const report = await scan([folder]);
    expect(pathsIn(report)).toEqual(['good/1']);
    const messages = Object.fromEntries(report.problems.map(({ path, message }) => [path, message]));
    expect(messages).toMatchObject({
      'a-cut.zip': expect.stringContaining('ZIP archive is broken') as string,
      'b-encrypted.zip/a.dcm': expect.stringContaining('encrypted') as string,
      'c-split.zip': expect.stringContaining('join or unpack the parts') as string,
      'd.7z': expect.stringContaining('7z archive') as string,
      'e.iso': expect.stringContaining('has no volume') as string,
    });
  });

  it('lead nowhere else', async () => {
    const folder = await tempFolder({ 'a.zip': zipSync({ x: Buffer.from('x'), '../y': Buffer.from('y') }), y: 'y' });
    await expect(findSourceFile(folder, 'a.zip/../y')).rejects.toMatchObject({ code: 'source-file-gone' });
    await expect(findSourceFile(folder, 'a.zip/../../y')).rejects.toMatchObject({ code: 'source-file-gone' });
    await expect(findSourceFile(folder, '../a.zip/x')).rejects.toMatchObject({ code: 'outside-root' });
    await expect(findSourceFile(folder, 'b.zip/x')).rejects.toMatchObject({ code: 'source-file-gone' });
    expect(await findSourceFile(folder, 'a.zip/x')).toMatchObject({ bytes: 1 });
  });

  it('read names that are UTF-8 without saying so, and those of DOS', async () => {
    const folder = await tempFolder({
      'mac.zip': named(Buffer.from('Müller.dcm')),
      'dos.zip': named(Buffer.from([0x4d, 0x81, 0x6c, 0x6c, 0x65, 0x72, 0x2e, 0x64, 0x63, 0x6d])),
    });
    expect((await scan([folder])).problems.map(({ path }) => path)).toEqual([
      'dos.zip/Müller.dcm',
      'mac.zip/Müller.dcm',
    ]);
  });
});

/** An archive with one file whose name is these bytes, and no word on what they mean. */
function named(raw: Buffer): Uint8Array {
  const zip = Buffer.from(zipSync({ ['X'.repeat(raw.length)]: [Buffer.from('x'), { level: 0 }] }));
  for (let at = zip.indexOf('XX'); at !== -1; at = zip.indexOf('XX')) raw.copy(zip, at);
  return zip;
}
