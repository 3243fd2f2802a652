import { describe, expect, it } from 'vitest';
import { colleagueIn, jsonOf, newArchive, newUid, owner, storedFiles, storeStudy } from './harness.ts';

async function house(options: { deleteDelay?: number } = {}) {
  const clock = { now: Date.parse('2026-11-20T10:00:00Z') };
  const archive = await newArchive({ now: () => clock.now, ...options });
  const user = await owner(archive);
  const sop = newUid();
  const study = await storeStudy(user, archive.info.namespaceId, [{ SOPInstanceUID: sop }], {
    study_description: 'Own words',
  });
  const comment = await user.ok('/study/comment/add', { study_id: study.uuid, body: 'Seen' });
  const payload = () => user.storage(`/study/${study.namespace}/${study.studyUid}/image/${sop}/version/*`);
  return { archive, user, study, payload, clock, comment };
}

describe('a study that was deleted', () => {
  it('is gone at once from what anybody sees, and comes back whole within the delay', async () => {
    const { archive, user, study, payload, comment } = await house();
    const before = await (await payload()).bytes();
    await user.ok('/study/delete', { uuid: study.uuid });
    expect((await user.ok('/study/list')).studies).toEqual([]);
    expect((await jsonOf(await payload())).kind.readable_status).toBe('STUDY_NOT_FOUND');
    const { uuid } = await user.ok('/study/revive', { uuid: study.uuid });
    expect(await user.ok('/study/get', { uuid })).toMatchObject({
      study_uid: study.studyUid,
      study_description: 'Own words',
      image_count: 1,
      phantom: 0,
    });
    expect(await (await payload()).bytes()).toEqual(before);
    expect((await user.ok('/study/comment/get', { uuid: comment.uuid })).body).toBe('Seen');
    expect(await storedFiles(archive.dir)).toHaveLength(1);
    const again = await user.call('/study/revive', { uuid: study.uuid });
    expect(again.body).toMatchObject({ error_type: 'NOT_FOUND' });
  });

  it('is taken from the disk when the delay is over, and at once where there is none', async () => {
    const { archive, user, study, clock } = await house();
    await user.ok('/study/delete', { uuid: study.uuid });
    expect(await storedFiles(archive.dir)).toHaveLength(1);
    clock.now += 60 * 60_000;
    const reopened = await newArchive({ dir: archive.dir, now: () => clock.now });
    expect(await storedFiles(archive.dir)).toEqual([]);
    const { body } = await (await owner(reopened)).call('/study/revive', { uuid: study.uuid });
    expect(body.error_type).toBe('NOT_FOUND');
    const strict = await house({ deleteDelay: 0 });
    await strict.user.ok('/study/delete', { uuid: strict.study.uuid });
    expect(await storedFiles(strict.archive.dir)).toEqual([]);
  });

  it('is revived and updated by whoever announces it again', async () => {
    const { user, study, payload } = await house();
    await user.ok('/study/delete', { uuid: study.uuid });
    const triplet = { study_uid: study.studyUid, storage_namespace: study.namespace, phi_namespace: study.namespace };
    const { uuid } = await user.ok('/study/add', { ...triplet, patientid: 'PH-2' });
    expect(await user.ok('/study/get', { uuid })).toMatchObject({
      patientid: 'PH-2',
      study_description: 'Own words',
      image_count: 1,
    });
    expect((await payload()).status).toBe(200);
  });

  it('keeps its objects from a purge while another study has the same bytes, and its place from being taken', async () => {
    const { archive, user, study, clock, payload } = await house();
    await user.ok('/study/delete', { uuid: study.uuid });
    const other = await storeStudy(user, study.namespace, [{}], { study_uid: newUid() });
    clock.now += 61 * 60_000;
    await newArchive({ dir: archive.dir, now: () => clock.now });
    expect((await user.ok('/study/list')).studies).toMatchObject([{ uuid: other.uuid }]);
    expect((await payload()).status).toBe(404);
    expect(await storedFiles(archive.dir)).toHaveLength(1);
  });

  it('cannot be revived when nothing was stored of it, and only by those who look after the archive', async () => {
    const { archive, user, study } = await house();
    const reader = await colleagueIn(archive, 'user');
    await user.ok('/study/delete', { uuid: study.uuid });
    expect((await reader.call('/study/revive', { uuid: study.uuid })).body.error_type).toBe('NOT_SYSADMIN_OR_SUPPORT');
    const empty = await user.ok('/study/add', {
      study_uid: newUid(),
      storage_namespace: study.namespace,
      phi_namespace: study.namespace,
    });
    await user.ok('/study/delete', { uuid: empty.uuid });
    expect((await user.call('/study/revive', { uuid: empty.uuid })).body.error_type).toBe('CAN_NOT_REVIVE');
    expect((await user.call('/study/revive')).body.error_type).toBe('MISSING_FIELDS');
  });
});
