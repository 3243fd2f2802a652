import { describe, expect, it } from 'vitest';
import { colleagueIn, newArchive, owner, storeStudy } from './harness.ts';

async function house() {
  const archive = await newArchive();
  const user = await owner(archive);
  const { uuid } = await storeStudy(user, archive.info.namespaceId, [{ Modality: 'CT' }]);
  return { archive, user, uuid, reader: await colleagueIn(archive, 'user') };
}

describe('notes on a study', () => {
  it('star it for oneself alone', async () => {
    const { user, uuid, reader } = await house();
    await user.ok('/study/star', { uuid, star: 1 });
    await user.ok('/study/star', { uuid, star: 1 });
    expect((await user.ok('/study/get', { uuid })).star).toBe(1);
    expect((await reader.ok('/study/get', { uuid })).star).toBe(0);
    await user.ok('/study/star', { uuid, star: 0 });
    expect((await user.ok('/study/get', { uuid })).star).toBe(0);
    expect((await user.call('/study/star', { uuid, star: 'yes' })).body).toMatchObject({ error_type: 'INVALID_FLAG' });
  });

  it('are said by somebody, seen by all, and taken back by whoever said them', async () => {
    const { user, uuid, reader } = await house();
    const comment = await reader.ok('/study/comment/add', { study_id: uuid, body: 'Please compare' });
    expect((await user.ok('/study/get', { uuid })).comments).toMatchObject([
      { uuid: comment.uuid, user_name: 'Test Reader', body: 'Please compare', is_mine: 0 },
    ]);
    expect(await reader.ok('/study/comment/get', { uuid: comment.uuid })).toMatchObject({ study_id: uuid, is_mine: 1 });
    expect((await user.call('/study/comment/delete', { uuid: comment.uuid })).body.error_type).toBe('NOT_PERMITTED');
    await reader.ok('/study/comment/delete', { uuid: comment.uuid });
    expect((await user.ok('/study/get', { uuid })).comments).toBeUndefined();
  });

  it('are tags, listed once each', async () => {
    const { archive, user, uuid } = await house();
    const other = await storeStudy(user, archive.info.namespaceId);
    for (const object_id of [uuid, other.uuid])
      await user.ok('/tag/add', { tag: 'urgent', object: 'Study', object_id });
    await user.ok('/tag/add', { tag: 'board', object: 'Study', object_id: uuid });
    expect((await user.ok('/tag/list', { object: 'Study' })).tags).toEqual(['board', 'urgent']);
    expect((await user.ok('/study/get', { uuid })).tags).toEqual(['board', 'urgent']);
    await user.ok('/tag/delete', { tag: 'board', object: 'Study', object_id: uuid });
    expect((await user.ok('/study/get', { uuid })).tags).toEqual(['urgent']);
    const wrong = await user.call('/tag/add', { tag: 'x', object: 'Group', object_id: uuid });
    expect(wrong.body).toMatchObject({ error_type: 'INVALID_OBJECT', error_subtype: 'object' });
  });

  it('go with the study', async () => {
    const { user, uuid } = await house();
    await user.ok('/study/star', { uuid, star: 1 });
    await user.ok('/tag/add', { tag: 'urgent', object: 'Study', object_id: uuid });
    const comment = await user.ok('/study/comment/add', { study_id: uuid, body: 'Look' });
    await user.ok('/study/delete', { uuid });
    expect((await user.ok('/tag/list', { object: 'Study' })).tags).toEqual([]);
    expect((await user.call('/study/comment/get', { uuid: comment.uuid })).body.error_type).toBe('NOT_FOUND');
  });
});

