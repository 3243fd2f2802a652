/**
 * A process that dies in the middle of an import, for crash.test.ts: it lets one upload through, says so, and hangs
 * over the next one until it is killed.
 */
import { openArchive } from '../../src/archive/open-archive.ts';
import { openAmbraConnection } from '../../src/clients/ambra/connection.ts';
import { ImportQueue } from '../../src/upload/import-queue.ts';
import type { ImportPlan } from '../../src/upload/plan.ts';

const [archiveDir = '', file = '', plan = ''] = process.argv.slice(2);
const archive = await openArchive({ dir: archiveDir });
let uploads = 0;
const connection = openAmbraConnection({
  baseUrl: 'http://archive.invalid',
  rate: 'off',
  fetch: async (request) => {
    if (request.method !== 'POST' || !request.url.includes('/image?')) return archive.fetch(request);
    uploads += 1;
    if (uploads === 1) return archive.fetch(request);
    process.stdout.write('in the middle\n');
    return new Promise<never>(() => {
      setInterval(() => undefined, 1000);
    });
  },
});
await connection.session.adopt(await archive.openSession());
const queue = new ImportQueue({
  file,
  connect: async () => connection,
  deidKey: async () => new Uint8Array(32),
  concurrency: 1,
});
queue.start(JSON.parse(plan) as ImportPlan);
