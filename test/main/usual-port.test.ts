import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveLocally, type LocalServer } from '../../main/local-server.ts';
import { serveOnUsualPort } from '../../main/usual-port.ts';

describe('the port of the local server', () => {
  let dataDir: string;
  const open: LocalServer[] = [];
  const start = async () => {
    const server = await serveOnUsualPort(dataDir, async (port) => serveLocally(async () => new Response(), { port }));
    open.push(server);
    return server;
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'fileroom-port-'));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map(async (server) => server.close()));
    await rm(dataDir, { recursive: true });
  });

  it('is the same at the next start', async () => {
    const first = await start();
    await open.pop()?.close();
    expect((await start()).origin).toBe(first.origin);
  });

  it('is another one while it is taken, and the same again afterwards', async () => {
    const first = await start();
    const second = await start();
    expect(second.origin).not.toBe(first.origin);
    await Promise.all(open.splice(0).map(async (server) => server.close()));
    expect((await start()).origin).toBe(first.origin);
  });

  it.each(['', 'text', '-1', '80', '70000', '1e9'])('is a free one when %j was remembered', async (text) => {
    await writeFile(join(dataDir, 'browser-port'), text);
    expect((await start()).origin).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}$/);
  });
});
