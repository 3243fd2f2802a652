/** Scans one path with the compiled program and prints what it took, as JSON: a process of its own for `scan.ts`. */
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type * as reading from '../../src/scan/read-file.ts';
import type * as scanning from '../../src/scan/scan.ts';

export interface Measured {
  readonly dicom: number;
  readonly workers: number;
  readonly scanMs: number;
  /** Of all threads of this process, its start and what it loads included. */
  readonly cpuSeconds: number;
  /** The first file alone, by this thread, which has read nothing before. */
  readonly readMs: number;
  readonly peakMb: number;
}

const [path = ''] = process.argv.slice(2);
const compiled = new URL('../../dist/src/scan/', import.meta.url).href;
const { readFile } = (await import(`${compiled}read-file.js`)) as typeof reading;
const { scan } = (await import(`${compiled}scan.js`)) as typeof scanning;

async function firstFile(folder: string): Promise<string> {
  const [first] = await readdir(folder, { withFileTypes: true });
  if (first === undefined) throw new Error('The folder is empty');
  const below = join(folder, first.name);
  return first.isDirectory() ? firstFile(below) : below;
}

const folder = path.endsWith('MULTI') ? join(path, '..') : path;
const absolutePath = await firstFile(folder);
const startedReading = performance.now();
readFile({ absolutePath });
const readMs = performance.now() - startedReading;

const startedScan = performance.now();
const { counts } = await scan([folder]);
const scanMs = performance.now() - startedScan;

const { user, system } = process.cpuUsage();
const measured: Measured = {
  dicom: counts.dicom,
  workers: availableParallelism(),
  scanMs,
  cpuSeconds: (user + system) / 1e6,
  readMs,
  peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
};
process.stdout.write(JSON.stringify(measured));
