import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SessionState } from '../../../src/contract/connection.ts';
import { NotFoundError } from '../../../src/contract/problem.ts';
import type { AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { RefusedError, SignInError, UnreachableError } from '../../../src/clients/port/errors.ts';
import { WorklistQuery } from '../../../src/contract/study.ts';
import {
  credentials,
  ok,
  refused,
  scriptedAmbra,
  storageFailure,
  studyRecord,
  type ScriptedAmbra,
  type ScriptedAnswer,
} from './scripted-ambra.ts';

let server: ScriptedAmbra;
let connection: AmbraConnection;
beforeEach(async () => {
  server = await scriptedAmbra();
  connection = server.connect();
});
afterEach(() => server.close());

const query = WorklistQuery.parse({});
const noSession = { status: 401, body: { status: 'ERROR' } };

async function rejection(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  return error as Error;
}

describe('signing in', () => {
  test('a wrong password', async () => {
    server.script({ '/session/login': refused('INVALID_CREDENTIALS') });
    const error = await rejection(connection.session.signIn({ ...credentials, password: 'wrong' }));
    expect(error).toBeInstanceOf(SignInError);
    expect(error).toMatchObject({ code: 'INVALID_CREDENTIALS', next: 'sign-in-again' });
    expect(connection.session.state).toEqual({ state: 'signed-out' });
  });

  test.each(['LOCKOUT', 'PASSWORD_RESET', 'DISABLED', 'BLOCKED', 'SSO_ONLY'])(
    '%s is about the sign-in',
    async (code) => {
      server.script({ '/session/login': refused(code) });
      expect(await rejection(connection.session.signIn(credentials))).toMatchObject({ name: 'SignInError', code });
    },
  );

  test('a bare 401 is about the sign-in, not about a session that ended', async () => {
    server.script({ '/session/login': { status: 401, body: 'no' } });
    expect(await rejection(connection.session.signIn(credentials))).toMatchObject({ code: 'AUTH_FAILED' });
  });

  test('tells who it is and where they may go, in two requests', async () => {
    const state = await connection.session.signIn(credentials);
    expect(state).toEqual({
      state: 'signed-in',
      userName: 'Phantom Reader',
      email: 'reader@phantom.example',
      accountName: 'Phantom Clinic',
      namespaces: [
        { id: 'n1', name: 'Phantom Clinic', kind: 'account', mayUpload: true },
        { id: 'n2', name: 'Reading', kind: 'group', mayUpload: false },
        { id: 'n3', name: 'Own folder', kind: 'user', mayUpload: true },
      ],
      ttlSeconds: 10_800,
    });
    expect(connection.session.state).toEqual(state);
    expect(server.callsOf('/session/login')[0]).toMatchObject({ params: credentials, sid: undefined });
    expect(server.callsOf('/session/login')[0]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': expect.stringMatching(/^\d+$/) as string,
    });
    expect(server.callsOf('/session/user')[0]?.sid).toBe('sid-1');
  });

  test.each(['a\r\nx-evil: 1', 'a b', '\u20ac', '', 'x'.repeat(5000)])(
    'a session id that no header can carry is none, and is not quoted',
    async (sid) => {
      server.script({ '/session/login': ok({ sid }) });
      const error = await rejection(connection.session.signIn(credentials));
      expect(error).toMatchObject({ name: 'BadAnswerError' });
      if (sid !== '') expect(String(error)).not.toContain(sid);
    },
  );

  test('a login that must be signed with a key is not offered', async () => {
    server.script({ '/session/login': ok({ sid: 'sid-1', sign_required: 1 }) });
    expect(await rejection(connection.session.signIn(credentials))).toMatchObject({ code: 'SIGN_REQUIRED' });
    expect(connection.session.state).toEqual({ state: 'signed-out' });
  });

  test('nothing is asked of the server before', async () => {
    const error = await rejection(connection.worklist.list(query));
    expect(error).toMatchObject({ name: 'SignInError', code: 'signed-out', next: 'sign-in-again' });
    expect(server.calls).toEqual([]);
  });
});

describe('the PIN step', () => {
  beforeEach(async () => {
    server.script({ '/session/login': ok({ sid: 'sid-1', pin_required: '1', pin_via: 'EMAIL' }) });
    await connection.session.signIn(credentials);
  });

  test('nothing works before the PIN', async () => {
    expect(connection.session.state).toEqual({ state: 'pin-required', via: 'EMAIL' });
    expect(await rejection(connection.worklist.list(query))).toMatchObject({ code: 'pin-required', next: 'enter-pin' });
    expect(server.callsOf('/study/list')).toEqual([]);
  });

  test('a wrong PIN may be corrected', async () => {
    server.script({ '/session/pin': [refused('INVALID_PIN'), ok()] });
    expect(await rejection(connection.session.enterPin('000000'))).toMatchObject({
      name: 'SignInError',
      code: 'INVALID_PIN',
      next: 'enter-pin',
    });
    expect(connection.session.state.state).toBe('pin-required');
    expect(await connection.session.enterPin('123456')).toMatchObject({ state: 'signed-in' });
    expect(server.callsOf('/session/pin')[1]).toMatchObject({ params: { pin: '123456' }, sid: 'sid-1' });
  });

  test('after an expired PIN a new sign-in is the way', async () => {
    server.script({ '/session/pin': refused('PIN_EXPIRED') });
    expect(await rejection(connection.session.enterPin('123456'))).toMatchObject({ next: 'sign-in-again' });
    expect(connection.session.state).toEqual({ state: 'signed-out' });
  });
});

