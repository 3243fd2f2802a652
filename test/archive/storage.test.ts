import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/archive/storage/errors.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { sharedDir } from '../helpers/shared.ts';
import { jsonOf, newArchive, newUid, owner, sha256, slice, storedFiles, storeStudy } from './harness.ts';

const kindOf = async (response: Response): Promise<string> => (await jsonOf(response)).kind?.readable_status;

async function house() {
  const archive = await newArchive();
  const user = await owner(archive);
  const [sop, series] = [newUid(), newUid()];
  const study = await storeStudy(user, archive.info.namespaceId, [{ SOPInstanceUID: sop, SeriesInstanceUID: series }]);
  const path = `/study/${study.namespace}/${study.studyUid}`;
  const image = `${path}/image/${sop}/version/*`;
  const get = (route: string, query = {}, headers = {}) => user.storage(route, { headers }, query);
  return { archive, user, study, sop, series, path, image, get };
}

describe('the DICOM object', () => {
  it('comes whole, in ranges, or not again when it is known', async () => {
    const { get, image, user, sop } = await house();
    const whole = await get(image);
    const bytes = new Uint8Array(await whole.arrayBuffer());
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'application/dicom',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${sop}.dcm"`,
      'accept-ranges': 'bytes',
    });
    const part = await get(image, {}, { range: 'bytes=128-131' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 128-131/${bytes.length}`,
      'DICM',
    ]);
    const end = await get(image, {}, { range: 'bytes=-4' });
    expect(new Uint8Array(await end.arrayBuffer())).toEqual(bytes.slice(-4));
    expect((await get(image, {}, { range: 'bytes=0-1,4-5' })).status).toBe(200);
    expect((await get(image, {}, { range: 'bytes=0-3', 'if-range': '"another"' })).status).toBe(200);
    const beyond = await get(image, {}, { range: `bytes=${bytes.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    expect((await jsonOf(beyond)).kind).toEqual({ code: 40, readable_status: 'REQUESTED_RANGE_NOT_SATISFIABLE' });
    expect((await get(image, {}, { 'if-none-match': whole.headers.get('etag') ?? '' })).status).toBe(304);
    const head = await user.storage(image, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(bytes.length),
      '',
    ]);
  });
});

describe('what a record says otherwise', () => {
  it('is laid over what is read through it, in every form, and storage stays as it is', async () => {
    const { get, image, path, user, study } = await house();
    const before = await (await get(image)).bytes();
    await user.ok('/study/set', { study_id: study.uuid, patient_name: 'PHANTOM^Łódź', study_date: '2026-02-03' });
    const phi = { phi_namespace: study.namespace };
    const answer = await get(image, phi);
    const bytes = await answer.bytes();
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    const { dataSet } = readDicom(bytes);
    expect(['PatientName', 'StudyDate', 'PatientID'].map((name) => dataSet.text(tagOf(name)))).toEqual([
      'PHANTOM^Łódź',
      '20260203',
      'PH-1',
    ]);
    expect(dataSet.value(tagOf('PixelData'))).toEqual(readDicom(before).dataSet.value(tagOf('PixelData')));
    const part = await get(image, phi, { range: 'bytes=140-199' });
    expect(await part.bytes()).toEqual(bytes.slice(140, 200));
    expect((await jsonOf(await get(`${image}/json`, phi)))['00100010'].Value).toEqual([{ Alphabetic: 'PHANTOM^Łódź' }]);
    expect((await jsonOf(await get(`${image}/attribute`, phi)))['(0008,0020)'].value).toBe('20260203');
    expect((await jsonOf(await get(`${path}/tag`, phi)))['(0010,0010)'].value).toBe('PHANTOM^Łódź');
    expect((await jsonOf(await get(`${image}/phi`, phi))).patient_name).toBe('PHANTOM^Łódź');
    const metadata = await jsonOf(await get(`/dicomweb/${study.namespace}/studies/${study.studyUid}/metadata`, phi));
    expect(metadata[0]['00100010'].Value).toEqual([{ Alphabetic: 'PHANTOM^Łódź' }]);
    expect(sha256(await (await get(image)).bytes())).toBe(sha256(before));
  });

  it('is that of the record that is named: a share has its own, and a stranger’s is not found', async () => {
    const { get, image, user, study } = await house();
    const [place] = [
      await user.ok('/group/add', { account_id: (await user.ok('/session/user')).account_id, name: 'Board' }),
    ];
    const { namespace_id } = await user.ok('/group/get', { uuid: place.uuid });
    await user.ok('/study/share', { uuid: study.uuid, group_id: place.uuid });
    const shared = (await user.ok('/study/list', { 'filter.phi_namespace.equals': namespace_id })).studies[0];
    await user.ok('/study/set', { study_id: shared.uuid, patientid: 'BOARD-7' });
    const idOf = async (query: object) =>
      readDicom(await (await get(image, query)).bytes()).dataSet.text(tagOf('PatientID'));
    expect(await idOf({ phi_namespace: namespace_id })).toBe('BOARD-7');
    expect(await idOf({ phi_namespace: study.namespace })).toBe('PH-1');
    const unknown = await get(image, { phi_namespace: '00000000-0000-4000-8000-000000000000' });
    expect(await kindOf(unknown)).toBe('STUDY_NOT_FOUND');
  });

  it('that cannot be written is told, and nothing is handed out', async () => {
    const { get, image, user, study } = await house();
    await user.ok('/study/set', { study_id: study.uuid, patient_birth_date: 'früher' });
    expect(await kindOf(await get(image, { phi_namespace: study.namespace }))).toBe('ERROR_ON_FIXING_TAGS');
    expect((await get(image)).status).toBe(200);
  });
});

