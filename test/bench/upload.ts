/**
 * How fast an import is sent and proved, side by side in one run with a plain streaming client that sends the same
 * bytes to the same archive (the limit), with dcmtk's `storescu` to its `storescp` where they are installed, and, over
 * links with a delay, with a client that sends one file after the other. Everything is generated into a temporary
 * folder; what was stored is removed after each round.
 *
 * `npm run bench -- upload [SLICES] [LARGE MB]`, 5000 slices of half a megabyte and four objects of 500 MB by default.
 */
import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import type { Treatment } from '../../src/contract/import.ts';
import { writeMultiframe, writeSeries } from './scan-files.ts';
import { best, cpuOf, line, timed, verdict } from './timed.ts';
import type { ServedForBench } from './upload/archive.ts';
import type { MeasuredUpload, UploadOrder } from './upload/order.ts';

const run = promisify(execFile);
const SLICES = Number(process.argv[3] ?? 5000);
const LARGE_MB = Number(process.argv[4] ?? 500);
const LARGE = 4;
const ROUNDS = 2;
const LANES = 4;
/** Over links, fewer objects tell as much: a few seconds each. */
const OVER_LINK = Math.min(SLICES, 400);
const NARROW = { delayMs: 50, mbit: 20, objects: Math.min(SLICES, 300) };
const bars = { plain: 0.8, deidentified: 0.6, sequential: 5, utilisation: 0.95, memory: 300 };

const asIs: Treatment = { kind: 'as-is' };
const deidentify: Treatment = { kind: 'deidentify', profile: 'basic' };

