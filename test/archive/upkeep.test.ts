import { execFileSync } from 'node:child_process';
import { appendFile, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveArchive } from '../../src/archive/serve-archive.ts';
import { checkArchive } from '../../src/archive/store/check.ts';
import { copyArchive } from '../../src/archive/store/copy.ts';
import { lockServing } from '../../src/archive/store/serving-lock.ts';
import {
  jsonOf,
  newArchive,
  newUid,
  owner,
  sha256,
  slice,
  storedFiles,
  storeStudy,
  temporaryFolder,
} from './harness.ts';

/** An archive with three objects, two of which are one image's. */
async function filled() {
  const archive = await newArchive();
  const user = await owner(archive);
  const sopUid = newUid();
  const study = await storeStudy(user, archive.info.namespaceId, [{}, {}, { SOPInstanceUID: sopUid }]);
  const files = (await storedFiles(archive.dir)).map((file) => path.join(archive.dir, file));
  return { archive, user, study, sopUid, files };
}

describe('the check of an archive', () => {
  it('finds nothing wrong with one that is being used', async () => {
    const { archive, files } = await filled();
    const sizes = await Promise.all(files.map(async (file) => (await readFile(file)).length));
    expect(await checkArchive(archive.dir)).toEqual({
      objects: 3,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      faults: [],
    });
  });

  it('names what is missing, cut, changed, and nobody’s', async () => {
    const { archive, files } = await filled();
    const [gone = '', cut = '', changed = ''] = files;
    await rm(gone);
    await truncate(cut, 100);
    const bytes = await readFile(changed);
    bytes[bytes.length - 1] = 255 - (bytes.at(-1) ?? 0);
    await writeFile(changed, bytes);
    const stray = path.join(path.dirname(changed), sha256(Buffer.from('stray')));
    await writeFile(stray, 'stray');
    await utimes(stray, 0, 0);
    const { faults } = await checkArchive(archive.dir);
    expect(faults).toEqual(
      expect.arrayContaining([
        { kind: 'missing', what: path.basename(gone), used: 1 },
        { kind: 'cut', what: path.basename(cut), used: 1 },
        { kind: 'changed', what: path.basename(changed), used: 1 },
        { kind: 'unknown', what: path.basename(stray), used: 0 },
      ]),
    );
    expect(faults).toHaveLength(4);
  });
});

describe('a backup', () => {
  it('is taken while the archive is used, and restored with all that it held', async () => {
    const { archive, user, study, sopUid } = await filled();
    const folder = path.join(await temporaryFolder(), 'backup');
    const uploads = Promise.all(
      Array.from({ length: 8 }, () =>
        user.send(study.namespace, slice({ StudyInstanceUID: study.studyUid }), study.studyUid),
      ),
    );
    const { objects } = await copyArchive(archive.dir, folder);
    await uploads;
    expect(objects).toBeGreaterThanOrEqual(3);
    expect((await checkArchive(folder)).faults).toEqual([]);

    const dir = path.join(await temporaryFolder(), 'archive');
    expect(await copyArchive(folder, dir)).toMatchObject({ objects });
    const restored = await newArchive({ dir });
    const again = await owner(restored);
    const schema = await jsonOf(await again.storage(`/study/${study.namespace}/${study.studyUid}/schema`));
    expect(JSON.stringify(schema)).toContain(sopUid);
    const payload = `/study/${study.namespace}/${study.studyUid}/image/${sopUid}/version/*`;
    const [before, after] = await Promise.all(
      [user, again].map(async (each) => Buffer.from(await (await each.storage(payload)).arrayBuffer())),
    );
    expect(after).toEqual(before);
  });

  it('goes into no folder that holds something, and is none of what is no archive', async () => {
    const { archive } = await filled();
    const taken = await temporaryFolder();
    await writeFile(path.join(taken, 'note.txt'), 'mine');
    await expect(copyArchive(archive.dir, taken)).rejects.toMatchObject({ code: 'not-empty' });
    await expect(copyArchive(taken, path.join(taken, 'new'))).rejects.toMatchObject({ code: 'no-archive' });
    expect(await readdir(taken)).toEqual(['note.txt']);
  });

  it('is not made of damaged objects', async () => {
    const { archive, files } = await filled();
    await appendFile(files[0] ?? '', 'x');
    const parent = await temporaryFolder();
    await expect(copyArchive(archive.dir, path.join(parent, 'backup'))).rejects.toMatchObject({
      code: 'archive-damaged',
    });
    expect(await readdir(parent)).toEqual([]);
  });
});

describe('who serves an archive', () => {
  it('is one process', async () => {
    const dir = await temporaryFolder();
    const unlock = lockServing(dir);
    expect(() => lockServing(dir)).toThrow(expect.objectContaining({ code: 'archive-served' }));
    unlock();
    lockServing(dir)();
  });
});

describe('the archive over HTTPS', () => {
  it('speaks TLS with the certificate it was given, and nothing else', async () => {
    const dir = await temporaryFolder();
    const [key, cert] = [path.join(dir, 'key.pem'), path.join(dir, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    execFileSync('openssl', [...made, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
    const tls = { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') };
    const server = await serveArchive(await newArchive(), { host: '127.0.0.1', port: 0, tls });
    onTestFinished(() => server.close());
    expect(server.url).toMatch(/^https:/);
    const status = await new Promise((resolve, reject) => {
      request(`${server.url}/api/v3/session/uuid`, { ca: tls.cert, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    await expect(fetch(server.url.replace('https:', 'http:'))).rejects.toThrow();
  });
});
