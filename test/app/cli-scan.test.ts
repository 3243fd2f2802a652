import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ScanReport } from '../../src/contract/scan.ts';
import { part10 } from '../fixtures/part10.ts';
import { axialSeries, type PhantomObject, toBytes } from '../fixtures/phantom-objects.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { fileroom } from './cli.ts';

const [image, other] = axialSeries(2, 16) as [PhantomObject, PhantomObject];

describe('fileroom scan --stage', () => {
  it('copies, says that the disc may be removed, and where the copy is', async () => {
    const disc = await tempFolder({ a: toBytes(image), b: toBytes(other), 'v.exe': 'MZ' });
    const data = await tempFolder();
    const { code, stdout } = await fileroom(data, ['scan', disc, '--stage']);
    expect(code).toBe(0);
    expect(stdout).toContain('Safe to remove the disc: 2 of 2 files');
    const [folder = ''] = await readdir(join(data, 'staging'));
    expect(stdout).toContain(join(data, 'staging', folder));
    expect((await stat(join(data, 'staging', folder))).mode & 0o077).toBe(0);

    const again = await fileroom(data, ['scan', disc, '--stage', '--json']);
    expect(ScanReport.parse(JSON.parse(again.stdout)).staging).toMatchObject({ state: 'safe', filesCopied: 2 });
    expect(await readdir(join(data, 'staging'))).toEqual([folder]);
    // The copies are a source like any other.
    const copy = await fileroom(data, ['scan', join(data, 'staging', folder), '--json']);
    expect(ScanReport.parse(JSON.parse(copy.stdout)).counts).toMatchObject({ dicom: 2, unreadable: 0 });
  });
});

describe('the tree of a scan', () => {
  it('names whom a study takes for its patient, and groups problems by their reason', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`bad${index}.dcm`, 'no image']));
    const second = part10(other.sopClassUid, other.sopInstanceUid, {
      ...other.attributes,
      PatientName: 'PHANTOM^OTHER',
      PatientID: 'P-OTHER',
    });
    const disc = await tempFolder({ a: toBytes(image), b: second, ...files });
    const { stdout } = await fileroom(await tempFolder(), ['scan', disc]);
    expect(stdout).toContain('! Its files name 2 patients:');
    expect(stdout).toMatch(/PHANTOM\^OTHER {2}ID P-OTHER.* 1 object, b/);
    expect(stdout).toContain('  not-dicom: 12');
    expect(stdout).toContain('… and 2 more');
  });

  it('does not call repaired what was only noticed', async () => {
    const { PatientID: _, ...attributes } = image.attributes;
    const noticed = part10(image.sopClassUid, image.sopInstanceUid, attributes);
    const { stdout } = await fileroom(await tempFolder(), ['scan', await tempFolder({ a: noticed })]);
    expect(stdout).toContain('noticed: no-patient-id');
    expect(stdout).not.toContain('repaired');
  });
});
