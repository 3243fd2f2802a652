/**
 * How fast the built-in archive lists studies, at a thousand, a hundred thousand and a million of them, and takes
 * objects in, small and large, side by side in one run with the same bytes streamed to a plain file server on this
 * machine (the limit; it flushes to the disk too, as the archive must before it answers). The records are made in
 * the database: only their number matters. `npm run bench -- archive 100000` for fewer.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Agent, request, setGlobalDispatcher } from 'undici';
import { openArchive } from '../../src/archive/open-archive.ts';
import { serveArchive } from '../../src/archive/serve-archive.ts';
import { element } from '../../src/dicom/new-element.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';
import { addStudyRows } from '../archive/many-studies.ts';
import { line, verdict } from './timed.ts';

const MOST = Number(process.argv[3] ?? 1_000_000);
const bars = { upload: 0.7, flat: 2, page: 50 };
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
  await benchUploads(api, sid, places[0] ?? '');
} finally {
  await server.close();
  await archive.close();
  await rm(dir, { recursive: true, force: true });
}

async function benchLists(api: string, sid: string, places: readonly string[]): Promise<void> {
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

async function benchUploads(api: string, sid: string, namespace: string): Promise<void> {
  const plain = createServer((incoming, answer) => void receive(incoming).then(() => answer.end('{}')));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  const plainUrl = `http://127.0.0.1:${(plain.address() as AddressInfo).port}`;
  try {
    for (const { name, bytes, count } of [
      { name: '0.5 MB objects', bytes: 512 * 1024, count: 200 },
      { name: '500 MB objects', bytes: 500 * 1024 * 1024, count: 1 },
    ]) {
      const ratios: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        const studyUid = newUid();
        await call(
          `${api}/study/add`,
          `sid=${sid}&study_uid=${studyUid}&storage_namespace=${namespace}&phi_namespace=${namespace}`,
        );
        const objects = Array.from({ length: count }, () => objectOf(studyUid, bytes));
        const limit = await rate(objects, () => plainUrl);
        const own = await rate(
          objects,
          () => `${api}/storage/namespace/${namespace}/image?sid=${sid}&study_uid=${studyUid}`,
        );
        line(`${name}, round ${round + 1}`, `${own.toFixed(0)} MB/s`, `the limit ${limit.toFixed(0)} MB/s`);
        ratios.push(own / limit);
      }
      const middle = ratios.sort((a, b) => a - b)[1] ?? 0;
      line(name, middle.toFixed(2), `of the limit; bar ${bars.upload}: ${verdict(middle >= bars.upload)}`);
    }
  } finally {
    await new Promise((resolve) => plain.close(resolve));
  }
}

/** A file server with nothing around it: the bytes, and a flush. */
async function receive(body: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path.join(dir, randomUUID()), 'wx');
  for await (const chunk of body) await file.write(chunk);
  await file.sync();
  await file.close();
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
async function rate(objects: readonly Uint8Array[], urlOf: () => string): Promise<number> {
  const left = [...objects];
  const started = performance.now();
  const sender = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { statusCode, body } = await request(urlOf(), { method: 'POST', body: next });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`HTTP ${statusCode} ${text}`);
    }
  };
  await Promise.all([sender(), sender(), sender(), sender()]);
  const sent = objects.reduce((sum, { length }) => sum + length, 0);
  return sent / 1e6 / ((performance.now() - started) / 1000);
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
