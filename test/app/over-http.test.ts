import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { openApp, type App } from '../../src/app/app.ts';

/** Requests that only a socket brings about: the browser shell's server makes them differently from `new Request`. */
describe('the application API over HTTP', () => {
  let app: App;
  let dataDir: string;
  const server = createAdaptorServer({ fetch: async (each) => app.fetch(each), overrideGlobalObjects: false });

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'fileroom-http-'));
    app = await openApp({ dataDir, shell: 'none' });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterAll(async () => {
    server.close();
    await app.close();
    await rm(dataDir, { recursive: true });
  });

  const send = async (method: string, path: string, headers: Record<string, string>, body?: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('The server does not listen');
      const sent = request({ port: address.port, host: '127.0.0.1', method, path, headers }, (answer) => {
        resolve(answer.resume().statusCode);
      });
      sent.on('error', reject);
      sent.end(body);
    });

  it('answers a DELETE without a body', async () => {
    expect(await send('DELETE', '/api/scans/none', {})).toBe(404);
  });

  it('reads a body of unknown length', async () => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    expect(await send('POST', '/api/connections/test', headers, '{"url":"ftp://example.org"}')).toBe(200);
  });

  it('refuses a body that is too large, of known and of unknown length, and lives on', async () => {
    const body = JSON.stringify({ url: 'x'.repeat(5_000_000) });
    const json = { 'content-type': 'application/json' };
    for (const headers of [json, { ...json, 'transfer-encoding': 'chunked' }]) {
      // The answer may come while the body is still being sent, and then the line is cut.
      const outcome = await send('POST', '/api/connections/test', headers, body).catch(() => 'cut off');
      expect(['cut off', 400]).toContain(outcome);
    }
    expect(await send('DELETE', '/api/scans/none', {})).toBe(404);
  });
});
