import { describe, expect, it } from 'vitest';
import { client, type Client, newArchive, owner, storeStudy } from './harness.ts';

const anna = { first: 'Phantom', last: 'Reader', email: 'reader@phantom.example', password: 'reading 42' };

async function house() {
  const archive = await newArchive();
  const user = await owner(archive);
  const [account] = (await user.ok('/account/list')).accounts;
  return { archive, user, account_id: account.uuid as string };
}

/** A second user of the account with the system's role for users, or the given one, signed in. */
async function withReader(role_id?: string) {
  const { archive, user, account_id } = await house();
  const { uuid: user_id } = await user.ok('/user/add', { account_id, ...anna });
  await user.ok('/account/user/add', { uuid: account_id, user_id, ...(role_id && { role_id }) });
  const { sid } = await client(archive).ok('/session/login', { login: anna.email, password: anna.password });
  return { archive, user, account_id, user_id: user_id as string, reader: client(archive, sid) };
}

const refusal = async (who: Client, url: string, params: Record<string, string | number> = {}) => {
  const { http, body } = await who.call(url, params);
  expect(http).toBe(412);
  return [body.error_type, body.error_subtype];
};

describe('users', () => {
  it('are made with an address of their own and a password that holds', async () => {
    const { user, account_id } = await house();
    expect(await refusal(user, '/user/add', { account_id, ...anna, password: 'short1' })).toEqual([
      'BAD_PASSWORD',
      undefined,
    ]);
    expect(await refusal(user, '/user/add', { account_id, ...anna, password: 'long but no digit' })).toEqual([
      'BAD_PASSWORD',
      undefined,
    ]);
    expect(await refusal(user, '/user/add', { account_id, ...anna, email: 'nobody' })).toEqual([
      'INVALID_EMAIL',
      'email',
    ]);
    const { uuid, namespace_id } = await user.ok('/user/add', { account_id, ...anna });
    expect(await refusal(user, '/user/add', { account_id, ...anna })).toEqual(['DUPLICATE_EMAIL', 'email']);
    const alternatives = { alt_emails: ' ward@fileroom.test, night@fileroom.test,', time_zone: 'Europe/Berlin' };
    expect(await refusal(user, '/user/set', { uuid, alt_emails: 'ward@fileroom.test,nobody' })).toEqual([
      'INVALID_EMAIL',
      'alt_emails',
    ]);
    expect(await refusal(user, '/user/set', { uuid, alt_emails: anna.email })).toEqual([
      'DUPLICATE_EMAIL',
      'alt_emails',
    ]);
    for (const time_zone of ['Europe/Nowhere', '+01:00']) {
      expect(await refusal(user, '/user/set', { uuid, time_zone })).toEqual(['INVALID_TIME_ZONE', 'time_zone']);
    }
    await user.ok('/user/set', { uuid, ...alternatives });
    const kept = { alt_emails: 'ward@fileroom.test,night@fileroom.test', time_zone: 'Europe/Berlin' };
    expect(await user.ok('/user/get', { uuid, account_id })).toMatchObject(kept);
    await user.ok('/user/set', { uuid, first: anna.first });
    expect(await user.ok('/user/get', { uuid, account_id })).toMatchObject(kept);
    await user.ok('/user/set', { uuid, alt_emails: '', time_zone: '' });
    expect(await user.ok('/user/get', { uuid, account_id })).toMatchObject({ alt_emails: '', time_zone: '' });
    expect(await user.ok('/user/get', { uuid })).toMatchObject({
      name: 'Phantom Reader',
      email: anna.email,
      namespace_id,
    });
  });

  it('enter the account with a role, once', async () => {
    const { user, account_id, user_id } = await withReader();
    expect(await refusal(user, '/account/user/add', { uuid: account_id, user_id })).toEqual([
      'ALREADY_EXISTS',
      undefined,
    ]);
    expect(await refusal(user, '/account/user/add', { uuid: account_id, email: 'who@phantom.example' })).toEqual([
      'USER_NOT_FOUND',
      undefined,
    ]);
    const listed = await user.ok('/account/user/list', { uuid: account_id, 'filter.role_name.equals': 'User' });
    expect(listed.users).toMatchObject([{ user_id, user_name: 'Phantom Reader', role_name: 'User', global: 0 }]);
  });

  it('change their own name, address and password, with the old one', async () => {
    const { archive, reader, user, user_id } = await withReader();
    const other = client(
      archive,
      (await client(archive).ok('/session/login', { login: anna.email, password: anna.password })).sid,
    );
    const wanted = { password: 'reading 43', email: 'new@phantom.example', first: 'Fantom' };
    expect(await refusal(reader, '/user/set', { ...wanted, old_password: 'guess 11' })).toEqual([
      'INVALID_PASSWORD',
      'old_password',
    ]);
    await reader.ok('/user/set', { ...wanted, old_password: anna.password });
    expect((await reader.ok('/session/user')).name).toBe('Fantom Reader');
    expect((await other.call('/session/user')).http).toBe(401);
    await client(archive).ok('/session/login', { login: wanted.email, password: wanted.password });
    // Somebody else may correct the name; the address and the password stay the user's.
    await user.ok('/user/set', {
      uuid: user_id,
      last: 'Viewer',
      email: 'stolen@phantom.example',
      password: 'stolen 42',
    });
    expect(await user.ok('/user/get', { uuid: user_id })).toMatchObject({ name: 'Fantom Viewer', email: wanted.email });
    expect(await refusal(reader, '/user/set', { uuid: archive.info.userId, last: 'X' })).toEqual([
      'NOT_PERMITTED',
      'user_edit',
    ]);
  });

  it('that are disabled are out at once, and cannot come back by themselves', async () => {
    const { archive, user, reader, user_id } = await withReader();
    expect(await refusal(user, '/user/enable', { uuid: user_id })).toEqual(['NOT_DISABLED', undefined]);
    expect(await refusal(user, '/user/enable', { disable: 1, uuid: archive.info.userId })).toEqual([
      'NOT_PERMITTED',
      'self',
    ]);
    await user.ok('/user/enable', { uuid: user_id, disable: 1 });
    expect((await reader.call('/session/user')).http).toBe(401);
    const login = { login: anna.email, password: anna.password };
    expect(await refusal(client(archive), '/session/login', login)).toEqual(['DISABLED', undefined]);
    await user.ok('/user/enable', { uuid: user_id });
    await client(archive).ok('/session/login', login);
  });

  it('who leave the account leave its groups, and their sessions end', async () => {
    const { archive, user, reader, account_id, user_id } = await withReader();
    const group = await user.ok('/group/add', { account_id, name: 'Tumour board' });
    await user.ok('/group/user/add', { uuid: group.uuid, user_id });
    expect(await refusal(reader, '/account/user/delete', { uuid: account_id, user_id })).toEqual([
      'NOT_PERMITTED',
      'account_user_edit',
    ]);
    await user.ok('/account/user/delete', { uuid: account_id, user_id });
    expect((await reader.call('/session/user')).http).toBe(401);
    expect((await user.ok('/group/user/list', { uuid: group.uuid })).users).toMatchObject([
      { user_id: archive.info.userId },
    ]);
    const own = { uuid: account_id, user_id: archive.info.userId };
    expect(await refusal(user, '/account/user/delete', own)).toEqual(['IN_USE', 'account_user_edit']);
  });

  it('may say what they want to be told, and not who they are', async () => {
    const { reader, account_id, user_id } = await withReader();
    await reader.ok('/account/user/set', { uuid: account_id, user_id, event_share: 1 });
    expect(await reader.ok('/account/user/get', { uuid: account_id, user_id })).toMatchObject({
      event_share: 1,
      role_name: 'User',
    });
    expect(await refusal(reader, '/account/user/set', { uuid: account_id, user_id, event_share: 2 })).toEqual([
      'INVALID_FLAG',
      'event_share',
    ]);
    expect(await refusal(reader, '/account/user/set', { uuid: account_id, user_id, global: 1 })).toEqual([
      'NOT_PERMITTED',
      'account_user_edit',
    ]);
    const roles = await reader.call('/role/list', { account_id });
    expect(roles.body.error_type).toBe('NOT_PERMITTED');
  });
});

