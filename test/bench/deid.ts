/**
 * How fast a series is de-identified, and in how much memory, side by side in one run with a plain copy of the same
 * files (the limit), dcmtk's `dcmodify` on such a copy with comparable edits, and GDCM's `gdcmanon`, where they are
 * installed. Everything is generated into a temporary folder.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MeasuredDeid } from './deid-once.ts';
import { writeSeries } from './scan-files.ts';

const run = promisify(execFile);
/** `npm run bench -- deid 500` for fewer. */
const SLICES = Number(process.argv[3] ?? 2000);
const ROWS = 512;
/** Everyone is measured this often, in turns, and by their best time: other work on the machine hits now one, now another. */
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

type Contender = (source: string, out: string) => Promise<void>;

const contenders: Readonly<Record<string, Contender>> = {
  'plain copy': async (source, out) => cp(source, out, { recursive: true }),
  dcmodify: async (source, out) => {
    await cp(source, out, { recursive: true });
    const files = (await readdir(out)).map((name) => join(out, name));
    await run('dcmodify', ['-nb', '-gst', '-gse', '-gin', '-ep', ...edits, ...erased, ...files]);
  },
  gdcmanon: async (source, out) => {
    await mkdir(out);
    const key = join(source, '..', 'key.pem');
    const certificate = join(source, '..', 'certificate.pem');
    const request = 'req -x509 -newkey rsa:2048 -nodes -subj /CN=bench'.split(' ');
    await run('openssl', [...request, '-keyout', key, '-out', certificate]);
    await run('gdcmanon', ['-r', '-e', '-c', certificate, '-i', source, '-o', out]);
  },
};

const line = (name: string, figure: string, note = ''): void =>
  void process.stdout.write(`${name.padEnd(34)}${figure.padStart(14)}  ${note}\n`);
const verdict = (holds: boolean): string => (holds ? 'holds' : 'FAILS');

const folder = await mkdtemp(join(tmpdir(), 'fileroom-bench-'));
try {
  const source = join(folder, 'series');
  const out = join(folder, 'out');
  const bytes = await writeSeries(source, SLICES, ROWS);
  const rate = (seconds: number): string => `${Math.round(SLICES / seconds)}/s`;
  const speed = (seconds: number): string => `${Math.round(bytes / 1e6 / seconds)} MB/s`;

  const ours: MeasuredDeid[] = [];
  const others = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round++) {
    const once = join(import.meta.dirname, 'deid-once.ts');
    const { stdout } = await run(process.execPath, [once, source, out, join(folder, 'data')]);
    ours.push(JSON.parse(stdout) as MeasuredDeid);
    await rm(out, { recursive: true });
    for (const [name, contender] of Object.entries(contenders)) {
      const started = performance.now();
      try {
        await contender(source, out);
        others.set(name, [...(others.get(name) ?? []), (performance.now() - started) / 1000]);
      } catch (error) {
        if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error;
      }
      await rm(out, { recursive: true, force: true });
    }
  }
  if (ours.some(({ objects }) => objects !== SLICES)) throw new Error('Not all objects were written');
  const seconds = Math.min(...ours.map(({ ms }) => ms)) / 1000;
  const what = `${SLICES} slices, ${Math.round(bytes / 1e6)} MB`;
  line(
    `${what}: fileroom`,
    rate(seconds),
    `${speed(seconds)}, ${availableParallelism()} processors, best of ${ROUNDS}`,
  );
  for (const name of Object.keys(contenders)) {
    const theirs = Math.min(...(others.get(name) ?? []));
    if (!Number.isFinite(theirs)) {
      line(name, 'not installed');
      continue;
    }
    const bar = name === 'plain copy' ? bars.copy : 1;
    const ratio = theirs / seconds;
    const note = `fileroom does ${ratio.toFixed(2)} of it; bar ${bar}: ${verdict(ratio >= bar)}`;
    line(name, rate(theirs), `${speed(theirs)}; ${note}`);
  }
  const peakMb = Math.max(...ours.map((each) => each.peakMb));
  line('peak memory', `${peakMb} MB`, `bar ${bars.memory}: ${verdict(peakMb < bars.memory)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
