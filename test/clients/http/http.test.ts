import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { NetworkError } from '../../../src/clients/http/errors.ts';
import { createHttp, type Http, type HttpOptions } from '../../../src/clients/http/http.ts';
import { readBody, serve, type LoopbackServer } from '../loopback-server.ts';
import { selfSigned } from './self-signed.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const noProxy = { http: '', https: '' };

function client(options: HttpOptions = {}): Http {
  const http = createHttp({ proxy: noProxy, ...options });
  open.push(http);
  return http;
}

async function server(listener: RequestListener, tls?: Parameters<typeof serve>[1]): Promise<LoopbackServer> {
  const started = await serve(listener, tls);
  open.push(started);
  return started;
}

async function failure(promise: Promise<unknown>): Promise<NetworkError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(NetworkError);
  return error as NetworkError;
}

/** `chunks` chunks of 64 KiB, made only when asked for. */
function pattern(chunks: number): ReadableStream<Uint8Array> {
  let left = chunks;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) return controller.close();
      left -= 1;
      return controller.enqueue(new Uint8Array(65_536).fill(left % 251));
    },
  });
}

/** More than anybody takes. `cancelled` resolves when nobody will read any further, and never once all was read. */
function endless(): { stream: ReadableStream<Uint8Array>; cancelled: Promise<unknown> } {
  const { promise: cancelled, resolve } = Promise.withResolvers<unknown>();
  let left = 100_000;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => (left-- > 0 ? controller.enqueue(new Uint8Array(65_536)) : controller.close()),
    cancel: resolve,
  });
  return { stream, cancelled };
}

function upload(url: string, body: ReadableStream<Uint8Array>, headers: Record<string, string> = {}): Request {
  return new Request(url, { method: 'POST', body, headers, duplex: 'half' });
}

describe('the hop that failed', () => {
  test('nobody listens', async () => {
    const gone = await serve(() => undefined);
    await gone.close();
    const error = await failure(client().fetch(new Request(`${gone.url}/study?sid=secret-sid`)));
    expect(error).toMatchObject({ code: 'connection-refused', next: 'check-connection' });
    expect(error.message).toContain(`127.0.0.1:${gone.port}`);
    expect(error.message).not.toContain('secret-sid');
    expect(error.message).not.toContain('/study');
  });

  test('the name does not exist', async () => {
    const error = await failure(client().fetch(new Request('http://nowhere.invalid/')));
    expect(error).toMatchObject({ code: 'dns-failed', next: 'check-connection' });
  });

  test('no answer in time', async () => {
    const { url } = await server(() => undefined);
    const error = await failure(client({ headersTimeoutMs: 100 }).fetch(new Request(url)));
    expect(error).toMatchObject({ code: 'answer-timeout', next: 'retry' });
  });

  test('an upload that the server does not take', async () => {
    const { url } = await server((request) => request.pause());
    const http = client({ headersTimeoutMs: 200 });
    const { stream, cancelled } = endless();
    const error = await failure(http.fetch(upload(url, stream)));
    expect(error.code).toBe('answer-timeout');
    await cancelled;
  });

  test('the connection breaks within the body', async () => {
    const { url } = await server((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('part', () => response.destroy());
    });
    const response = await client().fetch(new Request(url));
    expect(response.status).toBe(200);
    expect(await failure(response.arrayBuffer())).toMatchObject({ code: 'connection-broken', next: 'retry' });
  });

  test('the body stalls', async () => {
    const { url } = await server((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('part');
    });
    const response = await client({ bodyTimeoutMs: 100 }).fetch(new Request(url));
    expect(await failure(response.arrayBuffer())).toMatchObject({ code: 'transfer-stalled', next: 'retry' });
  });

  test('a certificate nobody vouches for, until its authority is added', async () => {
    const tls = selfSigned();
    const { url } = await server((_, response) => response.end('trusted'), tls);
    expect(await failure(client().fetch(new Request(url)))).toMatchObject({ code: 'tls-failed' });
    const response = await client({ ca: [tls.cert] }).fetch(new Request(url));
    expect(await response.text()).toBe('trusted');
  });
});

