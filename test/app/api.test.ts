import { once } from 'node:events';
import { chmod, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApp } from '../../src/app/app.ts';
import { ProblemBody } from '../../src/contract/problem-schema.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { ask, get, newApp, refusal, scanOf } from './api.ts';

describe('the API', () => {
  it('says who it is', async () => {
    const app = await newApp();
    expect(await get(app, 'appInfo')).toMatchObject({ version: '1.2.3', shell: 'none', platform: process.platform });
  });

  it('answers every mistake with a problem', async () => {
    const app = await newApp();
    const ask400 = async (init: RequestInit) => {
      const response = await app.fetch(new Request('http://127.0.0.1/api/scans', { method: 'POST', ...init }));
      return { status: response.status, code: ProblemBody.parse(await response.json()).error.code };
    };
    const json = { 'content-type': 'application/json' };
    expect(await ask400({ body: '{"paths":["/"]}' })).toEqual({ status: 400, code: 'not-json' });
    expect(await ask400({ body: '{"paths', headers: json })).toEqual({ status: 400, code: 'not-json' });
    expect(await ask400({ body: '{"paths":[]}', headers: json })).toEqual({ status: 400, code: 'invalid-input' });
    expect(await ask400({ body: `"${'x'.repeat(5_000_000)}"`, headers: json })).toEqual({
      status: 400,
      code: 'too-large',
    });
    const missing = await app.fetch(new Request('http://127.0.0.1/api/nothing'));
    expect(missing.status).toBe(404);
    expect(ProblemBody.parse(await missing.json()).error.code).toBe('no-route');
  });

  it('checks what the query says', async () => {
    const app = await newApp();
    const params = { connectionId: 'embedded' };
    expect(await refusal(app, 'worklist', { params, query: { rows: 10_000 } })).toMatchObject({
      status: 400,
      code: 'invalid-input',
      next: 'correct-input',
    });
  });

  it('tells of a study that is not there', async () => {
    const app = await newApp();
    const params = { connectionId: 'embedded', studyUuid: 'no-such-study' };
    expect((await refusal(app, 'study', { params })).status).toBe(404);
    expect((await refusal(app, 'listAnnotations', { params })).status).toBe(404);
  });
});

describe('scans', () => {
  it('end with a report that names the lack of DICOM', async () => {
    const app = await newApp();
    const { status, summary } = await scanOf(app, [await tempFolder({ 'notes.txt': 'nothing here' })]);
    expect(status.state).toBe('done');
    expect(summary).toMatchObject({ counts: { files: 1, dicom: 0 }, patients: [] });
  });

  it('fail with the reason when the source is not there', async () => {
    const app = await newApp();
    const { status } = await scanOf(app, [join(await tempFolder(), 'nowhere')]);
    expect(status).toMatchObject({ state: 'failed', problem: { next: 'choose-another-source' } });
    const body = { studyInstanceUid: '1.2', treatment: { kind: 'as-is' as const } };
    expect(await refusal(app, 'previewTreatment', { params: { scanId: status.scanId }, body })).toMatchObject({
      status: 409,
    });
  });

  it('are few at once, and of those that ended the last few are known', async () => {
    const app = await newApp();
    const { dir } = await writePhantomDisc(await tempFolder(), { slices: 2, size: 32 });
    for (let count = 0; count < 4; count += 1) await get(app, 'startScan', { body: { paths: [dir] } });
    expect(await refusal(app, 'startScan', { body: { paths: [dir] } })).toMatchObject({
      status: 409,
      code: 'too-many-scans',
    });
    for (const { scanId } of await get(app, 'listScans')) await ask(app, 'endScan', { params: { scanId } });
    for (let count = 0; count < 3; count += 1) await scanOf(app, [await tempFolder()]);
    const list = await get(app, 'listScans');
    expect(list.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'cancelled', 'cancelled']);
  });

  it('are cancelled, and forgotten once ended', async () => {
    const app = await newApp();
    const { scanId } = await get(app, 'startScan', { body: { paths: [await tempFolder()] } });
    expect((await ask(app, 'endScan', { params: { scanId } })).status).toBe(204);
    const { status } = await get(app, 'scan', { params: { scanId } });
    expect(status.state).not.toBe('running');
    await ask(app, 'endScan', { params: { scanId } });
    expect(await refusal(app, 'scan', { params: { scanId } })).toMatchObject({ status: 404, code: 'no-scan' });
  });
});