describe('roles', () => {
  it('begin with what users may do, and say which permission is none', async () => {
    const { user, account_id } = await house();
    expect(await refusal(user, '/role/add', { account_id, name: 'Fetcher', permissions: '{"fly": 1}' })).toEqual([
      'INVALID_PERMISSION',
      'fly',
    ]);
    expect(
      await refusal(user, '/role/add', { account_id, name: 'Fetcher', permissions: '{"study_share": 7}' }),
    ).toEqual(['INVALID_PERMISSION_VALUE', 'study_share']);
    const { uuid } = await user.ok('/role/add', {
      account_id,
      name: 'Fetcher',
      permissions: '{"study_upload": 1, "study_share": 0}',
    });
    expect((await user.ok('/role/get', { uuid })).permissions).toMatchObject({
      study_upload: 1,
      study_share: 0,
      study_view: 1,
    });
    await user.ok('/role/set', { uuid, permission_study_view: 0, description: 'Brings discs' });
    expect(await user.ok('/role/get', { uuid })).toMatchObject({
      description: 'Brings discs',
      type: null,
      permissions: { study_upload: 1, study_view: 0 },
    });
    const { permissions } = await user.ok('/role/default/permissions');
    expect(permissions).toMatchObject({ study_view: [1, 1], study_delete: [1, 0] });
  });

  it('of the system stay what they are; one in use stays', async () => {
    const { user, account_id, user_id } = await withReader();
    const { roles } = await user.ok('/role/list', { account_id, 'filter.type.equals': 'admin' });
    const [{ uuid }] = roles;
    expect(await refusal(user, '/role/set', { uuid, permission_role_edit: 0 })).toEqual([
      'NOT_PERMITTED',
      ['role_edit'],
    ]);
    expect(await refusal(user, '/role/delete', { uuid })).toEqual(['NOT_PERMITTED', 'role_edit']);
    const made = await user.ok('/role/add', { account_id, name: 'Fetcher' });
    await user.ok('/account/user/set', { uuid: account_id, user_id, role_id: made.uuid });
    expect(await refusal(user, '/role/delete', { uuid: made.uuid })).toEqual(['IN_USE', undefined]);
    await user.ok('/account/user/set', { uuid: account_id, user_id, role_id: uuid });
    await user.ok('/role/delete', { uuid: made.uuid });
  });

  it('bind: what a role takes away is refused in the next call', async () => {
    const { archive, user, reader, account_id, user_id } = await withReader();
    const study = await storeStudy(user, archive.info.namespaceId);
    await reader.ok('/study/get', { uuid: study.uuid });
    const { uuid } = await user.ok('/role/add', { account_id, name: 'Blind', permissions: '{"study_view": 0}' });
    await user.ok('/account/user/set', { uuid: account_id, user_id, role_id: uuid });
    expect((await reader.call('/study/get', { uuid: study.uuid })).body.error_type).toBe('NOT_PERMITTED');
  });

  it('are given by nobody who has less', async () => {
    const { archive, user, reader, account_id, user_id } = await withReader();
    const manager = await user.ok('/role/add', {
      account_id,
      name: 'Manager',
      permissions: '{"account_user_edit": 1}',
    });
    await user.ok('/account/user/set', { uuid: account_id, user_id, role_id: manager.uuid });
    const [{ uuid: admin }] = (await user.ok('/role/list', { account_id, 'filter.type.equals': 'admin' })).roles;
    const promotion = { uuid: account_id, user_id, role_id: admin };
    expect(await refusal(reader, '/account/user/set', promotion)).toEqual(['CAN_NOT_PROMOTE', undefined]);
    const demotion = { uuid: account_id, user_id: archive.info.userId, role_id: manager.uuid };
    expect(await refusal(reader, '/account/user/set', demotion)).toEqual(['NOT_PERMITTED', 'role_id']);
    expect(await refusal(reader, '/account/user/delete', demotion)).toEqual(['NOT_PERMITTED', 'role_id']);
  });
});

