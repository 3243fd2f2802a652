/**
 * How fast the archive takes objects in, beside plain file servers that get the same bytes in turns: one that flushes
 * nothing, one that flushes each file, and one that flushes its name too, as whoever acknowledges must. The archive
 * promises that what it acknowledged survives a power cut, and its bar is the file server that promises the same.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { element } from '../../../src/dicom/new-element.ts';
import { writeDicom } from '../../../src/dicom/write-dicom.ts';
import { line, verdict } from '../timed.ts';
import type { BenchServer, Kind } from './server.ts';

const bar = 0.7;
const rounds = 5;
const kinds = ['unflushed', 'files', 'files-and-names', 'archive'] as const satisfies readonly Kind[];
const named: Readonly<Record<Kind, string>> = {
  archive: 'the archive',
  unflushed: 'a file server that flushes nothing',
  files: 'a file server that flushes files',
  'files-and-names': 'a file server that flushes files and names',
};
const agent = new Agent({ connections: 4, headersTimeout: 600_000, bodyTimeout: 600_000 });

export async function benchUploads(dir: string): Promise<void> {
  for (const { name, bytes, count } of [
    { name: '0.5 MB', bytes: 512 * 1024, count: 200 },
    { name: '500 MB', bytes: 500 * 1024 * 1024, count: 1 },
  ]) {
    const rates: Record<Kind, number[]> = { unflushed: [], files: [], 'files-and-names': [], archive: [] };
    const servers = await Promise.all(kinds.map((kind) => started(kind, path.join(dir, `${kind} ${name}`))));
    try {
      for (let round = 0; round < rounds; round += 1) {
        const studyUid = newUid();
        const objects = Array.from({ length: count }, () => objectOf(studyUid, bytes));
        for (const server of servers) rates[server.kind].push(await rate(objects, await server.urlFor(studyUid)));
      }
    } finally {
      for (const server of servers) await server.end();
    }
    const own = middle(rates.archive);
    for (const kind of kinds) {
      const of = kind === 'archive' ? '' : `the archive reaches ${(own / middle(rates[kind])).toFixed(2)} of it`;
      line(`${name}: ${named[kind]}`, `${middle(rates[kind]).toFixed(0)} MB/s`, of);
    }
    // Round by round: what else the machine does hits both.
    const reached = middle(rates.archive.map((each, round) => each / (rates['files-and-names'][round] ?? each)));
    line(`${name}: of the limit`, reached.toFixed(2), `bar ${bar}: ${verdict(reached >= bar)}`);
  }
}

async function started(kind: Kind, dir: string) {
  await mkdir(dir, { recursive: true });
  const child = spawn(process.execPath, [fileURLToPath(new URL('./server.ts', import.meta.url)), kind, dir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [first] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url, sid = '', namespace = '' } = JSON.parse(first) as BenchServer;
  return {
    kind,
    async urlFor(studyUid: string): Promise<string> {
      if (kind !== 'archive') return url;
      const triplet = `study_uid=${studyUid}&storage_namespace=${namespace}&phi_namespace=${namespace}`;
      await post(`${url}/api/v3/study/add?sid=${sid}&${triplet}`, '');
      return `${url}/api/v3/storage/namespace/${namespace}/image?sid=${sid}&study_uid=${studyUid}`;
    },
    async end(): Promise<void> {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
}

function objectOf(studyUid: string, bytes: number): Uint8Array {
  const values = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
    SOPInstanceUID: newUid(),
    StudyInstanceUID: studyUid,
    SeriesInstanceUID: `${studyUid}.1`,
    Modality: 'OT',
    PixelData: randomBytes(bytes),
  };
  const elements = Object.entries(values).map(([keyword, value]) => element(keyword, value));
  return writeDicom({ transferSyntaxUid: '1.2.840.10008.1.2.1', elements });
}

const newUid = (): string => `2.25.${BigInt(`0x${randomBytes(12).toString('hex')}`)}`;

/** MB/s of sending all, four at a time. */
async function rate(objects: readonly Uint8Array[], url: string): Promise<number> {
  const left = [...objects];
  const start = performance.now();
  const sender = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await post(url, next);
  };
  await Promise.all([sender(), sender(), sender(), sender()]);
  const sent = objects.reduce((sum, { length }) => sum + length, 0);
  return sent / 1e6 / ((performance.now() - start) / 1000);
}

async function post(url: string, body: string | Uint8Array): Promise<void> {
  const { statusCode, body: answer } = await request(url, { method: 'POST', body, dispatcher: agent });
  const text = await answer.text();
  if (statusCode !== 200) throw new Error(`HTTP ${statusCode} ${text}`);
}

const middle = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;
