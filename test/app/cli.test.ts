import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type EmbeddedArchive, openArchive } from '../../src/archive/open-archive.ts';
import { ImportStatus, Receipt } from '../../src/contract/import.ts';
import { Problem } from '../../src/contract/problem-schema.ts';
import { ScanReport } from '../../src/contract/scan.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { fileroom, start } from './cli.ts';

const Failure = z.object({ schema: z.literal(1), error: Problem });

async function newDisc() {
  return writePhantomDisc(await tempFolder(), { slices: 4, size: 32 });
}

/** An archive on a port of this machine, with room for faults. */
async function newServer(fault?: (request: Request, archive: EmbeddedArchive) => Promise<Response>) {
  const archive = await openArchive({ dir: await tempFolder(), login: 'reader@example.org', password: 'let me in' });
  const server = serve({
    fetch: async (request) => (fault === undefined ? archive.fetch(request) : fault(request, archive)),
    hostname: '127.0.0.1',
    port: 0,
  });
  if (!server.listening) await once(server, 'listening');
  onTestFinished(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
    await archive.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { archive, url, signIn: { FILEROOM_LOGIN: 'reader@example.org', FILEROOM_PASSWORD: 'let me in' } };
}

describe('fileroom scan', () => {
  it('prints one document with all that is there, and changes nothing', async () => {
    const data = await tempFolder();
    const disc = await newDisc();
    const { code, stdout, stderr } = await fileroom(data, ['scan', disc.dir, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(ScanReport.parse(JSON.parse(stdout)).counts.dicom).toBe(disc.instances.length);
  });

  it('shows people a tree, free of control characters', async () => {
    const disc = await newDisc();
    const { code, stdout } = await fileroom(await tempFolder(), ['scan', disc.dir]);
    expect(code).toBe(0);
    for (const { patientName } of disc.patients) expect(stdout).toContain(patientName);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('ends with 3 where there is no DICOM, with 2 when something cannot be read, with 1 for a wrong path', async () => {
    const data = await tempFolder();
    expect((await fileroom(data, ['scan', await tempFolder({ 'a.txt': 'text' })])).code).toBe(3);
    const disc = await newDisc();
    const broken = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.alloc(64, 0xff)]);
    const folder = await tempFolder({ 'broken.dcm': broken });
    expect((await fileroom(data, ['scan', disc.dir, folder])).code).toBe(2);

    const { code, stdout, stderr } = await fileroom(data, ['scan', join(data, 'nowhere'), '--json']);
    expect(code).toBe(1);
    expect(Failure.parse(JSON.parse(stdout)).error.next).toBe('choose-another-source');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('names the one of several paths that is wrong, and takes no empty one for the folder it runs in', async () => {
    const data = await tempFolder();
    const folder = await tempFolder({ 'a.txt': 'text' });
    expect((await fileroom(data, ['scan', folder, join(data, 'nowhere')])).stderr).toContain(join(data, 'nowhere'));
    expect(await fileroom(data, ['scan', ''])).toMatchObject({ code: 1, stdout: '' });
  });

  it('ends with 130 when it is interrupted, and still with one document', async () => {
    const disc = await newDisc();
    const before = process.listenerCount('SIGINT');
    const ended = fileroom(await tempFolder(), ['scan', disc.dir, '--json']);
    while (process.listenerCount('SIGINT') === before) await setImmediate();
    process.emit('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(Failure.parse(JSON.parse(stdout)).error.code).toBe('interrupted');
  });

  it('tells its progress as NDJSON on stderr', async () => {
    const disc = await newDisc();
    const { stderr } = await fileroom(await tempFolder(), ['scan', disc.dir, '--json', '--progress', 'json']);
    const lines = stderr
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({ schema: 1, type: 'scan', dicom: disc.instances.length });
  });
});

describe('fileroom import', () => {
  it('ends with everything verified in the archive of this computer', async () => {
    const data = await tempFolder();
    const disc = await newDisc();
    const { code, stdout, stderr } = await fileroom(data, ['import', disc.dir, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const receipt = Receipt.parse(JSON.parse(stdout));
    expect(receipt.studies.map(({ state }) => state)).toEqual(disc.patients.map(() => 'verified'));
    expect(receipt.studies.reduce((sum, { objects }) => sum + objects.verified, 0)).toBe(disc.instances.length);

    const past = await fileroom(data, ['receipt', receipt.importId, '--json']);
    expect(JSON.parse(past.stdout)).toEqual(receipt);
    const csv = await fileroom(data, ['receipt', receipt.importId, '--format', 'csv']);
    expect(csv.stdout.trim().split('\r\n')).toHaveLength(disc.instances.length + 1);
    const pdf = await fileroom(data, ['receipt', receipt.importId, '--format', 'pdf']);
    expect(pdf.stdout).toMatch(/^%PDF-1\.7\n[^]*%%EOF\n$/);
    const checked = await fileroom(data, ['receipt', receipt.importId, '--check', '--json']);
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.stdout)).toEqual({ ...receipt, checkedAt: expect.any(String) });
    const list = await fileroom(data, ['receipt', '--json']);
    const Imports = z.object({ schema: z.literal(1), imports: z.array(ImportStatus) });
    expect(Imports.parse(JSON.parse(list.stdout)).imports.map(({ phase }) => phase)).toEqual(['done']);
  });

  it('writes down that an identity was given beforehand, and what differs', async () => {
    const data = await tempFolder();
    const disc = await newDisc();
    const [hand] = disc.patients.flatMap(({ studies }) => studies).slice(-1);
    const set = ['--set', 'PatientName=HOUSE^NAME', '--set', 'PatientID=H-1'];
    const { code, stdout } = await fileroom(data, [
      'import',
      disc.dir,
      '--study',
      hand?.studyInstanceUid ?? '',
      ...set,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('Identity given on the command line, decided by this computer (patientName different');
    const list = await fileroom(data, ['receipt', '--json']);
    const { imports } = z.object({ imports: z.array(ImportStatus) }).parse(JSON.parse(list.stdout));
    const past = await fileroom(data, ['receipt', imports[0]?.importId ?? '', '--json']);
    expect(Receipt.parse(JSON.parse(past.stdout)).decision).toMatchObject({ source: { kind: 'command-line' } });
    const csv = await fileroom(data, ['receipt', imports[0]?.importId ?? '', '--format', 'csv']);
    expect(csv.stdout).toContain(',command-line,this computer,');
  });

  it('takes the named study alone, de-identified', async () => {
    const disc = await newDisc();
    const uid = disc.patients[1]?.studies[0]?.studyInstanceUid ?? '';
    const command = ['import', disc.dir, '--json', '--study', uid, '--deid', 'basic'];
    const { code, stdout } = await fileroom(await tempFolder(), command);
    expect(code).toBe(0);
    const { studies } = Receipt.parse(JSON.parse(stdout));
    expect(studies.map(({ studyInstanceUid }) => studyInstanceUid)).toEqual([uid]);
    expect(studies[0]?.sentStudyInstanceUid).not.toBe(uid);
  });

  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ['an unknown study', ['--study', '1.2.3'], 'no-such-study'],
    [
      'one identity for several patients',
      ['--set', 'PatientName=PHANTOM^ONE', '--set', 'PatientID=1'],
      'several-patients',
    ],
    ['an unknown keyword', ['--set', 'PatientShoeSize=44'], 'bad-set'],
    ['an unknown namespace', ['--namespace', 'nowhere'], 'which-namespace'],
    ['an unknown server', ['--connection', 'nowhere'], 'no-connection'],
    ['an unknown share code', ['--share-code', 'NOT-A-CODE'], 'NOT_FOUND'],
    ['an unknown profile', ['--deid', 'magic'], 'wrong-use'],
    ['an unknown option', ['--bogus'], 'wrong-use'],
    ['two treatments', ['--deid', 'basic', '--set', 'PatientID=1'], 'two-treatments'],
  ];
  it.each(wrong)('refuses %s with a reason', async (_, options, reason) => {
    const disc = await newDisc();
    const { code, stdout, stderr } = await fileroom(await tempFolder(), ['import', disc.dir, '--json', ...options]);
    expect(code).toBe(1);
    expect(Failure.parse(JSON.parse(stdout)).error.code).toBe(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('ends with 3 where there is no DICOM', async () => {
    const { code, stderr } = await fileroom(await tempFolder(), ['import', await tempFolder({ 'a.txt': 'text' })]);
    expect(code).toBe(3);
    expect(stderr).toContain('Choose another');
  });

  it('ends with 4 for a wrong password, with 1 for a server that is not there', async () => {
    const data = await tempFolder();
    const disc = await newDisc();
    const { url } = await newServer();
    expect((await fileroom(data, ['connections', 'add', 'Ward', url])).code).toBe(0);
    const wrongPassword = { FILEROOM_LOGIN: 'reader@example.org', FILEROOM_PASSWORD: 'wrong' };
    expect((await fileroom(data, ['import', disc.dir, '--connection', 'ward'], wrongPassword)).code).toBe(4);
    expect((await fileroom(data, ['import', disc.dir, '--connection', 'ward'])).code).toBe(4);

    await fileroom(data, ['connections', 'add', 'Nobody', 'http://127.0.0.1:9']);
    const dead = await fileroom(data, ['import', disc.dir, '--connection', 'Nobody', '--json'], wrongPassword);
    expect(dead.code).toBe(1);
    expect(Failure.parse(JSON.parse(dead.stdout)).error.next).toBeDefined();
  });

  it('goes on when nobody reads what it says any more', async () => {
    const data = await tempFolder();
    const disc = await newDisc();
    const { child, ended } = start(data, ['import', disc.dir, '--json', '--progress', 'json']);
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect((await ended).code).toBe(0);
    expect((await fileroom(data, ['receipt'])).stdout).toContain(`done  ${disc.instances.length} of`);
  });

  it('goes on where Ctrl-C stopped it', async () => {
    const data = await tempFolder();
    const disc = await newDisc();
    const stuck = Promise.withResolvers<void>();
    let uploads = 0;
    let broken = true;
    const { url, signIn, archive } = await newServer(async (request, to) => {
      if (!new URL(request.url).pathname.endsWith('/image')) return to.fetch(request);
      uploads += 1;
      if (!broken || uploads <= 2) return to.fetch(request);
      stuck.resolve();
      return new Promise<never>(() => undefined);
    });
    await fileroom(data, ['connections', 'add', 'Ward', url]);
    const { namespaceId } = archive.info;
    const command = ['import', disc.dir, '--json', '--connection', 'Ward', '--namespace', namespaceId];
    const { child, ended } = start(data, command, signIn);
    await stuck.promise;
    child.kill('SIGINT');
    const interrupted = await ended;
    expect(interrupted.code).toBe(130);
    const first = Receipt.parse(JSON.parse(interrupted.stdout));
    expect(first.resumed).toBe(false);

    broken = false;
    const again = await fileroom(data, command, signIn);
    expect(again.code).toBe(0);
    const second = Receipt.parse(JSON.parse(again.stdout));
    expect(second).toMatchObject({ importId: first.importId, resumed: true });
    expect(second.studies.map(({ state }) => state)).toEqual(['verified', 'verified']);
  });
});

describe('fileroom deid', () => {
  it('writes copies without the patient into an empty folder only', async () => {
    const data = await tempFolder();
    const disc = await newDisc();
    const out = join(data, 'copies');
    const { code, stdout } = await fileroom(data, ['deid', disc.dir, '--out', out, '--json']);
    expect(code).toBe(0);
    const Written = z.object({ schema: z.literal(1), objects: z.array(z.object({ out: z.string() })) });
    const { objects } = Written.parse(JSON.parse(stdout));
    expect(objects).toHaveLength(disc.instances.length);
    const scanned = await fileroom(data, ['scan', out, '--json']);
    const { counts, patients } = ScanReport.parse(JSON.parse(scanned.stdout));
    expect(counts.dicom).toBe(disc.instances.length);
    const names = patients.map(({ patientName }) => patientName ?? '');
    for (const { patientName } of disc.patients) expect(names).not.toContain(patientName);
    expect((await fileroom(data, ['deid', disc.dir, '--out', out])).code).toBe(1);
  });
});

describe('fileroom archive', () => {
  it('serves until it is stopped, and takes an import with what it printed', async () => {
    const data = await tempFolder();
    const Served = z.object({
      schema: z.literal(1),
      url: z.url(),
      login: z.string(),
      password: z.string(),
      namespace: z.string(),
      shareCode: z.string(),
    });
    const { child, ended, firstLine } = start(data, ['archive', '--json', '--port', '0']);
    const served = Served.parse(JSON.parse(await firstLine));

    const other = await tempFolder();
    const disc = await newDisc();
    expect((await fileroom(other, ['connections', 'test', served.url, '--json'])).code).toBe(0);
    await fileroom(other, ['connections', 'add', 'Archive', served.url]);
    const [mine = '', yours = ''] = disc.patients.map(({ studies }) => studies[0]?.studyInstanceUid);
    const to = ['import', disc.dir, '--json', '--connection', 'Archive'];
    const imported = await fileroom(other, [...to, '--namespace', served.namespace, '--study', mine], {
      FILEROOM_LOGIN: served.login,
      FILEROOM_PASSWORD: served.password,
    });
    expect(imported.code).toBe(0);
    const visited = await fileroom(other, [...to, '--share-code', served.shareCode, '--study', yours]);
    expect(visited.code).toBe(0);

    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    const again = await fileroom(data, ['receipt', '--json']);
    expect(again.code).toBe(0);
  });

  it('is served by one process, and backed up, checked and restored beside it', async () => {
    const data = await tempFolder();
    const { child, ended, firstLine } = start(data, ['archive', '--json']);
    await firstLine;
    expect(await fileroom(data, ['archive', '--json'])).toMatchObject({ code: 1 });
    const disc = await newDisc();
    expect((await fileroom(data, ['import', disc.dir, '--json'])).code).not.toBe(1);
    const folder = join(await tempFolder(), 'backup');
    const counted = z.object({ schema: z.literal(1), objects: z.int().positive(), bytes: z.int().positive() });
    const { stdout } = await fileroom(data, ['archive', 'backup', folder, '--json']);
    const { objects } = counted.parse(JSON.parse(stdout));
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });

    const other = await tempFolder();
    expect((await fileroom(other, ['archive', 'restore', folder])).code).toBe(0);
    expect((await fileroom(other, ['archive', 'restore', folder])).code).toBe(1);
    const checked = await fileroom(other, ['archive', 'check', '--json']);
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({ objects, faults: [] });
    expect((await fileroom(other, ['archive', 'check', folder])).stdout).toContain(`${objects} objects`);
  });
});

describe('fileroom', () => {
  it('opens the window without a command', async () => {
    const data = await tempFolder();
    const { code, stdout } = await fileroom(data, ['--shell', 'browser', '--port', '8123', '--no-open', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ dataDir: data, shell: 'browser', port: 8123, open: false, json: true });
  });

  it.each([
    ['bogus'],
    ['scan'],
    ['import', '.', '--deid', 'magic'],
    ['--port', 'x'],
    ['receipt', 'no-such-import'],
    ['archive', '--password', ''],
    ['archive', '--login', 'nobody'],
    ['archive', '--tls-cert', 'cert.pem'],
    ['archive', '--tls-cert', 'nowhere.pem', '--tls-key', 'nowhere.pem'],
    ['archive', 'check'],
    ['archive', 'restore', 'nowhere'],
    ['connections', 'add', 'Ward', 'nowhere'],
    ['connections', 'add', ' ', 'https://pacs.example.org'],
  ])('ends with 1 and one clear line for wrong use: %s', async (...arguments_) => {
    const { code, stdout, stderr } = await fileroom(await tempFolder(), arguments_);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('lists, refuses and removes servers', async () => {
    const data = await tempFolder();
    expect((await fileroom(data, ['connections', 'add', 'Ward', 'http://pacs.example.org'])).stderr).toContain('https');
    expect((await fileroom(data, ['connections', 'add', 'Ward', 'https://pacs.example.org'])).code).toBe(0);
    expect((await fileroom(data, ['connections', 'add', 'ward', 'https://pacs.example.org'])).code).toBe(1);
    const names = async () => {
      const { stdout } = await fileroom(data, ['connections', 'list', '--json']);
      const { connections } = z
        .object({ connections: z.array(z.object({ name: z.string() })) })
        .parse(JSON.parse(stdout));
      return connections.map(({ name }) => name);
    };
    expect(await names()).toEqual(['This computer', 'Ward']);
    expect((await fileroom(data, ['connections', 'remove', 'WARD'])).code).toBe(0);
    expect(await names()).toEqual(['This computer']);
    expect((await fileroom(data, ['connections', 'remove', 'Ward'])).code).toBe(1);
  });
});
