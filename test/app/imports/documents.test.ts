import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { NewAttachment } from '../../../src/contract/import.ts';
import { tinyJpeg, tinyPdf } from '../../fixtures/papers.ts';
import { writePhantomDisc } from '../../fixtures/phantom-disc.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { ask, get, importEnd, newApp, scanOf } from '../api.ts';

const documents = { 'REPORTS/FINDINGS.PDF': tinyPdf('Findings'), 'PHOTO.JPG': tinyJpeg() };

/** A disc as a ZIP archive, with documents in it, scanned. */
async function scannedArchive() {
  const disc = await writePhantomDisc(await tempFolder(), { slices: 2, size: 16 });
  const entries: Zippable = {};
  for (const { path } of disc.instances) entries[path] = readFileSync(join(disc.dir, path));
  for (const [path, content] of Object.entries(documents)) entries[path] = new Uint8Array(content);
  const archive = join(await tempFolder({ 'disc.zip': zipSync(entries) }), 'disc.zip');
  const app = await newApp();
  const { status, summary } = await scanOf(app, [archive]);
  const { scanId } = status;
  const [connection] = await get(app, 'listConnections');
  const [place] = connection?.session.state === 'signed-in' ? connection.session.namespaces : [];
  const studyInstanceUid = disc.patients[0]?.studies[0]?.studyInstanceUid ?? '';
  const start = async (attachments: Omit<NewAttachment, 'studyInstanceUid'>[], deidentified = false) =>
    ask(app, 'startImport', {
      body: {
        scanId,
        connectionId: 'embedded',
        destination: { kind: 'namespace', namespaceId: place?.id ?? '' },
        treatment: deidentified ? { kind: 'deidentify', profile: 'basic' } : { kind: 'as-is' },
        studies: [{ studyInstanceUid }],
        attachments: attachments.map((each) => ({ ...each, studyInstanceUid })),
      },
    });
  const receiptOf = async (response: Response) => {
    expect(response.status).toBe(200);
    const { importId } = (await response.json()) as { importId: string };
    await importEnd(app, importId);
    return get(app, 'receipt', { params: { importId } });
  };
  return { app, summary, start, receiptOf };
}

describe('documents that lie in an archive', () => {
  it('go beside and within the study from where they lie', async () => {
    const { app, summary, start, receiptOf } = await scannedArchive();
    const paths = summary?.documents.map(({ path }) => path) ?? [];
    expect([...paths].sort()).toEqual(Object.keys(documents).sort());
    const [study] = (
      await receiptOf(
        await start(paths.map((path) => ({ path, source: 0, as: path.endsWith('.JPG') ? 'dicom' : 'file' }))),
      )
    ).studies;
    expect(study).toMatchObject({ state: 'verified', attachments: [{ path: 'FINDINGS.PDF', state: 'sent' }] });
    const params = { connectionId: 'embedded', studyUuid: study?.uuid ?? '' };
    const [attachment] = await get(app, 'listAttachments', { params });
    const stored = await ask(app, 'attachmentFile', { params: { ...params, attachmentId: attachment?.id ?? '' } });
    expect(new Uint8Array(await stored.arrayBuffer())).toEqual(documents['REPORTS/FINDINGS.PDF']);
  });

  it('leave under names that tell nothing once they are read, when the images lose their identity', async () => {
    const { start, receiptOf } = await scannedArchive();
    const wanted = { path: 'REPORTS/FINDINGS.PDF', source: 0 };
    const held = await start([wanted], true);
    expect([held.status, ((await held.json()) as { error: { code: string } }).error.code]).toEqual([
      422,
      'document-unread',
    ]);
    const { studies } = await receiptOf(await start([{ ...wanted, reviewed: true }], true));
    expect(studies[0]?.attachments).toMatchObject([{ path: 'document-1.pdf', state: 'sent' }]);
  });

  it.each([
    ['that the scan has not found', { path: 'NOTHING.PDF', source: 0 }, 'not-in-scan'],
    ['of a source that is not there', { path: 'PHOTO.JPG', source: 7 }, 'not-in-scan'],
    ['that leads outside', { path: '../../etc/passwd', source: 0 }, 'not-in-scan'],
    ['of this computer that is a folder', { path: '/' }, 'bad-document'],
  ])('are refused: one %s', async (_, wanted, code) => {
    const { start } = await scannedArchive();
    const refused = await start([wanted]);
    expect(((await refused.json()) as { error: { code: string } }).error.code).toBe(code);
  });
});
