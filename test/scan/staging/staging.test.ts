import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ScanReport, StagingStatus } from '../../../src/contract/scan.ts';
import { scan } from '../../../src/scan/scan.ts';
import { type SourceReader, systemReader } from '../../../src/scan/staging/read-source.ts';
import { Staging } from '../../../src/scan/staging/staging.ts';
import { writePhantomDisc } from '../../fixtures/phantom-disc.ts';
import { axialSeries, type PhantomObject, toBytes } from '../../fixtures/phantom-objects.ts';
import { tinyPdf } from '../../fixtures/papers.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const [image, other] = axialSeries(2, 16) as [PhantomObject, PhantomObject];

interface Run {
  readonly report: ScanReport;
  readonly status: StagingStatus;
  readonly staging: Staging;
}

async function stage(source: string, folder: string, reader: Partial<SourceReader> = {}): Promise<Run> {
  let status: StagingStatus | undefined;
  const staging = await Staging.open(folder, {
    sources: [source],
    reader: { ...systemReader, wait: async () => undefined, ...reader },
    onStatus: (now) => {
      status = now;
    },
  });
  onTestFinished(async () => staging.close());
  const report = await scan([source], { staging, workers: 1 });
  if (status === undefined) throw new Error('Nothing was told');
  return { report, status, staging };
}

const copiesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name !== 'copies.jsonl').toSorted();

/** A disc with a scratch: reading `path` beyond `position` fails so many times. */
function scratched(path: string, position: number, times: number): Partial<SourceReader> & { tries: number } {
  const reader = {
    tries: 0,
    async *read(file: Parameters<SourceReader['read']>[0], from: number) {
      if (!file.absolutePath.endsWith(`/${path}`)) return yield* systemReader.read(file, from);
      const bytes = await readFile(file.absolutePath);
      if (from < position) yield bytes.subarray(from, position);
      if (reader.tries < times) {
        reader.tries += 1;
        throw Object.assign(new Error('read'), { code: 'EIO' });
      }
      yield bytes.subarray(Math.max(from, position));
    },
  };
  return reader;
}

