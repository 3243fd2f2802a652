import { describe, expect, it } from 'vitest';
import { colleagueIn, jsonOf, newArchive, newUid, owner, slice, storeStudy } from './harness.ts';

/** An archive with a study, and a second user who may read in the account's namespace or reaches nothing. */
async function withColleague(role: 'user' | undefined) {
  const archive = await newArchive();
  const reader = await colleagueIn(archive, role);
  const sopUid = newUid();
  const user = await owner(archive);
  const study = await storeStudy(user, archive.info.namespaceId, [{ SOPInstanceUID: sopUid }]);
  const image = `/study/${study.namespace}/${study.studyUid}/image/${sopUid}/version/*`;
  return { archive, user, study, image, reader };
}

describe('a user without a place in the namespace', () => {
  it('finds nothing of it, by uuid, triplet, list or storage', async () => {
    const { reader, study, image, archive } = await withColleague(undefined);
    const { uuid, studyUid: study_uid, namespace } = study;
    const triplet = { study_uid, storage_namespace: namespace, phi_namespace: namespace };
    expect((await reader.call('/study/get', { uuid })).body.error_type).toBe('NOT_FOUND');
    expect((await reader.call('/study/get', triplet)).body.error_type).toBe('NOT_FOUND');
    expect((await reader.ok('/study/exists', triplet)).exists).toBe(0);
    expect((await reader.ok('/study/count')).count).toBe(0);
    expect((await reader.ok('/study/count', { 'filter.phi_namespace.equals': namespace })).count).toBe(0);
    expect((await reader.storage(image)).status).toBe(404);
    expect((await reader.storage(`${image}/frame/0/thumbnail`)).status).toBe(404);
    expect((await reader.send(namespace, slice({ StudyInstanceUID: study_uid }), study_uid)).status).toBe(404);
    for (const url of ['/namespace/anonymize', '/namespace/share_code', '/session/permissions']) {
      const answer = await reader.call(url, { uuid: namespace, namespace_id: archive.info.namespaceId });
      expect(answer.body.error_type, url).toBe('NOT_FOUND');
    }
    const { namespaces } = await reader.ok('/user/namespace/list');
    expect(namespaces.map(({ name }: { name: string }) => name)).toEqual(['Test Reader']);
  });

  it('cannot put a record of their own on another’s storage', async () => {
    const { reader, study } = await withColleague(undefined);
    const { namespace_id } = await reader.ok('/user/get');
    const stolen = { study_uid: study.studyUid, storage_namespace: study.namespace, phi_namespace: namespace_id };
    expect((await reader.call('/study/add', stolen)).body.error_type).toBe('NOT_PERMITTED');
  });
});

describe('a user who may read', () => {
  it('looks and marks, and neither changes nor uploads', async () => {
    const { reader, user, study, image } = await withColleague('user');
    const { uuid, namespace, studyUid } = study;
    expect((await reader.ok('/study/get', { uuid })).permissions).toMatchObject({ study_view: 1, study_delete: 0 });
    expect((await reader.storage(image)).status).toBe(200);
    for (const url of ['/study/set', '/study/delete', '/study/sync']) {
      expect((await reader.call(url, { uuid, study_id: uuid })).body.error_type, url).toBe('NOT_PERMITTED');
    }
    expect((await reader.send(namespace, slice({ StudyInstanceUID: studyUid }), studyUid)).status).toBe(403);
    expect((await reader.storage(`/study/${namespace}/${studyUid}`, { method: 'DELETE' })).status).toBe(403);
    const { series } = await jsonOf(await reader.storage(`/study/${namespace}/${studyUid}/schema`));
    const [{ series_uid, images }] = series;
    const mark = { study_id: uuid, series_uid, instance_uid: images[0].id, frame_number: 0, json: '{}' };
    const theirs = (await reader.ok('/annotation/add', mark)).uuid;
    const ours = (await user.ok('/annotation/add', mark)).uuid;
    const keyImage = (await user.ok('/keyimage/add', { ...mark, version: 'v1' })).uuid;
    await reader.ok('/annotation/set', { uuid: theirs, json: '[]' });
    expect((await reader.call('/annotation/set', { uuid: ours, json: '[]' })).body.error_type).toBe('NOT_PERMITTED');
    expect((await reader.call('/keyimage/delete', { uuid: keyImage })).body.error_type).toBe('NOT_PERMITTED');
    await user.ok('/annotation/delete', { uuid: theirs });
  });
});

describe('a user whom a study was shared with', () => {
  it('reads it, and may end the share, but takes nothing from where it is stored', async () => {
    const { archive, reader, user, study, image } = await withColleague(undefined);
    const { uuid: user_id } = await reader.ok('/user/get');
    await user.ok('/study/share', { uuid: study.uuid, user_id });
    expect((await reader.storage(image)).status).toBe(200);
    const stored = `/study/${study.namespace}/${study.studyUid}`;
    expect((await reader.storage(stored, { method: 'DELETE' })).status).toBe(403);
    const sopUid = image.split('/')[5] ?? '';
    expect((await reader.storage(`${stored}/image/${sopUid}`, { method: 'DELETE' })).status).toBe(403);
    const { studies } = await reader.ok('/study/list');
    expect(studies).toHaveLength(1);
    const { series } = await jsonOf(await user.storage(`${stored}/schema`));
    const mark = { series_uid: series[0].series_uid, instance_uid: sopUid, frame_number: 0, json: '{}' };
    const ours = await user.ok('/annotation/add', { ...mark, study_id: study.uuid });
    const theirs = await reader.ok('/annotation/add', { ...mark, study_id: studies[0].uuid });
    for (const url of ['/annotation/set', '/annotation/delete', '/annotation/lock']) {
      const answer = await reader.call(url, { uuid: ours.uuid, json: '[]' });
      expect(answer.body.error_type, url).toBe('NOT_PERMITTED');
    }
    await reader.ok('/annotation/delete', { uuid: theirs.uuid });
    await reader.ok('/study/delete', { uuid: studies[0].uuid });
    expect((await reader.storage(image)).status).toBe(404);
    expect((await user.storage(image)).status).toBe(200);
    expect(archive.info.userId).not.toBe(user_id);
  });
});

describe('a page of another site', () => {
  it('is turned away, and one of this site is not', async () => {
    const archive = await newArchive();
    const status = async (from: string) =>
      (await archive.fetch(new Request('http://archive.test/api/v3/session/uuid', { headers: { origin: from } })))
        .status;
    expect(await status('https://evil.test')).toBe(403);
    expect(await status('null')).toBe(403);
    expect(await status('http://archive.test')).toBe(200);
  });
});