interface Load {
  readonly name: string;
  readonly folder: string;
  readonly objects: UploadOrder['objects'];
  readonly bytes: number;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

const beside = (name: string): string => join(import.meta.dirname, 'upload', `${name}.ts`);

/** A program that tells one line of JSON and serves until its input ends. */
async function serving(name: string, args: readonly string[]): Promise<{ told: unknown; end: () => Promise<void> }> {
  const child: Child = spawn(process.execPath, [beside(name), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [told] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    told: JSON.parse(told) as unknown,
    end: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

interface Link {
  readonly delayMs: number;
  readonly mbit?: number;
}

/** Sends a load to an archive that knows nothing of it, in a process of its own: so is the peak of its memory. */
async function send(
  client: 'plain-client' | 'fileroom',
  load: Load,
  { treatment = asIs, lanes = LANES, link }: { treatment?: Treatment; lanes?: number; link?: Link } = {},
): Promise<MeasuredUpload> {
  const dir = await mkdtemp(join(folder, 'round-'));
  const archive = await serving('archive', [join(dir, 'archive')]);
  const served = archive.told as ServedForBench;
  const { port } = new URL(served.url);
  const between =
    link === undefined ? undefined : await serving('link', [port, String(link.delayMs), String(link.mbit ?? 0)]);
  try {
    const order: UploadOrder = {
      ...served,
      url: between === undefined ? served.url : `http://127.0.0.1:${(between.told as { port: number }).port}`,
      folder: load.folder,
      objects: load.objects,
      studyInstanceUid: '2.25.21',
      treatment,
      lanes,
    };
    const path = join(dir, 'order.json');
    await writeFile(path, JSON.stringify(order));
    const { stdout } = await run(process.execPath, [beside(client), path], { maxBuffer: 1 << 20 });
    const measured = JSON.parse(stdout) as MeasuredUpload;
    if (measured.objects !== load.objects.length) throw new Error('Not all objects arrived');
    return measured;
  } finally {
    await between?.end();
    await archive.end();
    await rm(dir, { recursive: true, force: true });
  }
}

/** `storescu` to `storescp`, which writes down what comes and proves nothing either. */
async function storescu(load: Load): Promise<number | undefined> {
  const out = await mkdtemp(join(folder, 'storescp-'));
  const port = await freePort();
  const provider = spawn('storescp', ['-od', out, String(port)], { stdio: 'ignore' });
  const gone = new Promise<boolean>((resolve) => {
    provider.on('error', () => resolve(false)).on('exit', () => resolve(true));
  });
  try {
    for (let attempt = 0; attempt < 50; attempt++) {
      const echoed = await timed('echoscu', ['127.0.0.1', String(port)]).catch(() => undefined);
      if (echoed?.length === 0) return undefined;
      if (echoed !== undefined) break;
    }
    const [took] = await timed('storescu', ['+sd', '127.0.0.1', String(port), load.folder]);
    const stored = (await readdir(out)).length;
    if (took !== undefined && stored !== load.objects.length) throw new Error(`storescp has ${stored} objects`);
    return took?.wall;
  } finally {
    provider.kill();
    await gone;
    await rm(out, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

const speed = ({ bytes }: Load, seconds: number): string => `${(bytes / 1e6 / seconds).toFixed(1)} MB/s`;
const peaks: number[] = [];

function tell(name: string, load: Load, all: readonly MeasuredUpload[]): MeasuredUpload {
  const own = { ...best(all), objects: load.objects.length, peakMb: Math.max(...all.map(({ peakMb }) => peakMb)) };
  line(name, speed(load, own.wall), `${own.wall.toFixed(2)} s; ${cpuOf(own)}; ${own.peakMb} MB`);
  return own;
}

function ratio(name: string, value: number, bar: number): void {
  line(`  ${name}`, value.toFixed(2), `bar ${bar}: ${verdict(value >= bar)}`);
}

async function compare(load: Load): Promise<void> {
  line(load.name, `${Math.round(load.bytes / 1e6)} MB`, `${availableParallelism()} processors, best of ${ROUNDS}`);
  const all = { limit: [] as MeasuredUpload[], plain: [] as MeasuredUpload[], deid: [] as MeasuredUpload[] };
  const dcmtk: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    all.limit.push(await send('plain-client', load));
    all.plain.push(await send('fileroom', load));
    all.deid.push(await send('fileroom', load, { treatment: deidentify }));
    const took = await storescu(load);
    if (took !== undefined) dcmtk.push(took);
  }
  const limit = tell('plain streaming client', load, all.limit);
  const plain = tell('fileroom', load, all.plain);
  const deid = tell('fileroom, de-identifying', load, all.deid);
  if (dcmtk.length === 0) line('storescu to storescp', 'not installed');
  else {
    const seconds = Math.min(...dcmtk);
    line(
      'storescu to storescp',
      speed(load, seconds),
      `${seconds.toFixed(2)} s; fileroom does ${(seconds / plain.wall).toFixed(2)} of it`,
    );
  }
  ratio('of the limit', limit.wall / plain.wall, bars.plain);
  ratio('of the limit, de-identifying', limit.wall / deid.wall, bars.deidentified);
  peaks.push(plain.peakMb, deid.peakMb);
}

async function compareOverLink(load: Load): Promise<void> {
  const link = { delayMs: 10 };
  line(`20 ms away: ${load.objects.length} slices`, `${Math.round(load.bytes / 1e6)} MB`);
  const one = tell('one after the other', load, [await send('plain-client', load, { lanes: 1, link })]);
  const own = tell('fileroom', load, [await send('fileroom', load, { link })]);
  ratio('times as fast', one.wall / own.wall, bars.sequential);
  peaks.push(own.peakMb);
}

async function fillNarrowLink(load: Load): Promise<void> {
  const { delayMs, mbit } = NARROW;
  line(`${mbit} Mbit/s, 100 ms away`, `${Math.round(load.bytes / 1e6)} MB`);
  const own = tell('fileroom', load, [await send('fileroom', load, { link: { delayMs, mbit } })]);
  ratio('of the link used', (load.bytes * 8) / 1e6 / own.wall / mbit, bars.utilisation);
  peaks.push(own.peakMb);
}

async function slices(): Promise<Load> {
  const source = join(folder, 'slices');
  const bytes = await writeSeries(source, SLICES, 512);
  const objects = Array.from({ length: SLICES }, (_, index) => ({
    file: join(source, `IM${index}`),
    sopInstanceUid: `2.25.1${index}`,
  }));
  return { name: `${SLICES} slices`, folder: source, objects, bytes };
}

async function large(): Promise<Load> {
  const source = join(folder, 'large');
  await mkdir(source);
  let bytes = 0;
  const objects = Array.from({ length: LARGE }, (_, index) => ({
    file: join(source, `IM${index}`),
    sopInstanceUid: `2.25.1${index}`,
  }));
  for (const [index, { file }] of objects.entries()) bytes += await writeMultiframe(file, LARGE_MB * 2, index);
  return { name: `${LARGE} large objects`, folder: source, objects, bytes };
}

function first({ objects, bytes, ...load }: Load, count: number): Load {
  return { ...load, objects: objects.slice(0, count), bytes: (bytes * count) / objects.length };
}

const folder = await mkdtemp(join(tmpdir(), 'fileroom-bench-'));
try {
  const small = await slices();
  await compare(small);
  await compareOverLink(first(small, OVER_LINK));
  await fillNarrowLink(first(small, NARROW.objects));
  await rm(small.folder, { recursive: true });
  if (LARGE_MB > 0) await compare(await large());
  const peakMb = Math.max(...peaks);
  line('peak memory', `${peakMb} MB`, `bar ${bars.memory}: ${verdict(peakMb < bars.memory)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
