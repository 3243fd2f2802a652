import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openArchive } from '../../src/archive/open-archive.ts';
import { serveArchive } from '../../src/archive/serve-archive.ts';
import { newUid, slice } from './harness.ts';

/**
 * What somebody writes who has the protocol's documentation and nothing else: plain HTTP, form parameters, JSON answers,
 * one step after the other as an administrator, an uploader, a reader and a patient take them.
 */
describe('a stranger’s client', () => {
  type Params = Readonly<Record<string, string | number | object>>;
  // Answers are of any shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  type Body = any;
  let dir = '';
  let close: (() => Promise<void>) | undefined;
  let api = '';
  let sid = '';
  let account = '';
  let home = '';
  let group = { uuid: '', namespace_id: '' };
  let study = { uuid: '', study_uid: newUid() };
  const [series, image] = [newUid(), newUid()];

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'fileroom-stranger-'));
    const archive = await openArchive({ dir, login: 'admin@fileroom.test', password: 'a long enough one' });
    const server = await serveArchive(archive, { host: '127.0.0.1', port: 0 });
    api = `${server.url}/api/v3`;
    close = async () => {
      await server.close();
      await archive.close();
    };
  });
  afterAll(async () => {
    await close?.();
    await rm(dir, { recursive: true, force: true });
  });

  async function call(url: string, params: Params = {}, as = sid): Promise<Body> {
    const body = new URLSearchParams(as === '' ? {} : { sid: as });
    for (const [name, value] of Object.entries(params))
      body.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
    const response = await fetch(api + url, { method: 'POST', body });
    return { http: response.status, ...((await response.json()) as object) };
  }
  const ok = async (url: string, params: Params = {}, as = sid): Promise<Body> => {
    const answer = await call(url, params, as);
    expect(answer, url).toMatchObject({ http: 200, status: 'OK' });
    return answer;
  };
  const storage = (route: string, init: RequestInit = {}, query: Readonly<Record<string, string>> = {}) =>
    fetch(`${api}/storage${route}?${new URLSearchParams({ sid, ...query }).toString()}`, init);

  it('signs in and learns who and where it is', async () => {
    expect(await call('/session/user')).toMatchObject({ http: 401 });
    ({ sid } = await ok('/session/login', { login: 'admin@fileroom.test', password: 'a long enough one' }));
    expect((await ok('/session/user')).email).toBe('admin@fileroom.test');
    account = (await ok('/account/list')).accounts[0].uuid;
    home = (await ok('/user/namespace/list')).namespaces.find(({ account_id }: Body) => account_id === account).uuid;
    expect(await call('/account/get')).toMatchObject({
      http: 412,
      error_type: 'MISSING_FIELDS',
      error_subtype: ['uuid'],
    });
  });

  it('creates a user and a group, in which what is shared must be approved', async () => {
    group = await ok('/group/add', { account_id: account, name: 'Tumour board', must_approve: 1 });
    expect(await ok('/group/get', { uuid: group.uuid })).toMatchObject({
      name: 'Tumour board',
      must_approve: 1,
      must_approve_upload: 0,
    });
    const user = await ok('/user/add', {
      account_id: account,
      email: 'reader@fileroom.test',
      first: 'Test',
      last: 'Reader',
      password: 'some body 42',
    });
    const { users } = await ok('/account/user/list', { uuid: account });
    if (!users.some(({ user_id }: Body) => user_id === user.uuid))
      await ok('/account/user/add', { uuid: account, user_id: user.uuid });
    await ok('/group/user/add', { uuid: group.uuid, user_id: user.uuid });
    expect(
      (await ok('/group/user/list', { uuid: group.uuid })).users.map(({ user_email }: Body) => user_email),
    ).toContain('reader@fileroom.test');
  });

  it('adds a field of its own, checked as its options say', async () => {
    const field = await ok('/customfield/add', {
      account_id: account,
      object: 'Study',
      name: 'Trial arm',
      type: 'select',
      required: 1,
      capture_on_share_code: 1,
      options: { values: ['A', 'B'], validate_error: 'Arm A or B' },
    });
    const name = `customfield-${field.uuid}`;
    const added = {
      study_uid: study.study_uid,
      storage_namespace: home,
      phi_namespace: home,
      patient_name: 'PHANTOM^CHEST',
      image_count: 1,
    };
    expect(await call('/study/add', { ...added, [name]: 'C' })).toMatchObject({
      error_type: 'INVALID_CUSTOMFIELD',
      error_subtype: ['Arm A or B'],
    });
    study = { ...study, ...(await ok('/study/add', { ...added, [name]: 'A' })) };
    expect((await ok('/study/get', { uuid: study.uuid })).customfields).toMatchObject([
      { uuid: field.uuid, name: 'Trial arm', value: 'A' },
    ]);
    const { share_code } = await ok('/group/get', { uuid: group.uuid });
    expect((await ok('/namespace/share_code', { share_code }, '')).customfields).toMatchObject([
      { name: 'Trial arm', required: 1 },
    ]);
    const list = async (params: Params) => (await ok('/study/list', params)).studies.length;
    expect(await list({ [`filter.${name}.equals`]: 'A' })).toBe(1);
    expect(await list({ [`filter.${name}.in`]: ['B'] })).toBe(0);
    expect(await list({ [`filter.${name}.in_or_null`]: ['A', 'B'], sort_by: `${name}-desc` })).toBe(1);
    expect(await call('/study/list', { 'filter.customfield-1.equals': 'A' })).toMatchObject({
      error_type: 'INVALID_FIELD',
    });
  });

  it('sets up its account, and says what may be done where', async () => {
    await ok('/account/set', { uuid: account, name: 'Film library', share_code: 'BRING-IT', must_approve_upload: 0 });
    expect(await ok('/account/get', { uuid: account })).toMatchObject({
      name: 'Film library',
      share_code: 'BRING-IT',
      must_approve: 0,
    });
    expect(await call('/account/set', { uuid: account, must_approve: 'yes' })).toMatchObject({
      error_type: 'INVALID_FLAG',
      error_subtype: 'must_approve',
    });
    const { share_code } = await ok('/group/get', { uuid: group.uuid });
    expect(await call('/account/set', { uuid: account, share_code })).toMatchObject({ error_type: 'DUP_SHARE_CODE' });
    expect(await ok('/namespace/permissions', { namespace_id: home })).toMatchObject({
      study_upload: 1,
      study_approve: 1,
    });
    expect(await call('/namespace/permissions', { namespace_id: newUid() })).toMatchObject({ error_type: 'NOT_FOUND' });
  });

  it('uploads an object and waits until the study is complete', async () => {
    const bytes = slice({ StudyInstanceUID: study.study_uid, SeriesInstanceUID: series, SOPInstanceUID: image });
    const sent = await storage(
      `/namespace/${home}/image`,
      { method: 'POST', body: bytes },
      { study_uid: study.study_uid },
    );
    expect(await sent.json()).toMatchObject({ study_uid: study.study_uid, image_uid: image, namespace: home });
    await ok('/study/sync', { study_id: study.uuid, image_count: 1 });
    expect(await ok('/study/get', { uuid: study.uuid })).toMatchObject({ phantom: 0, image_count: 1 });
    expect(await (await storage(`/study/${home}/${study.study_uid}/count`)).json()).toMatchObject({ image_count: 1 });
  });

  it.each([
    ['filter.patient_name.equals', 'PHANTOM^CHEST', 1],
    ['filter.patient_name.equals_or_null', 'PHANTOM^KNEE', 0],
    ['filter.patient_name.not_equals', 'PHANTOM^CHEST', 0],
    ['filter.patient_name.not_equals_or_null', 'PHANTOM^KNEE', 1],
    ['filter.patient_name.like', 'phantom%', 1],
    ['filter.study_date.gt', '2026-01-30', 1],
    ['filter.study_date.ge', '20260131', 1],
    ['filter.study_date.lt', '2026-01-31', 0],
    ['filter.study_date.le', '2026-01-31', 1],
    ['filter.modality.in', '["CT","MR"]', 1],
    ['filter.patientid_other.in_or_null', '["X"]', 1],
    ['filter.phantom.equals', '0', 1],
    ['filter.SMART_SEARCH.equals', 'chest phan', 1],
  ])('lists with %s=%s', async (name, value, count) => {
    expect((await ok('/study/list', { [name]: value })).studies).toHaveLength(count);
    expect((await ok('/study/count', { [name]: value })).count).toBe(count);
  });

  it('shares the study; it is seen in the group when somebody has approved it', async () => {
    await ok('/study/share', { uuid: study.uuid, group_id: group.uuid, message: 'For Thursday' });
    const waiting = (await ok('/study/list', { 'filter.phi_namespace.equals': group.namespace_id })).studies[0];
    expect(waiting).toMatchObject({ must_approve: 1, source: 'share', share_message: 'For Thursday' });
    const reader = (await ok('/session/login', { login: 'reader@fileroom.test', password: 'some body 42' }, '')).sid;
    const seen = async () =>
      (await ok('/study/list', { 'filter.phi_namespace.equals': group.namespace_id }, reader)).studies.length;
    expect(await seen()).toBe(0);
    expect(await call('/study/get', { uuid: waiting.uuid }, reader)).toMatchObject({ error_type: 'NOT_FOUND' });
    expect(await call('/study/approve', { uuid: waiting.uuid, delay: 1, must_match: {} })).toMatchObject({
      error_type: 'DELAY_OR_MATCH',
    });
    expect(await call('/study/approve', { uuid: waiting.uuid, delay: 601 })).toMatchObject({
      error_type: 'INVALID_DELAY',
    });
    expect(
      await call('/study/approve', { uuid: waiting.uuid, must_match: { patient_name: 'PHANTOM^KNEE' } }),
    ).toMatchObject({ error_type: 'INVALID_FIELD' });
    expect(await call('/study/approve', { uuid: waiting.uuid })).toMatchObject({
      error_type: 'INVALID_CUSTOMFIELD',
      error_subtype: ['Trial arm'],
    });
    const [field] = (await ok('/customfield/list', { account_id: account })).customfields;
    await ok('/study/set', { study_id: waiting.uuid, [`customfield-${field.uuid}`]: 'B' });
    await ok('/study/approve', { uuid: waiting.uuid });
    expect(await seen()).toBe(1);
    await ok('/study/share/stop', { uuid: study.uuid, group_id: group.uuid });
    await ok('/study/share', { uuid: study.uuid, group_id: group.uuid });
    const again = (await ok('/study/list', { 'filter.must_approve.equals': 1 })).studies[0];
    await ok('/study/reject', { uuid: again.uuid, message: 'Not ours' });
    expect((await ok('/study/count', { 'filter.must_approve.equals': 1 })).count).toBe(0);
    expect(await call('/study/reject', { uuid: study.uuid })).toMatchObject({ error_type: 'NOT_FOUND' });
  });

  it('makes a link with a password and opens it', async () => {
    const link = await ok('/link/add', { study_id: study.uuid, action: 'STUDY_VIEW', password: 'open 42' });
    expect(await call('/link/session', { uuid: link.uuid, password: 'wrong' }, '')).toMatchObject({ http: 412 });
    expect((await ok('/link/session', { uuid: link.uuid, password: 'open 42' }, '')).sid).toMatch(/\w{20}/);
  });

  it('annotates, tags and sets the status', async () => {
    const place = { study_id: study.uuid, series_uid: series, instance_uid: image, frame_number: 0 };
    await ok('/annotation/add', { ...place, json: { type: 'Length' } });
    expect((await ok('/annotation/list', { study_id: study.uuid })).annotations).toHaveLength(1);
    await ok('/study/status/set', { study_id: study.uuid, old: '', new: 'Read' });
    expect(await call('/study/status/set', { study_id: study.uuid, old: 'Unread', new: 'Read' })).toMatchObject({
      error_type: 'STALE',
    });
    expect(await call('/study/status/set', { study_id: study.uuid, old: 'Read', new: 'Lost' })).toMatchObject({
      error_type: 'INVALID_TAG',
    });
    expect((await ok('/study/status/history', { study_id: study.uuid })).history).toMatchObject([
      { old: null, new: 'Read' },
    ]);
    expect((await ok('/study/list', { 'filter.study_status.equals': 'Read' })).studies).toHaveLength(1);
  });

  it('freezes the study against changes', async () => {
    await ok('/study/freeze', { uuid: study.uuid });
    expect(await call('/study/freeze', { uuid: study.uuid })).toMatchObject({ error_type: 'ALREADY' });
    expect(await call('/study/set', { study_id: study.uuid, patient_name: 'X' })).toMatchObject({
      error_type: 'NOT_PERMITTED',
    });
    expect(await ok('/study/permissions', { uuid: study.uuid })).toMatchObject({ study_edit: 0, study_view: 1 });
    await ok('/study/freeze', { uuid: study.uuid, thaw: 1 });
  });

  it('duplicates, moves, clones and splits', async () => {
    const duplicate = await ok('/study/duplicate', { uuid: study.uuid, namespace_id: group.namespace_id });
    expect(await ok('/study/get', { uuid: duplicate.uuid })).toMatchObject({
      image_count: 1,
      storage_namespace: group.namespace_id,
    });
    expect(await call('/study/duplicate', { uuid: study.uuid, namespace_id: group.namespace_id })).toMatchObject({
      error_type: 'ALREADY_EXISTS',
    });
    await ok('/study/duplicate', { uuid: study.uuid, namespace_id: group.namespace_id, overwrite: 1 });
    const [copy] = (await ok('/study/list', { 'filter.storage_namespace.equals': group.namespace_id })).studies;
    await ok('/study/move', { uuid: copy.uuid, namespace_id: home });
    expect((await ok('/study/get', { uuid: copy.uuid })).phi_namespace).toBe(home);
    expect(await call('/study/clone', { uuid: study.uuid, study_uid: '1.2.3' })).toMatchObject({
      error_type: 'MISSING_FIELDS',
      error_subtype: ['phi_namespace'],
    });
    const { study_uid } = await ok('/study/clone', { uuid: study.uuid, new_image_uids: 1 });
    const [clone] = (await ok('/study/list', { 'filter.study_uid.equals': study_uid })).studies;
    expect(await call('/study/split', { uuid: clone.uuid, namespace_id: newUid() })).toMatchObject({
      error_type: 'NOT_FOUND',
      error_subtype: 'namespace_id',
    });
    await ok('/study/split', { uuid: clone.uuid, namespace_id: group.namespace_id });
    expect((await ok('/study/count', { 'filter.phi_namespace.equals': group.namespace_id })).count).toBe(1);
  });

  it('anonymizes regions, merges, downloads and deletes', async () => {
    const at = `/study/${home}/${study.study_uid}`;
    const body = JSON.stringify({ series: { [series]: { regions: [{ x: 0, y: 0, width: 4, height: 2 }] } } });
    const made = (await (await storage(`${at}/anonymize`, { method: 'POST', body })).json()) as Body;
    const merged = await storage(
      `${at}/merge`,
      {},
      { secondary_study_uid: made.study_uid, delete_secondary_study: '1' },
    );
    expect(merged.status).toBe(200);
    expect((await ok('/study/get', { uuid: study.uuid })).image_count).toBe(2);
    const download = await storage(`${at}/download`, {}, { bundle: 'dicom' });
    expect(Buffer.from(await download.arrayBuffer()).toString('latin1', 0, 2)).toBe('PK');
    expect((await storage(`${at}/images`, { method: 'DELETE' })).status).toBe(400);
    await ok('/study/delete', { uuid: study.uuid });
    expect(await call('/study/get', { uuid: study.uuid })).toMatchObject({ error_type: 'NOT_FOUND' });
  });

  it('hears of wrong filters, sorts and methods in the documented way', async () => {
    expect(await call('/study/list', { 'filter.nonsense.equals': 1 })).toMatchObject({
      error_type: 'INVALID_FIELD',
      error_subtype: 'filter.nonsense.equals',
    });
    expect(await call('/study/list', { 'filter.modality.near': 1 })).toMatchObject({ error_type: 'INVALID_CONDITION' });
    expect(await call('/study/list', { sort_by: 'nonsense-asc' })).toMatchObject({ error_type: 'INVALID_SORT_FIELD' });
    expect(await call('/study/list', { sort_by: 'modality-up' })).toMatchObject({ error_type: 'INVALID_SORT_ORDER' });
    expect((await ok('/study/list', { 'page.rows': 1, 'page.number': 1 })).page).toMatchObject({ rows: 1, number: 1 });
  });
});
