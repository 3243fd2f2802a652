/**
 * How fast a series is de-identified, and in how much memory, side by side in one run with a plain copy of the same
 * files (the limit), dcmtk's `dcmodify` on such a copy with comparable edits, and GDCM's `gdcmanon`, where they are
 * installed. Everything is generated into a temporary folder. The bars are for the time it takes; where other work
 * decides how long everything takes, compare the processor's time.
 *
 * All read files that are in memory already, and take turns in being the first. Before each the disk has caught up with
 * what was written. What one has written is emptied, not deleted, before the next: ext4 looks at every inode that was
 * deleted in the last minute before it gives one out, which would be most of the time of a copy.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MeasuredDeid } from './deid-once.ts';
import { writeSeries } from './scan-files.ts';
import { type Seconds, best, cpuOf, line, timed, verdict } from './timed.ts';

const run = promisify(execFile);
/** `npm run bench -- deid 500` for fewer. */
const SLICES = Number(process.argv[3] ?? 2000);
const ROWS = 512;
/** Everyone is measured this often, in turns, and by their best time. */
const ROUNDS = 3;
const bars = { copy: 0.6, memory: 300 };

/** What the Basic Profile does to these files, as far as a list of tags can say it. */
const edits =
  '(0010,0010)=ANON (0010,0020)=ANON (0008,0090)= (0008,0050)= (0008,0020)= (0008,0030)= (0008,0023)= (0008,0033)= (0020,0010)='
    .split(' ')
    .flatMap((edit) => ['-m', edit]);
const erased =
  '0010,0030 0010,0040 0010,1010 0008,0021 0008,0022 0008,0031 0008,0032 0008,0080 0008,1010 0008,1030 0008,103E 0018,1000 0018,1030 0008,1140'
    .split(' ')
    .flatMap((tag) => ['-ea', `(${tag})`]);

async function plainCopy(source: string, out: string): Promise<Seconds[]> {
  const started = performance.now();
  const before = process.cpuUsage();
  await cp(source, out, { recursive: true });
  const { user, system } = process.cpuUsage(before);
  return [{ wall: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 }];
}

async function dcmodify(source: string, out: string): Promise<Seconds[]> {
  const [copy] = await plainCopy(source, out);
  const files = (await readdir(out)).map((name) => join(out, name));
  const [took] = await timed('dcmodify', ['-nb', '-gst', '-gse', '-gin', '-ep', ...edits, ...erased, ...files]);
  return copy && took ? [{ wall: copy.wall + took.wall, cpu: copy.cpu + took.cpu }] : [];
}

async function gdcmanon(source: string, out: string): Promise<Seconds[]> {
  if (!existsSync(certificateOf(source))) return [];
  await mkdir(out);
  return timed('gdcmanon', ['-r', '-e', '-c', certificateOf(source), '-i', source, '-o', out]);
}

/** With which `gdcmanon` seals what it takes away. */
const certificateOf = (source: string): string => join(source, '..', 'certificate.pem');

async function writeCertificate(source: string): Promise<void> {
  const request = 'req -x509 -newkey rsa:2048 -nodes -subj /CN=bench'.split(' ');
  await timed('openssl', [...request, '-keyout', join(source, '..', 'key.pem'), '-out', certificateOf(source)]);
}

/** A process of its own, so that the peak of its memory is its own. */
async function deidentified(source: string, out: string, data: string, expected: number): Promise<MeasuredDeid> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'deid-once.ts'), source, out, data]);
  const measured = JSON.parse(stdout) as MeasuredDeid;
  if (measured.objects !== expected) throw new Error('Not all objects were written');
  return measured;
}

async function emptied(out: string): Promise<void> {
  for (const name of await readdir(out)) await truncate(join(out, name));
}

/** Where there is such a command. */
const settled = async (): Promise<unknown> => timed('sync', []);

const contenders = { 'plain copy': plainCopy, dcmodify, gdcmanon };

const folder = await mkdtemp(join(tmpdir(), 'fileroom-bench-'));
try {
  const [source, data] = [join(folder, 'series'), join(folder, 'data')];
  const bytes = await writeSeries(source, SLICES, ROWS);
  await writeCertificate(source);
  const rate = (seconds: number): string => `${Math.round(SLICES / seconds)}/s`;
  const speed = (seconds: number): string => `${Math.round(bytes / 1e6 / seconds)} MB/s`;

  const ours: MeasuredDeid[] = [];
  const others = new Map<string, Seconds[]>();
  const turns: ((out: string) => Promise<void>)[] = [
    async (out) => void ours.push(await deidentified(source, out, data, SLICES)),
    ...Object.entries(contenders).map(([name, contender]) => async (out: string) => {
      others.set(name, [...(others.get(name) ?? []), ...(await contender(source, out))]);
    }),
  ];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, turn] of [...turns.slice(round), ...turns.slice(0, round)].entries()) {
      const out = join(folder, `out-${round}-${index}`);
      await settled();
      await turn(out);
      if (existsSync(out)) await emptied(out);
    }
  }
  const own = best(ours);
  line(
    `${SLICES} slices, ${Math.round(bytes / 1e6)} MB: fileroom`,
    rate(own.wall),
    `${speed(own.wall)}; ${cpuOf(own)}; ${availableParallelism()} processors, best of ${ROUNDS}`,
  );
  for (const name of Object.keys(contenders)) {
    const all = others.get(name) ?? [];
    if (all.length === 0) {
      line(name, 'not installed');
      continue;
    }
    const bar = name === 'plain copy' ? bars.copy : 1;
    const theirs = best(all);
    const ratio = theirs.wall / own.wall;
    line(name, rate(theirs.wall), `${speed(theirs.wall)}; ${cpuOf(theirs)}`);
    line('  fileroom does', `${ratio.toFixed(2)} of it`, `bar ${bar}: ${verdict(ratio >= bar)}`);
    line('', `${(own.cpu / theirs.cpu).toFixed(2)} times`, 'the processor time');
  }
  const peakMb = Math.max(...ours.map((each) => each.peakMb));
  line('peak memory', `${peakMb} MB`, `bar ${bars.memory}: ${verdict(peakMb < bars.memory)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
