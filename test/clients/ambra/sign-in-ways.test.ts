import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { WorklistQuery } from '../../../src/contract/study.ts';
import { credentials, ok, refused, scriptedAmbra, studyRecord, type ScriptedAmbra } from './scripted-ambra.ts';

let server: ScriptedAmbra;
let connection: AmbraConnection;
beforeEach(async () => {
  server = await scriptedAmbra();
  connection = server.connect();
});
afterEach(() => server.close());

const noPass = { status: 401, body: { status: 'ERROR' } };
const authorizationOf = (url: string) => server.callsOf(url).map(({ headers }) => headers.authorization);
const token = (value: string) => ok({ access_token: value, expires_in: '3600', token_type: 'bearer' });
const failure = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe('a sign-in with a private key', () => {
  const sid = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
  const signing = ok({ sid, sign_required: 1 });

  test.each([
    ['rsa', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ec', () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })],
  ])('is signed as documented (%s)', async (_name, generate) => {
    server.script({ '/session/login': signing, '/session/sign': ok() });
    const privateKey = generate().privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const state = await connection.session.signInWithKey({ login: credentials.login, privateKey });
    expect(state).toMatchObject({ state: 'signed-in', userName: 'Phantom Reader' });
    expect(server.callsOf('/session/login')[0]?.params).toEqual({ login: credentials.login, use_pkey: '1' });
    const params = server.callsOf('/session/sign')[0]?.params ?? {};
    expect(params['sid']).toBe(sid);
    const publicKey = createPublicKey(privateKey);
    const signed = Buffer.concat([
      Buffer.from(`${credentials.login}\0`),
      Buffer.from('0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'hex'),
      Buffer.from([0]),
      publicKey.export({ type: 'spki', format: 'der' }),
      Buffer.from('\0sha256'),
    ]);
    expect(verify('sha256', signed, publicKey, Buffer.from(params['signature'] ?? '', 'base64'))).toBe(true);
  });

  test('is renewed with the same key', async () => {
    server.script({ '/session/login': [signing, ok({ sid: 'sid-2', sign_required: 1 })], '/session/sign': ok() });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    await connection.session.signInWithKey({ login: credentials.login, privateKey: pem });
    server.script({ '/study/get': (call) => (call.sid === sid ? noPass : ok(studyRecord())) });
    expect(await connection.studies.get('s1')).toMatchObject({ uuid: 's1' });
    expect(server.callsOf('/session/sign')).toHaveLength(2);
  });

  test.each(['INVALID_SIGNATURE', 'PUBLIC_KEY_EXPIRED'])(
    'that the server refuses (%s) leaves nobody signed in',
    async (code) => {
      server.script({ '/session/login': signing, '/session/sign': refused(code) });
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
      const error = await failure(connection.session.signInWithKey({ login: credentials.login, privateKey: pem }));
      expect(error).toMatchObject({ name: 'SignInError', code });
      expect(connection.session.state).toEqual({ state: 'signed-out' });
    },
  );

  test('what is no key is not quoted, and nothing is asked', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const locked = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'right' });
    for (const key of [{ privateKey: 'not a key' }, { privateKey: locked as string, passphrase: 'wrong' }]) {
      const error = await failure(connection.session.signInWithKey({ login: credentials.login, ...key }));
      expect(error).toMatchObject({ code: 'bad-key' });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(key.privateKey);
    }
    expect(server.calls).toEqual([]);
  });
});

