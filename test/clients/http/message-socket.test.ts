import { connect as connectTcp } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createHttp, type Http, type HttpOptions } from '../../../src/clients/http/http.ts';
import type { MessageSocketOptions } from '../../../src/clients/http/message-socket.ts';
import { serve, type LoopbackServer } from '../loopback-server.ts';
import { scriptedChannel } from '../scripted-channel.ts';
import { selfSigned } from './self-signed.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function client(options: HttpOptions = {}): Http {
  const http = createHttp({ proxy: { http: '', https: '' }, ...options });
  open.push(http);
  return http;
}

async function server(tls?: Parameters<typeof serve>[1]) {
  const started = await serve((_request, response) => response.end(), tls);
  open.push(started);
  return { ...started, channel: scriptedChannel(started.server) };
}

const address = ({ url }: LoopbackServer) => new URL(`${url.replace('http', 'ws')}/api/v3/channel/websocket`);

function listener(more: Partial<MessageSocketOptions> = {}) {
  const message = Promise.withResolvers<string>();
  const end = Promise.withResolvers<Error>();
  const options = { onMessage: message.resolve, onEnd: end.resolve, pingMs: 3_600_000, silentMs: 3_600_000, ...more };
  return { options, message: message.promise, end: end.promise };
}

const failure = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

test('carries texts both ways over TLS that an added authority vouches for', async () => {
  const tls = selfSigned();
  const there = await server(tls);
  const { options, message } = listener();
  const socket = await client({ ca: [tls.cert] }).openSocket(address(there), options);
  socket.send('{"action":"ping"}');
  expect(JSON.parse(await message)).toEqual({ status: 'OK' });
});

test('names what is wrong with the way', async () => {
  const there = await server(selfSigned());
  const { options } = listener();
  expect(await failure(client().openSocket(address(there), options))).toMatchObject({ code: 'certificate-untrusted' });
  const gone = await server();
  await gone.close();
  expect(await failure(client().openSocket(address(gone), options))).toMatchObject({ code: 'connection-refused' });
  const plain = await server();
  plain.channel.turnAway = 403;
  const error = await failure(client().openSocket(address(plain), options));
  expect(error).toMatchObject({ code: 'upgrade-refused', message: expect.stringContaining('403') as string });
});

test('goes through the proxy', async () => {
  const tls = selfSigned({ address: [127, 0, 0, 9] });
  const there = await server(tls);
  const asked: unknown[] = [];
  const proxy = await serve(() => undefined);
  open.push(proxy);
  proxy.server.on('connect', (request, socket) => {
    asked.push(request.url);
    const onward = connectTcp(there.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const side of [socket, onward]) side.on('error', () => side.destroy());
  });
  const http = client({ ca: [tls.cert], proxy: { https: proxy.url } });
  const { options, message } = listener();
  const url = address(there);
  // This machine itself is never asked through a proxy.
  url.hostname = '127.0.0.9';
  const socket = await http.openSocket(url, options);
  socket.send('{"action":"ping"}');
  expect(JSON.parse(await message)).toEqual({ status: 'OK' });
  expect(asked).toEqual([`127.0.0.9:${there.port}`]);
});

test('ends with the way it is on, and tells so', async () => {
  const there = await server();
  const http = client();
  const { options, end } = listener();
  await http.openSocket(address(there), options);
  await http.close();
  expect(await end).toMatchObject({ code: 'connection-broken' });
  await there.channel.until(() => there.channel.lines[0]?.isOpen === false);
});

test('is not opened once nobody wants it', async () => {
  const there = await server();
  const silent = await serve(() => undefined);
  open.push(silent);
  silent.server.on('upgrade', () => undefined);
  const { options } = listener({ signal: AbortSignal.abort(new Error('never')) });
  expect(await failure(client().openSocket(address(there), options))).toMatchObject({ message: 'never' });
  expect(there.channel.knocks).toBe(0);
  const leaving = new AbortController();
  silent.server.on('upgrade', () => leaving.abort(new Error('no more')));
  const late = listener({ signal: leaving.signal });
  expect(await failure(client().openSocket(address(silent), late.options))).toMatchObject({ message: 'no more' });
});

test('closing says goodbye, and its own end is no news', async () => {
  const there = await server();
  const ends: unknown[] = [];
  const { options } = listener({ onEnd: (error) => ends.push(error) });
  const socket = await client().openSocket(address(there), options);
  socket.close();
  await there.channel.until(() => there.channel.lines[0]?.isOpen === false);
  expect(ends).toEqual([]);
});