describe('a session that ends, where only a person can sign in again', () => {
  let changes: SessionState['state'][];
  beforeEach(async () => {
    await connection.session.adopt('sid-1');
    changes = [];
    connection.session.onChange(({ state }) => changes.push(state));
  });

  test('is noticed on any call, told once, and nothing more is sent', async () => {
    server.script({ '/study/get': noSession });
    const error = await rejection(connection.studies.get('s1'));
    expect(error).toMatchObject({ name: 'SignInError', code: 'session-expired', next: 'sign-in-again' });
    expect(connection.session.state).toEqual({ state: 'expired' });
    const sent = server.calls.length;
    expect(await rejection(connection.worklist.list(query))).toMatchObject({ code: 'session-expired' });
    expect(server.calls).toHaveLength(sent);
    expect(changes).toEqual(['expired']);
  });

  test('is noticed within a bundle', async () => {
    server.script({ '/study/share/who': noSession });
    server.script({ '/study/get': ok(studyRecord({ engine_fqdn: server.host })) });
    const study = await connection.studies.get('s1');
    expect(await rejection(connection.shares.who(study))).toMatchObject({ code: 'session-expired' });
    expect(changes).toEqual(['expired']);
  });

  test('is noticed by storage', async () => {
    server.script({
      '/study/get': ok(studyRecord({ engine_fqdn: server.host })),
      'GET storage/study/st1/1.2.3.4/schema': storageFailure(401, 'UNAUTHORIZED'),
    });
    const study = await connection.studies.get('s1');
    expect(await rejection(connection.studies.tree(study))).toMatchObject({ code: 'session-expired' });
    expect(changes).toEqual(['expired']);
  });

  test('goes on after a new sign-in', async () => {
    server.script({ '/study/get': [noSession, ok(studyRecord())], '/session/login': ok({ sid: 'sid-2' }) });
    await rejection(connection.studies.get('s1'));
    await connection.session.signIn(credentials);
    expect(await connection.studies.get('s1')).toMatchObject({ uuid: 's1' });
    expect(server.callsOf('/study/get')[1]?.sid).toBe('sid-2');
    expect(changes).toEqual(['expired', 'signed-in']);
  });

  test('a late answer to the old session does not end the new one', async () => {
    const again = { done: Promise.resolve<unknown>(undefined) };
    server.script({
      '/session/login': ok({ sid: 'sid-2' }),
      '/study/get': () => {
        again.done = connection.session.signIn(credentials);
        return noSession;
      },
    });
    // The 401 arrives, and the new session stands, in either order.
    await rejection(connection.studies.get('s1'));
    await again.done;
    expect(connection.session.state.state).toBe('signed-in');
  });

  test('an unsubscribed listener hears nothing', async () => {
    const heard: string[] = [];
    const stop = connection.session.onChange(({ state }) => heard.push(state));
    stop();
    await connection.session.signOut();
    expect(heard).toEqual([]);
    expect(changes).toEqual(['signed-out']);
  });
});

describe('signing out', () => {
  test('ends the session on the server', async () => {
    await connection.session.signIn(credentials);
    await connection.session.signOut();
    expect(connection.session.state).toEqual({ state: 'signed-out' });
    expect(server.callsOf('/session/logout')[0]?.sid).toBe('sid-1');
  });

  test('of a session the server has forgotten is fine', async () => {
    server.script({ '/session/logout': [refused('NOT_FOUND'), noSession] });
    for (let time = 0; time < 2; time += 1) {
      await connection.session.signIn(credentials);
      await connection.session.signOut();
      expect(connection.session.state).toEqual({ state: 'signed-out' });
    }
  });

  test('holds here even when the server cannot be told, which is said', async () => {
    await connection.session.signIn(credentials);
    await server.close();
    expect(await rejection(connection.session.signOut())).toBeInstanceOf(UnreachableError);
    expect(connection.session.state).toEqual({ state: 'signed-out' });
  });
});

