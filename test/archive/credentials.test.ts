import { describe, expect, it } from 'vitest';
import { client, jsonOf, newArchive, origin, owner, password } from './harness.ts';

async function house() {
  let now = Date.now();
  const archive = await newArchive({ now: () => now });
  const asks = async (authorization: string, url = '/session/user') => {
    const response = await archive.fetch(new Request(`${origin}/api/v3${url}`, { headers: { authorization } }));
    return { http: response.status, body: await jsonOf(response) };
  };
  const nobody = client(archive);
  const { login } = archive.info;
  const basic = (secret: string) => `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}`;
  const token = (params: Record<string, string | number> = {}) =>
    nobody.call('/session/oauth/token', {
      grant_type: 'client_credentials',
      client_id: login,
      client_secret: password,
      ...params,
    });
  const later = (ms: number) => void (now += ms);
  return { archive, asks, nobody, basic, token, login, later };
}

describe('who calls', () => {
  it('is told by a login and password with every call, too', async () => {
    const { asks, basic, login } = await house();
    expect((await asks(basic(password))).body).toMatchObject({ email: login, sysadmin: 0 });
    expect((await asks(basic('wrong'))).http).toBe(401);
    expect((await asks('Basic bm9jb2xvbg==')).http).toBe(401);
    for (let guess = 0; guess < 5; guess += 1) await asks(basic('wrong'));
    expect((await asks(basic(password))).http).toBe(401);
  });

  it('is told by a token, as long as it lives', async () => {
    const { asks, token, later, archive } = await house();
    const { body } = await token({ duration: 60 });
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 60 });
    expect((await asks(`Bearer ${body.access_token}`)).http).toBe(200);
    expect((await asks(`Bearer ${body.access_token}x`)).http).toBe(401);
    later(61_000);
    expect((await asks(`Bearer ${body.access_token}`)).http).toBe(401);
    const long = (await token({ duration: 999_999_999 })).body;
    expect(long.expires_in).toBe(86_400);
    await archive.setPassword('another password 42');
    expect((await asks(`Bearer ${long.access_token}`)).http).toBe(401);
  });

  it('gets no token with the wrong secret or another way of asking', async () => {
    const { token, nobody } = await house();
    expect((await nobody.call('/session/oauth/token')).body.error_subtype).toEqual([
      'grant_type',
      'client_id',
      'client_secret',
    ]);
    expect((await token({ grant_type: 'password' })).body.error_type).toBe('AUTH_FAILED');
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await token({ client_secret: 'wrong' })).body.error_type).toBe('AUTH_FAILED');
    }
    expect((await token()).body.error_type).toBe('LOCKOUT');
  });

  it('passes credentials on into a bundle only where that is asked for', async () => {
    const { archive, basic } = await house();
    const bundle = async (query: string) => {
      const init = { method: 'POST', body: '[{"URL":"/session/user"}]', headers: { authorization: basic(password) } };
      return jsonOf(await archive.fetch(new Request(`${origin}/api/v3/bundle${query}`, init)));
    };
    expect(await bundle('?inherit_sid=1')).toMatchObject([{ HTTP_STATUS_CODE: 200 }]);
    expect(await bundle('')).toMatchObject([{ HTTP_STATUS_CODE: 401 }]);
  });

  it('changes the password while signing in, if the new one is good enough', async () => {
    const { nobody, login, asks, basic, archive } = await house();
    const old = await owner(archive);
    const signIn = (secret: string, more = {}) => nobody.call('/session/login', { login, password: secret, ...more });
    expect((await signIn(password, { new_password: 'short' })).body.error_type).toBe('BAD_PASSWORD');
    const { sid } = (await signIn(password, { new_password: 'another one 42' })).body;
    expect((await client(archive, sid).call('/session/user')).http).toBe(200);
    expect((await old.call('/session/user')).http).toBe(401);
    expect((await asks(basic(password))).http).toBe(401);
    expect((await signIn('another one 42')).http).toBe(200);
  });
});

describe('a form', () => {
  it('may come in parts', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const account = (await user.ok('/account/list')).accounts[0].uuid;
    const body = new FormData();
    for (const [name, value] of Object.entries({ sid: user.sid ?? '', account_id: account, name: 'Bořek' }))
      body.set(name, value);
    const response = await archive.fetch(new Request(`${origin}/api/v3/group/add`, { method: 'POST', body }));
    expect(response.status).toBe(200);
    expect((await user.ok('/group/list', { account_id: account })).groups).toContainEqual(
      expect.objectContaining({ name: 'Bořek' }),
    );
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const broken = new Request(`${origin}/api/v3/group/add`, { method: 'POST', body: 'nothing', headers });
    expect((await archive.fetch(broken)).status).toBe(400);
  });
});
