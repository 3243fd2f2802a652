import { describe, expect, it } from 'vitest';
import { client, newArchive, newUid, owner, storeStudy } from './harness.ts';

async function study(options: Parameters<typeof newArchive>[0] = {}) {
  const archive = await newArchive(options);
  const user = await owner(archive);
  const [SOPInstanceUID, SeriesInstanceUID] = [newUid(), newUid()];
  const stored = await storeStudy(user, archive.info.namespaceId, [{ SOPInstanceUID, SeriesInstanceUID }]);
  const image = { study_id: stored.uuid, series_uid: SeriesInstanceUID, instance_uid: SOPInstanceUID, frame_number: 0 };
  const { uuid: link } = await user.ok('/link/add', { study_id: stored.uuid, action: 'STUDY_VIEW' });
  const { sid } = await client(archive).ok('/link/session', { uuid: link });
  return { archive, user, image, ...stored, guest: client(archive, sid) };
}

describe('annotations', () => {
  it('are added, changed, listed and deleted', async () => {
    const { archive, user, image, uuid: study_id } = await study();
    const json = JSON.stringify({ length: [1, 2] });
    const { uuid } = await user.ok('/annotation/add', { ...image, json });
    const expected = {
      uuid,
      user_name: 'Film room owner',
      series_uid: image.series_uid,
      frame_number: 0,
      json,
      locked: 0,
    };
    expect((await user.ok('/annotation/list', { study_id })).annotations).toMatchObject([expected]);
    await user.ok('/annotation/set', { uuid, json: '{}' });
    expect(await user.ok('/annotation/get', { uuid })).toMatchObject({ ...expected, json: '{}' });
    expect((await user.ok('/user/get')).uuid).toBe(archive.info.userId);
    await user.ok('/annotation/delete', { uuid });
    expect((await user.call('/annotation/get', { uuid })).body.error_type).toBe('NOT_FOUND');
  });

  it('must be JSON, on an image that is there', async () => {
    const { user, image } = await study();
    expect((await user.call('/annotation/add', { ...image, json: '{' })).body).toMatchObject({
      error_type: 'INVALID_JSON',
      error_subtype: 'json',
    });
    expect((await user.call('/annotation/add', image)).body).toMatchObject({
      error_type: 'MISSING_FIELDS',
      error_subtype: ['json', 'stamp'],
    });
    const elsewhere = { ...image, instance_uid: newUid(), json: '{}' };
    expect((await user.call('/annotation/add', elsewhere)).body.error_type).toBe('NOT_FOUND');
  });

  it('can be locked, unless they are stamps', async () => {
    const { user, image } = await study();
    const { uuid } = await user.ok('/annotation/add', { ...image, json: '{}' });
    await user.ok('/annotation/lock', { uuid });
    for (const url of ['/annotation/set', '/annotation/delete']) {
      expect((await user.call(url, { uuid, json: '[]' })).body.error_type).toBe('LOCKED');
    }
    await user.ok('/annotation/unlock', { uuid });
    await user.ok('/annotation/set', { uuid, json: '[]' });
    const stamp = await user.ok('/annotation/add', { ...image, stamp: 1 });
    expect((await user.call('/annotation/lock', { uuid: stamp.uuid })).body.error_type).toBe('CANNOT_LOCK_STAMP');
  });

  it('are seen on every share of the study, and by a visitor, who changes nothing', async () => {
    const { archive, user, guest, image, uuid: study_id } = await study();
    const { uuid } = await user.ok('/annotation/add', { ...image, json: '{}' });
    await user.ok('/study/share', { uuid: study_id, user_id: archive.info.userId });
    const { namespace_id } = await user.ok('/user/get');
    const shared = (await user.ok('/study/list', { 'filter.phi_namespace.equals': namespace_id })).studies[0].uuid;
    expect((await user.ok('/annotation/list', { study_id: shared })).annotations).toMatchObject([{ uuid }]);
    expect((await guest.ok('/annotation/list', { study_id })).annotations).toMatchObject([{ uuid }]);
    for (const url of ['/annotation/add', '/annotation/set', '/annotation/delete', '/annotation/lock']) {
      expect((await guest.call(url, { ...image, uuid, json: '{}' })).body.error_type, url).toBe('NOT_PERMITTED');
    }
  });
});

describe('key images', () => {
  it('are added, listed and deleted', async () => {
    const { user, guest, image, uuid: study_id } = await study();
    const { uuid } = await user.ok('/keyimage/add', { ...image, frame_number: 2, version: 'v1' });
    const unversioned = await user.call('/keyimage/add', image);
    expect(unversioned.body).toMatchObject({ error_type: 'MISSING_FIELDS', error_subtype: ['version'] });
    expect((await user.ok('/keyimage/list', { study_id })).images).toMatchObject([{ uuid, frame_number: 2 }]);
    expect((await guest.call('/keyimage/delete', { uuid })).body.error_type).toBe('NOT_PERMITTED');
    await user.ok('/keyimage/delete', { uuid });
    expect((await user.ok('/keyimage/list', { study_id })).images).toEqual([]);
    expect((await user.call('/keyimage/get', { uuid })).body.error_type).toBe('NOT_FOUND');
  });

  it('go with the study', async () => {
    const { archive, user, image, uuid, studyUid } = await study({ deleteDelay: 0 });
    await user.ok('/keyimage/add', { ...image, version: 'v1' });
    await user.ok('/study/delete', { uuid });
    const again = await storeStudy(user, archive.info.namespaceId, [{}], { study_uid: studyUid });
    expect((await user.ok('/keyimage/list', { study_id: again.uuid })).images).toEqual([]);
  });
});
