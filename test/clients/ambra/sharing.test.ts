import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Study } from '../../../src/contract/study.ts';
import type { AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { credentials, ok, scriptedAmbra, studyRecord, type ScriptedAmbra } from './scripted-ambra.ts';

let server: ScriptedAmbra;
let connection: AmbraConnection;
let study: Study;
beforeEach(async () => {
  server = await scriptedAmbra();
  server.script({ '/study/get': ok(studyRecord({ engine_fqdn: server.host })) });
  connection = server.connect();
  await connection.session.signIn(credentials);
  study = await connection.studies.get('s1');
});
afterEach(() => server.close());

describe('shares', () => {
  test('everybody a study can be shared with, by kind', async () => {
    server.script({
      '/study/share/who': ({ params }) =>
        ok({ shares: [{ uuid: `${params['type']}-1`, name: `A ${params['type']}` }] }),
    });
    expect(await connection.shares.who(study)).toEqual(
      (['user', 'group', 'location', 'account'] as const).map((kind) => ({ kind, id: `${kind}-1`, name: `A ${kind}` })),
    );
  });

  test('are listed with names, or with ids where the server knows no more', async () => {
    server.script({
      '/study/share/list': ok({
        user_id: [{ uuid: 'u2', name: 'Phantom Surgeon', action: 'share', created: '2026-02-01 08:00:00' }],
        group_id: ['g1'],
        user_invite_share_id: [{ uuid: 'i1', name: 'invited@phantom.example' }],
        location_id: null,
      }),
    });
    expect(await connection.shares.list(study)).toEqual([
      {
        id: 'user:u2',
        recipient: { kind: 'user', id: 'u2', name: 'Phantom Surgeon' },
        created: '2026-02-01T08:00:00.000Z',
      },
      { id: 'group:g1', recipient: { kind: 'group', id: 'g1', name: 'g1' } },
      {
        id: 'email:i1',
        recipient: { kind: 'email', id: 'invited@phantom.example', name: 'invited@phantom.example' },
      },
    ]);
  });

  test('with an address that belongs to a user becomes a share with that user', async () => {
    const old = { uuid: 'u1', name: 'Phantom Reader' };
    server.script({
      '/study/share/list': [
        ok({ user_id: [old] }),
        ok({ user_id: [old, { uuid: 'u2', name: 'Phantom Surgeon', email: 'Surgeon@phantom.example' }] }),
      ],
      '/study/share': ok(),
    });
    const share = await connection.shares.add(study, { kind: 'email', id: 'surgeon@phantom.example', message: 'Look' });
    expect(share).toMatchObject({ id: 'user:u2', recipient: { kind: 'user', name: 'Phantom Surgeon' } });
    expect(server.callsOf('/study/share')[0]?.params).toEqual({
      uuid: 's1',
      email: 'surgeon@phantom.example',
      message: 'Look',
    });
  });

  test('that the server confirms but does not list are not made', async () => {
    server.script({ '/study/share/list': ok(), '/study/share': ok() });
    await expect(connection.shares.add(study, { kind: 'user', id: 'u2' })).rejects.toMatchObject({
      name: 'BadAnswerError',
    });
  });

  test('stop by what they were made with', async () => {
    server.script({ '/study/share/stop': ok() });
    await connection.shares.stop(study, 'email:i1');
    expect(server.callsOf('/study/share/stop')[0]?.params).toEqual({ uuid: 's1', user_invite_share_id: 'i1' });
    await expect(connection.shares.stop(study, 'nonsense')).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});

describe('links', () => {
  const record = {
    uuid: 'l1',
    url: 'https://archive.example/link/l1',
    created: '2026-02-01 08:00:00',
    minutes_alive: '60',
    max_hits: '5',
    has_password: 1,
  };

  test('are made, and answered as the server holds them', async () => {
    server.script({ '/link/add': ok({ uuid: 'l1' }), '/link/get': ok(record) });
    expect(await connection.links.add(study, { minutes: 60, maxHits: 5, password: 'a second factor' })).toEqual({
      uuid: 'l1',
      url: 'https://archive.example/link/l1',
      created: '2026-02-01T08:00:00.000Z',
      expires: '2026-02-01T09:00:00.000Z',
      maxHits: 5,
      hasPassword: true,
    });
    expect(server.callsOf('/link/add')[0]?.params).toEqual({
      study_id: 's1',
      action: 'STUDY_VIEW',
      minutes_alive: '60',
      max_hits: '5',
      password: 'a second factor',
    });
  });

  test('without an end have none', async () => {
    const other = { ...record, minutes_alive: null };
    server.script({ '/link/list': ok({ links: [other] }) });
    const [link] = await connection.links.list(study);
    expect(link).not.toHaveProperty('expires');
  });

  test('are listed to the last page', async () => {
    server.script({
      '/link/list': [
        ok({ links: [record], page: { more: 1, number: 1 } }),
        ok({ links: [{ ...record, uuid: 'l2' }], page: { more: 0, number: 2 } }),
      ],
    });
    expect((await connection.links.list(study)).map(({ uuid }) => uuid)).toEqual(['l1', 'l2']);
    expect(server.callsOf('/link/list')[1]?.params['page.number']).toBe('2');
  });

  test('an address that is none is not handed out', async () => {
    server.script({ '/link/list': ok({ links: [{ ...record, url: 'javascript:alert(1)' }] }) });
    await expect(connection.links.list(study)).rejects.toMatchObject({ name: 'BadAnswerError' });
  });

  test('are revoked', async () => {
    server.script({ '/link/delete': ok() });
    await connection.links.revoke(study, 'l1');
    expect(server.callsOf('/link/delete')[0]?.params).toEqual({ uuid: 'l1' });
  });
});
