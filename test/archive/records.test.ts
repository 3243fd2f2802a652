import { unzipSync } from 'fflate';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { addStudy, client, colleagueIn, newArchive, newUid, origin, owner, slice, storeStudy } from './harness.ts';

async function house() {
  let now = Date.parse('2026-11-20T10:00:00Z');
  const archive = await newArchive({ now: () => now });
  const user = await owner(archive);
  const account = (await user.ok('/account/list')).accounts[0].uuid as string;
  return { archive, user, account, later: (ms: number) => void (now += ms) };
}

describe('the audit trail', () => {
  it('says who did what to a study, with the old and the new values, also when it is gone', async () => {
    const { archive, user, account } = await house();
    const { uuid } = await storeStudy(user, archive.info.namespaceId);
    await user.ok('/study/set', { study_id: uuid, patient_name: 'PHANTOM^KNEE' });
    await user.ok('/study/audit', { uuid, action: 'STUDY_VIEW', detail: 'in the viewer' });
    await user.ok('/study/delete', { uuid });
    const { events } = await user.ok('/audit/object', { uuid });
    expect(events.map(({ action }: { action: string }) => action)).toEqual(['DELETED', 'STUDY_VIEW', 'EDIT', 'ADD']);
    expect(events[2]).toMatchObject({ type: 'Study', uuid, when: '2026-11-20 10:00:00.000' });
    expect(events[2].detail).toEqual({ patient_name: ['PHANTOM^CHEST', 'PHANTOM^KNEE'] });
    expect(events[0].detail).toMatchObject({ uuid, patient_name: 'PHANTOM^KNEE' });
    expect(events[1].detail).toBe('in the viewer');
    const again = await user.ok('/audit/object', { uuid, reverse: 1, 'filter.action.equals': 'EDIT' });
    expect(again.events).toHaveLength(1);
    expect((await user.ok('/audit/deleted', { account_id: account, type: 'Study' })).objects).toMatchObject([{ uuid }]);
    const user_id = (await user.ok('/session/user')).uuid;
    expect((await user.ok('/audit/user', { account_id: account, user_id })).events).toHaveLength(4);
    expect((await user.call('/audit/user', { account_id: account, user_id: 'x' })).body.error_type).toBe('NOT_FOUND');
  });

  it('says where a call came from, and what was taken out of storage', async () => {
    const { archive, user } = await house();
    const { namespaceId } = archive.info;
    const { uuid, studyUid } = await addStudy(user, namespaceId, {});
    const SOPInstanceUID = newUid();
    await user.send(namespaceId, slice({ StudyInstanceUID: studyUid, SOPInstanceUID }), studyUid);
    await user.send(namespaceId, slice({ StudyInstanceUID: studyUid }), studyUid);
    const remove = (path: string, address: string) =>
      archive.fetch(
        new Request(`${origin}/api/v3/storage/study/${namespaceId}/${studyUid}${path}?sid=${user.sid}`, {
          method: 'DELETE',
        }),
        { address },
      );
    expect((await remove(`/image/${SOPInstanceUID}`, '::ffff:192.0.2.7')).status).toBe(200);
    expect((await remove(`/image/${SOPInstanceUID}`, '192.0.2.7')).status).toBe(404);
    expect((await remove('', 'not an address')).status).toBe(200);
    const { events } = await user.ok('/audit/object', { uuid, 'filter.action.equals': 'IMAGE_DELETED' });
    expect(events).toMatchObject([
      { client_address: null, detail: { image_count: 1 } },
      { client_address: '192.0.2.7', detail: { image_uids: [SOPInstanceUID] } },
    ]);
  });

  it('is not changed, is not for everybody, and says nothing of a refused call', async () => {
    const { archive, user, account } = await house();
    const { uuid } = await storeStudy(user, archive.info.namespaceId);
    const reader = await colleagueIn(archive, 'user');
    expect((await reader.call('/study/delete', { uuid })).body.error_type).toBe('NOT_PERMITTED');
    expect((await user.ok('/audit/object', { uuid })).events).toHaveLength(1);
    expect((await reader.call('/audit/object', { uuid })).body.error_type).toBe('NOT_PERMITTED');
    expect((await reader.call('/audit/account', { account_id: account })).body.error_type).toBe('NOT_PERMITTED');
    expect((await user.call('/audit/object', { uuid: 'x' })).body.error_type).toBe('NOT_FOUND');
    expect((await user.call('/study/audit', { uuid, action: 'GUESS', detail: 'x' })).body.error_type).toBe(
      'INVALID_ACTION',
    );
    const database = new DatabaseSync(`${archive.dir}/archive.sqlite`);
    expect(() => database.exec("UPDATE audit SET who = 'Nobody'")).toThrow('append-only');
    expect(() => database.exec('DELETE FROM audit')).toThrow('append-only');
    database.close();
  });

  it('is given as a report, which its user fetches for a while', async () => {
    const { archive, user, account, later } = await house();
    await user.ok('/group/add', { account_id: account, name: '=1+1' });
    await user.ok('/customfield/add', { account_id: account, name: '=1+1', object: 'Study', type: 'text' });
    const { report_id } = await user.ok('/audit/account', { account_id: account, download: 1, reverse: 1 });
    expect(await user.ok('/report/status', { report_id })).toMatchObject({ percent: 100 });
    const fetchAs = (sid: string | undefined) =>
      archive.fetch(new Request(`${origin}/api/v3/report/zip?report_id=${report_id}&sid=${sid ?? ''}`));
    const zip = await fetchAs(user.sid);
    expect(zip.headers.get('content-type')).toBe('application/zip');
    const csv = new TextDecoder().decode(unzipSync(new Uint8Array(await zip.arrayBuffer()))['audit.csv']);
    expect(csv.split('\r\n')[0]).toBe('when,who,action,type,uuid,what,detail');
    expect(csv).toContain(',ADD,Group,');
    expect(csv).toContain(",'=1+1,");
    const reader = await colleagueIn(archive, 'user');
    expect((await fetchAs(reader.sid)).status).toBe(404);
    expect((await reader.call('/report/status', { report_id })).body.error_type).toBe('NOT_FOUND');
    expect((await fetchAs(undefined)).status).toBe(401);
    later(11 * 60_000);
    expect((await fetchAs(user.sid)).status).toBe(404);
  });
});