describe.each(['group', 'location'] as const)('a %s', (kind) => {
  it('has members of its own, who see its studies and no others', async () => {
    const { archive, user, account_id, reader, user_id } = await withReader();
    const place = await user.ok(`/${kind}/add`, { account_id, name: 'Tumour board', share_code: 'BOARD' });
    expect(await refusal(user, `/${kind}/add`, { account_id, name: 'Other', share_code: 'board' })).toEqual([
      'DUP_SHARE_CODE',
      undefined,
    ]);
    const study = await storeStudy(user, place.namespace_id);
    expect((await reader.call('/study/get', { uuid: study.uuid })).body.error_type).toBe('NOT_FOUND');
    await user.ok(`/${kind}/user/add`, { uuid: place.uuid, user_id, event_upload: 1 });
    expect(await reader.ok('/study/get', { uuid: study.uuid })).toMatchObject({ uuid: study.uuid });
    const { users } = await user.ok(`/${kind}/user/list`, { uuid: place.uuid, 'filter.user_id.equals': user_id });
    expect(users).toMatchObject([{ user_id, role_name: 'User', event_upload: 1 }]);
    await user.ok(`/${kind}/user/delete`, { uuid: place.uuid, user_id });
    expect((await reader.call('/study/get', { uuid: study.uuid })).body.error_type).toBe('NOT_FOUND');
    const visit = await client(archive).ok('/namespace/share_code', { share_code: 'BOARD' });
    expect(visit.namespace_id).toBe(place.namespace_id);
  });

  it('is renamed, listed, and deleted only when it is empty', async () => {
    const { user, reader, account_id } = await withReader();
    const { uuid, namespace_id } = await user.ok(`/${kind}/add`, { account_id, name: 'Old name' });
    expect(await refusal(user, `/${kind}/set`, { uuid, must_approve: 2 })).toEqual(['INVALID_FLAG', 'must_approve']);
    expect(await refusal(user, `/${kind}/set`, { uuid, site_id: 'S' })).toEqual(['NOT_SUPPORTED', 'site_id']);
    await user.ok(`/${kind}/set`, { uuid, name: 'New name', share_description: 'For discs' });
    const listed = await reader.ok(`/${kind}/list`, { account_id, 'filter.name.equals': 'New name' });
    expect(listed[`${kind}s`]).toMatchObject([
      { uuid, name: 'New name', namespace_id, share_description: 'For discs' },
    ]);
    expect(await refusal(reader, `/${kind}/set`, { uuid, name: 'Mine' })).toEqual(['NOT_PERMITTED', `${kind}_edit`]);
    const study = await storeStudy(user, namespace_id);
    expect(await refusal(user, `/${kind}/delete`, { uuid })).toEqual(['NOT_EMPTY', undefined]);
    await user.ok('/study/delete', { uuid: study.uuid });
    await user.ok(`/${kind}/delete`, { uuid });
    expect((await user.call(`/${kind}/get`, { uuid })).body.error_type).toBe('NOT_FOUND');
  });

  it('takes in who is global, now and later, and no role that is not for it', async () => {
    const { user, account_id, user_id } = await withReader();
    const before = await user.ok(`/${kind}/add`, { account_id, name: 'Before' });
    await user.ok('/account/user/set', { uuid: account_id, user_id, global: 1 });
    const after = await user.ok(`/${kind}/add`, { account_id, name: 'After' });
    const { groups, locations } = await user.ok('/account/user/get', { uuid: account_id, user_id });
    expect([...groups, ...locations].map(({ uuid }) => uuid)).toEqual(
      expect.arrayContaining([before.uuid, after.uuid]),
    );
    const { uuid: role_id } = await user.ok('/role/add', { account_id, name: 'Elsewhere', [`for_${kind}`]: 0 });
    expect(await refusal(user, `/${kind}/user/add`, { uuid: after.uuid, user_id, role_id })).toEqual([
      'ROLE_NAMESPACE_MISMATCH',
      'INCOMPATIBLE_ROLE',
    ]);
  });
});
