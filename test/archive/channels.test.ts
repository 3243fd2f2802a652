import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAmbraConnection } from '../../src/clients/ambra/connection.ts';
import { WorklistQuery } from '../../src/contract/study.ts';
import { createHttp } from '../../src/clients/http/http.ts';
import { serveArchive } from '../../src/archive/serve-archive.ts';
import { addStudy, type Answer, newArchive, owner, password, slice, storeStudy } from './harness.ts';

async function served() {
  const archive = await newArchive();
  const server = await serveArchive(archive, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  return { archive, user: await owner(archive), url: server.url };
}

/** A listener: what it hears can be taken one by one. */
async function listener(url: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v3/channel/websocket`);
  const heard: Answer['body'][] = [];
  const waiting: ((message: Answer['body']) => void)[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message: Answer['body'] = JSON.parse(String(data));
    const next = waiting.shift();
    if (next === undefined) heard.push(message);
    else next(message);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  onTestFinished(() => socket.close());
  const next = async (): Promise<Answer['body']> =>
    heard.shift() ?? (await new Promise<Answer['body']>((resolve) => void waiting.push(resolve)));
  const ask = (message: unknown): Promise<Answer['body']> => {
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    return next();
  };
  return { ask, next, socket };
}

/** What a client that writes its own bytes gets until the server closes. */
async function raw(url: string, path: string, headers: readonly string[], bytes = Buffer.alloc(0)): Promise<Buffer> {
  const { host, hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${headers.join('\r\n')}\r\n\r\n`);
  if (bytes.length > 0) socket.write(bytes);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('the channel', () => {
  it('says that the session has ended, and closes when nothing is left to listen to', async () => {
    const { archive, user, url } = await served();
    const other = await owner(archive);
    const { ask, next, socket } = await listener(url);
    const closed = new Promise<number>((resolve) => {
      socket.addEventListener('close', ({ code }) => resolve(code));
    });
    const own = `study.${archive.info.namespaceId}`;
    await ask({ action: 'subscribe', channel: own, sid: user.sid });
    await ask({ action: 'subscribe', channel: 'activity', sid: other.sid });
    await user.ok('/session/logout');
    expect(await next()).toEqual({ status: 'ERROR', error_type: 'AUTH_FAILED', channel: own });
    await other.ok('/session/logout');
    expect(await next()).toEqual({ status: 'ERROR', error_type: 'AUTH_FAILED', channel: 'activity' });
    expect(await closed).toBe(1008);
  });

  it('does not keep a session alive by listening', async () => {
    let now = Date.now();
    const archive = await newArchive({ now: () => now });
    const server = await serveArchive(archive, { host: '127.0.0.1', port: 0 });
    onTestFinished(() => server.close());
    const user = await owner(archive);
    const { ask, next } = await listener(server.url);
    await ask({ action: 'subscribe', channel: 'activity', sid: user.sid });
    now += 179 * 60_000;
    await storeStudy(await owner(archive), archive.info.namespaceId);
    expect(await next()).toMatchObject({ channel: 'activity' });
    now += 2 * 60_000;
    for (let heard = await next(); heard.error_type !== 'AUTH_FAILED'; heard = await next()) {
      expect(heard).toMatchObject({ channel: 'activity' });
    }
    expect((await user.call('/session/user')).http).toBe(401);
  });

  it('tells that a study is ready, and whose call made it so', async () => {
    const { archive, user, url } = await served();
    const { namespaceId } = archive.info;
    const channel = `study.${namespaceId}`;
    const { ask, next } = await listener(url);
    expect(await ask({ action: 'subscribe', channel, sid: user.sid })).toEqual({ status: 'OK', channel });
    const study = await addStudy(user, namespaceId, { image_count: 1 });
    await user.send(namespaceId, slice({ StudyInstanceUID: study.studyUid }), study.studyUid);
    await user.ok('/study/sync', { study_id: study.uuid, image_count: 1 });
    expect(await next()).toEqual({
      event: 'READY',
      channel,
      sid_md5: createHash('md5')
        .update(user.sid ?? '')
        .digest('hex'),
      study_id: study.uuid,
    });
    expect(await ask({ action: 'ping' })).toMatchObject({ status: 'OK' });
    expect(await ask({ action: 'unsubscribe', channel })).toEqual({ status: 'OK', channel });
    await storeStudy(user, namespaceId);
    expect(await ask({ action: 'ping' })).toMatchObject({ status: 'OK', action: 'ping' });
  });

  it('tells what happens in places to those who may know of it, and no longer when they are signed out', async () => {
    const { archive, user, url } = await served();
    const channel = `activity.${archive.info.namespaceId}`;
    const { ask, next } = await listener(url);
    const { sid } = await user.ok('/session/login', { login: archive.info.login, password });
    expect(await ask({ action: 'subscribe', channel, sid })).toMatchObject({ status: 'OK' });
    const study = await storeStudy(user, archive.info.namespaceId);
    await user.ok('/study/status/set', { study_id: study.uuid, new: 'Read' });
    const events = [await next(), await next(), await next()].map(({ event }) => event as string);
    expect(events).toEqual(['STUDY_FIRST_IMAGE', 'STUDY_SYNC', 'STUDY_STATUS']);
    await user.ok('/session/logout', { sid });
    await user.ok('/study/status/set', { study_id: study.uuid, old: 'Read', new: 'Complete' });
    expect(await ask({ action: 'ping' })).toMatchObject({ action: 'ping' });
  });

  it('refuses who is nobody, what is not theirs, and what is no request', async () => {
    const { archive, user, url } = await served();
    const { ask } = await listener(url);
    const channel = `study.${archive.info.namespaceId}`;
    const refused = async (message: unknown) => (await ask(message)).error_type as string;
    expect(await refused({ action: 'subscribe', channel, sid: 'x' })).toBe('AUTH_FAILED');
    expect(await refused({ action: 'subscribe', channel: 'study.elsewhere', sid: user.sid })).toBe('NOT_FOUND');
    expect(await refused({ action: 'subscribe', channel: 'rooms', sid: user.sid })).toBe('NOT_FOUND');
    expect(await refused({ action: 'unsubscribe', channel })).toBe('NOT_FOUND');
    expect(await refused('{')).toBe('INVALID_PARAMETERS');
    expect(await refused({ action: 'shout' })).toBe('INVALID_PARAMETERS');
  });

  const handshake = [
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];

  it.each([
    ['another site', '/api/v3/channel/websocket', [...handshake, 'Origin: https://evil.example'], '403'],
    ['another path', '/api/v3/other', handshake, '404'],
    ['no key', '/api/v3/channel/websocket', handshake.slice(0, 3), '400'],
    ['another version', '/api/v3/channel/websocket', [...handshake.slice(0, 2), handshake[3] ?? ''], '426'],
  ])('shakes no hands with %s', async (_, path, headers, status) => {
    const { url } = await served();
    expect((await raw(url, path, headers)).toString('latin1')).toContain(`HTTP/1.1 ${status} `);
  });

  it.each([
    ['a frame without a mask', Buffer.from([0x81, 0x01, 0x61]), 1002],
    ['a reserved bit', Buffer.from([0xc1, 0x80, 0, 0, 0, 0]), 1002],
    ['bytes', Buffer.from([0x82, 0x80, 0, 0, 0, 0]), 1003],
    ['text that is none', Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xff]), 1007],
    ['more than fits', Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0]), 1009],
    ['a continuation of nothing', Buffer.from([0x80, 0x80, 0, 0, 0, 0]), 1002],
  ])('closes on %s', async (_, bytes, code) => {
    const { url } = await served();
    const answer = await raw(url, '/api/v3/channel/websocket', handshake, bytes);
    expect(answer.toString('latin1')).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect([...answer.subarray(-4)]).toEqual([0x88, 2, code >> 8, code & 0xff]);
  });
});

describe('the client of this program', () => {
  it('hears of a study that became ready', async () => {
    const { archive, user, url } = await served();
    const http = createHttp();
    onTestFinished(() => http.close());
    const connection = openAmbraConnection({
      baseUrl: url,
      fetch: http.fetch,
      openSocket: http.openSocket,
      rate: 'off',
    });
    await connection.session.signIn({ login: archive.info.login, password });
    const tellers: (() => void)[] = [];
    const told = () => new Promise<void>((resolve) => void tellers.push(resolve));
    const subscribed = told();
    const stop = connection.updates?.followStudies(archive.info.namespaceId, () => tellers.shift()?.());
    onTestFinished(() => stop?.());
    await subscribed;
    const ready = told();
    await storeStudy(user, archive.info.namespaceId);
    await ready;
    expect((await connection.worklist.list(WorklistQuery.parse({}))).studies).toHaveLength(1);
  });
});
