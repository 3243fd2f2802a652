/**
 * How fast the built-in archive lists studies, at a thousand, a hundred thousand and a million of them, and takes
 * objects in (`archive/uploads.ts`). The records are made in the database: only their number matters.
 * `npm run bench -- archive 100000` for fewer; `0` for uploads alone.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Agent, request, setGlobalDispatcher } from 'undici';
import { openArchive } from '../../src/archive/open-archive.ts';
import { serveArchive } from '../../src/archive/serve-archive.ts';
import { addStudyRows } from '../archive/many-studies.ts';
import { benchUploads } from './archive/uploads.ts';
import { line, verdict } from './timed.ts';

const MOST = Number(process.argv[3] ?? 1_000_000);
const bars = { flat: 2, page: 50 };
const lists: Readonly<Record<string, string>> = {
  'newest first': '',
  'by name': 'sort_by=patient_name-asc',
  'one modality, by date': 'filter.modality.equals=MR&sort_by=study_date-desc',
  'begins with, by date': 'filter.patient_name.like=phantom^1%25&sort_by=study_date-desc',
  'one patient': 'filter.patientid.equals=PH-0104729',
  'since a day': 'filter.study_date.ge=2006-01-03&sort_by=patient_name-asc',
  'word in any field': 'filter.SMART_SEARCH.equals=acc00000777',
  'everybody’s word': 'filter.SMART_SEARCH.equals=phantom',
};

const newAgent = () => new Agent({ connections: 4, headersTimeout: 600_000, bodyTimeout: 600_000 });
setGlobalDispatcher(newAgent());
const dir = await mkdtemp(path.join(tmpdir(), 'fileroom-bench-archive-'));
const password = randomUUID();
const archive = await openArchive({ dir, password });
const server = await serveArchive(archive, { host: '127.0.0.1', port: 0 });
try {
  const api = `${server.url}/api/v3`;
  const { sid } = await call(`${api}/session/login`, `login=owner@fileroom.local&password=${password}`);
  const { namespaces } = await call(`${api}/user/namespace/list`, `sid=${sid}`);
  const places: string[] = namespaces.map(({ uuid }: { uuid: string }) => uuid);
  await benchLists(api, sid, places);
  await benchUploads(path.join(dir, 'uploads'));
} finally {
  await server.close();
  await archive.close();
  await rm(dir, { recursive: true, force: true });
}

async function benchLists(api: string, sid: string, places: readonly string[]): Promise<void> {
  if (MOST === 0) return;
  const took = new Map<string, number[]>(Object.keys(lists).map((name) => [name, []]));
  let there = 0;
  for (const count of [1000, 100_000, 1_000_000].filter((each) => each <= MOST)) {
    addStudyRows(path.join(dir, 'archive.sqlite'), places, count - there);
    there = count;
    // The server, in this process, was silent for longer than an idle connection lives.
    setGlobalDispatcher(newAgent());
    for (const [name, params] of Object.entries(lists)) {
      const each = await median(() => call(`${api}/study/list`, `sid=${sid}&page.rows=25&${params}`));
      took.get(name)?.push(each);
      line(`${count} studies: ${name}`, `${each.toFixed(1)} ms`, `${(1000 / each).toFixed(0)} requests/s`);
    }
  }
  for (const [name, [first = 0, ...more]] of took) {
    const last = more.at(-1) ?? first;
    const holds = last <= bars.page && last / first <= bars.flat;
    line(
      `flat: ${name}`,
      `${(last / first).toFixed(2)} x`,
      `bar ${bars.flat} x and ${bars.page} ms: ${verdict(holds)}`,
    );
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  await work();
  const all: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    const started = performance.now();
    await work();
    all.push(performance.now() - started);
  }
  return all.sort((a, b) => a - b)[7] ?? 0;
}

// The answers are of any shape.
// oxlint-disable-next-line typescript/no-explicit-any
async function call(url: string, params: string): Promise<any> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { statusCode, body } = await request(url, { method: 'POST', body: params, headers });
  const answer = (await body.json()) as Record<string, unknown>;
  if (statusCode !== 200) throw new Error(`HTTP ${statusCode} ${JSON.stringify(answer)}`);
  return answer;
}