describe('messages', () => {
  it('are read where they were sent to, counted until the count is reset, and taken back by their sender', async () => {
    const { archive, user, account } = await house();
    const reader = await colleagueIn(archive, 'user');
    const { uuid: study } = await storeStudy(user, archive.info.namespaceId);
    const { uuid } = await user.ok('/message/add', { study_id: study, subject: 'For you', body: 'Look at this' });
    expect(await reader.ok('/message/get', { uuid })).toMatchObject({
      subject: 'For you',
      body: 'Look at this',
      is_mine: 0,
      study_id: study,
      namespace_id: archive.info.namespaceId,
    });
    expect((await reader.ok('/message/count', { reset: 1 })).count).toBe(1);
    expect((await reader.ok('/message/count')).count).toBe(0);
    expect((await user.ok('/message/count')).count).toBe(0);
    const answer = await reader.ok('/message/add', { account_id: account, body: 'Done', parent_id: uuid });
    const { messages, page } = await user.ok('/message/list', { 'filter.parent_id.equals': uuid });
    expect(messages).toMatchObject([{ uuid: answer.uuid, is_mine: 0 }]);
    expect(page).toEqual({ more: 0, rows: 100, number: 1 });
    expect((await user.call('/message/delete', { uuid: answer.uuid })).body.error_type).toBe('NOT_PERMITTED');
    await reader.ok('/message/delete', { uuid: answer.uuid });
    expect((await user.call('/message/get', { uuid: answer.uuid })).body.error_type).toBe('NOT_FOUND');
  });

  it('between two people are nobody else’s', async () => {
    const { archive, user } = await house();
    const reader = await colleagueIn(archive, undefined);
    const { uuid } = await user.ok('/message/add', { email: 'reader@fileroom.test', body: 'Between us' });
    expect((await reader.ok('/message/list')).messages).toMatchObject([{ uuid, body: 'Between us' }]);
    const back = await reader.ok('/message/add', { user_id: archive.info.userId, body: 'Yes' });
    expect((await user.ok('/message/list')).messages).toHaveLength(2);
    const namespace_id = archive.info.namespaceId;
    expect((await reader.call('/message/add', { namespace_id, body: 'x' })).body.error_type).toBe('NOT_PERMITTED');
    expect((await reader.call('/message/add', { namespace_id: 'x', body: 'x' })).body.error_type).toBe('NOT_FOUND');
    expect((await reader.call('/message/delete', { uuid })).body.error_type).toBe('NOT_PERMITTED');
    expect(back.uuid).toBeDefined();
  });
});

describe('activities', () => {
  it('are what happened where one is a member, and go from one’s own list alone', async () => {
    const { archive, user } = await house();
    const reader = await colleagueIn(archive, 'user');
    const stored = await storeStudy(user, archive.info.namespaceId);
    const { activities } = await reader.ok('/activity/list');
    expect(activities.map(({ type }: { type: string }) => type)).toEqual(['STUDY_SYNC', 'STUDY_FIRST_IMAGE']);
    expect(activities[0]).toMatchObject({ study_id: stored.uuid, study: { patient_name: 'PHANTOM^CHEST' } });
    const [{ uuid }] = activities;
    await reader.ok('/activity/delete', { uuid });
    expect((await reader.call('/activity/get', { uuid })).body.error_type).toBe('NOT_FOUND');
    expect((await reader.ok('/activity/list/count')).count).toBe(1);
    expect(await user.ok('/activity/get', { uuid })).toMatchObject({ type: 'STUDY_SYNC' });
  });
});