describe('an object that is damaged on the disk', () => {
  it('is told by what cannot be done with it, and not handed out as another', async () => {
    const { archive, get, image, path, user, study } = await house();
    const name = (await storedFiles(archive.dir)).find((each) => each.startsWith('objects')) ?? '';
    const file = join(archive.dir, name);
    const { size } = await stat(file);
    await writeFile(file, Buffer.alloc(size, 'x'));
    expect(await kindOf(await get(`${image}/json`))).toBe('ERROR_ON_READING_DICOM_TAGS');
    await rm(file);
    expect(await kindOf(await get(image))).toBe('STORAGE_EXCEPTION_OCCURRED');
    expect(await kindOf(await get(`${path}/tag`))).toBe('STORAGE_EXCEPTION_OCCURRED');
    expect((await user.ok('/study/get', { uuid: study.uuid })).image_count).toBe(1);
  });
});

it('what a record says is laid over a large object, too', async () => {
  const archive = await newArchive();
  const user = await owner(archive);
  const sop = newUid();
  // So long that its pixels are passed over to the end of the file.
  const pixels = { Rows: 1024, Columns: 1024, PixelData: new Uint8Array(2 * 1024 * 1024).fill(7) };
  const study = await storeStudy(user, archive.info.namespaceId, [{ SOPInstanceUID: sop, ...pixels }]);
  await user.ok('/study/set', { study_id: study.uuid, patient_name: 'PHANTOM^OTHER' });
  const image = `/study/${study.namespace}/${study.studyUid}/image/${sop}/version/*`;
  const { dataSet } = readDicom(await (await user.storage(image, {}, { phi_namespace: study.namespace })).bytes());
  expect(dataSet.text(tagOf('PatientName'))).toBe('PHANTOM^OTHER');
  expect(dataSet.value(tagOf('PixelData'))).toEqual(pixels.PixelData);
});

describe('tree and counts', () => {
  it('are of images, of attachments, or of both', async () => {
    const { get, path, user, study, sop, series } = await house();
    const again = slice({
      SOPInstanceUID: sop,
      SeriesInstanceUID: series,
      StudyInstanceUID: study.studyUid,
      InstanceNumber: '2',
    });
    expect((await user.send(study.namespace, again)).status).toBe(200);
    const count = async (query: object) => jsonOf(await get(`${path}/count`, query));
    expect(await count({})).toEqual({ count: 1, image_count: 1, series_count: 1, attachment_count: 0 });
    expect(await count({ images_only: 1 })).toEqual({ count: 1, image_count: 1, series_count: 1 });
    expect(await count({ attachments_only: 1 })).toEqual({ count: 0, attachment_count: 0 });
    expect(await count({ count_files: 1 })).toMatchObject({ file_count: 2 });
    expect(await jsonOf(await get(`${path}/schema`, { attachments_only: '1' }))).toMatchObject({
      series: [],
      attachments: [],
    });
  });
});

describe('attributes', () => {
  it('are those that are asked for, the file’s own group only then', async () => {
    const { get, image, path } = await house();
    const json = async (query: object) => Object.keys(await jsonOf(await get(`${image}/json`, query)));
    expect(await json({})).not.toContain('00020010');
    expect(await json({ all_dicom_values: 1 })).toContain('00020010');
    expect(await json({ include_tags: '(0002,0010)' })).toEqual(['00020010']);
    expect(await kindOf(await get(`${path}/json`, { series_uid: '1.2.3' }))).toBe('SERIES_NOT_FOUND');
  });
});

describe('a frame as JPEG', () => {
  it('has the quality and the size that are asked for', async () => {
    const { get, image } = await house();
    const frame = async (query: object) => get(`${image}/frame/0`, query);
    const first = await frame({});
    expect((await get(`${image}/frame/0`, {}, { 'if-none-match': first.headers.get('etag') ?? '' })).status).toBe(304);
    const rough = await frame({ quality: 1, size: 64 });
    expect([rough.status, rough.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await rough.bytes()).length).toBeLessThan((await first.bytes()).length);
    for (const query of [{ quality: 0 }, { quality: 101 }, { size: 'large' }])
      expect(await kindOf(await frame(query))).toBe('BAD_REQUEST');
    const deep = await frame({ depth: 16 });
    expect([deep.status, await kindOf(deep)]).toEqual([406, 'NOT_ACCEPTABLE']);
  });
});

const shared = sharedDir();
describe.skipIf(shared === undefined)('the errors of the storage', () => {
  it('have the documented code and status, or are told never to be answered', async () => {
    const text = await readFile(join(shared ?? '', 'ambra', 'storage-errors.json'), 'utf8');
    const documented = JSON.parse(text) as { code: number; http_status: number; readable_status: string }[];
    const page = await readFile(new URL('../../docs/archive-storage.md', import.meta.url), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const never = new Set(rows.flatMap((line) => line.split('|')[1]?.match(/[A-Z_]{4,}/g) ?? []));
    expect(kinds).toEqual(
      Object.fromEntries(
        documented
          .filter(({ readable_status }) => !never.has(readable_status))
          .map(({ readable_status, code, http_status }) => [readable_status, [code, http_status]]),
      ),
    );
  });
});