describe('a staged scan', () => {
  it('reports what a scan of the disc itself reports, and survives the removal of the disc', async () => {
    const { dir } = await writePhantomDisc(join(await tempFolder(), 'disc'), { slices: 3, size: 16 });
    const direct = await scan([dir], { workers: 1 });
    const { report, status, staging } = await stage(dir, await tempFolder());
    expect({ ...report, durationMs: 0 }).toEqual({ ...direct, durationMs: 0, staging: status });
    const programs = report.leftOut.filter(({ code }) => code === 'program').length;
    expect(status).toMatchObject({ state: 'safe', filesTotal: report.counts.files - programs, filesFailed: 0 });
    expect(status.filesCopied).toBe(status.filesTotal);
    expect(status.bytesCopied).toBe(status.bytesTotal);

    const [instance] = report.patients[0]?.studies[0]?.series[0]?.instances ?? [];
    const original = await readFile(join(dir, instance?.path ?? ''));
    await rm(dir, { recursive: true });
    const copy = await staging.locate(0, instance?.path ?? '');
    expect(await readFile(copy?.absolutePath ?? '')).toEqual(original);
    expect(copy?.bytes).toBe(original.length);
  });

  it('does not need the disc from the moment on when it is safe to remove', async () => {
    const source = join(await tempFolder(), 'disc');
    await writeFolder(source, { a: toBytes(image), 'b.dcm': Buffer.from('no image') });
    const staging = await Staging.open(await tempFolder(), {
      sources: [source],
      onStatus: ({ state }) => {
        if (state === 'safe') rmSync(source, { recursive: true });
      },
    });
    onTestFinished(async () => staging.close());
    const report = await scan([source], { staging });
    expect(report).toMatchObject({ counts: { dicom: 1, unreadable: 1 }, staging: { state: 'safe' } });
  });

  it('keeps copies for its owner only, and no programs', async () => {
    const source = await tempFolder({ a: toBytes(image), 'run.exe': 'MZ and so on', 'b.pdf': tinyPdf('x') });
    const folder = await tempFolder();
    const { report, status } = await stage(source, folder);
    expect(report.counts).toMatchObject({ dicom: 1, documents: 1, ignored: 1 });
    expect(status.state).toBe('safe');
    const copies = await copiesIn(folder);
    expect(copies).toHaveLength(2);
    if (process.platform === 'win32') return;
    for (const name of [...copies, 'copies.jsonl']) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  });

  it('reads a bad place again, and goes on there', async () => {
    const source = await tempFolder({ a: toBytes(image), b: toBytes(other) });
    const reader = scratched('a', 1000, 3);
    const folder = await tempFolder();
    const { report, status } = await stage(source, folder, reader);
    expect(reader.tries).toBe(3);
    expect(status.state).toBe('safe');
    expect(report).toMatchObject({ counts: { dicom: 2, unreadable: 0 }, problems: [] });
    const contents = await Promise.all((await copiesIn(folder)).map(async (name) => readFile(join(folder, name))));
    expect(contents.some((content) => content.equals(toBytes(image)))).toBe(true);
  });

  it('gives up after a few times, names the file, and is not safe', async () => {
    const source = await tempFolder({ a: toBytes(image), b: toBytes(other) });
    const { report, status } = await stage(source, await tempFolder(), scratched('a', 1000, 100));
    expect(status).toMatchObject({ state: 'incomplete', filesCopied: 1, filesFailed: 1 });
    const message = 'It cannot be read: the medium reports a read error.';
    expect(report.problems).toEqual([{ path: 'a', code: 'unreadable', message }]);
    expect(report.counts).toMatchObject({ dicom: 1, unreadable: 1 });
  });

  it('is safe without a viewer that cannot be read', async () => {
    const source = await tempFolder({ a: toBytes(image), 'viewer/help.dll': 'x'.repeat(2000) });
    const { status, report } = await stage(source, await tempFolder(), scratched('viewer/help.dll', 0, 100));
    expect(status).toMatchObject({ state: 'safe', filesFailed: 0 });
    expect(report.counts.unreadable).toBe(1);
  });

  it('loses patience with a disc that is scratched all over', async () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, `${index}`]));
    let waited = 0;
    const { status } = await stage(await tempFolder(files), await tempFolder(), {
      // eslint-disable-next-line require-yield
      async *read() {
        throw Object.assign(new Error('read'), { code: 'EIO' });
      },
      wait: async (ms) => {
        waited += ms;
      },
    });
    expect(status).toMatchObject({ state: 'incomplete', filesFailed: 100 });
    expect(waited).toBeLessThanOrEqual(5 * 60_000);
  });

  it.each([
    ['and its folder with it', async (disc: string) => rm(disc, { recursive: true, force: true }), 'ENXIO'],
    ['and leaves an empty folder', emptied, 'ENOENT'],
  ])('says at once that the disc was taken out, %s, and goes on when it is back', async (_, takeOut, code) => {
    const files = { a: toBytes(image), b: toBytes(other) };
    const source = join(await tempFolder(), 'disc');
    await writeFolder(source, files);
    const folder = await tempFolder();
    const eject: Partial<SourceReader> = {
      async *read(file, position) {
        if (file.absolutePath.endsWith('/a')) return yield* systemReader.read(file, position);
        await takeOut(source);
        throw Object.assign(new Error('read'), { code });
      },
      wait: async () => Promise.reject(new Error('There is nothing to wait for')),
    };
    await expect(stage(source, folder, eject)).rejects.toMatchObject({ code: 'source-gone' });
    await writeFolder(source, files);
    expect((await stage(source, folder)).status).toMatchObject({ state: 'safe', filesCopied: 2 });
  });

  it('has no room, says so, and has lost nothing', async () => {
    const source = await tempFolder({ a: toBytes(image), z: '' });
    await truncate(join(source, 'z'), 2 ** 43);
    const folder = await tempFolder();
    await expect(stage(source, folder)).rejects.toMatchObject({ code: 'disk-full', next: 'free-disk-space' });
    await truncate(join(source, 'z'), 0);
    expect((await stage(source, folder)).status.state).toBe('safe');
  });
});

