import { describe, expect, it } from 'vitest';
import { addStudy, newArchive, newUid, owner, storeStudy } from './harness.ts';

async function sharing() {
  const archive = await newArchive();
  const user = await owner(archive);
  const sopUid = newUid();
  const study = await storeStudy(user, archive.info.namespaceId, [{ SOPInstanceUID: sopUid }]);
  const [group] = (await user.ok('/study/share/who', { uuid: study.uuid, type: 'group' })).shares;
  return { archive, user, study, group, sopUid };
}

describe('sharing a study', () => {
  it('offers the account’s users and groups, not the place where it is', async () => {
    const { archive, user, study, group } = await sharing();
    expect(group.name).toBe('Second reading');
    const users = await user.ok('/study/share/who', { uuid: study.uuid, type: 'user' });
    expect(users.shares).toEqual([{ uuid: archive.info.userId, name: 'Film room owner', email: archive.info.login }]);
    expect((await user.ok('/study/share/who', { uuid: study.uuid, type: 'account' })).shares).toEqual([]);
  });

  it('makes a record in the other namespace on the same objects, and stopping takes only that away', async () => {
    const { archive, user, study, group, sopUid } = await sharing();
    await user.ok('/study/share', { uuid: study.uuid, group_id: group.uuid, message: 'Please look' });
    await user.ok('/study/share', { uuid: study.uuid, group_id: group.uuid });
    const listed = await user.ok('/study/share/list', { uuid: study.uuid, name: 1 });
    expect(listed).toMatchObject({
      group_id: [{ uuid: group.uuid, name: 'Second reading', action: 'share' }],
      user_id: [],
    });
    expect((await user.ok('/study/share/list', { uuid: study.uuid })).group_id).toEqual([group.uuid]);
    const shared = (await user.ok('/study/list')).studies.find((each: { source: string }) => each.source === 'share');
    expect(shared).toMatchObject({
      study_uid: study.studyUid,
      storage_namespace: archive.info.namespaceId,
      share_message: 'Please look',
      patient_name: 'PHANTOM^CHEST',
      image_count: 1,
      phantom: 0,
    });
    await user.ok('/study/share/stop', { uuid: study.uuid, group_id: group.uuid });
    expect((await user.ok('/study/count')).count).toBe(1);
    const payload = await user.storage(`/study/${study.namespace}/${study.studyUid}/image/${sopUid}/version/*`);
    expect(payload.status).toBe(200);
    const again = await user.call('/study/share/stop', { uuid: study.uuid, group_id: group.uuid });
    expect(again.body).toMatchObject({ error_type: 'NOT_FOUND', error_subtype: 'share' });
  });

  it('goes to every address of a list, or to none', async () => {
    const { archive, user, study, group } = await sharing();
    const { login, userId } = archive.info;
    const share = (email: string) => user.call('/study/share', { uuid: study.uuid, email });
    const shared = async () => (await user.ok('/study/share/list', { uuid: study.uuid })).user_id;
    expect((await share(`${login}, stranger@example.org`)).body).toMatchObject({
      error_type: 'NOT_FOUND',
      error_subtype: 'email',
    });
    expect(await shared()).toEqual([]);
    await share(`${login}; ${login}`);
    expect(await shared()).toEqual([userId]);
    const hidden = await user.call('/study/share', { uuid: study.uuid, group_id: group.uuid, 'customfield-1': 'x' });
    expect(hidden.body).toMatchObject({ error_type: 'FORBIDDEN_FIELD', error_subtype: 'customfield-1' });
    const invitation = await user.call('/study/share/stop', { uuid: study.uuid, user_invite_share_id: 'x' });
    expect(invitation.body).toMatchObject({ error_type: 'NOT_FOUND', error_subtype: 'user_invite_share_id' });
  });

  it('finds a recipient by e-mail address or share code', async () => {
    const { archive, user, study } = await sharing();
    await user.ok('/study/share', { uuid: study.uuid, email: archive.info.login.toUpperCase() });
    expect((await user.ok('/study/share/list', { uuid: study.uuid })).user_id).toEqual([archive.info.userId]);
    const own = await user.call('/study/share', { uuid: study.uuid, share_code: archive.info.shareCode });
    expect(own.body).toMatchObject({ error_type: 'SHARE_FAILED', error_subtype: 'SAME' });
  });

  it('names what is wrong', async () => {
    const { archive, user, study, group } = await sharing();
    const error = async (params: Record<string, string>) =>
      (await user.call('/study/share', { uuid: study.uuid, ...params })).body.error_type;
    expect(await error({})).toBe('MISSING_FIELDS');
    expect(await error({ group_id: group.uuid, user_id: archive.info.userId })).toBe('INVALID_PARAMETERS');
    expect(await error({ user_id: group.uuid })).toBe('NOT_FOUND');
    expect(await error({ email: 'nonsense' })).toBe('INVALID_EMAIL');
    expect(await error({ email: 'stranger@example.org' })).toBe('NOT_FOUND');
    const phantom = await addStudy(user, archive.info.namespaceId);
    const early = await user.call('/study/share', { uuid: phantom.uuid, group_id: group.uuid });
    expect(early.body.error_type).toBe('PHANTOM');
  });
});