describe('profiles of anonymization rules', () => {
  it('stand for the rules of the namespaces that are connected to them', async () => {
    const { archive, user, account } = await house();
    const rules = JSON.stringify({ patient_name: 's/.*/TRIAL/' });
    const { uuid } = await user.ok('/anonymization/add', { account_id: account, name: 'Trial', rules });
    const namespace = { uuid: archive.info.namespaceId };
    const refused = async (url: string, params: Record<string, string>) =>
      (await user.call(url, params)).body.error_type as string;
    expect(await refused('/namespace/anonymize', { ...namespace, anonymization_id: 'x' })).toBe('NOT_FOUND');
    expect(await refused('/namespace/anonymize', { ...namespace, anonymization_id: uuid, rules })).toBe('ONLY_ONE');
    await user.ok('/namespace/anonymize', { ...namespace, rules });
    expect(await refused('/namespace/anonymize', { ...namespace, anonymization_id: uuid })).toBe(
      'HAS_ANONYMIZATION_RULES',
    );
    await user.ok('/namespace/anonymize', { ...namespace, rules: '{}' });
    expect(await user.ok('/namespace/anonymize', { ...namespace, anonymization_id: uuid })).toMatchObject({
      anonymization_id: uuid,
      rules: { patient_name: 's/.*/TRIAL/' },
    });
    expect(await refused('/namespace/anonymize', { ...namespace, rules })).toBe('HAS_ANONYMIZATION_PROFILE');
    expect(await client(archive).ok('/namespace/share_code', { share_code: archive.info.shareCode })).toMatchObject({
      anonymize_rules: { patient_name: 's/.*/TRIAL/' },
      anonymize_at_ingress: 1,
    });
    expect(await user.ok('/anonymization/get', { uuid })).toMatchObject({ namespaces: [namespace] });
    expect(await refused('/anonymization/delete', { uuid })).toBe('IN_USE');
    expect(await refused('/anonymization/set', { uuid, rules: '{}' })).toBe('IN_USE');
    await user.ok('/anonymization/set', { uuid, name: 'Second trial' });
    await user.ok('/namespace/anonymize', { ...namespace, anonymization_id: '' });
    await user.ok('/anonymization/delete', { uuid });
    expect((await user.ok('/anonymization/list', { account_id: account })).anonymization_profiles).toEqual([]);
  });
});

describe('what a member wants to be told', () => {
  it('is one’s own to say, or that of those who edit the members', async () => {
    const { archive, user } = await house();
    const reader = await colleagueIn(archive, 'user');
    const namespace_id = archive.info.namespaceId;
    await reader.ok('/user/event/set', { namespace_id, event_share: 1, event_message: 0 });
    const { uuid } = await reader.ok('/session/user');
    expect(await user.ok('/user/event', { namespace_id, uuid })).toMatchObject({ event_share: 1, event_message: 0 });
    const refused = async (params: Record<string, string>) =>
      (await reader.call('/user/event/set', { namespace_id, ...params })).body.error_type as string;
    expect(await refused({ event_share: 'yes' })).toBe('INVALID_FLAG');
    expect(await refused({ uuid: archive.info.userId })).toBe('NOT_PERMITTED');
    expect(await refused({ namespace_id: 'x' })).toBe('NOT_FOUND');
  });
});

describe('/study/count_by_filter', () => {
  it('counts for the filters that are named, or for all of one’s own', async () => {
    const { archive, user } = await house();
    await storeStudy(user, archive.info.namespaceId);
    await storeStudy(user, archive.info.namespaceId, [{ Modality: 'MR' }]);
    const save = async (modality: string) =>
      (
        await user.ok('/filter/add', {
          name: modality,
          type: 'study',
          configuration: JSON.stringify({ 'filter.modality.equals': modality }),
        })
      ).uuid as string;
    const [ct, xa] = [await save('CT'), await save('XA')];
    const counted = async (params: Record<string, string> = {}) =>
      (await user.ok('/study/count_by_filter', params)).count_by_filter as object;
    expect(await counted()).toEqual({ [ct]: 1, [xa]: 0 });
    expect(await counted({ filter_uuids: JSON.stringify([ct]) })).toEqual({ [ct]: 1 });
    expect(await counted({ 'filter.modality.equals': 'MR' })).toEqual({ [ct]: 0, [xa]: 0 });
    expect((await user.call('/study/count_by_filter', { filter_uuids: '{' })).body.error_type).toBe('INVALID_FIELD');
  });
});
