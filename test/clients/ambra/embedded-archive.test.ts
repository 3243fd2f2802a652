import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive, type EmbeddedArchive } from '../../../src/archive/open-archive.ts';
import { serveArchive } from '../../../src/archive/serve-archive.ts';
import { openAmbraConnection, type AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { usualTiming } from '../../../src/clients/ambra/updates.ts';
import { createHttp } from '../../../src/clients/http/http.ts';
import { Ability } from '../../../src/contract/connection.ts';
import { WorklistQuery } from '../../../src/contract/study.ts';
import { describeArchiveConnection, send, type ArchiveUnderTest } from '../../suites/archive-connection.ts';
import { smallStudy } from '../../suites/small-study.ts';

const credentials = { login: 'owner@phantom.example', password: 'a password for this test' };

async function openTemporary(): Promise<{ archive: EmbeddedArchive; remove: () => Promise<void> }> {
  const dir = await mkdtemp(path.join(tmpdir(), 'fileroom-archive-'));
  const archive = await openArchive({ dir, ...credentials });
  return {
    archive,
    remove: async () => {
      await archive.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** In this process, where no socket is between. */
async function inProcess(): Promise<ArchiveUnderTest> {
  const { archive, remove } = await openTemporary();
  return {
    credentials,
    namespaceId: archive.info.namespaceId,
    connect: () =>
      openAmbraConnection({
        baseUrl: 'http://archive.localhost',
        fetch: (request) => archive.fetch(request),
        rate: 'off',
      }),
    close: remove,
  };
}

async function served(): Promise<ArchiveUnderTest> {
  const { archive, remove } = await openTemporary();
  const server = await serveArchive(archive, { host: '127.0.0.1', port: 0 });
  const http = createHttp();
  return {
    credentials,
    namespaceId: archive.info.namespaceId,
    connect: () => openAmbraConnection({ baseUrl: server.url, fetch: http.fetch, rate: 'off' }),
    async close() {
      await http.close();
      await server.close();
      await remove();
    },
  };
}

describeArchiveConnection('the embedded archive in this process', Ability.options, inProcess);
describeArchiveConnection('the embedded archive over a socket', Ability.options, served);

describe('the embedded archive', () => {
  let archive: EmbeddedArchive;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ archive, remove } = await openTemporary());
  });
  afterAll(() => remove());
  const connect = () =>
    openAmbraConnection({
      baseUrl: 'http://archive.localhost',
      fetch: (request) => archive.fetch(request),
      rate: 'off',
    });

  test('lets the program that holds it in without the password', async () => {
    const connection = connect();
    expect(await connection.session.adopt(await archive.openSession())).toMatchObject({ state: 'signed-in' });
    await expect(connect().session.adopt('made-up')).rejects.toMatchObject({ name: 'SignInError' });
  });

  test('a changed password ends the session, and the connection notices', async () => {
    const connection = connect();
    await connection.session.signIn(credentials);
    await archive.setPassword('another-password');
    await expect(connection.worklist.list(WorklistQuery.parse({}))).rejects.toMatchObject({
      code: 'session-expired',
    });
    expect(connection.session.state).toEqual({ state: 'expired' });
    await archive.setPassword(credentials.password);
  });

  test('a session that the archive ended is renewed by what was entered', async () => {
    const connection = connect();
    await connection.session.signIn(credentials);
    await archive.setPassword(credentials.password);
    expect(await connection.worklist.list(WorklistQuery.parse({}))).toMatchObject({ studies: [] });
    expect(connection.session.state.state).toBe('signed-in');
  });

  test('a share code opens a visit that may upload and see nothing', async () => {
    const visitor = connect();
    const rules = await visitor.session.useShareCode(archive.info.shareCode);
    expect(rules.namespaceId).toBe(archive.info.namespaceId);
    expect(visitor.session.state).toEqual({ state: 'share-code', destination: rules.destination });
    const { opened, stored } = await send(visitor, rules.namespaceId, smallStudy());
    expect(await visitor.ingest.listStored(opened)).toHaveLength(stored.length);
    const page = await visitor.worklist.list(WorklistQuery.parse({})).catch((error: unknown) => error);
    expect(page).toMatchObject({ name: 'PermissionError' });
    await expect(connect().session.useShareCode('NOT-A-CODE')).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});

/** What was told, one promise after the other. */
function listen(connection: AmbraConnection, namespaceId: string) {
  let next = Promise.withResolvers<void>();
  const stop = connection.updates?.followStudies(namespaceId, () => next.resolve());
  return {
    stop: () => stop?.(),
    async news() {
      await next.promise;
      next = Promise.withResolvers();
    },
  };
}

describe('the embedded archive over a socket', () => {
  const close: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const one of close.toReversed()) await one();
  });

  async function open() {
    const { archive, remove } = await openTemporary();
    close.push(remove);
    let server = await serveArchive(archive, { host: '127.0.0.1', port: 0 });
    close.push(() => server.close());
    const { url } = server;
    const connect = () => {
      const http = createHttp();
      close.push(() => http.close());
      const quick = { ...usualTiming, baseMs: 10, maxMs: 50 };
      return openAmbraConnection({
        baseUrl: url,
        fetch: http.fetch,
        openSocket: http.openSocket,
        rate: 'off',
        updates: quick,
      });
    };
    return {
      archive,
      connect,
      restart: async () => {
        await server.close();
        server = await serveArchive(archive, { host: '127.0.0.1', port: Number(new URL(url).port) });
      },
    };
  }

  test('tells of a study that another has sent, also after it was away, and in a session of its own', async () => {
    const { archive, connect, restart } = await open();
    const { namespaceId } = archive.info;
    const [reader, sender] = [connect(), connect()];
    await reader.session.signIn(credentials);
    await sender.session.signIn(credentials);
    const heard = listen(reader, namespaceId);
    await heard.news();
    await send(sender, namespaceId, smallStudy());
    await heard.news();
    await restart();
    await heard.news();
    // The owner's sessions end: the line goes on in a new one.
    await archive.setPassword(credentials.password);
    await reader.worklist.list(WorklistQuery.parse({}));
    await heard.news();
    await send(sender, namespaceId, smallStudy());
    await heard.news();
    heard.stop();
  });

  test('lets in by a token and by basic authentication', async () => {
    const { connect } = await open();
    for (const way of ['useToken', 'useBasic'] as const) {
      const connection = connect();
      expect(await connection.session[way](credentials)).toMatchObject({ state: 'signed-in' });
      expect(await connection.worklist.list(WorklistQuery.parse({}))).toMatchObject({ studies: [] });
      const wrong = { ...credentials, password: 'not the password' };
      await expect(connect().session[way](wrong)).rejects.toMatchObject({ name: 'SignInError' });
    }
  });
});
