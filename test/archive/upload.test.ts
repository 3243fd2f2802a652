import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import {
  addStudy,
  jsonOf,
  newArchive,
  newUid,
  owner,
  sha256,
  slice,
  storedFiles,
  storeStudy,
  temporaryFolder,
} from './harness.ts';

describe('an upload that is refused', () => {
  it('leaves nothing when it breaks off', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { studyUid, namespace } = await addStudy(user, archive.info.namespaceId);
    const bytes = slice({ StudyInstanceUID: studyUid });
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent++ === 0) controller.enqueue(bytes.subarray(0, bytes.length / 2));
        else controller.error(new Error('The cable was pulled'));
      },
    });
    const response = await user.storage(
      `/namespace/${namespace}/image`,
      { method: 'POST', body, duplex: 'half' },
      { study_uid: studyUid },
    );
    expect(response.status).toBe(400);
    expect((await jsonOf(response)).kind).toEqual({ code: 5, readable_status: 'BAD_REQUEST' });
    expect(await storedFiles(archive.dir)).toEqual([]);
  });

  it('leaves nothing when fewer bytes came than were announced', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { studyUid, namespace } = await addStudy(user, archive.info.namespaceId);
    const bytes = slice({ StudyInstanceUID: studyUid });
    const response = await user.storage(
      `/namespace/${namespace}/image`,
      { method: 'POST', body: bytes, headers: { 'content-length': String(bytes.length + 1) } },
      { study_uid: studyUid },
    );
    expect(response.status).toBe(400);
    expect(await storedFiles(archive.dir)).toEqual([]);
  });

  it.each([
    ['empty', () => new Uint8Array(0), 400, 'BAD_REQUEST'],
    ['not DICOM', () => new TextEncoder().encode('hello '.repeat(200)), 412, 'VALIDATION_ERROR'],
    ['of another study', () => slice(), 412, 'VALIDATION_ERROR'],
    [
      'without a series',
      (uid: string) => slice({ StudyInstanceUID: uid, SeriesInstanceUID: '' }),
      412,
      'MISSING_REQUIRED_DICOM_TAG',
    ],
  ] as const)('is refused when it is %s', async (_, make, status, kind) => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { studyUid, namespace } = await addStudy(user, archive.info.namespaceId);
    const response = await user.send(namespace, make(studyUid), studyUid);
    expect(response.status).toBe(status);
    expect((await jsonOf(response)).kind.readable_status).toBe(kind);
    expect(await storedFiles(archive.dir)).toEqual([]);
  });

  it('needs a session, a namespace of the caller, and a study that was added', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const bytes = slice();
    const { namespaceId } = archive.info;
    const status = async (namespace: string, sid: string) => {
      const url = `http://archive.test/api/v3/storage/namespace/${namespace}/image?sid=${sid}&study_uid=1.2.3`;
      return (await archive.fetch(new Request(url, { method: 'POST', body: bytes }))).status;
    };
    expect(await status(namespaceId, 'wrong')).toBe(401);
    expect(await status('00000000-0000-4000-8000-000000000000', user.sid ?? '')).toBe(404);
    expect(await status('..%2F..%2Fetc', user.sid ?? '')).toBe(400);
    expect(await status(namespaceId, user.sid ?? '')).toBe(404);
  });
});