describe('proxies', () => {
  test('plain HTTP goes through the proxy, this machine never does', async () => {
    const proxy = await server((request, response) => response.end(`for ${request.url}`));
    const target = await server((_, response) => response.end('direct'));
    const http = client({ proxy: { http: proxy.url, https: '' } });
    const far = await http.fetch(new Request('http://archive.example/path'));
    expect(await far.text()).toBe('for http://archive.example/path');
    expect(await (await http.fetch(new Request(target.url))).text()).toBe('direct');
  });

  test('a proxy that is gone is named', async () => {
    const gone = await serve(() => undefined);
    await gone.close();
    const http = client({ proxy: { http: gone.url, https: gone.url } });
    for (const url of ['http://archive.example/', 'https://archive.example/']) {
      const error = await failure(http.fetch(new Request(url)));
      expect(error.code).toBe('connection-refused');
      expect(error.message).toContain(`the proxy 127.0.0.1:${gone.port}`);
    }
  });

  test('a proxy that does not pass TLS on', async () => {
    const proxy = await server(() => undefined);
    proxy.server.on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    const http = client({ proxy: { http: '', https: proxy.url } });
    const error = await failure(http.fetch(new Request('https://archive.example/')));
    expect(error).toMatchObject({ code: 'proxy-failed', next: 'check-connection' });
    expect(error.message).toContain('407');
  });
});

describe('answers', () => {
  test('any status is an answer, a redirect is not followed', async () => {
    const { url } = await server((request, response) => {
      response.writeHead(request.url === '/away' ? 302 : 503, { location: 'http://elsewhere.invalid/' });
      response.end();
    });
    expect((await client().fetch(new Request(`${url}/away`))).status).toBe(302);
    expect((await client().fetch(new Request(url))).status).toBe(503);
  });

  test('a compressed body arrives decoded, and no longer claims the length it had', async () => {
    const { url } = await server((_, response) => {
      const body = gzipSync('x'.repeat(10_000));
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(body.length) });
      response.end(body);
    });
    const response = await client().fetch(new Request(url));
    expect(response.headers.get('content-length')).toBeNull();
    expect(await response.text()).toHaveLength(10_000);
  });

  test('an aborted request ends with the reason', async () => {
    const reason = new Error('no longer wanted');
    const controller = new AbortController();
    const { url } = await server(() => controller.abort(reason));
    await expect(client().fetch(new Request(url, { signal: controller.signal }))).rejects.toBe(reason);
  });

  test('an abort ends a body that is being read', async () => {
    const reason = new Error('no longer wanted');
    const controller = new AbortController();
    const { url } = await server((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('part');
    });
    const response = await client().fetch(new Request(url, { signal: controller.signal }));
    const rest = response.arrayBuffer();
    controller.abort(reason);
    await expect(rest).rejects.toBe(reason);
  });
});

describe('uploads', () => {
  test('a gigabyte streams through, kept at no time, with the length announced', async () => {
    const chunks = 16_384;
    let taken = 0;
    let peak = 0;
    const { url } = await server((request, response) => {
      request.on('data', (chunk: Buffer) => {
        taken += chunk.length;
        peak = Math.max(peak, process.memoryUsage().rss);
      });
      request.on('end', () => response.end(request.headers['content-length']));
    });
    const before = process.memoryUsage().rss;
    const length = String(chunks * 65_536);
    const response = await client().fetch(upload(url, pattern(chunks), { 'content-length': length }));
    expect(await response.text()).toBe(length);
    expect(taken).toBe(chunks * 65_536);
    // The collector takes its time, so this is no measure of what is needed; it is far from the whole.
    expect(peak - before).toBeLessThan(512 * 1024 * 1024);
  });

  test('an answer that comes before the upload ends is the answer', async () => {
    const { url } = await server((_, response) => {
      response.writeHead(413);
      response.end('too large');
    });
    const { stream, cancelled } = endless();
    const response = await client().fetch(upload(url, stream));
    expect(response.status).toBe(413);
    expect(await response.text()).toBe('too large');
    await cancelled;
  });

  test('a source that fails is not the network failing', async () => {
    const unreadable = new Error('the disc is gone');
    const { url } = await server(
      (request, response) =>
        void readBody(request).then(
          () => response.end(),
          () => undefined,
        ),
    );
    const source = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(unreadable),
    });
    await expect(client().fetch(upload(url, source))).rejects.toBe(unreadable);
  });
});
