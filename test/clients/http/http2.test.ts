import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, expect, test } from 'vitest';
import { createHttp, type HttpOptions } from '../../../src/clients/http/http.ts';
import { selfSigned } from './self-signed.ts';

const tls = selfSigned();
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

type Listener = (request: Http2ServerRequest, response: Http2ServerResponse) => void;

async function server(listener: Listener): Promise<{ url: string; server: Http2SecureServer; sessions: () => number }> {
  const started = createSecureServer({ ...tls, allowHTTP1: true }, listener);
  const sessions = new Set<{ destroy(): void }>();
  let count = 0;
  started.on('session', (session) => {
    count += 1;
    sessions.add(session);
  });
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', resolve);
  });
  open.push(
    () =>
      new Promise((resolve) => {
        started.close(() => resolve());
        for (const session of sessions) session.destroy();
      }),
  );
  const { port } = started.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}`, server: started, sessions: () => count };
}

function client(options: HttpOptions = {}) {
  const http = createHttp({ proxy: { http: '', https: '' }, ca: [tls.cert], ...options });
  open.push(() => http.close());
  return http;
}

function chunks(size: number): ReadableStream<Uint8Array> {
  let left = size;
  return new ReadableStream({
    pull: (controller) => (left-- > 0 ? controller.enqueue(new Uint8Array(65_536)) : controller.close()),
  });
}

const upload = (url: string, body: ReadableStream<Uint8Array>) =>
  new Request(url, { method: 'POST', body, duplex: 'half' });

const count: Listener = (request, response) => {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => response.end(`${request.httpVersion} ${bytes}`));
};

test('calls share a connection where it is offered', async () => {
  const { url, sessions } = await server(count);
  const http = client();
  const form = (index: number) =>
    index % 2 === 0
      ? new Request(url)
      : new Request(url, { method: 'POST', body: 'sid=1', headers: { 'content-length': '5' } });
  await (await http.fetch(form(0))).text();
  const answers = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => (await http.fetch(form(index))).text()),
  );
  expect(new Set(answers)).toEqual(new Set(['2.0 0', '2.0 5']));
  expect(sessions()).toBeLessThanOrEqual(16);
});

test('uploads have connections of their own, over HTTP/1.1', async () => {
  const { url } = await server(count);
  const http = client();
  const answers = await Promise.all(
    Array.from({ length: 40 }, async () => (await http.fetch(upload(url, chunks(16)))).text()),
  );
  expect(new Set(answers)).toEqual(new Set([`1.1 ${16 * 65_536}`]));
});

test('a quarter of a gigabyte streams down', async () => {
  const size = 4096;
  const { url } = await server((_, response) => {
    response.writeHead(200);
    void pipeline(Readable.fromWeb(chunks(size) as never), response as unknown as Writable).catch(() => undefined);
  });
  const response = await client().fetch(new Request(url));
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += chunk.byteLength;
  expect(bytes).toBe(size * 65_536);
});

test('no answer in time', async () => {
  const { url } = await server(() => undefined);
  await expect(client({ headersTimeoutMs: 200 }).fetch(new Request(url))).rejects.toMatchObject({
    code: 'answer-timeout',
  });
});

test('the body stalls, and breaks off', async () => {
  const { url } = await server((request, response) => {
    response.writeHead(200);
    response.write('part', () => {
      if (request.url === '/break') response.stream.session?.destroy();
    });
  });
  const stalled = await client({ bodyTimeoutMs: 100 }).fetch(new Request(url));
  await expect(stalled.text()).rejects.toMatchObject({ code: 'transfer-stalled' });
  const broken = await client().fetch(new Request(`${url}/break`));
  await expect(broken.text()).rejects.toMatchObject({ code: 'connection-broken' });
});

test('a server that goes away between two requests is reached again', async () => {
  const { url, sessions } = await server((_, response) => {
    response.end('here');
    response.stream.session?.close();
  });
  const http = client();
  for (let request = 0; request < 5; request += 1) {
    expect(await (await http.fetch(new Request(url))).text()).toBe('here');
  }
  expect(sessions()).toBeGreaterThan(1);
});

test('an abort ends one request, and not its neighbours on the same connection', async () => {
  const { url } = await server((request, response) => {
    response.writeHead(200);
    response.write('part');
    if (request.url === '/whole') response.end(' whole');
  });
  const http = client();
  const controller = new AbortController();
  const reason = new Error('no longer wanted');
  const aborted = await http.fetch(new Request(url, { signal: controller.signal }));
  const rest = aborted.text();
  controller.abort(reason);
  await expect(rest).rejects.toBe(reason);
  expect(await (await http.fetch(new Request(`${url}/whole`))).text()).toBe('part whole');
});
