/** Imports files with the compiled queue, to the proof, and prints what it took: a process of its own for `upload.ts`. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type * as client from '../../../src/clients/ambra/connection.ts';
import type * as network from '../../../src/clients/http/http.ts';
import type * as upload from '../../../src/upload/import-queue.ts';
import { type UploadOrder, measure } from './order.ts';

const path = process.argv[2] ?? '';
const order = JSON.parse(await readFile(path, 'utf8')) as UploadOrder;
const compiled = (name: string): string => new URL(`../../../dist/src/${name}.js`, import.meta.url).href;
const { openAmbraConnection } = (await import(compiled('clients/ambra/connection'))) as typeof client;
const { createHttp } = (await import(compiled('clients/http/http'))) as typeof network;
const { ImportQueue } = (await import(compiled('upload/import-queue'))) as typeof upload;

const connection = openAmbraConnection({ baseUrl: order.url, fetch: createHttp().fetch });
await connection.session.adopt(order.sid);
const key = new Uint8Array(32).fill(7);
const queue = new ImportQueue({
  file: join(dirname(path), 'imports.db'),
  connect: async () => connection,
  deidKey: async () => key,
  onUnexpected: (error) => {
    process.stderr.write(`${String(error)}
`);
  },
});
const objects = await Promise.all(
  order.objects.map(async ({ file, sopInstanceUid }) => {
    const { size, mtimeMs } = await stat(file);
    return {
      sourceRoot: order.folder,
      path: relative(order.folder, file),
      file,
      sopInstanceUid,
      bytes: size,
      fileBytes: size,
      mtimeMs: Math.trunc(mtimeMs),
      mend: false,
    };
  }),
);
await measure(async () => {
  const { importId } = queue.start({
    connectionId: 'bench',
    connectionName: 'bench',
    destination: { kind: 'namespace', namespaceId: order.namespaceId },
    destinationName: 'bench',
    namespaceId: order.namespaceId,
    treatment: order.treatment,
    label: 'bench',
    problems: [],
    studies: [{ studyInstanceUid: order.studyInstanceUid, objects }],
  });
  const status = await queue.ended(importId);
  const [study] = queue.receipt(importId).studies;
  if (study?.state !== 'verified') throw new Error(`${status.phase}: ${status.problem?.message ?? ''}`);
  await queue.close();
  return study.objects.verified;
});
