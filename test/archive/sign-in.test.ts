import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import { jsonOf, client, newArchive, origin, owner, password, temporaryFolder } from './harness.ts';

describe('signing in', () => {
  it('is refused without a password, with a wrong one, and for somebody unknown', async () => {
    const archive = await newArchive();
    const nobody = client(archive);
    const { login } = archive.info;
    expect(await nobody.call('/session/login', { login })).toEqual({
      http: 412,
      body: { status: 'ERROR', error_type: 'MISSING_FIELDS', error_subtype: ['password'] },
    });
    for (const wrong of [
      { login, password: 'wrong' },
      { login: 'stranger@example.org', password },
    ]) {
      expect((await nobody.call('/session/login', wrong)).body.error_type).toBe('INVALID_CREDENTIALS');
    }
  });

  it('is locked after five failures, side by side ones too, and opens again after five minutes', async () => {
    let now = Date.parse('2026-11-20T10:00:00Z');
    const archive = await newArchive({ now: () => now });
    const nobody = client(archive);
    const { login } = archive.info;
    const guesses = await Promise.all(
      Array.from({ length: 7 }, () => nobody.call('/session/login', { login, password: 'guess' })),
    );
    expect(guesses.filter(({ body }) => body.error_type === 'INVALID_CREDENTIALS')).toHaveLength(5);
    expect((await nobody.call('/session/login', { login: login.toUpperCase(), password })).body.error_type).toBe(
      'LOCKOUT',
    );
    now += 5 * 60_000;
    expect((await nobody.call('/session/login', { login, password })).http).toBe(200);
  });

  it('gives a session that ends by logging out, or when unused for three hours', async () => {
    let now = Date.parse('2026-11-20T10:00:00Z');
    const archive = await newArchive({ now: () => now });
    const sign = async () =>
      client(archive, (await client(archive).ok('/session/login', { login: archive.info.login, password })).sid);
    const user = await sign();
    expect((await user.ok('/session/ttl')).ttl).toBe(180);
    now += 179 * 60_000;
    expect((await user.ok('/session/ttl')).ttl).toBe(180);
    now += 180 * 60_000;
    expect(await user.call('/session/ttl')).toEqual({
      http: 401,
      body: { status: 'ERROR', error_type: 'AUTH_FAILED' },
    });
    const again = await sign();
    await again.ok('/session/logout');
    expect((await again.call('/session/user')).http).toBe(401);
  });

  it('keeps at most ten sessions of a user, the newest', async () => {
    let now = Date.parse('2026-11-20T10:00:00Z');
    const archive = await newArchive({ now: () => now++ });
    const sids = [];
    for (let index = 0; index < 11; index += 1) sids.push(await archive.openSession());
    expect((await client(archive, sids[0]).call('/session/ttl')).http).toBe(401);
    expect((await client(archive, sids[1]).call('/session/ttl')).http).toBe(200);
  });

  it('is not locked for years by a clock that was wrong, nor open for years', async () => {
    let now = Date.parse('2036-01-01T00:00:00Z');
    const archive = await newArchive({ now: () => now });
    const { login } = archive.info;
    const sid = await archive.openSession();
    for (let guess = 0; guess < 5; guess += 1) await client(archive).call('/session/login', { login, password: 'no' });
    now = Date.parse('2026-11-20T10:00:00Z');
    expect((await client(archive).call('/session/login', { login, password })).http).toBe(200);
    expect((await client(archive, sid).ok('/session/ttl')).ttl).toBe(180);
    now += 181 * 60_000;
    expect((await client(archive, sid).call('/session/ttl')).http).toBe(401);
  });

  it('says what it asks for besides, which is nothing', async () => {
    const archive = await newArchive();
    const { login } = archive.info;
    expect(await client(archive).ok('/session/login', { login, password })).toMatchObject({
      pin_required: 0,
      sign_required: 0,
    });
  });

  it('is by POST only', async () => {
    const archive = await newArchive();
    const url = `${origin}/api/v3/session/login?login=a&password=b`;
    expect((await archive.fetch(new Request(url))).status).toBe(405);
  });

  it('takes the sid as a parameter too, and parameters as JSON', async () => {
    const archive = await newArchive();
    const sid = await archive.openSession();
    const byQuery = await archive.fetch(new Request(`${origin}/api/v3/session/user?sid=${sid}`));
    expect((await jsonOf(byQuery)).status).toBe('OK');
    const byJson = await archive.fetch(
      new Request(`${origin}/api/v3/session/user`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sid }),
      }),
    );
    expect((await jsonOf(byJson)).email).toBe(archive.info.login);
  });
});

describe('the first start', () => {
  it('makes up a password, says it once, and keeps no copy', async () => {
    const dir = await temporaryFolder();
    const first = await openArchive({ dir });
    expect(first.created?.password.length).toBeGreaterThanOrEqual(20);
    const secret = first.created?.password ?? '';
    expect((await client(first).call('/session/login', { login: first.info.login, password: secret })).http).toBe(200);
    await first.close();
    const second = await newArchive({ dir, password: 'another' });
    expect(second.created).toBeUndefined();
    expect(second.info).toEqual(first.info);
    expect((await client(second).call('/session/login', { login: first.info.login, password: secret })).http).toBe(200);
  });

  it('makes an account, a group and a user, each with a namespace and a share code', async () => {
    const archive = await newArchive();
    const { namespaces } = await (await owner(archive)).ok('/user/namespace/list');
    expect(namespaces.map(({ type }: { type: string }) => type)).toEqual(['account_id', 'group_id', 'user_id']);
    expect(new Set(namespaces.map(({ share_code }: { share_code: string }) => share_code)).size).toBe(3);
    expect(namespaces[0]).toMatchObject({
      uuid: archive.info.namespaceId,
      share_code: archive.info.shareCode,
      permissions: { study_upload: 1, study_view: 1 },
    });
  });

  it('happens once when two programs open the archive at the same time', async () => {
    const dir = await temporaryFolder();
    const both = await Promise.all([newArchive({ dir }), newArchive({ dir })]);
    expect(both.filter(({ created }) => created !== undefined)).toHaveLength(1);
    expect(both[0].info).toEqual(both[1].info);
  });

  it('lets the password be changed, which ends the sessions', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    await archive.setPassword('new password of mine');
    expect((await user.call('/session/ttl')).http).toBe(401);
    const { login } = archive.info;
    expect((await client(archive).call('/session/login', { login, password })).body.error_type).toBe(
      'INVALID_CREDENTIALS',
    );
    expect((await client(archive).call('/session/login', { login, password: 'new password of mine' })).http).toBe(200);
  });
});