describe('a namespace', () => {
  it('keeps de-identification rules and tells them to uploaders', async () => {
    const { archive, user } = await sharing();
    const rules = { patient_name: 's/.*/TEST/', ALL_PRIVATE_TAGS: 's/.*//' };
    const uuid = archive.info.namespaceId;
    await user.ok('/namespace/anonymize', { uuid, rules: JSON.stringify(rules), prompt_for_anonymize: 1 });
    expect(await user.ok('/namespace/anonymize', { uuid })).toMatchObject({ rules, prompt_for_anonymize: 1 });
    const told = await user.ok('/namespace/share_code', { share_code: archive.info.shareCode });
    expect(told).toMatchObject({ anonymize_rules: rules, dicom_tag_map: { patient_name: '(0010,0010)' } });
    const error = async (value: string) =>
      (await user.call('/namespace/anonymize', { uuid, rules: value })).body.error_type;
    expect(await error('{')).toBe('INVALID_JSON');
    expect(await error('[]')).toBe('NOT_HASH');
    expect(await error('{"shoe_size":"s/a/b/"}')).toBe('INVALID_FIELD_NAME');
    expect(await error('{"patientid":"s/(/b/"}')).toBe('INVALID_REGEXP');
    expect(await error(`{"patientid":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)).toBe('INVALID_REGEXP');
    const profile = await user.call('/namespace/anonymize', { uuid, anonymization_id: 'x' });
    expect(profile.body).toMatchObject({ error_type: 'NOT_FOUND', error_subtype: 'anonymization' });
    await user.ok('/namespace/anonymize', { uuid, rules: '{}' });
    expect((await user.ok('/namespace/anonymize', { uuid })).rules).toEqual({});
  });

  it('is listed by what is asked of its name, kind and account', async () => {
    const { archive, user } = await sharing();
    const listed = async (params: Record<string, string>) =>
      (await user.ok('/user/namespace/list', params)).namespaces.map(({ name }: { name: string }) => name);
    expect(await listed({ 'filter.name.like': 'second%' })).toEqual(['Second reading']);
    expect(await listed({ 'filter.type.in': '["account_id"]' })).toEqual(['Film room']);
    expect(await listed({ account_id: archive.info.userId })).toEqual([]);
    const wrong = await user.call('/user/namespace/list', { 'filter.share.equals': 'x' });
    expect(wrong.body.error_type).toBe('INVALID_FIELD');
  });

  it('says where its storage is: where it was called', async () => {
    const { archive, user, study } = await sharing();
    const namespace_id = archive.info.namespaceId;
    const expected = {
      engine_fqdn: 'archive.test',
      engine_url: 'http://archive.test',
      storage_namespace: namespace_id,
    };
    expect(await user.ok('/namespace/engine/fqdn', { namespace_id })).toMatchObject(expected);
    expect(await user.ok('/namespace/engine/fqdn', { study_id: study.uuid })).toMatchObject(expected);
    const through = `/host/archive.test/api/v3/storage/study/${study.namespace}/${study.studyUid}/schema?sid=${user.sid}`;
    expect((await archive.fetch(new Request(`http://archive.test${through}`))).status).toBe(200);
  });

  it('records the events of an upload', async () => {
    const { archive, user } = await sharing();
    const share_code = archive.info.shareCode;
    await user.ok('/webhook/event', { type: 'STUDY_UPLOAD_START', share_code, study_count: 1 });
    expect((await user.call('/webhook/event', { type: 'PARTY', share_code })).body.error_type).toBe('INVALID_TYPE');
    expect((await user.call('/webhook/event', { type: 'STUDY_UPLOAD_END' })).body.error_type).toBe('MISSING_FIELDS');
  });
});
