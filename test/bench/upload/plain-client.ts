/**
 * The limit of `upload.ts`: sends files as they are over a few kept connections, as fast as the server takes them. It
 * checks nothing, writes nothing down and proves nothing.
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Agent, request as ask } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type UploadOrder, measure } from './order.ts';

const order = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as UploadOrder;
const agent = new Agent({ keepAlive: true, maxSockets: order.lanes });
const target = (path: string, query: Record<string, string>): string =>
  `${order.url}/api/v3${path}?${new URLSearchParams({ ...query, sid: order.sid }).toString()}`;

/** A study must be there before its objects are taken. */
async function announce(): Promise<void> {
  const { namespaceId, studyInstanceUid, sid } = order;
  const body = new URLSearchParams({
    sid,
    study_uid: studyInstanceUid,
    storage_namespace: namespaceId,
    phi_namespace: namespaceId,
  });
  const response = await fetch(`${order.url}/api/v3/study/add`, { method: 'POST', body });
  if (!response.ok) throw new Error(`The study was refused: ${response.status}`);
}

async function send(file: string): Promise<void> {
  const { size } = await stat(file);
  const request = ask(target(`/storage/namespace/${order.namespaceId}/image`, { study_uid: order.studyInstanceUid }), {
    method: 'POST',
    agent,
    headers: { 'content-length': size },
  });
  const answered = new Promise<number>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
  });
  await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), request);
  if ((await answered) !== 200) throw new Error(`An object was refused: ${await answered}`);
}

await measure(async () => {
  await announce();
  const left = order.objects.values();
  const lane = async (): Promise<void> => {
    for (const { file } of left) await send(file);
  };
  await Promise.all(Array.from({ length: order.lanes }, lane));
  return order.objects.length;
});