describe('a saved filter', () => {
  it('narrows a list as its expressions would, alone, together with others, and one of several', async () => {
    const { archive, user, uuid } = await house();
    const mr = await storeStudy(user, archive.info.namespaceId, [{ Modality: 'MR' }]);
    const us = await storeStudy(user, archive.info.namespaceId, [{ Modality: 'US', PatientName: 'PHANTOM^KNEE' }]);
    const save = async (configuration: object): Promise<string> =>
      (await user.ok('/filter/add', { name: 'Mine', type: 'study', configuration: JSON.stringify(configuration) }))
        .uuid;
    const found = async (params: Record<string, string>) =>
      (await user.ok('/study/list', params)).studies.map((each: { uuid: string }) => each.uuid).sort();
    const ct = await save({ 'filter.modality.equals': 'CT' });
    const knee = await save({ 'filter.patient_name.like': '%KNEE' });
    expect(await found({ filter_id: ct })).toEqual([uuid]);
    expect(await found({ filter_id: ct, 'filter.patient_name.like': '%KNEE' })).toEqual([]);
    const either = await save([ct, knee]);
    expect(await found({ filter_id: either })).toEqual([uuid, us.uuid].sort());
    expect((await user.ok('/study/count', { filter_id: either })).count).toBe(2);
    expect(await found({ filter_id: await save({}) })).toEqual([uuid, mr.uuid, us.uuid].sort());
    const missing = await user.call('/study/list', { filter_id: 'none' });
    expect(missing.body).toMatchObject({ error_type: 'FILTER_NOT_FOUND', error_subtype: 'none' });
  });

  it('that names itself ends', async () => {
    const { user } = await house();
    const { uuid } = await user.ok('/filter/add', { name: 'A', type: 'study', configuration: '{}' });
    const { uuid: second } = await user.ok('/filter/add', {
      name: 'B',
      type: 'study',
      configuration: JSON.stringify([uuid, uuid]),
    });
    await user.ok('/filter/set', { uuid, configuration: JSON.stringify([second, second]) });
    expect((await user.call('/study/list', { filter_id: uuid })).body.error_type).toBe('FILTER_NOT_FOUND');
  });

  it('is one’s own until it is shared, and only its owner’s to change', async () => {
    const { archive, user, reader } = await house();
    const [{ uuid: account_id }] = (await user.ok('/account/list')).accounts;
    const { uuid } = await user.ok('/filter/add', { name: 'Mine', type: 'study', configuration: '{}' });
    expect((await reader.call('/filter/get', { uuid })).body.error_type).toBe('NOT_FOUND');
    await user.ok('/filter/share', { uuid, account_id });
    expect((await reader.ok('/filter/list', { type: 'study' })).filters).toMatchObject([{ uuid, owner: 0 }]);
    expect((await reader.call('/filter/set', { uuid, name: 'Theirs' })).body.error_type).toBe('NOT_PERMITTED');
    await reader.ok('/study/list', { filter_id: uuid });
    expect((await user.ok('/filter/share/list', { uuid })).account_id).toEqual([account_id]);
    await user.ok('/filter/share/stop', { uuid, account_id });
    expect((await reader.ok('/filter/list')).filters).toEqual([]);
    expect((await user.call('/filter/share', { uuid, user_id: archive.info.namespaceId })).body).toMatchObject({
      error_type: 'NOT_FOUND',
      error_subtype: 'user_id',
    });
  });

  it.each(['nonsense', '[]', '{"sort": "x"}', '"filter"'])('cannot be %s', async (configuration) => {
    const { user } = await house();
    const answer = await user.call('/filter/add', { name: 'Mine', type: 'study', configuration });
    expect(answer.body.error_type).toBe('INVALID_CONFIG');
  });
});

describe('settings', () => {
  it('are one’s own, for one account before those for all', async () => {
    const { user, reader } = await house();
    const [{ uuid: account_id }] = (await user.ok('/account/list')).accounts;
    await user.ok('/setting/set', { key: 'columns', value: 'name' });
    await user.ok('/setting/set', { key: 'columns', value: 'date', account_id });
    await user.ok('/setting/set', { key: 'theme', value: 'dark' });
    expect((await user.ok('/setting/get', { key: 'columns' })).value).toBe('name');
    expect((await user.ok('/setting/get/all', { account_id })).settings).toEqual({ columns: 'date', theme: 'dark' });
    expect((await reader.ok('/setting/get/all')).settings).toEqual({});
    await user.ok('/setting/set', { key: 'theme', value: '__DELETE__' });
    expect((await user.ok('/setting/get', { key: 'theme' })).value).toBeNull();
    expect((await reader.call('/setting/get', { key: 'columns', user_id: 'another' })).body.error_type).toBe(
      'NOT_PERMITTED',
    );
  });
});
