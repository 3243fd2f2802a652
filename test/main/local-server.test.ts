import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { serveLocally, type LocalServer } from '../../main/local-server.ts';

const open: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

type Answer = (request: Request) => Response | Promise<Response>;

async function start(answer: Answer, linkPages?: Answer) {
  const server = await serveLocally(
    async (request) => answer(request),
    linkPages === undefined ? {} : { linkPages: async (request) => linkPages(request) },
  );
  open.push(server);
  const { origin } = server;
  const signIn = async () => (await fetch(server.openingUrl)).headers.get('Set-Cookie')?.split(';')[0] ?? '';
  return { server, origin, signIn };
}

/** The status for a Host header of one's own, which fetch does not send. */
function statusWithHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers: { Host: host } }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

describe('the local server', () => {
  it('listens on the loopback address only', async () => {
    const { origin } = await start(() => new Response('window'));
    expect(new URL(origin).hostname).toBe('127.0.0.1');
  });

  it('refuses a rebound name, a missing cookie and a used token, with the policy on the refusal', async () => {
    const { server, origin, signIn } = await start(() => new Response('window'));
    expect(await statusWithHost(server.openingUrl, 'evil.example')).toBe(403);
    const refused = await fetch(`${origin}/api/app`);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('Content-Security-Policy')).toContain("default-src 'self'");
    expect(await signIn()).not.toBe('');
    expect((await fetch(server.openingUrl)).status).toBe(401);
  });

  it('serves the window once it has the cookie', async () => {
    const { origin, signIn } = await start(() => new Response('window'));
    const answer = await fetch(origin, { headers: { Cookie: await signIn() } });
    expect(await answer.text()).toBe('window');
  });

  it('passes request bodies on and event streams through, and ends with a stream open', async () => {
    const { server, origin, signIn } = await start(async (request) =>
      request.method === 'POST'
        ? new Response(await request.text())
        : new Response(
            new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('data: 1\n\n')) }),
          ),
    );
    const headers = { Cookie: await signIn(), Origin: origin };
    const echoed = await fetch(`${origin}/api/echo`, { method: 'POST', body: 'disc', headers });
    expect(await echoed.text()).toBe('disc');

    const events = (await fetch(`${origin}/api/events`, { headers })).body?.getReader();
    expect(new TextDecoder().decode((await events?.read())?.value)).toBe('data: 1\n\n');
    await server.close();
    open.splice(0);
    await expect(events?.read()).rejects.toThrow('terminated');
  });

  it('says so when the port is taken', async () => {
    const { origin } = await start(() => new Response('window'));
    await expect(
      serveLocally(async () => new Response(), { port: Number(new URL(origin).port) }),
    ).rejects.toMatchObject({
      code: 'port-not-free',
    });
  });

  describe('passes what links lead to', () => {
    const policy = "default-src 'none'";
    const echo: Answer = async (request) =>
      Response.json(
        { cookie: request.headers.get('Cookie'), url: request.url, method: request.method, body: await request.text() },
        { headers: { 'Content-Security-Policy': policy } },
      );

    it('to anybody on this machine, without the window’s cookie, with its own policy', async () => {
      const { origin, signIn } = await start(() => new Response('window'), echo);
      const cookie = await signIn();
      const answer = await fetch(`${origin}/l/1?page=2`, { headers: { Cookie: `fileroom-visit=a; ${cookie}; b=c` } });
      expect(answer.headers.get('Content-Security-Policy')).toBe(policy);
      expect(await answer.json()).toMatchObject({ cookie: 'fileroom-visit=a; b=c', url: `${origin}/l/1?page=2` });
      const alone = await fetch(`${origin}/l/1`, { headers: { Cookie: cookie } });
      expect(await alone.json()).toMatchObject({ cookie: null });
      const form = await fetch(`${origin}/l/1`, { method: 'POST', body: 'password=x', headers: { Cookie: cookie } });
      expect(await form.json()).toMatchObject({ cookie: null, method: 'POST', body: 'password=x' });
    });

    it('and nothing else: no other method, no other name, no other path', async () => {
      const { origin } = await start(() => new Response('window'), echo);
      for (const method of ['PUT', 'DELETE', 'OPTIONS']) {
        expect((await fetch(`${origin}/l/1`, { method })).status, method).toBe(405);
      }
      expect(await statusWithHost(`${origin}/l/1`, 'evil.example')).toBe(403);
      for (const path of ['/api/app', '/l', '/l/../api/app', '/l/%2e%2e/api/app', '/L/1', '/']) {
        expect((await fetch(`${origin}${path}`)).status, path).toBe(401);
      }
      expect((await fetch(`${origin}/l/1`, { method: 'HEAD' })).status).toBe(200);
    });

    it('not at all where there are none', async () => {
      const { origin } = await start(() => new Response('window'));
      expect((await fetch(`${origin}/l/1`)).status).toBe(401);
    });
  });
});
