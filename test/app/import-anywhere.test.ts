import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Receipt } from '../../src/contract/import.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { sharedPath } from '../helpers/shared.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { type IsoTree, isoImage } from '../source/containers/iso-image.ts';
import { fileroom } from './cli.ts';

async function importOf(data: string, ...arguments_: string[]): Promise<{ code: number | null; receipt: Receipt }> {
  const { code, stdout } = await fileroom(data, ['import', ...arguments_, '--json']);
  return { code, receipt: Receipt.parse(JSON.parse(stdout)) };
}

/** What two imports of the same objects have in common. */
function told({ studies, problems }: Receipt) {
  return { studies: studies.map((study) => ({ ...study, uuid: '' })), problems };
}

async function newDisc() {
  const disc = await writePhantomDisc(await tempFolder(), { slices: 4, size: 32 });
  const paths = [...disc.instances.map(({ path }) => path), disc.dicomdir.path];
  return { ...disc, files: paths.map((path) => [path, readFileSync(join(disc.dir, path))] as const) };
}

type Disc = Awaited<ReturnType<typeof newDisc>>;

function zipOf({ files }: Disc, level: 0 | 6): Uint8Array {
  const entries: Zippable = {};
  for (const [path, content] of files) entries[path] = [content, { level }];
  return zipSync(entries);
}

function isoOf({ files }: Disc): Uint8Array {
  const tree: Record<string, IsoTree | Uint8Array> = {};
  for (const [path, content] of files) {
    const names = path.split('/');
    const name = names.pop() ?? '';
    let folder = tree;
    for (const each of names) folder = (folder[each] ??= {}) as Record<string, IsoTree | Uint8Array>;
    folder[name] = content;
  }
  return isoImage(tree);
}

const containers = [
  ['disc.iso', isoOf],
  ['stored.zip', (disc: Disc) => zipOf(disc, 0)],
  ['deflated.zip', (disc: Disc) => zipOf(disc, 6)],
] as const;

describe('an import from a disc image or archive', () => {
  it.each(containers)('%s arrives as the folder does', async (name, containerOf) => {
    const disc = await newDisc();
    const container = join(await tempFolder({ [name]: containerOf(disc) }), name);
    const fromFolder = await importOf(await tempFolder(), disc.dir);
    const { code, receipt } = await importOf(await tempFolder(), container);
    expect(code).toBe(0);
    expect(told(receipt).studies).toEqual(told(fromFolder.receipt).studies);
    expect(receipt.studies.every(({ state }) => state === 'verified')).toBe(true);
  });

  it.each(containers)('%s is de-identified and burned into on its way', async (name, containerOf) => {
    const disc = await newDisc();
    const container = join(await tempFolder({ [name]: containerOf(disc) }), name);
    const data = await tempFolder();
    const [study] = disc.patients[0]?.studies ?? [];
    const uid = study?.studyInstanceUid ?? '';
    const treatments = [
      ['--deid', 'basic'],
      ['--set', 'PatientName=PHANTOM^LOCAL'],
    ];
    for (const treatment of treatments) {
      const { code, receipt } = await importOf(data, container, '--study', uid, ...treatment);
      expect(code).toBe(0);
      expect(receipt.studies).toMatchObject([{ state: 'verified', studyInstanceUid: uid }]);
    }
  });
});

const discs = ['disc-a', 'disc-b'].map((name) => [name, sharedPath(`discs/${name}`)] as const);
describe.skipIf(discs.some(([, path]) => path === undefined))('the shared discs', () => {
  it.each(discs)('%s: the image gives the receipt that the tree gives', async (name, path = '') => {
    const fromTree = await importOf(await tempFolder(), join(path, 'tree'));
    const fromImage = await importOf(await tempFolder(), join(path, `${name}.iso`));
    expect(fromImage.code).toBe(fromTree.code);
    expect(told(fromImage.receipt)).toEqual(told(fromTree.receipt));
  });
});
