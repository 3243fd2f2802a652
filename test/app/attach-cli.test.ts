import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Receipt } from '../../src/contract/import.ts';
import { Problem } from '../../src/contract/problem-schema.ts';
import { z } from 'zod';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tinyPdf } from '../fixtures/papers.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { get, newApp } from './api.ts';
import { fileroom } from './cli.ts';

const Failure = z.object({ schema: z.literal(1), error: Problem });

async function newDisc() {
  const folder = await tempFolder();
  const disc = await writePhantomDisc(join(folder, 'disc'), { slices: 2, size: 16 });
  const report = join(folder, 'Report of PHANTOM.pdf');
  await writeFile(report, '%PDF-1.4 a report of nobody');
  return { disc, report, study: disc.patients[0]?.studies[0]?.studyInstanceUid ?? '' };
}

describe('fileroom import --attach', () => {
  it('sends a document with the study, once, and proves that it is there', async () => {
    const { disc, report, study } = await newDisc();
    const data = await tempFolder();
    const command = ['import', disc.dir, '--study', study, '--attach', report, '--json'];
    for (const _ of ['first', 'again']) {
      const { code, stdout } = await fileroom(data, command);
      const { studies } = Receipt.parse(JSON.parse(stdout));
      expect([code, studies[0]?.state]).toEqual([0, 'verified']);
      expect(studies[0]?.attachments).toEqual([{ path: 'Report of PHANTOM.pdf', state: 'sent', bytes: 27 }]);
    }
    const app = await newApp(data);
    const { studies } = await get(app, 'worklist', { params: { connectionId: 'embedded' }, query: {} });
    const params = { connectionId: 'embedded', studyUuid: studies[0]?.uuid ?? '' };
    expect(await get(app, 'listAttachments', { params })).toMatchObject([
      { fileName: 'Report of PHANTOM.pdf', bytes: 27 },
    ]);
  });

  it('holds a document when the images are de-identified, until somebody has read it', async () => {
    const { disc, report, study } = await newDisc();
    const command = ['import', disc.dir, '--study', study, '--attach', report, '--deid', 'basic', '--json'];
    const held = await fileroom(await tempFolder(), command);
    expect([held.code, Failure.parse(JSON.parse(held.stdout)).error.code]).toEqual([1, 'document-unread']);
    const { stdout } = await fileroom(await tempFolder(), [...command, '--attach-read']);
    expect(Receipt.parse(JSON.parse(stdout)).studies[0]?.attachments).toMatchObject([
      { path: 'document-1.pdf', state: 'sent' },
    ]);
  });

  it.each([
    ['of several studies', (report: string) => ['--attach', report], 'attach-to-which-study'],
    [
      'that is not there',
      (report: string, study: string) => ['--study', study, '--attach', `${report}.no`],
      'no-document',
    ],
  ])('refuses a document %s', async (_, options, wanted) => {
    const { disc, report, study } = await newDisc();
    const { code, stdout } = await fileroom(await tempFolder(), [
      'import',
      disc.dir,
      '--json',
      ...options(report, study),
    ]);
    expect([code, Failure.parse(JSON.parse(stdout)).error.code]).toEqual([1, wanted]);
  });
});

describe('fileroom import --attach --as dicom', () => {
  const wrap = ['--as', 'dicom', '--json'];

  it.each([
    ['as it is', []],
    ['with the right identity', ['--set', 'PatientID=HOUSE-7', '--set', 'PatientName=PHANTOM^RIGHT']],
    ['de-identified', ['--deid', 'basic', '--attach-read']],
  ])('sends it as an object of the study, once and proved, %s', async (_, treatment) => {
    const { disc, report, study } = await newDisc();
    await writeFile(report, tinyPdf('A report of nobody'));
    const data = await tempFolder();
    const command = ['import', disc.dir, '--study', study, '--attach', report, ...treatment, ...wrap];
    const plain = await fileroom(data, ['import', disc.dir, '--study', study, ...treatment, '--json']);
    const without = Receipt.parse(JSON.parse(plain.stdout)).studies[0];
    const runs = [await fileroom(data, command), await fileroom(data, command)];
    for (const { code, stdout } of runs) {
      const [sent] = Receipt.parse(JSON.parse(stdout)).studies;
      expect([code, sent?.state, sent?.failures]).toEqual([0, 'verified', []]);
      expect(sent?.objects.selected).toBe((without?.objects.selected ?? 0) + 1);
    }
    const app = await newApp(data);
    const { studies } = await get(app, 'worklist', { params: { connectionId: 'embedded' }, query: {} });
    expect(studies).toHaveLength(1);
    expect(studies[0]?.imageCount).toBe((without?.objects.selected ?? 0) + 1);
  });

  it('refuses at once what no object can be made of', async () => {
    const { disc, report, study } = await newDisc();
    await writeFile(report, 'a report in words');
    const command = ['import', disc.dir, '--study', study, '--attach', report, ...wrap];
    const { code, stdout } = await fileroom(await tempFolder(), command);
    expect([code, Failure.parse(JSON.parse(stdout)).error.code]).toEqual([1, 'cannot-wrap']);
  });
});
