/**
 * A process that imports a plan until it is killed or done, for kill.test.ts. It goes on with what an earlier one left.
 * It tells with one line each when it is ready, before and after each request, and when it is done.
 */
import { writeSync } from 'node:fs';
import { openAmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { createHttp } from '../../../src/clients/http/http.ts';
import { ImportQueue } from '../../../src/upload/import-queue.ts';
import type { ImportPlan } from '../../../src/upload/plan.ts';
import { deidKey } from './deid-key.ts';

export interface ChildOrder {
  readonly journal: string;
  readonly plan: ImportPlan;
  readonly sid: string;
  /** Where an archive is served, or the folder of one to open in this very process. */
  readonly archive: { readonly url: string } | { readonly dir: string };
}

const order = JSON.parse(process.argv[2] ?? '') as ChildOrder;
// Not through the stream: what was told must have been told when the process dies.
const tell = (word: string) => writeSync(1, `${word}\n`);

const { archive } = order;
const send = 'url' in archive ? createHttp({ proxy: { http: '', https: '' } }).fetch : await embedded(archive.dir);

async function embedded(dir: string): Promise<(request: Request) => Promise<Response>> {
  const { openArchive } = await import('../../../src/archive/open-archive.ts');
  const opened = await openArchive({ dir });
  return (request) => opened.fetch(request);
}

const connection = openAmbraConnection({
  baseUrl: 'url' in archive ? archive.url : 'http://127.0.0.1',
  rate: 'off',
  fetch: async (request) => {
    tell('asks');
    const response = await send(request);
    tell('answered');
    return response;
  },
});
await connection.session.adopt(order.sid);
const queue = new ImportQueue({
  file: order.journal,
  connect: async () => connection,
  deidKey: async () => deidKey,
  isHere: () => 'dir' in archive,
});
tell('ready');
const paused = queue.findPaused(order.plan);
const { importId } = paused === undefined ? queue.start(order.plan) : queue.retry(paused);
const { phase, problem } = await queue.ended(importId);
tell(`ended ${phase} ${problem?.code ?? ''}`);
// The connections that are kept would keep the process too.
process.exit();
