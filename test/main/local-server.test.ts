import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { serveLocally, type LocalServer } from '../../main/local-server.ts';

const open: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(answer: (request: Request) => Response | Promise<Response>) {
  const server = await serveLocally(async (request) => answer(request));
  open.push(server);
  const { origin } = new URL(server.openingUrl);
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
    await expect(serveLocally(async () => new Response(), Number(new URL(origin).port))).rejects.toMatchObject({
      code: 'port-not-free',
    });
  });
});
