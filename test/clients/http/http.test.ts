import { createPrivateKey } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { NetworkError } from '../../../src/clients/http/errors.ts';
import { createHttp, type Http, type HttpOptions } from '../../../src/clients/http/http.ts';
import { readBody, serve, type LoopbackServer } from '../loopback-server.ts';
import { hasOpenssl, opensslServer as startOpenssl, pkcs12 } from './openssl.ts';
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

async function opensslServer(clientCa: string, version: 'tls1_2' | 'tls1_3'): Promise<{ url: string; ca: string[] }> {
  const tls = selfSigned();
  const started = await startOpenssl({ ...tls, clientCa }, version);
  open.push(started);
  return { url: started.url, ca: [tls.cert] };
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
    const { url, port } = await server((_, response) => response.end('trusted'), tls);
    const error = await failure(client().fetch(new Request(url)));
    expect(error).toMatchObject({ code: 'certificate-untrusted', next: 'trust-authority' });
    expect(error.message).toContain(`127.0.0.1:${port}`);
    const response = await client({ ca: [tls.cert] }).fetch(new Request(url));
    expect(await response.text()).toBe('trusted');
  });

  test('a certificate for another name, and one of another time', async () => {
    const other = selfSigned({ address: [127, 0, 0, 9] });
    const past = selfSigned({ until: '210101000000Z' });
    for (const [tls, code] of [
      [other, 'certificate-other-host'],
      [past, 'certificate-expired'],
    ] as const) {
      const { url } = await server((_, response) => response.end(), tls);
      const error = await failure(client({ ca: [tls.cert] }).fetch(new Request(url)));
      expect(error).toMatchObject({ code, next: 'check-connection' });
    }
  });

  test('a server that speaks plain HTTP where TLS was asked for', async () => {
    const { port } = await server((_, response) => response.end());
    const error = await failure(client().fetch(new Request(`https://127.0.0.1:${port}/`)));
    expect(error).toMatchObject({ code: 'tls-failed', next: 'check-connection' });
  });
});

describe('a client certificate', () => {
  const mine = selfSigned();
  const demanding = async () => {
    const tls = selfSigned();
    const { url } = await server((_, response) => response.end('let in'), {
      ...tls,
      requestCert: true,
      rejectUnauthorized: true,
      ca: [mine.cert],
    });
    return { url, ca: [tls.cert] };
  };

  // Node's own server closes without a word where another says why: OpenSSL's says it.
  test.skipIf(!hasOpenssl).each(['tls1_2', 'tls1_3'] as const)(
    'that the server does not know (%s)',
    async (version) => {
      const { url, ca } = await opensslServer(mine.cert, version);
      const error = await failure(client({ ca, clientCertificate: selfSigned() }).fetch(new Request(url)));
      expect(error).toMatchObject({ code: 'client-certificate-refused', next: 'give-client-certificate' });
    },
  );

  test.skipIf(!hasOpenssl)('that is missing', async () => {
    const { url, ca } = await opensslServer(mine.cert, 'tls1_3');
    const refused = { code: 'client-certificate-refused', next: 'give-client-certificate' };
    expect(await failure(client({ ca }).fetch(new Request(url)))).toMatchObject(refused);
    const posted = new Request(url, { method: 'POST', body: pattern(64), duplex: 'half' });
    expect(await failure(client({ ca }).fetch(posted))).toBeInstanceOf(NetworkError);
  });

  test.skipIf(!hasOpenssl)('is shown, as a PKCS #12 file with a passphrase', async () => {
    const { url, ca } = await demanding();
    const clientCertificate = { pfx: await pkcs12(mine, 'letmein'), passphrase: 'letmein' };
    const http = client({ ca, clientCertificate });
    expect(await (await http.fetch(new Request(url))).text()).toBe('let in');
  });

  test('is shown, as PEM with an encrypted key', async () => {
    const { url, ca } = await demanding();
    const key = createPrivateKey(mine.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'letmein',
    }) as string;
    const http = client({ ca, clientCertificate: { cert: mine.cert, key, passphrase: 'letmein' } });
    expect(await (await http.fetch(new Request(url))).text()).toBe('let in');
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
    proxy.server.on('connect', (_, socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n'));
    const http = client({ proxy: { http: '', https: proxy.url } });
    const error = await failure(http.fetch(new Request('https://archive.example/')));
    expect(error).toMatchObject({ code: 'proxy-failed', next: 'check-connection' });
    expect(error.message).toContain('503');
  });

  test('a proxy asks for a sign-in, and gets the one in its address', async () => {
    const authorization = `Basic ${Buffer.from('phantom:p@ss').toString('base64')}`;
    const tls = selfSigned();
    const target = await server((_, response) => response.end('through'), tls);
    const proxy = await server((request, response) => {
      if (request.headers['proxy-authorization'] !== authorization) response.writeHead(407);
      response.end(`for ${request.url}`);
    });
    proxy.server.on('connect', (request: IncomingMessage, socket: Socket) => {
      if (request.headers['proxy-authorization'] !== authorization) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        return;
      }
      // Whatever name was asked for, there is one server here.
      const onward = connect(target.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
    });
    const signedIn = proxy.url.replace('http://', 'http://phantom:p%40ss@');
    for (const url of ['http://127.9.9.9/', 'https://127.9.9.9/']) {
      const error = await failure(client({ proxy: { http: proxy.url, https: proxy.url } }).fetch(new Request(url)));
      expect(error).toMatchObject({ code: 'proxy-sign-in', next: 'sign-in-to-proxy' });
      expect(error.message).toContain(`127.0.0.1:${proxy.port}`);
    }
    const http = client({ proxy: { http: signedIn, https: signedIn }, ca: [tls.cert] });
    expect(await (await http.fetch(new Request('http://127.9.9.9/x'))).text()).toBe('for http://127.9.9.9/x');
    // The tunnel reached the server behind it: its certificate is for another address.
    expect(await failure(http.fetch(new Request('https://127.9.9.9/')))).toMatchObject({
      code: 'certificate-other-host',
    });
  });

  test('a proxy over TLS, by whose certificate it is known', async () => {
    const tls = selfSigned();
    const proxy = await server((request, response) => response.end(`for ${request.url}`), tls);
    const through = { http: proxy.url, https: proxy.url };
    const untrusted = await failure(client({ proxy: through }).fetch(new Request('http://archive.example/')));
    expect(untrusted).toMatchObject({ code: 'certificate-untrusted' });
    const http = client({ proxy: through, ca: [tls.cert] });
    expect(await (await http.fetch(new Request('http://archive.example/'))).text()).toBe('for http://archive.example/');
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