async function emptied(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name));
}

async function copied(): Promise<{ source: string; folder: string }> {
  const source = await tempFolder({ a: toBytes(image), b: toBytes(other) });
  const folder = await tempFolder();
  await (await stage(source, folder)).staging.close();
  return { source, folder };
}

describe('copies that are there already', () => {
  it('are taken over when file and copy are as they were', async () => {
    const { source, folder } = await copied();
    const before = await copiesIn(folder);
    const { status } = await stage(source, folder);
    expect(status).toMatchObject({ state: 'safe', filesCopied: 2 });
    expect(await copiesIn(folder)).toEqual(before);
  });

  it('are made again when the copy is not what it was', async () => {
    const { source, folder } = await copied();
    const [first = ''] = await copiesIn(folder);
    const bytes = await readFile(join(folder, first));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(join(folder, first), bytes);
    const { report } = await stage(source, folder);
    expect(report.counts.dicom).toBe(2);
    for (const path of ['a', 'b']) {
      const { staging } = await stage(source, folder);
      const copy = await staging.locate(0, path);
      expect(await readFile(copy?.absolutePath ?? '')).toEqual(await readFile(join(source, path)));
    }
  });

  it('are made again when another disc has a file of that name, size and date', async () => {
    const source = join(await tempFolder(), 'disc');
    const bytes = Buffer.from(toBytes(image));
    await writeFolder(source, { a: bytes });
    const folder = await tempFolder();
    await (await stage(source, folder)).staging.close();
    bytes.write('ANOTHER', bytes.indexOf('PHANTOM'));
    await writeFolder(source, { a: bytes });
    const { staging } = await stage(source, folder);
    const copy = await staging.locate(0, 'a');
    expect(Buffer.compare(await readFile(copy?.absolutePath ?? ''), bytes)).toBe(0);
  });

  it('bear a crash in the middle of a line, and half a file', async () => {
    const { source, folder } = await copied();
    const journal = join(folder, 'copies.jsonl');
    await truncate(journal, (await stat(journal)).size - 10);
    await writeFile(join(folder, 'abcdefabcdef'), 'half');
    const { status } = await stage(source, folder);
    expect(status).toMatchObject({ state: 'safe', filesCopied: 2 });
    expect(await copiesIn(folder)).toHaveLength(2);
    expect((await stage(source, folder)).status.state).toBe('safe');
  });

  it('are gone on with after the program was killed', async () => {
    const files = Object.fromEntries(axialSeries(60, 64).map((object, index) => [`i${index}`, toBytes(object)]));
    const source = await tempFolder(files);
    const folder = await tempFolder();
    const script = fileURLToPath(new URL('./staging-child.ts', import.meta.url));
    const child = spawn(process.execPath, [script, source, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) if (Number(line.split(' ')[0]) >= 10) break;
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    const before = new Set(await copiesIn(folder));
    const { status, report } = await stage(source, folder);
    expect(status).toMatchObject({ state: 'safe', filesCopied: 60 });
    expect(report.counts.dicom).toBe(60);
    const after = await copiesIn(folder);
    expect(after).toHaveLength(60);
    expect(after.filter((name) => before.has(name)).length).toBeGreaterThanOrEqual(9);
  });
});

async function writeFolder(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await writeFile(join(folder, path), content);
    await utimes(join(folder, path), 1_700_000_000, 1_700_000_000);
  }
}
