import { describe, expect, it } from 'vitest';
import { client, jsonOf, newArchive, origin, owner, storeStudy } from './harness.ts';

describe('a call that nobody answers', () => {
  it.each([
    ['PUT', '/session/uuid', 405],
    ['DELETE', '/study/get', 405],
    ['GET', '/bundle', 405],
    ['GET', '/no/such/command', 404],
  ])('%s %s is refused in the form of the services', async (method, url, http) => {
    const archive = await newArchive();
    const answer = await archive.fetch(new Request(`${origin}/api/v3${url}`, { method }));
    expect(answer.status).toBe(http);
    expect((await jsonOf(answer)).status).toBe('ERROR');
  });

  it('is refused in the form of storage below its path', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const answer = await user.storage('/no/such/call', { headers: { 'x-ambrahealth-verbose-errors': '1' } });
    expect(answer.status).toBe(404);
    expect(await jsonOf(answer)).toMatchObject({ kind: { code: 3, readable_status: 'NOT_FOUND' }, extended: {} });
  });
});

it('a blank sid in the query leaves the one in the header', async () => {
  const archive = await newArchive();
  const user = await owner(archive);
  const { namespace, studyUid } = await storeStudy(user, archive.info.namespaceId);
  const url = `${origin}/api/v3/storage/study/${namespace}/${studyUid}/schema?sid=`;
  const answer = await archive.fetch(new Request(url, { headers: { 'x-ambrahealth-sid': user.sid ?? '' } }));
  expect(answer.status).toBe(200);
});

it('parameters nested without end are a bad request', async () => {
  const archive = await newArchive();
  const body = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  const headers = { 'content-type': 'application/json' };
  const answer = await archive.fetch(new Request(`${origin}/api/v3/session/uuid`, { method: 'POST', headers, body }));
  expect(answer.status).toBe(400);
});

describe('a link', () => {
  it('is refused when a limit is zero, which would be none, and takes blanks for what was left out', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { uuid: study_id } = await storeStudy(user, archive.info.namespaceId);
    const add = (params: Record<string, string>) =>
      user.call('/link/add', { study_id, action: 'STUDY_VIEW', ...params });
    for (const name of ['max_hits', 'minutes_alive', 'password_max_attempts']) {
      expect((await add({ [name]: '0' })).body).toMatchObject({ error_type: 'INVALID_INTEGER', error_subtype: name });
    }
    expect((await add({ parameters: '{}' })).body).toMatchObject({
      error_type: 'NOT_LIST',
      error_subtype: 'parameters',
    });
    const blank = await add({ max_hits: '', minutes_alive: '', password: '', parameters: '', ui_json: '' });
    expect(await user.ok('/link/get', { uuid: blank.body.uuid })).toMatchObject({
      max_hits: null,
      minutes_alive: null,
      has_password: 0,
      parameters: null,
      ui_json: null,
    });
  });
});

it('an annotation is something: its structure, or a stamp', async () => {
  const archive = await newArchive();
  const user = await owner(archive);
  const { uuid: study_id, namespace, studyUid } = await storeStudy(user, archive.info.namespaceId);
  const { series } = await jsonOf(await user.storage(`/study/${namespace}/${studyUid}/schema`));
  const place = { series_uid: series[0].series_uid, instance_uid: series[0].images[0].id, frame_number: 0 };
  const nothing = await user.call('/annotation/add', { study_id, ...place, stamp: 0 });
  expect(nothing.body).toMatchObject({ error_type: 'MISSING_FIELDS', error_subtype: ['json', 'stamp'] });
  await user.ok('/annotation/add', { study_id, ...place, stamp: 1, json: '' });
  expect((await client(archive, user.sid).ok('/annotation/list', { study_id })).annotations).toMatchObject([
    { stamp: 1, json: null },
  ]);
});