describe('an OAuth token', () => {
  test('goes with every call, one by one: a bundle passes on only a sid', async () => {
    server.script({
      '/session/oauth/token': token('t1'),
      '/study/list': ok({ studies: [], page: { more: 0, number: 1 } }),
      '/study/count': ok({ count: 0 }),
    });
    const state = await connection.session.useToken({ ...credentials, seconds: 7200 });
    expect(state).toMatchObject({ state: 'signed-in', ttlSeconds: 3600 });
    expect(server.callsOf('/session/oauth/token')[0]?.params).toEqual({
      grant_type: 'client_credentials',
      client_id: credentials.login,
      client_secret: credentials.password,
      duration: '7200',
    });
    expect(await connection.worklist.list(WorklistQuery.parse({}))).toMatchObject({ total: 0 });
    for (const url of ['/session/user', '/study/list', '/study/count']) {
      expect(authorizationOf(url)).toEqual(['Bearer t1']);
      expect(server.callsOf(url)[0]?.sid).toBeUndefined();
    }
    expect(server.callsOf('/session/ttl')).toEqual([]);
  });

  test('is renewed once when it has expired', async () => {
    server.script({
      '/session/oauth/token': [token('t1'), token('t2')],
      '/study/get': ({ headers }) => (headers.authorization === 'Bearer t1' ? noPass : ok(studyRecord())),
    });
    await connection.session.useToken(credentials);
    await Promise.all([connection.studies.get('s1'), connection.studies.get('s1')]);
    expect(server.callsOf('/session/oauth/token')).toHaveLength(2);
    expect(connection.session.state.state).toBe('signed-in');
  });

  test('does not open storage or channels, which is said', async () => {
    server.script({
      '/session/oauth/token': token('t1'),
      '/study/get': ok(studyRecord({ engine_fqdn: server.host })),
    });
    await connection.session.useToken(credentials);
    const study = await connection.studies.get('s1');
    expect(await failure(connection.studies.tree(study))).toMatchObject({ name: 'SignInError', code: 'needs-session' });
    expect(connection.session.state.state).toBe('signed-in');
  });

  test('that is refused, or that no header can carry', async () => {
    server.script({ '/session/oauth/token': [refused('AUTH_FAILED'), token('a\r\nb')] });
    expect(await failure(connection.session.useToken(credentials))).toMatchObject({ code: 'AUTH_FAILED' });
    expect(await failure(connection.session.useToken(credentials))).toMatchObject({ name: 'BadAnswerError' });
    expect(connection.session.state).toEqual({ state: 'signed-out' });
  });

  test('is forgotten with signing out: there is no session to end', async () => {
    server.script({ '/session/oauth/token': token('t1') });
    await connection.session.useToken(credentials);
    await connection.session.signOut();
    expect(server.callsOf('/session/logout')).toEqual([]);
    expect(await connection.session.renew()).toBe(false);
  });
});

describe('basic authentication', () => {
  test('shows login and password with every call, whatever letters they have', async () => {
    await connection.session.useBasic({ login: credentials.login, password: 'pässword' });
    const expected = `Basic ${Buffer.from(`${credentials.login}:pässword`).toString('base64')}`;
    expect(authorizationOf('/user/namespace/list')).toEqual([expected]);
    expect(server.callsOf('/session/login')).toEqual([]);
  });

  test('with a wrong password is a sign-in that failed, no session that ended', async () => {
    server.script({ '/session/user': noPass, '/user/namespace/list': noPass });
    expect(await failure(connection.session.useBasic(credentials))).toMatchObject({ code: 'AUTH_FAILED' });
    expect(connection.session.state).toEqual({ state: 'signed-out' });
  });
});

test('a code of single sign-on is a session', async () => {
  server.script({ '/session/oauth': [ok({ sid: 'sid-7' }), refused('INVALID_CODE')] });
  const code = { code: 'c1', vendor: 'brand', redirectUri: 'https://images.phantom.example/done' };
  expect(await connection.session.signInWithCode(code)).toMatchObject({ state: 'signed-in' });
  expect(server.callsOf('/session/oauth')[0]?.params).toEqual({
    code: 'c1',
    vendor: 'brand',
    redirect_uri: code.redirectUri,
  });
  expect(server.callsOf('/session/user')[0]?.sid).toBe('sid-7');
  expect(await failure(connection.session.signInWithCode(code))).toMatchObject({ name: 'SignInError' });
});

describe('what a sign-in says besides', () => {
  test('training that is owed is part of the state, after the PIN too', async () => {
    const forms = JSON.stringify([{ form_number: '12', form_description: 'Radiation safety' }, { form_number: 13 }]);
    server.script({
      '/session/login': ok({ sid: 'sid-1', training_todo: 1, pin_required: 1 }),
      '/session/pin': ok(),
      '/training/todo': ok({ account_name: 'Phantom Clinic', forms }),
    });
    await connection.session.signIn(credentials);
    expect(server.callsOf('/training/todo')).toEqual([]);
    expect(await connection.session.enterPin('123456')).toMatchObject({ training: ['Radiation safety', '13'] });
  });

  test('training that is done meanwhile is none', async () => {
    server.script({ '/session/login': ok({ sid: 'sid-1', training_todo: 1 }), '/training/todo': refused('ALL_DONE') });
    expect(await connection.session.signIn(credentials)).not.toHaveProperty('training');
  });

  test('which texts were accepted', async () => {
    server.script({ '/session/login': ok({ sid: 'sid-1', terms_md5: 'a1', privacy_md5: '', indicator_md5: null }) });
    expect(connection.session.accepted).toBeUndefined();
    await connection.session.signIn(credentials);
    expect(connection.session.accepted).toEqual({ termsMd5: 'a1' });
  });
});