describe('a stored object', () => {
  it('comes back byte for byte, and stands in the schema and the counts', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { studyUid, namespace, uuid } = await addStudy(user, archive.info.namespaceId);
    const sopUid = newUid();
    const bytes = slice({ StudyInstanceUID: studyUid, SOPInstanceUID: sopUid });
    const stored = await jsonOf(await user.send(namespace, bytes, studyUid));
    expect(stored).toMatchObject({ study_uid: studyUid, image_uid: sopUid, namespace });
    expect((await user.ok('/study/get', { uuid })).phantom).toBe(1);

    const payload = await user.storage(`/study/${namespace}/${studyUid}/image/${sopUid}/version/*`);
    expect(payload.headers.get('content-type')).toBe('application/dicom');
    expect(payload.headers.get('content-length')).toBe(String(bytes.length));
    expect(new Uint8Array(await payload.arrayBuffer())).toEqual(new Uint8Array(bytes));

    const schema = await jsonOf(await user.storage(`/study/${namespace}/${studyUid}/schema`));
    expect(schema.series).toMatchObject([
      {
        series_number: 1,
        series_description: 'Axial',
        modality: 'CT',
        images: [{ id: sopUid, version: stored.image_version, instance_number: 1, number_of_frames: 1, rows: 4 }],
      },
    ]);
    expect(await jsonOf(await user.storage(`/study/${namespace}/${studyUid}/count`))).toMatchObject({
      image_count: 1,
    });

    await user.ok('/study/sync', { study_id: uuid, image_count: 1 });
    expect(await user.ok('/study/get', { uuid })).toMatchObject({
      phantom: 0,
      image_count: 1,
      series_count: 1,
      size: bytes.length,
      patient_name: 'PHANTOM^CHEST',
      patientid: 'PH-1',
      study_date: '20260131',
      modality: 'CT',
      transfer_syntax_uid: '1.2.840.10008.1.2.1',
    });
  });

  it('is kept once, however often and at once it is sent', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { studyUid, namespace, uuid } = await addStudy(user, archive.info.namespaceId);
    const bytes = slice({ StudyInstanceUID: studyUid });
    const answers = await Promise.all(Array.from({ length: 8 }, () => user.send(namespace, bytes, studyUid)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 200));
    const digest = sha256(bytes);
    expect(await storedFiles(archive.dir)).toEqual([path.join('objects', digest.slice(0, 2), digest)]);
    expect((await user.ok('/study/get', { uuid })).image_count).toBe(1);
  });

  it('is not overwritten by other bytes under its UID: those are a newer version', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { studyUid, namespace, uuid } = await addStudy(user, archive.info.namespaceId);
    const uids = { StudyInstanceUID: studyUid, SOPInstanceUID: newUid(), SeriesInstanceUID: newUid() };
    const [first, second] = [slice({ ...uids, PatientID: 'ONE' }), slice({ ...uids, PatientID: 'TWO' })];
    const versions = [];
    for (const bytes of [first, second])
      versions.push((await jsonOf(await user.send(namespace, bytes, studyUid))).image_version);
    const read = async (version: string) =>
      new Uint8Array(
        await (
          await user.storage(`/study/${namespace}/${studyUid}/image/${uids.SOPInstanceUID}/version/${version}`)
        ).arrayBuffer(),
      );
    expect(await read(versions[0])).toEqual(new Uint8Array(first));
    expect(await read(versions[1])).toEqual(new Uint8Array(second));
    expect(await read('*')).toEqual(new Uint8Array(second));
    expect((await user.ok('/study/get', { uuid })).image_count).toBe(1);
  });

  it('is the newest version when it was sent last, also when it had been sent before', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { studyUid, namespace, uuid } = await addStudy(user, archive.info.namespaceId);
    const uids = { StudyInstanceUID: studyUid, SOPInstanceUID: newUid(), SeriesInstanceUID: newUid() };
    const [first, second] = [slice({ ...uids, PatientID: 'ONE' }), slice({ ...uids, PatientID: 'TWO' })];
    for (const bytes of [first, second, first]) await user.send(namespace, bytes, studyUid);
    const newest = await user.storage(`/study/${namespace}/${studyUid}/image/${uids.SOPInstanceUID}/version/*`);
    expect(new Uint8Array(await newest.arrayBuffer())).toEqual(new Uint8Array(first));
    expect((await user.ok('/study/get', { uuid })).image_count).toBe(1);
  });

  it.each([
    ['cut', async (file: string) => writeFile(file, (await readFile(file)).subarray(0, 100))],
    ['lost', (file: string) => rm(file)],
  ])('is not handed out when its file was %s, and is mended when it is sent again', async (_, harm) => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { studyUid, namespace } = await addStudy(user, archive.info.namespaceId);
    const sopUid = newUid();
    const bytes = slice({ StudyInstanceUID: studyUid, SOPInstanceUID: sopUid });
    await user.send(namespace, bytes, studyUid);
    const [name = ''] = await storedFiles(archive.dir);
    await harm(path.join(archive.dir, name));
    const payload = () => user.storage(`/study/${namespace}/${studyUid}/image/${sopUid}/version/*`);
    const answer = await payload();
    expect(answer.status).toBe(500);
    expect((await jsonOf(answer)).kind.readable_status).toBe('STORAGE_EXCEPTION_OCCURRED');
    expect((await user.send(namespace, bytes, studyUid)).status).toBe(200);
    expect(new Uint8Array(await (await payload()).arrayBuffer())).toEqual(new Uint8Array(bytes));
  });

  it('is there after the archive was closed and opened again', async () => {
    const dir = await temporaryFolder();
    const first = await openArchive({ dir });
    const before = await owner(first);
    const study = await storeStudy(before, first.info.namespaceId, [{}, {}]);
    await first.close();
    const second = await newArchive({ dir });
    expect(second.created).toBeUndefined();
    const after = await owner(second);
    expect((await after.ok('/study/get', { uuid: study.uuid })).image_count).toBe(2);
    expect(await storedFiles(dir)).toHaveLength(2);
  });

  it('goes when its study is deleted, but not while another study has the same bytes', async () => {
    const archive = await newArchive({ deleteDelay: 0 });
    const user = await owner(archive);
    const [account = '', group = ''] = (await user.ok('/user/namespace/list')).namespaces.map(
      (each: { uuid: string }) => each.uuid,
    );
    const studyUid = newUid();
    const bytes = slice({ StudyInstanceUID: studyUid });
    const uuids = [];
    for (const namespace of [account, group]) {
      uuids.push((await addStudy(user, namespace, { study_uid: studyUid })).uuid);
      expect((await user.send(namespace, bytes, studyUid)).status).toBe(200);
    }
    await user.ok('/study/delete', { uuid: uuids[0] ?? '' });
    expect(await storedFiles(archive.dir)).toHaveLength(1);
    await user.ok('/study/delete', { uuid: uuids[1] ?? '' });
    expect(await storedFiles(archive.dir)).toEqual([]);
  });
});
