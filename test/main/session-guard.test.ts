import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemBody } from '../../src/contract/problem-schema.ts';
import { createSessionGuard, type SessionGuard } from '../../main/session-guard.ts';

const port = 43_210;
const origin = `http://127.0.0.1:${port}`;

function ask(guard: SessionGuard, path: string, headers: Record<string, string> = {}, method = 'GET') {
  return guard.check(new Request(`${origin}${path}`, { method, headers: { Host: `127.0.0.1:${port}`, ...headers } }));
}

function signedIn(guard: SessionGuard): { Cookie: string } {
  const answer = guard.check(new Request(guard.openingUrl, { headers: { Host: `127.0.0.1:${port}` } }));
  return { Cookie: answer?.headers.get('Set-Cookie')?.split(';')[0] ?? '' };
}

describe('who is kept out', () => {
  it.each(['/', '/assets/a.js', '/?token=', '/?token=guess', '/?token=guess&token='])(
    'a request without the cookie: %s',
    (path) => {
      expect(ask(createSessionGuard(port), path)?.status).toBe(401);
    },
  );

  it('the API without the cookie, with a problem the window can show', async () => {
    const answer = ask(createSessionGuard(port), '/api/app');
    expect(answer?.status).toBe(401);
    expect(ProblemBody.parse(await answer?.json()).error.code).toBe('signed-out');
  });

  it('a second use of the token', () => {
    const guard = createSessionGuard(port);
    expect(signedIn(guard).Cookie).not.toBe('');
    expect(signedIn(guard).Cookie).toBe('');
  });

  it('the token anywhere but at the opening address', () => {
    const guard = createSessionGuard(port);
    const { search } = new URL(guard.openingUrl);
    expect(ask(guard, `/api/app${search}`)?.status).toBe(401);
    expect(ask(guard, `/${search}`, { Origin: origin }, 'POST')?.status).toBe(401);
    expect(signedIn(guard).Cookie).not.toBe('');
  });

  it.each(['evil.example', `evil.example:${port}`, '127.0.0.1', '127.0.0.1:1', `127.0.0.1.evil.example:${port}`, ''])(
    'another Host, even with the token or the cookie: "%s"',
    (host) => {
      const guard = createSessionGuard(port);
      expect(guard.check(new Request(guard.openingUrl, { headers: { Host: host } }))?.status).toBe(403);
      expect(ask(guard, '/api/app', { ...signedIn(guard), Host: host })?.status).toBe(403);
    },
  );

  it.each([
    ['GET', { 'Sec-Fetch-Site': 'cross-site' }],
    ['GET', { 'Sec-Fetch-Site': 'same-site' }],
    ['GET', { Origin: 'http://evil.example' }],
    ['GET', { Origin: 'null', Accept: 'text/event-stream' }],
    ['GET', { Origin: 'http://127.0.0.1:1' }],
    ['POST', { Origin: 'http://evil.example' }],
    ['POST', {}],
    ['DELETE', {}],
    ['PUT', { 'Sec-Fetch-Site': 'same-origin' }],
  ] as const)("another page's request, even with the cookie: %s %j", (method, headers) => {
    const guard = createSessionGuard(port);
    expect(ask(guard, '/api/events', { ...signedIn(guard), ...headers }, method)?.status).toBe(403);
  });

  it('every cookie but the one', () => {
    const guard = createSessionGuard(port);
    const { Cookie } = signedIn(guard);
    fc.assert(
      fc.property(fc.base64String(), fc.nat(Cookie.length), (text, cut) => {
        expect(ask(guard, '/', { Cookie: `fileroom-${port}=${text}` })?.status).toBe(401);
        if (cut < Cookie.length) expect(ask(guard, '/', { Cookie: Cookie.slice(0, cut) })?.status).toBe(401);
      }),
    );
  });

  it('the cookie of another run', () => {
    expect(ask(createSessionGuard(port), '/', signedIn(createSessionGuard(port)))?.status).toBe(401);
  });
});

describe('who gets in', () => {
  it('the window, by a page that leaves the token behind and an HttpOnly, SameSite=Strict cookie', async () => {
    const guard = createSessionGuard(port);
    const answer = guard.check(
      // From a link in another site's page: the token is the authority.
      new Request(guard.openingUrl, { headers: { Host: `localhost:${port}`, 'Sec-Fetch-Site': 'cross-site' } }),
    );
    expect(answer?.headers.get('Set-Cookie')).toMatch(/^fileroom-43210=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(answer?.headers.get('Cache-Control')).toBe('no-store');
    expect(await answer?.text()).toContain('<meta http-equiv="refresh" content="0; url=/" />');
  });

  it.each([
    ['GET', {}],
    ['GET', { 'Sec-Fetch-Site': 'none' }],
    ['GET', { 'Sec-Fetch-Site': 'same-origin' }],
    ['POST', { Origin: origin, 'Sec-Fetch-Site': 'same-origin' }],
    ['DELETE', { Origin: origin }],
  ] as const)('its requests with the cookie: %s %j', (method, headers) => {
    const guard = createSessionGuard(port);
    expect(ask(guard, '/api/app', { ...signedIn(guard), ...headers }, method)).toBeUndefined();
  });

  it('its cookie among others', () => {
    const guard = createSessionGuard(port);
    expect(ask(guard, '/', { Cookie: `other=1; ${signedIn(guard).Cookie}; last=2` })).toBeUndefined();
  });

  it('a reload of the opening address in the window itself', () => {
    const guard = createSessionGuard(port);
    const cookie = signedIn(guard);
    const answer = guard.check(new Request(guard.openingUrl, { headers: { Host: `127.0.0.1:${port}`, ...cookie } }));
    expect(answer?.status).toBe(303);
    expect(answer?.headers.get('Location')).toBe('/');
  });
});
