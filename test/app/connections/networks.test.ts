import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serve } from '../../clients/loopback-server.ts';
import { selfSigned } from '../../clients/http/self-signed.ts';
import { type App } from '../../../src/app/app.ts';
import { usualRate } from '../../../src/contract/network.ts';
import { ask, get, newApp } from '../api.ts';

const passphrase = 'secret-passphrase';
const fileOf = (text: string, name = 'file.pem') => ({ name, base64: Buffer.from(text).toString('base64') });

/** A server that lets in who shows `mine`, and answers like Ambra to a login without a login. */
async function demanding(mine: { cert: string }) {
  const tls = selfSigned();
  const options = { ...tls, requestCert: true, rejectUnauthorized: true, ca: [mine.cert] };
  const server = await serve((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end('{"status":"ERROR","error_type":"MISSING_FIELDS"}');
  }, options);
  onTestFinished(() => server.close());
  return { url: server.url, cert: tls.cert };
}

async function connect(app: App, url: string) {
  const { id } = await get(app, 'addConnection', { body: { name: 'Ward', vendor: 'ambra', url } });
  return {
    params: { connectionId: id },
    test: async () => get(app, 'testConnection', { body: { url, connectionId: id } }),
  };
}

it('is the usual way until something is set', async () => {
  const app = await newApp();
  const { params } = await connect(app, 'https://127.0.0.1:1');
  expect(await get(app, 'connectionNetwork', { params })).toEqual({
    authorities: [],
    proxy: { use: 'system' },
    rate: usualRate,
  });
  expect((await ask(app, 'connectionNetwork', { params: { connectionId: 'embedded' } })).status).toBe(400);
});

it('reaches a server by its authority and with a client certificate, also after a restart', async () => {
  const mine = selfSigned();
  const { url, cert } = await demanding(mine);
  const first = await newApp();
  const { params, test } = await connect(first, url);
  expect(await test()).toMatchObject({
    ok: false,
    problem: { code: 'certificate-untrusted', next: 'trust-authority' },
  });
  const trusted = await get(first, 'changeNetwork', { params, body: { authorities: fileOf(cert) } });
  expect(trusted.authorities).toMatchObject([{ subject: 'loopback test', validTo: '2049-12-31T23:59:59.000Z' }]);
  expect(await test()).toMatchObject({ ok: false });
  const body = { clientCertificate: { ...fileOf(`${mine.cert}${mine.key}`, 'me.pem'), passphrase } };
  expect(await get(first, 'changeNetwork', { params, body })).toMatchObject({ clientCertificate: 'me.pem' });
  expect(await test()).toMatchObject({ ok: true });
  await first.close();

  const again = await newApp(first.dataDir);
  expect(await get(again, 'testConnection', { body: { url, ...params } })).toMatchObject({ ok: true });
  const without = await get(again, 'changeNetwork', { params, body: { clientCertificate: null, authorities: null } });
  expect(without).toEqual({ authorities: [], proxy: { use: 'system' }, rate: usualRate });
  expect(await get(again, 'testConnection', { body: { url, ...params } })).toMatchObject({ ok: false });
});

it('keeps what is secret out of the database and of its answers, and forgets it with the connection', async () => {
  const mine = selfSigned();
  const app = await newApp();
  const { params } = await connect(app, 'https://127.0.0.1:1');
  const body = {
    clientCertificate: { ...fileOf(`${mine.cert}${mine.key}`), passphrase },
    proxy: { use: 'own', url: 'http://proxy.example:3128', login: 'clerk' },
    proxyPassword: 'secret-proxy',
  } as const;
  const answer = await ask(app, 'changeNetwork', { params, body });
  expect(await answer.text()).not.toMatch(/secret-|PRIVATE KEY/);
  const secrets = async () => (await readdir(app.dataDir)).filter((name) => name.includes(params.connectionId));
  expect((await secrets()).sort()).toEqual([
    `secret-client-certificate-${params.connectionId}`,
    `secret-proxy-password-${params.connectionId}`,
  ]);
  await ask(app, 'removeConnection', { params });
  expect(await secrets()).toEqual([]);
  await app.close();
  for (const name of (await readdir(app.dataDir)).filter((one) => one.startsWith('app.db'))) {
    expect((await readFile(join(app.dataDir, name))).includes('secret-proxy'), name).toBe(false);
  }
});

it('takes no file for what it is not, and then changes nothing', async () => {
  const app = await newApp();
  const { params } = await connect(app, 'https://127.0.0.1:1');
  const { cert } = selfSigned();
  await get(app, 'changeNetwork', { params, body: { authorities: fileOf(cert) } });
  const before = await get(app, 'connectionNetwork', { params });
  const bad = [
    { authorities: fileOf('no certificate'), rate: { calls: 9, gets: 9 } },
    { clientCertificate: fileOf('no certificate') },
    { clientCertificate: fileOf(cert) },
    { clientCertificate: { name: 'x', base64: 'not base64!' } },
    { proxy: { use: 'own', url: 'http://clerk:secret@proxy.example' } as const },
    { rate: { calls: 0, gets: 5 } },
  ];
  for (const body of bad) expect((await ask(app, 'changeNetwork', { params, body })).status).toBe(400);
  expect(await get(app, 'connectionNetwork', { params })).toEqual(before);
});

it('goes through the proxy of the connection, signed in there', async () => {
  const seen: (string | undefined)[] = [];
  const proxy = await serve((_, response) => response.end());
  onTestFinished(() => proxy.close());
  proxy.server.on('connect', (request, socket) => {
    seen.push(request.headers['proxy-authorization']);
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  const app = await newApp();
  const { params, test } = await connect(app, 'https://archive.example');
  await get(app, 'changeNetwork', {
    params,
    body: { proxy: { use: 'own', url: proxy.url, login: 'clerk@house' }, proxyPassword: 'p:w' },
  });
  expect(await test()).toMatchObject({ ok: false, problem: { code: 'proxy-sign-in', next: 'sign-in-to-proxy' } });
  expect(seen).toEqual([`Basic ${Buffer.from('clerk@house:p:w').toString('base64')}`]);
});
