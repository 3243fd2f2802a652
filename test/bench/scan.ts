/**
 * How fast a scan is, and how much memory it takes, side by side in one run with other readers of the same files:
 * dcmtk's `dcmdump` and pydicom, where they are installed. Everything is generated into a temporary folder.
 * The bars are for the time it takes. Where other work decides how long everything takes, compare the processor's time,
 * which is all that a program and its threads used, from its start to its end.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Measured } from './scan-once.ts';
import { writeMultiframe, writeTree } from './scan-files.ts';
import { type Seconds, best, cpuOf, line, timed, verdict } from './timed.ts';

const run = promisify(execFile);
const FILES = 10_000;
const FRAMES = 1000;
/** Everyone is measured this often, in turns, and by their best time: other work on the machine hits now one, now another. */
const ROUNDS = 5;
const bars = { memory: 300, listed: 50 };

/** In a process of its own, so that the peak of its memory is its own. */
async function scanOnce(path: string): Promise<Measured> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'scan-once.ts'), path]);
  return JSON.parse(stdout) as Measured;
}

/** A Python that has pydicom: the first on the path, or the system's, for which distributions package it. */
async function findPydicom(): Promise<string | undefined> {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      await run(python, ['-c', 'import pydicom']);
      return python;
    } catch {
      continue; // not this one
    }
  }
  return undefined;
}

const tags = ['0008,0018', '0010,0020', '0020,000d', '0020,000e', '0020,0013'];

const dcmdump = (path: string): Promise<Seconds[]> =>
  timed('dcmdump', ['-q', '+sd', '+r', ...tags.flatMap((tag) => ['+P', tag]), path]);

const python = await findPydicom();
const pydicom = async (path: string): Promise<Seconds[]> =>
  python === undefined
    ? []
    : timed(python, [
        '-c',
        `
import sys, os, pydicom
tags = [0x00080018, 0x00100020, 0x0020000D, 0x0020000E, 0x00200013]
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        pydicom.dcmread(os.path.join(folder, name), stop_before_pixels=True, specific_tags=tags)
`,
        path,
      ]);

const rate = (seconds: number): string => `${Math.round(FILES / seconds)} files/s`;

const folder = await mkdtemp(join(tmpdir(), 'fileroom-bench-'));
try {
  const tree = join(folder, 'tree');
  const large = join(folder, 'large', 'MULTI');
  await writeTree(tree, FILES);
  const largeBytes = await writeMultiframe(large, FRAMES);

  // Once for the page cache, so that nobody reads from the disk.
  await scanOnce(tree);
  const ours: Measured[] = [];
  const others: { dcmdump: Seconds[]; pydicom: Seconds[] } = { dcmdump: [], pydicom: [] };
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await scanOnce(tree));
    others.dcmdump.push(...(await dcmdump(tree)));
    others.pydicom.push(...(await pydicom(tree)));
  }
  if (ours.some(({ dicom }) => dicom !== FILES)) throw new Error('Not all files were read');
  const own = best(ours.map(({ scanMs, cpuSeconds }) => ({ wall: scanMs / 1000, cpu: cpuSeconds })));
  const label = (name: string): string => `${FILES} files, ${name}`;
  line(
    label('fileroom'),
    rate(own.wall),
    `${cpuOf(own)}; ${ours[0]?.workers} threads; best of ${ROUNDS}, as all of them`,
  );
  for (const name of ['dcmdump', 'pydicom'] as const) {
    if (others[name].length === 0) {
      line(label(name), 'skipped', 'it is not installed');
      continue;
    }
    const bar = name === 'dcmdump' ? 1 : 5;
    const theirs = best(others[name]);
    const times = theirs.wall / own.wall;
    line(label(name), rate(theirs.wall), cpuOf(theirs));
    line('  fileroom is', `${times.toFixed(1)} times`, `as fast; bar ${bar}: ${verdict(times > bar)}`);
    line('', `${(theirs.cpu / own.cpu).toFixed(1)} times`, 'as sparing of the processor');
  }
  const peakMb = Math.max(...ours.map((each) => each.peakMb));
  line('peak memory', `${peakMb} MB`, `bar ${bars.memory}: ${verdict(peakMb < bars.memory)}`);

  const one = await scanOnce(large);
  const size = `${Math.round(largeBytes / 1e6)} MB, ${FRAMES} frames`;
  line(`${size}: listed`, `${one.readMs.toFixed(1)} ms`, `bar ${bars.listed}: ${verdict(one.readMs < bars.listed)}`);
  line(`${size}: scan`, `${one.scanMs.toFixed(0)} ms`, 'with the start of the threads');
  line(`${size}: peak memory`, `${one.peakMb} MB`, `bar ${bars.memory}: ${verdict(one.peakMb < bars.memory)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
