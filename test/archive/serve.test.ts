import { readdir, readlink, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { publicHostOf } from '../../src/archive/public-host.ts';
import { serveArchive } from '../../src/archive/serve-archive.ts';
import {
  jsonOf,
  addStudy,
  client,
  newArchive,
  newUid,
  owner,
  password,
  slice,
  storedFiles,
  storeStudy,
} from './harness.ts';

async function served() {
  const archive = await newArchive();
  const server = await serveArchive(archive, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  return { archive, url: server.url, server };
}

/** This process's open descriptors of a file, where the system tells. */
async function holders(file: string): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  );
  return links.filter((target) => target === file);
}

describe('the archive over HTTP', () => {
  it('signs in, takes a study, and gives it back', async () => {
    const { archive, url } = await served();
    const login = await fetch(`${url}/api/v3/session/login`, {
      method: 'POST',
      body: new URLSearchParams({ login: archive.info.login, password }),
    });
    const { sid } = await jsonOf(login);
    const { namespaceId } = archive.info;
    const [studyUid, sopUid] = [newUid(), newUid()];
    const added = await fetch(`${url}/api/v3/study/add?sid=${sid}`, {
      method: 'POST',
      body: new URLSearchParams({ study_uid: studyUid, storage_namespace: namespaceId, phi_namespace: namespaceId }),
    });
    const { uuid, engine_fqdn } = await jsonOf(added);
    expect(engine_fqdn).toBe(new URL(url).host);
    const audit = await fetch(`${url}/api/v3/audit/object?sid=${sid}&uuid=${uuid}`);
    expect((await jsonOf(audit)).events).toMatchObject([{ action: 'ADD', client_address: '127.0.0.1' }]);
    const bytes = slice({ StudyInstanceUID: studyUid, SOPInstanceUID: sopUid });
    const storage = `${url}/api/v3/storage`;
    const sent = await fetch(`${storage}/namespace/${namespaceId}/image?study_uid=${studyUid}&sid=${sid}`, {
      method: 'POST',
      body: bytes,
    });
    expect(sent.status).toBe(200);
    const payload = await fetch(`${storage}/study/${namespaceId}/${studyUid}/image/${sopUid}/version/*?sid=${sid}`);
    expect(payload.headers.get('x-content-type-options')).toBe('nosniff');
    expect(new Uint8Array(await payload.arrayBuffer())).toEqual(new Uint8Array(bytes));
  });

  it('drops an upload whose line went dead', async () => {
    const { archive, url } = await served();
    const user = await owner(archive);
    const { studyUid, namespace } = await addStudy(user, archive.info.namespaceId);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    const path = `/api/v3/storage/namespace/${namespace}/image?study_uid=${studyUid}&sid=${user.sid}`;
    socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n`);
    socket.write(slice({ StudyInstanceUID: studyUid }));
    await expect.poll(() => storedFiles(archive.dir)).toHaveLength(1);
    socket.destroy();
    await expect.poll(() => storedFiles(archive.dir)).toEqual([]);
    expect((await jsonOf(await user.storage(`/study/${namespace}/${studyUid}/count`))).image_count).toBe(0);
  });

  it('drops an upload that stopped moving', async () => {
    const archive = await newArchive();
    const server = await serveArchive(archive, { host: '127.0.0.1', port: 0, idleMs: 200 });
    onTestFinished(() => server.close());
    const user = await owner(archive);
    const { studyUid, namespace } = await addStudy(user, archive.info.namespaceId);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    const path = `/api/v3/storage/namespace/${namespace}/image?study_uid=${studyUid}&sid=${user.sid}`;
    socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\nDICM`);
    await closed;
    await expect.poll(() => storedFiles(archive.dir)).toEqual([]);
  });

  it('answers HEAD without holding the file open', async () => {
    const { archive, url } = await served();
    const user = await owner(archive);
    const sopUid = newUid();
    const { studyUid, namespace } = await storeStudy(user, archive.info.namespaceId, [
      { SOPInstanceUID: sopUid, PixelData: new Uint8Array(1_000_000) },
    ]);
    const image = `${url}/api/v3/storage/study/${namespace}/${studyUid}/image/${sopUid}/version/*?sid=${user.sid}`;
    const [file = ''] = await storedFiles(archive.dir);
    const answer = await fetch(image, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('content-length'))).toBe((await stat(join(archive.dir, file))).size);
    expect(await holders(join(archive.dir, file))).toEqual([]);
  });

  it('does not take the rest of a body that is too large for the next request', async () => {
    const { url } = await served();
    const body = 'x'.repeat(3 * 1024 * 1024);
    for (let round = 0; round < 4; round += 1) {
      expect((await fetch(`${url}/api/v3/session/uuid`, { method: 'POST', body })).status).toBe(413);
      expect((await fetch(`${url}/api/v3/session/uuid`)).status).toBe(200);
    }
  });

  it('says that its port is taken', async () => {
    const { archive, url } = await served();
    const port = Number(new URL(url).port);
    await expect(serveArchive(archive, { host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'cannot-listen' });
  });

  it('lets uploads end that are under way when it is closed, cuts those that do not, and acknowledges no more', async () => {
    const archive = await newArchive();
    const server = await serveArchive(archive, { host: '127.0.0.1', port: 0, graceMs: 300 });
    const user = await owner(archive);
    const { studyUid, namespace, uuid } = await addStudy(user, archive.info.namespaceId);
    const begin = async (bytes: Uint8Array) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      const answer: Buffer[] = [];
      socket.on('data', (chunk) => answer.push(chunk));
      const closed = once(socket, 'close').then(() => Buffer.concat(answer).toString('latin1'));
      const path = `/api/v3/storage/namespace/${namespace}/image?study_uid=${studyUid}&sid=${user.sid}`;
      socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${bytes.length}\r\n\r\n`);
      socket.write(bytes.subarray(0, 200));
      return { closed, goOn: () => socket.write(bytes.subarray(200)) };
    };
    const ends = await begin(slice({ StudyInstanceUID: studyUid }));
    const hangs = await begin(slice({ StudyInstanceUID: studyUid }));
    await expect.poll(() => storedFiles(archive.dir)).toHaveLength(2);
    const closing = server.close();
    ends.goOn();
    expect(await ends.closed).toMatch(/^HTTP\/1\.1 200 /);
    expect(await hangs.closed).not.toContain('200');
    await closing;
    expect((await user.ok('/study/get', { uuid })).image_count).toBe(1);
    await expect.poll(() => storedFiles(archive.dir)).toHaveLength(1);
  });

  it('stops listening when closed', async () => {
    const { url, server } = await served();
    await fetch(`${url}/api/v3/session/uuid`);
    await server.close();
    await expect(fetch(`${url}/api/v3/session/uuid`)).rejects.toThrow();
  });
});

describe('where others reach the archive', () => {
  const external = { internal: false, family: 'IPv4', netmask: '', mac: '', cidr: null } as const;
  const own = { ...external, address: '127.0.0.1', internal: true };

  it('is nowhere when it listens to this machine only', async () => {
    const { archive } = await served();
    const user = client(archive, await archive.openSession());
    const study = await addStudy(user, archive.info.namespaceId);
    const inside = new Request('http://archive.invalid/api/v3/link/add', {
      method: 'POST',
      body: new URLSearchParams({ study_id: study.uuid, action: 'STUDY_VIEW', sid: user.sid ?? '' }),
    });
    expect(await jsonOf(await archive.fetch(inside))).not.toHaveProperty('url');
    for (const bound of ['127.0.0.1', '127.1.2.3', '::1']) expect(publicHostOf('localhost', bound, {})).toBeUndefined();
  });

  it('is the name that it was given, or its only address when it listens everywhere', () => {
    expect(publicHostOf('files.example.org', '192.0.2.7', {})).toBe('files.example.org');
    const one = { lo: [own], eth0: [{ ...external, address: '192.0.2.7' }] };
    for (const everywhere of ['0.0.0.0', '::']) expect(publicHostOf(everywhere, everywhere, one)).toBe('192.0.2.7');
    const two = { ...one, eth1: [{ ...external, address: '198.51.100.7' }] };
    expect(publicHostOf('0.0.0.0', '0.0.0.0', two)).toBeUndefined();
    expect(publicHostOf('0.0.0.0', '0.0.0.0', { lo: [own] })).toBeUndefined();
  });
});
