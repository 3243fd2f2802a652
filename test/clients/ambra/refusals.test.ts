import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileroomError } from '../../../src/contract/problem.ts';
import type { Study } from '../../../src/contract/study.ts';
import { WorklistQuery } from '../../../src/contract/study.ts';
import type { AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { probeAmbra } from '../../../src/clients/ambra/probe.ts';
import { createHttp } from '../../../src/clients/http/http.ts';
import {
  credentials,
  ok,
  refused,
  scriptedAmbra,
  storageFailure,
  studyRecord,
  type ScriptedAmbra,
} from './scripted-ambra.ts';

let server: ScriptedAmbra;
let connection: AmbraConnection;
beforeEach(async () => {
  server = await scriptedAmbra();
  connection = server.connect();
  await connection.session.signIn(credentials);
});
afterEach(() => server.close());

const failure = (promise: Promise<unknown>): Promise<FileroomError> =>
  promise.then(
    () => Promise.reject(new Error('was expected to fail')),
    (error: unknown) => error as FileroomError,
  );

describe('a refusal of the services becomes the error that says what to do', () => {
  test.each([
    ['NOT_FOUND', 'NotFoundError', undefined],
    ['NAMESPACE_NOT_FOUND', 'NotFoundError', undefined],
    ['NOT_PERMITTED', 'PermissionError', 'ask-for-permission'],
    ['MISSING_FIELDS', 'RefusedError', undefined],
    ['INVALID_FIELD', 'RefusedError', undefined],
    ['PENDING_RESTORE', 'ServerFailedError', 'retry'],
    ['INVALID_SID', 'SignInError', 'sign-in-again'],
  ])('%s → %s', async (code, name, next) => {
    server.script({ '/study/delete': refused(code, { error_subtype: 'PHANTOM^CHEST' }) });
    const error = await failure(connection.studies.delete({ uuid: 's1' } as Study));
    expect(error).toMatchObject({ name, code, next });
    expect(error.message).not.toContain('PHANTOM');
  });

  test.each([
    [403, 'ACCESS_DENIED', 'PermissionError'],
    [403, 'VIRUS_DETECTED', 'RefusedError'],
    [404, 'IMAGE_NOT_FOUND', 'NotFoundError'],
    [412, 'MISSING_REQUIRED_DICOM_TAG', 'RefusedError'],
    [413, 'PAYLOAD_TOO_LARGE', 'RefusedError'],
    [500, 'STORE_OPERATION_FAILED', 'ServerFailedError'],
  ])('storage %i %s → %s', async (status, code, name) => {
    server.script({
      '/study/get': ok(studyRecord({ engine_fqdn: server.host })),
      'GET storage/study/st1/1.2.3.4/image/1.2/version/*': storageFailure(status, code),
    });
    const study = await connection.studies.get('s1');
    const error = await failure(connection.studies.openInstance(study, '1.2'));
    expect(error).toMatchObject({ name, code });
    expect(error.message).not.toContain('PHANTOM');
  });
});

test('a server whose disk is full says so', async () => {
  server.script({ '/study/delete': { status: 507, body: '' } });
  expect(await failure(connection.studies.delete({ uuid: 's1' } as Study))).toMatchObject({
    name: 'RefusedError',
    next: 'free-disk-space',
  });
});

describe('an answer of the wrong shape is neither success nor refusal', () => {
  test.each([
    ['a page instead of JSON', { body: '<html>Sign in to the hotel’s network</html>' }],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.invalid/' }, body: '' }],
    ['nothing of what was promised', ok()],
    ['a value of another type', ok({ studies: 'none', page: { more: 0, number: 1 } })],
    ['a study without its uid', ok({ studies: [studyRecord({ study_uid: '' })], page: { more: 0, number: 1 } })],
    ['an instant that is none', ok({ studies: [studyRecord({ created: 'today' })], page: { more: 0, number: 1 } })],
  ])('%s', async (_, answer) => {
    server.script({ '/study/list': answer, '/study/count': ok({ count: 0 }) });
    expect(await failure(connection.worklist.list(WorklistQuery.parse({})))).toMatchObject({
      name: 'BadAnswerError',
      next: 'report-bug',
    });
  });

  test('a picture that is a page', async () => {
    server.script({
      '/study/get': ok(studyRecord({ engine_fqdn: server.host })),
      'GET storage/study/st1/1.2.3.4/image/1.2/version/*/frame/0/thumbnail': { body: '<script>1</script>' },
    });
    const study = await connection.studies.get('s1');
    expect(await failure(connection.studies.openThumbnail(study, '1.2', 1))).toMatchObject({ name: 'BadAnswerError' });
  });

  test('a bundle with too few answers', async () => {
    const http = createHttp();
    const short = server.connect({
      fetch: (request) =>
        request.url.includes('/bundle')
          ? Promise.resolve(Response.json([{ HTTP_STATUS_CODE: 200 }]))
          : http.fetch(request),
    });
    expect(await failure(short.session.signIn(credentials))).toMatchObject({ name: 'BadAnswerError' });
    await http.close();
  });
});

describe('repeating', () => {
  const study = { uuid: 's1' } as Study;
  const busy = { status: 429, headers: { 'retry-after': '0' }, body: { status: 'ERROR' } };

  test('a reading call goes on after a failure of the server', async () => {
    server.script({ '/study/get': [{ status: 503, body: 'restarting' }, busy, ok(studyRecord())] });
    expect(await connection.studies.get('s1')).toMatchObject({ uuid: 's1' });
    expect(server.callsOf('/study/get')).toHaveLength(3);
  });

  test('a changing call is not repeated when nobody knows whether it was done', async () => {
    server.script({ '/study/delete': [{ status: 502, body: '' }, ok()] });
    expect(await failure(connection.studies.delete(study))).toMatchObject({ name: 'ServerFailedError', next: 'retry' });
    expect(server.callsOf('/study/delete')).toHaveLength(1);
  });

  test('a changing call is repeated when it was only too many', async () => {
    server.script({ '/study/delete': [busy, ok()] });
    await connection.studies.delete(study);
    expect(server.callsOf('/study/delete')).toHaveLength(2);
  });

  test('patience has an end, and hands on what the server asked for', async () => {
    server.script({ '/study/get': { status: 429, headers: { 'retry-after': '600' }, body: '' } });
    expect(await failure(connection.studies.get('s1'))).toMatchObject({ code: 'HTTP_429', retryAfterMs: 600_000 });
    expect(server.callsOf('/study/get')).toHaveLength(1);
  });
});

test('waiting for the rate limit ends with an abort', async () => {
  const limited = server.connect({ rate: { calls: 1e-3, gets: 1e-3 } });
  const reason = new Error('enough');
  const controller = new AbortController();
  const first = limited.session.signIn(credentials, controller.signal);
  controller.abort(reason);
  await expect(first).rejects.toBe(reason);
});

describe('testing an address', () => {
  test('finds an Ambra server, without trying a login', async () => {
    server.script({ '/session/login': refused('MISSING_FIELDS', { error_subtype: ['login'] }) });
    const http = createHttp();
    expect(await probeAmbra({ baseUrl: `${server.url}/`, fetch: http.fetch })).toBeGreaterThanOrEqual(0);
    await http.close();
    expect(server.callsOf('/session/login').at(-1)?.params).toEqual({});
  });

  test('finds something else', async () => {
    server.script({ '/session/login': { body: '<html></html>' } });
    const http = createHttp();
    const error = await failure(probeAmbra({ baseUrl: server.url, fetch: http.fetch }));
    await http.close();
    expect(error).toMatchObject({ name: 'BadAnswerError', code: 'not-this-api', next: 'correct-input' });
  });
});