describe('connections', () => {
  const wanted = { name: 'Hospital', vendor: 'ambra' as const, url: 'https://pacs.example.org/' };

  it('are kept without credentials; the archive of this computer is always there', async () => {
    const app = await newApp();
    const added = await get(app, 'addConnection', { body: wanted });
    expect(added).toMatchObject({
      name: 'Hospital',
      url: 'https://pacs.example.org',
      session: { state: 'signed-out' },
    });
    await app.close();
    const again = await newApp(app.dataDir);
    const list = await get(again, 'listConnections');
    expect(list.map(({ id }) => id)).toEqual(['embedded', added.id]);
    await ask(again, 'removeConnection', { params: { connectionId: added.id } });
    expect((await get(again, 'listConnections')).map(({ id }) => id)).toEqual(['embedded']);
  });

  it('need a name of their own and a safe address', async () => {
    const app = await newApp();
    await get(app, 'addConnection', { body: wanted });
    expect(await refusal(app, 'addConnection', { body: { ...wanted, name: 'HOSPITAL' } })).toMatchObject({
      status: 409,
      code: 'name-taken',
    });
    expect(
      await refusal(app, 'addConnection', { body: { ...wanted, name: 'Other', url: 'http://pacs.example.org' } }),
    ).toMatchObject({ status: 400, message: expect.stringContaining('https') });
    expect(await refusal(app, 'removeConnection', { params: { connectionId: 'embedded' } })).toMatchObject({
      status: 400,
    });
  });

  it('are refused without a sign-in, and with a wrong password', async () => {
    const app = await newApp();
    const { id: connectionId } = await get(app, 'addConnection', { body: wanted });
    expect(await refusal(app, 'worklist', { params: { connectionId }, query: {} })).toMatchObject({
      status: 401,
      next: 'sign-in-again',
    });
    const body = { login: 'owner@fileroom.local', password: 'wrong' };
    expect(await refusal(app, 'signIn', { params: { connectionId: 'embedded' }, body })).toMatchObject({
      status: 401,
      code: 'INVALID_CREDENTIALS',
    });
    expect(
      await refusal(app, 'useShareCode', { params: { connectionId: 'embedded' }, body: { code: 'NOT-A-CODE' } }),
    ).toMatchObject({ status: 404, next: 'correct-input' });
  });

  it('are tested: what cannot be an address, and where nobody answers', async () => {
    const app = await newApp();
    expect(await get(app, 'testConnection', { body: { url: 'ftp://x' } })).toMatchObject({
      ok: false,
      problem: { next: 'correct-input' },
    });
    const url = `http://127.0.0.1:${await closedPort()}`;
    expect(await get(app, 'testConnection', { body: { url } })).toMatchObject({
      ok: false,
      problem: { code: 'connection-refused' },
    });
  });
});

describe('the data folder', () => {
  it.skipIf(process.platform === 'win32')('and the secrets in it are the owner’s alone', async () => {
    const app = await newApp(join(await tempFolder(), 'data'));
    await get(app, 'revealArchiveSecrets');
    expect((await stat(app.dataDir)).mode & 0o777).toBe(0o700);
    expect((await stat(join(app.dataDir, 'secret-archive-password'))).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')(
    'keeps its rights when it was there before; the databases are private',
    async () => {
      const dataDir = await tempFolder();
      await chmod(dataDir, 0o755);
      await newApp(dataDir);
      expect((await stat(dataDir)).mode & 0o777).toBe(0o755);
      for (const name of ['app.db', 'imports.db', 'imports.db-wal']) {
        expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);
      }
    },
  );

  it('that cannot be used is named', async () => {
    const file = join(await tempFolder({ file: '' }), 'file');
    await expect(openApp({ dataDir: join(file, 'data'), shell: 'none' })).rejects.toMatchObject({
      code: 'data-folder',
      next: 'correct-input',
    });
  });
});

/** A port of this machine on which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