describe('a share code', () => {
  const destination = { namespace_id: 'n1', share_description: 'Phantom Clinic, Radiology', upload_one_study: 1 };

  test('opens a visit that may only upload', async () => {
    server.script({
      '/namespace/share_code': ok({
        ...destination,
        link_id: 'l1',
        anonymize_rules: '{"patient_name":"s/.*/REMOVED/"}',
        prompt_for_anonymize: '',
      }),
      '/link/session': ok({ sid: 'sid-visit' }),
    });
    expect(await connection.session.useShareCode('PHANTOM')).toMatchObject({
      destination: 'Phantom Clinic, Radiology',
      namespaceId: 'n1',
      anonymizeRules: { patient_name: 's/.*/REMOVED/' },
      promptForAnonymize: false,
      oneStudyOnly: true,
    });
    expect(connection.session.state).toEqual({ state: 'share-code', destination: 'Phantom Clinic, Radiology' });
    expect(server.callsOf('/link/session')[0]?.params).toEqual({ uuid: 'l1' });
  });

  test('nobody knows', async () => {
    server.script({ '/namespace/share_code': refused('NOT_FOUND') });
    const error = await rejection(connection.session.useShareCode('TYPO'));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ next: 'correct-input' });
  });

  test('for people with an account', async () => {
    server.script({ '/namespace/share_code': ok(destination) });
    const error = await rejection(connection.session.useShareCode('PHANTOM'));
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ code: 'account-needed', next: 'sign-in-again' });
    expect(connection.session.state).toEqual({ state: 'signed-out' });
  });
});

test('the session id is in no error, whatever fails', async () => {
  const secret = 'sid-that-nobody-may-see';
  server.script({
    '/session/login': ok({ sid: secret }),
    '/study/get': ok(studyRecord({ engine_fqdn: server.host })),
    '/study/list': { status: 500, body: 'down' },
    'GET storage/study/st1/1.2.3.4/schema': [storageFailure(403, 'ACCESS_DENIED'), { body: 'not json' }],
  });
  await connection.session.signIn(credentials);
  const study = await connection.studies.get('s1');
  const errors = [
    await rejection(connection.worklist.list(query)),
    await rejection(connection.studies.tree(study)),
    await rejection(connection.studies.tree(study)),
    await rejection(connection.studies.openInstance(study, '1.2.3')),
  ];
  await server.close();
  const unreachable = await rejection(connection.studies.tree(study));
  expect(unreachable).toBeInstanceOf(UnreachableError);
  for (const error of [...errors, unreachable]) {
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
  }
});

/** Takes only the session that is newer than the first. */
const onlyNew = (answer: ScriptedAnswer) => (call: { sid: string | undefined }) =>
  call.sid === 'sid-1' ? noSession : answer;

describe('a session that ends, where the sign-in is known', () => {
  beforeEach(async () => {
    await connection.session.signIn(credentials);
    server.script({ '/session/login': ok({ sid: 'sid-2' }) });
  });

  test('is renewed once for all calls at the same time, which go on as if nothing had been', async () => {
    server.script({ '/study/get': onlyNew(ok(studyRecord())) });
    const studies = await Promise.all(['s1', 's1', 's1'].map((uuid) => connection.studies.get(uuid)));
    expect(studies).toHaveLength(3);
    expect(server.callsOf('/session/login')).toHaveLength(2);
    expect(connection.session.state.state).toBe('signed-in');
  });

  test('also for what changes something: the call that was turned away has done nothing', async () => {
    server.script({ '/study/delete': onlyNew(ok()), '/study/get': ok(studyRecord()) });
    await connection.studies.delete(await connection.studies.get('s1'));
    expect(server.callsOf('/study/delete').map(({ sid }) => sid)).toEqual(['sid-1', 'sid-2']);
  });

  test('also within a bundle, and for storage', async () => {
    server.script({
      '/study/list': onlyNew(ok({ studies: [], page: { more: 0, number: 1 } })),
      '/study/count': onlyNew(ok({ count: 0 })),
      '/study/get': ok(studyRecord({ engine_fqdn: server.host })),
      'GET storage/study/st1/1.2.3.4/schema': onlyNew({ body: { series: [] } }),
    });
    const study = await connection.studies.get('s1');
    expect(await connection.studies.tree(study)).toEqual({ series: [] });
    expect(await connection.worklist.list(query)).toMatchObject({ studies: [] });
    expect(server.callsOf('/session/login')).toHaveLength(2);
  });

  test('is over when the server wants a PIN, or another password; that is asked once', async () => {
    for (const answer of [ok({ sid: 'sid-2', pin_required: 1 }), refused('INVALID_CREDENTIALS')]) {
      server.script({ '/session/login': ok({ sid: 'sid-1' }) });
      await connection.session.signIn(credentials);
      server.script({ '/session/login': answer, '/study/get': noSession });
      const before = server.callsOf('/session/login').length;
      for (let call = 0; call < 2; call += 1) {
        expect(await rejection(connection.studies.get('s1'))).toMatchObject({ code: 'session-expired' });
      }
      expect(connection.session.state).toEqual({ state: 'expired' });
      expect(server.callsOf('/session/login').length - before).toBe(1);
    }
  });

  test('a server that is away meanwhile is asked again', async () => {
    server.script({ '/study/get': onlyNew(ok(studyRecord())) });
    server.script({ '/session/login': [{ status: 503, body: {} }, ok({ sid: 'sid-2' })] });
    expect(await connection.studies.get('s1')).toMatchObject({ uuid: 's1' });
    expect(server.callsOf('/session/login')).toHaveLength(3);
  });

  test('what was entered is forgotten with signing out', async () => {
    await connection.session.signOut();
    expect(await connection.session.renew()).toBe(false);
    expect(server.callsOf('/session/login')).toHaveLength(1);
  });
});
