import { describe, expect, it } from 'vitest';
import { jsonOf, addStudy, client, newArchive, newUid, owner, slice, storeStudy } from './harness.ts';

describe('a study', () => {
  it('needs its storage triplet, in namespaces that are there', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    expect((await user.call('/study/add', { study_uid: '1.2.3' })).body).toEqual({
      status: 'ERROR',
      error_type: 'MISSING_FIELDS',
      error_subtype: ['storage_namespace', 'phi_namespace'],
    });
    const stranger = '00000000-0000-4000-8000-000000000000';
    expect(
      (await user.call('/study/add', { study_uid: '1.2.3', storage_namespace: stranger, phi_namespace: stranger })).body
        .error_type,
    ).toBe('NAMESPACE_NOT_FOUND');
    const ours = { storage_namespace: archive.info.namespaceId, phi_namespace: archive.info.namespaceId };
    expect((await user.call('/study/add', { ...ours, study_uid: '../etc' })).body.error_type).toBe(
      'INVALID_PARAMETERS',
    );
    expect((await user.call('/study/add', { ...ours, study_uid: '1.2.3', image_count: 'many' })).body).toMatchObject({
      error_type: 'INVALID_INTEGER',
      error_subtype: 'image_count',
    });
    expect((await user.call('/study/add', { ...ours, study_uid: '1.2.3', 'customfield-1': 'x' })).body).toMatchObject({
      error_type: 'INVALID_CUSTOMFIELD',
      error_subtype: ['customfield-1'],
    });
    expect((await user.call('/study/add', { ...ours, study_uid: '1.2.3', thin: 1 })).body).toMatchObject({
      error_type: 'NOT_SUPPORTED',
      error_subtype: 'thin',
    });
    // A form sends what is not filled in as blank.
    await user.ok('/study/add', { ...ours, study_uid: '1.2.3', image_count: '', thin: '' });
  });

  it('that exists already is named, with its record', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { uuid, studyUid } = await addStudy(user, archive.info.namespaceId, { patient_name: 'PHANTOM^CHEST' });
    const namespace = archive.info.namespaceId;
    const again = await user.call('/study/add', {
      study_uid: studyUid,
      storage_namespace: namespace,
      phi_namespace: namespace,
    });
    expect(again.http).toBe(412);
    expect(again.body).toMatchObject({
      error_type: 'ALREADY_EXISTS',
      error_subtype: uuid,
      error_data: { uuid, patient_name: 'PHANTOM^CHEST', phantom: 1, engine_fqdn: 'archive.test' },
    });
  });

  it('stays a phantom until storage has as many objects as were announced', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { uuid, studyUid, namespace } = await addStudy(user, archive.info.namespaceId);
    const phantom = async () => (await user.ok('/study/get', { uuid })).phantom;
    await user.send(namespace, slice({ StudyInstanceUID: studyUid }), studyUid);
    await user.ok('/study/sync', { study_id: uuid, image_count: 2 });
    expect(await phantom()).toBe(1);
    await user.send(namespace, slice({ StudyInstanceUID: studyUid }), studyUid);
    expect(await phantom()).toBe(0);
  });

  it('keeps what was said of it, fills in the rest from its first object, and lists its modalities', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { uuid } = await storeStudy(user, archive.info.namespaceId, [{}, { Modality: 'SR' }], {
      patient_name: 'PHANTOM^RIGHT',
    });
    expect(await user.ok('/study/get', { uuid })).toMatchObject({
      patient_name: 'PHANTOM^RIGHT',
      patientid: 'PH-1',
      modality: String.raw`CT\SR`,
      image_count: 2,
      series_count: 2,
    });
  });

  it('can be changed, asked for by triplet, and cut to some fields', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { uuid, studyUid, namespace } = await storeStudy(user, archive.info.namespaceId);
    await user.ok('/study/set', { study_id: uuid, accession_number: 'A-77', patient_sex: '' });
    const triplet = { study_uid: studyUid, storage_namespace: namespace, phi_namespace: namespace };
    const record = await user.ok('/study/get', { ...triplet, fields: '["uuid","accession_number","patient_sex"]' });
    expect(record).toEqual({ status: 'OK', uuid, accession_number: 'A-77', patient_sex: null });
    expect((await user.ok('/study/list', { 'filter.SMART_SEARCH.equals': 'a-77' })).studies).toHaveLength(1);
    expect((await user.ok('/study/exists', triplet)).exists).toBe(1);
    expect((await user.ok('/study/exists', { ...triplet, study_uid: '1.2.3' })).exists).toBe(0);
  });

  it('is gone once deleted', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { uuid, namespace, studyUid } = await storeStudy(user, archive.info.namespaceId);
    await user.ok('/study/delete', { uuid });
    expect((await user.call('/study/get', { uuid })).body).toMatchObject({
      error_type: 'NOT_FOUND',
      error_subtype: 'study',
    });
    const schema = await user.storage(`/study/${namespace}/${studyUid}/schema`);
    expect(schema.status).toBe(404);
    expect((await jsonOf(schema)).kind).toEqual({ code: 18, readable_status: 'STUDY_NOT_FOUND' });
  });

  it('loses one image when storage is told to delete it', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const sopUid = newUid();
    const { uuid, namespace, studyUid } = await storeStudy(user, archive.info.namespaceId, [
      { SOPInstanceUID: sopUid },
      {},
    ]);
    const image = `/study/${namespace}/${studyUid}/image/${sopUid}`;
    expect((await user.storage(image, { method: 'DELETE' })).status).toBe(200);
    expect((await user.storage(`${image}/version/*`)).status).toBe(404);
    expect((await user.storage(image, { method: 'DELETE' })).status).toBe(404);
    expect((await user.ok('/study/get', { uuid })).image_count).toBe(1);
  });

  it('is nobody’s business without a session', async () => {
    const archive = await newArchive();
    const { uuid } = await storeStudy(await owner(archive), archive.info.namespaceId);
    for (const sid of [undefined, 'made-up']) {
      for (const url of ['/study/get', '/study/list', '/study/count', '/study/delete', '/study/set', '/study/share']) {
        expect((await client(archive, sid).call(url, { uuid, study_id: uuid })).http).toBe(401);
      }
    }
  });
});

