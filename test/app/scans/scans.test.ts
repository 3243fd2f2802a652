import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ScanReport } from '../../../src/contract/scan.ts';
import { part10 } from '../../fixtures/part10.ts';
import { writePhantomDisc } from '../../fixtures/phantom-disc.ts';
import { axialSeries, type PhantomObject, toBytes } from '../../fixtures/phantom-objects.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { ask, get, newApp, refusal, scanOf, until } from '../api.ts';

const [image] = axialSeries(1, 16) as [PhantomObject];

describe('a scan', () => {
  it('has a summary from its first moment on, and a newer revision at its end', async () => {
    const app = await newApp();
    const { dir } = await writePhantomDisc(await tempFolder(), { slices: 3, size: 16 });
    const { scanId, revision } = await get(app, 'startScan', { body: { paths: [dir] } });
    expect(revision).toBe(0);
    const first = await get(app, 'scan', { params: { scanId } });
    expect(first.summary).toMatchObject({ partial: first.status.state === 'running', sources: [dir] });
    const last = await until(
      app,
      async () => get(app, 'scan', { params: { scanId } }),
      ({ status }) => status.state !== 'running',
    );
    expect(last.summary?.partial).toBe(false);
    expect(last.status.revision).toBeGreaterThan(0);
  });

  it('can be saved: the whole report, and a line for every file', async () => {
    const app = await newApp();
    const source = await tempFolder({ a: toBytes(image), b: toBytes(image), '=c.dcm': 'no image', 'v.exe': 'MZ' });
    const { status } = await scanOf(app, [source]);
    const { scanId } = status;
    const report = await (await ask(app, 'scanReportJson', { params: { scanId } })).json();
    expect(ScanReport.parse(report)).toEqual(report);
    const answer = await ask(app, 'scanReportCsv', { params: { scanId } });
    expect(answer.headers.get('content-disposition')).toContain(`scan-${scanId}.csv`);
    const [head, ...lines] = (await answer.text()).trim().split('\r\n');
    expect(head).toContain('Became,Code,Reason');
    expect(lines.map((line) => line.split(',').slice(1, 5))).toEqual([
      ["'=c.dcm", '8', 'unreadable', 'not-dicom'],
      ['a', String(toBytes(image).length), 'read', ''],
      ['b', String(toBytes(image).length), 'duplicate', 'identical-copy'],
      ['v.exe', '2', 'ignored', 'program'],
    ]);
  });

  it('shows what its texts would be in another character set, and reads them so', async () => {
    const app = await newApp();
    // The fixtures write texts in UTF-8 and are told to declare Latin-1.
    const attributes = { ...image.attributes, SpecificCharacterSet: 'ISO_IR 100', PatientName: 'PHÄNTOM^CHEST' };
    const source = await tempFolder({ a: part10(image.sopClassUid, image.sopInstanceUid, attributes) });
    const { status } = await scanOf(app, [source]);
    const { texts } = await get(app, 'previewCharset', {
      params: { scanId: status.scanId },
      body: { charset: 'ISO_IR 192' },
    });
    expect(texts).toEqual([
      { path: 'a', keyword: 'PatientName', declared: 'ISO_IR 100', before: 'PHÃ„NTOM^CHEST', after: 'PHÄNTOM^CHEST' },
    ]);
    const { scanId } = await get(app, 'startScan', { body: { paths: [source], charset: 'ISO_IR 192' } });
    const { summary } = await until(
      app,
      async () => get(app, 'scan', { params: { scanId } }),
      (scan) => scan.status.state === 'done',
    );
    expect(summary).toMatchObject({ charset: 'ISO_IR 192', patients: [{ patientName: 'PHÄNTOM^CHEST' }] });
    expect(await refusal(app, 'startScan', { body: { paths: [source], charset: 'LATIN' as 'GBK' } })).toMatchObject({
      status: 400,
    });
  });
});

describe('a staged scan', () => {
  it('is safe to go on with when the disc is gone, and leaves nothing behind', async () => {
    const app = await newApp();
    const { dir } = await writePhantomDisc(join(await tempFolder(), 'disc'), { slices: 3, size: 16 });
    const { scanId } = await get(app, 'startScan', { body: { paths: [dir], stage: true } });
    const { status, summary } = await until(
      app,
      async () => get(app, 'scan', { params: { scanId } }),
      (scan) => scan.status.state !== 'running',
    );
    expect(status).toMatchObject({ state: 'done', staging: { state: 'safe', filesFailed: 0 } });
    const { dicom, documents } = summary?.counts ?? { dicom: 0, documents: 0 };
    expect(status.staging?.filesCopied).toBeGreaterThanOrEqual(dicom + documents);
    expect(status.staging?.filesCopied).toBe(status.staging?.filesTotal);
    await rm(dir, { recursive: true });
    const preview = await ask(app, 'previewCharset', { params: { scanId }, body: { charset: 'GBK' } });
    expect(preview.status).toBe(200);

    const staging = join(app.dataDir, 'staging');
    expect(await readdir(staging)).toHaveLength(1);
    await ask(app, 'endScan', { params: { scanId } });
    expect(await readdir(staging)).toEqual([]);
  });

  it('that lacks a file keeps what it has for the next one', async () => {
    const dataDir = await tempFolder();
    const app = await newApp(dataDir);
    const disc = join(await tempFolder({ 'disc/a': toBytes(image) }), 'disc');
    const { scanId } = await get(app, 'startScan', { body: { paths: [disc], stage: true } });
    await ask(app, 'endScan', { params: { scanId } });
    await app.close();
    const kept = await readdir(join(dataDir, 'staging'));
    for (const name of kept)
      expect(await readFile(join(dataDir, 'staging', name, 'staging.json'), 'utf8')).toContain(disc);
    const again = await newApp(dataDir);
    const { scanId: second } = await get(again, 'startScan', { body: { paths: [disc], stage: true } });
    const { status } = await until(
      again,
      async () => get(again, 'scan', { params: { scanId: second } }),
      (scan) => scan.status.state !== 'running',
    );
    expect(status.staging?.state).toBe('safe');
    expect((await readdir(join(dataDir, 'staging'))).length).toBeLessThanOrEqual(1);
    await again.close();
    expect(await readdir(join(dataDir, 'staging'))).toEqual([]);
  });
});
