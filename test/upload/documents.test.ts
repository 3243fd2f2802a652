import { rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportPlan } from '../../src/upload/plan.ts';
import { tinyPdf } from '../fixtures/papers.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { type Rig, isUpload, newRig, newSource, planOf, run } from './rig.ts';

interface Document {
  readonly file: string;
  readonly mtimeMs: number;
}

/** A study of three objects with a document of each of these names. */
async function withDocuments(rig: Rig, names: readonly string[]): Promise<readonly [ImportPlan, ...Document[]]> {
  const plan = await planOf(rig, [await newSource()]);
  const folder = await tempFolder();
  const documents: Document[] = [];
  for (const name of names) {
    const file = join(folder, name);
    await writeFile(file, tinyPdf(name));
    const { mtimeMs } = await stat(file);
    documents.push({ file, mtimeMs: Math.trunc(mtimeMs) });
  }
  const attachments = await Promise.all(
    documents.map(async ({ file, mtimeMs }, index) => {
      const { size } = await stat(file);
      const fileName = names[index] ?? '';
      return { file, fileName, mediaType: 'application/pdf', bytes: size, fileBytes: size, mtimeMs };
    }),
  );
  const [study] = plan.studies;
  if (study === undefined) throw new Error('no study');
  return [{ ...plan, studies: [{ ...study, attachments }] }, ...documents];
}

describe('documents that go with a study', () => {
  it('are counted with the import, and in its receipt', async () => {
    const rig = await newRig();
    const [plan] = await withDocuments(rig, ['report.pdf', 'letter.pdf']);
    const status = await run(rig, plan);
    expect(status).toMatchObject({ phase: 'done', documents: { total: 2, sent: 2, failed: 0 } });
    expect(status.problem).toBeUndefined();
    const lines = rig.queue.receiptCsv(status.importId).trim().split('\r\n');
    expect(lines.filter((line) => line.includes('letter.pdf') && line.includes('verified'))).toHaveLength(1);
  });

  it('are named when they fail though the study is there, and a retry sends nothing but them', async () => {
    const rig = await newRig();
    const [plan, report] = await withDocuments(rig, ['report.pdf', 'letter.pdf']);
    if (report === undefined) throw new Error('no document');
    await utimes(report.file, 1, 1);
    const status = await run(rig, plan);
    const { importId } = status;
    expect(status).toMatchObject({
      phase: 'done',
      objectsFailed: 0,
      documents: { total: 2, sent: 1, failed: 1 },
      problem: { code: 'documents-not-sent' },
    });
    expect(status.problem?.message).toContain('report.pdf');
    expect(rig.queue.receipt(importId).studies[0]).toMatchObject({
      state: 'verified',
      attachments: [{ path: 'report.pdf', state: 'failed', problem: { code: 'source-changed' } }, { state: 'sent' }],
    });

    await utimes(report.file, report.mtimeMs / 1000, report.mtimeMs / 1000);
    let objects = 0;
    rig.fault = async (request, pass) => {
      if (isUpload(request)) objects += 1;
      return pass();
    };
    rig.queue.retry(importId);
    const again = await rig.queue.ended(importId);
    expect(again).toMatchObject({ phase: 'done', documents: { total: 2, sent: 2, failed: 0 } });
    expect(again.problem).toBeUndefined();
    expect(objects).toBe(0);
    expect(() => rig.queue.retry(importId)).toThrow(/verified already/);
  });

  it('that are gone are named as such', async () => {
    const rig = await newRig();
    const [plan, report] = await withDocuments(rig, ['report.pdf']);
    await rm(report?.file ?? '');
    const status = await run(rig, plan);
    expect(rig.queue.receipt(status.importId).studies[0]?.attachments[0]?.problem?.code).toBe('source-missing');
  });
});