const bundle = async (archive: Awaited<ReturnType<typeof newArchive>>, body: string, query = '', sid = '') => {
  const request = new Request(`http://archive.test/api/v3/bundle${query}`, {
    method: 'POST',
    body,
    headers: { 'x-ambrahealth-sid': sid },
  });
  return archive.fetch(request);
};

describe('a bundle', () => {
  it('runs its calls in order and fills in what earlier ones answered', async () => {
    const archive = await newArchive();
    const { uuid } = await storeStudy(await owner(archive), archive.info.namespaceId);
    const calls = [
      { URL: '/session/login', login: archive.info.login, password: 'correct horse battery staple' },
      { URL: '/study/list', sid: '{{sid}}' },
      { URL: '/study/get', sid: '{{sid}}', uuid: '{{studies.[0].uuid}}' },
      { URL: '/study/get', sid: '{{sid}}', uuid: '{{__proto__.constructor}}' },
      { URL: '/nonsense' },
      { URL: '/study/list', sid: '{{sid}}', 'filter.uuid.in': ['{{studies.[0].uuid}}'] },
    ];
    const answers = await jsonOf(await bundle(archive, JSON.stringify(calls)));
    expect(answers.map((each: { HTTP_STATUS_CODE: number }) => each.HTTP_STATUS_CODE)).toEqual([
      200, 200, 200, 412, 404, 200,
    ]);
    expect(answers[2].uuid).toBe(uuid);
    expect(answers[5].studies).toMatchObject([{ uuid }]);
  });

  it('passes the session on only when asked', async () => {
    const archive = await newArchive();
    const sid = await archive.openSession();
    const calls = JSON.stringify([{ URL: '/session/ttl' }]);
    expect((await jsonOf(await bundle(archive, calls, '?inherit_sid=1', sid)))[0].HTTP_STATUS_CODE).toBe(200);
    expect((await jsonOf(await bundle(archive, calls, '', sid)))[0].HTTP_STATUS_CODE).toBe(401);
    const byQuery = await bundle(archive, calls, `?inherit_sid=1&sid=${sid}`);
    expect((await jsonOf(byQuery))[0].HTTP_STATUS_CODE).toBe(200);
  });

  it('brings in no more than a request may hold, however often an answer is asked for', async () => {
    const archive = await newArchive();
    await storeStudy(await owner(archive), archive.info.namespaceId);
    const greedy = { URL: '/study/list', x: '{{studies}}'.repeat(2000) };
    const calls = JSON.stringify([{ URL: '/study/list' }, greedy]);
    expect((await bundle(archive, calls, '?inherit_sid=1', await archive.openSession())).status).toBe(413);
  });

  const deep = `[{"URL":"/session/uuid","a":${'['.repeat(200_000)}${']'.repeat(200_000)}}]`;
  it.each(['', '{', '{}', '[1]', '[{"url":"/session/uuid"}]', deep])(
    'that is malformed (%.20s) is a bad request',
    async (body) => {
      expect((await bundle(await newArchive(), body)).status).toBe(400);
    },
  );
});
