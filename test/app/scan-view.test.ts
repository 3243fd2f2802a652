import { rename, writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { NOTICES } from '../../src/contract/scan.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { part10 } from '../fixtures/part10.ts';
import { type PhantomDisc, writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { sharedPath } from '../helpers/shared.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { ask, get, newApp, refusal, scanOf } from './api.ts';

async function scannedDisc(): Promise<{ app: App; disc: PhantomDisc; scanId: string }> {
  const app = await newApp();
  const disc = await writePhantomDisc(await tempFolder(), { slices: 3, size: 32 });
  const { status } = await scanOf(app, [disc.dir]);
  return { app, disc, scanId: status.scanId };
}

const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());

describe('a scanned study', () => {
  it('is listed as a stored one is', async () => {
    const { app, disc, scanId } = await scannedDisc();
    const study = disc.patients[0]?.studies[0];
    const params = { scanId, studyInstanceUid: study?.studyInstanceUid ?? '' };
    const { series } = await get(app, 'scanStudyTree', { params });
    expect(series.map(({ seriesInstanceUid }) => seriesInstanceUid)).toEqual(
      study?.series.map(({ seriesInstanceUid }) => seriesInstanceUid),
    );
    const seriesInstanceUid = series[0]?.seriesInstanceUid ?? '';
    const instances = await get(app, 'scanSeries', { params: { ...params, seriesInstanceUid } });
    expect(instances.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual(
      series[0]?.instances.map(({ sopInstanceUid }) => sopInstanceUid),
    );
    expect(instances[0]).toMatchObject({ rows: 32, columns: 32, frames: 1, repairs: [] });
  });

  it('is refused when the scan has no such study, series, object or document', async () => {
    const { app, scanId } = await scannedDisc();
    const absent = { scanId, studyInstanceUid: '1.2', seriesInstanceUid: '1.3', sopInstanceUid: '1.4' };
    for (const name of ['scanStudyTree', 'scanSeries', 'scanInstanceFile', 'scanInstanceThumbnail'] as const)
      expect(await refusal(app, name, { params: absent })).toMatchObject({ status: 404 });
    for (const index of ['9', '-1', '1e3', '__proto__', '..%2f..'])
      expect(await refusal(app, 'scanDocument', { params: { scanId, index } })).toMatchObject({ status: 404 });
  });
});

describe('the file of a scanned object', () => {
  it('is the very file when that is a proper one', async () => {
    const { app, disc, scanId } = await scannedDisc();
    for (const { sopInstanceUid, path, bytes } of disc.instances) {
      const response = await ask(app, 'scanInstanceFile', { params: { scanId, sopInstanceUid } });
      expect(response.headers.get('content-type')).toBe('application/dicom');
      expect(response.headers.get('content-length')).toBe(String(bytes));
      expect(await bytesOf(response)).toEqual(new Uint8Array(await readFile(join(disc.dir, path))));
    }
  });

  it('says that the disc has gone and what to do, and is there again with the disc', async () => {
    const { app, disc, scanId } = await scannedDisc();
    const params = { scanId, sopInstanceUid: disc.instances[0]?.sopInstanceUid ?? '' };
    const away = `${disc.dir}-away`;
    await rename(disc.dir, away);
    for (const name of ['scanInstanceFile', 'scanInstanceThumbnail'] as const)
      expect(await refusal(app, name, { params })).toMatchObject({ status: 404, next: 'reinsert-disc' });
    await rename(away, disc.dir);
    expect((await ask(app, 'scanInstanceFile', { params })).status).toBe(200);
  });

  it('is mended: a bare data set gets its meta group, its pixels stay', async () => {
    const uid = '1.2.826.0.1.3680043.8.498.77';
    const whole = part10('1.2.840.10008.5.1.4.1.1.7', uid, {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
      SOPInstanceUID: uid,
      StudyInstanceUID: '1.2.826.0.1.3680043.8.498.78',
      SeriesInstanceUID: '1.2.826.0.1.3680043.8.498.79',
      PatientName: 'BARE^DATA',
      PatientID: 'BARE-1',
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      Rows: 2,
      Columns: 2,
      BitsAllocated: 8,
      BitsStored: 8,
      HighBit: 7,
      PixelRepresentation: 0,
      PixelData: Uint8Array.of(1, 2, 3, 4),
    });
    const { dataSet } = readDicom(whole);
    const bare = whole.subarray(dataSet.elements()[0]?.start);
    const app = await newApp();
    const dir = await tempFolder({ IMAGE: Buffer.from(bare) });
    const { status } = await scanOf(app, [dir]);
    const response = await ask(app, 'scanInstanceFile', { params: { scanId: status.scanId, sopInstanceUid: uid } });
    const served = await bytesOf(response);
    expect(response.headers.get('content-length')).toBe(String(served.length));
    const mended = readDicom(served);
    expect(mended.repairs).toEqual([]);
    expect(mended.meta.text('00020003')).toBe(uid);
    expect(mended.dataSet.value('7FE00010')).toEqual(Uint8Array.of(1, 2, 3, 4));
  });

  it('is in the character set that was chosen for the scan', async () => {
    const uid = '1.2.826.0.1.3680043.8.498.80';
    const file = part10('1.2.840.10008.5.1.4.1.1.7', uid, {
      SpecificCharacterSet: 'ISO_IR 100',
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
      SOPInstanceUID: uid,
      StudyInstanceUID: '1.2.826.0.1.3680043.8.498.81',
      SeriesInstanceUID: '1.2.826.0.1.3680043.8.498.82',
      PatientName: 'XXXXX^',
      PatientID: 'CYR-1',
    });
    // Люксембург's first five letters in ISO 8859-5, declared as Latin-1.
    Buffer.from(file.buffer, file.byteOffset, file.length).set(
      [0xbb, 0xee, 0xda, 0xe1, 0xd5],
      Buffer.from(file).indexOf('XXXXX^'),
    );
    const app = await newApp();
    const dir = await tempFolder({ IMAGE: Buffer.from(file) });
    const { status } = await scanOf(app, [dir], 'ISO_IR 144');
    const { scanId } = status;
    const served = readDicom(
      await bytesOf(await ask(app, 'scanInstanceFile', { params: { scanId, sopInstanceUid: uid } })),
    );
    expect(served.dataSet.text('00080005')).toBe('ISO_IR 144');
    expect(served.dataSet.text('00100010')).toBe('Люксе^');
  });
});

describe('the picture of a scanned object', () => {
  it('is a small JPEG; an object without pixels has none', async () => {
    const { app, disc, scanId } = await scannedDisc();
    const [image] = disc.instances;
    const report = disc.instances.find(({ sopClassUid }) => sopClassUid === '1.2.840.10008.5.1.4.1.1.88.11');
    const response = await ask(app, 'scanInstanceThumbnail', {
      params: { scanId, sopInstanceUid: image?.sopInstanceUid ?? '' },
    });
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect([...(await bytesOf(response)).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    const params = { scanId, sopInstanceUid: report?.sopInstanceUid ?? '' };
    expect(await refusal(app, 'scanInstanceThumbnail', { params })).toMatchObject({ status: 404, code: 'no-picture' });
  });
});

describe('a document beside the images', () => {
  it('has the type of its content and no power wherever it is opened', async () => {
    const { app, disc, scanId } = await scannedDisc();
    const { summary } = await get(app, 'scan', { params: { scanId } });
    for (const [index, { path, mediaType }] of (summary?.documents ?? []).entries()) {
      const response = await ask(app, 'scanDocument', { params: { scanId, index: String(index) } });
      expect(response.headers.get('content-type')).toBe(mediaType);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toMatch(/sandbox$/);
      expect(response.headers.get('content-disposition')).toBe(
        mediaType === 'application/pdf' ? 'attachment; filename="REPORT.pdf"' : null,
      );
      expect(await bytesOf(response)).toEqual(new Uint8Array(await readFile(join(disc.dir, path))));
    }
    expect(summary?.documents).toHaveLength(2);
  });

  it('is named for what it is, whatever the disc calls it', async () => {
    const dir = await tempFolder({ 'a"b\r\n.exe': '<!doctype html><script>alert(1)</script>' });
    const app = await newApp();
    const { status } = await scanOf(app, [dir]);
    const response = await ask(app, 'scanDocument', { params: { scanId: status.scanId, index: '0' } });
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="a_b_.html"');
    await writeFile(join(dir, 'later.pdf'), '%PDF-1.7');
    const moved = { params: { scanId: status.scanId, index: '7' }, query: { path: 'a"b\r\n.exe' } };
    expect((await ask(app, 'scanDocument', moved)).status).toBe(200);
    const params = { scanId: status.scanId, index: '1' };
    expect(await refusal(app, 'scanDocument', { params })).toMatchObject({ status: 404, code: 'not-in-scan' });
  });
});

/** What a reader of proper files cannot get past. Odd lengths and odd VRs of single values are left as they are. */
const obstacles: ReadonlySet<string> = new Set([
  'no-preamble',
  'no-meta',
  'bad-meta',
  'wrong-transfer-syntax',
  'bad-length',
  'truncated',
  'trailing-bytes',
]);
const corpus = sharedPath('corpus');
const image = sharedPath('discs/disc-a/disc-a.iso');

describe.skipIf(corpus === undefined || image === undefined)('the shared corpus', () => {
  it('is served as proper files, whatever was wrong with them', { timeout: 60_000 }, async () => {
    const app = await newApp();
    const { status, summary } = await scanOf(app, [join(corpus ?? '', 'malformed')]);
    const { scanId } = status;
    let mended = 0;
    for (const { studyInstanceUid, series } of summary?.patients.flatMap(({ studies }) => studies) ?? []) {
      for (const { seriesInstanceUid } of series) {
        const params = { scanId, studyInstanceUid, seriesInstanceUid };
        for (const { sopInstanceUid, path, repairs } of await get(app, 'scanSeries', { params })) {
          const served = await ask(app, 'scanInstanceFile', { params: { scanId, sopInstanceUid } });
          const file = readDicom(await bytesOf(served));
          const left = file.repairs.filter((code) => obstacles.has(code));
          expect({ path, left, uid: file.dataSet.text('00080018') }).toEqual({ path, left: [], uid: sopInstanceUid });
          if (repairs.some((code) => !NOTICES.has(code))) mended += 1;
        }
      }
    }
    expect(mended).toBeGreaterThan(5);
  });

  it('is read out of a disc image as it lies there, pictures too', async () => {
    const app = await newApp();
    const { status, summary } = await scanOf(app, [image ?? '']);
    const { scanId } = status;
    const study = summary?.patients[0]?.studies[0];
    const series = study?.series.find(({ modality }) => modality === 'CT' || modality === 'MR') ?? study?.series[0];
    const params = {
      scanId,
      studyInstanceUid: study?.studyInstanceUid ?? '',
      seriesInstanceUid: series?.seriesInstanceUid ?? '',
    };
    const [first] = await get(app, 'scanSeries', { params });
    const one = { scanId, sopInstanceUid: first?.sopInstanceUid ?? '' };
    const served = await bytesOf(await ask(app, 'scanInstanceFile', { params: one }));
    expect(readDicom(served).dataSet.text('00080018')).toBe(first?.sopInstanceUid);
    expect((await ask(app, 'scanInstanceThumbnail', { params: one })).headers.get('content-type')).toBe('image/jpeg');
  });
});
