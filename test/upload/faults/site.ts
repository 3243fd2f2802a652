import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type EmbeddedArchive, openArchive } from '../../../src/archive/open-archive.ts';
import { serveArchive } from '../../../src/archive/serve-archive.ts';
import { type AmbraConnection, openAmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { createHttp } from '../../../src/clients/http/http.ts';
import type { ImportStatus } from '../../../src/contract/import.ts';
import { ImportQueue, type ImportQueueOptions } from '../../../src/upload/import-queue.ts';
import type { ImportPlan } from '../../../src/upload/plan.ts';
import { TreatmentPool } from '../../../src/upload/treatment-pool.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { impatient } from '../rig.ts';
import { deidKey } from './deid-key.ts';
import { isComplete, judge, type Verdict } from './ledger.ts';
import { type MisbehavingProxy, misbehavingProxy } from './misbehaving-proxy.ts';

/** The real archive over HTTP, a proxy before it, and a client with little patience. */
export interface Site {
  readonly dir: string;
  readonly archive: EmbeddedArchive;
  readonly proxy: MisbehavingProxy;
  readonly connection: AmbraConnection;
  /** A queue with a journal of its own, closed with the test. */
  queue(options?: Partial<ImportQueueOptions>): Promise<ImportQueue>;
  /** A new session, whatever the proxy does to others. */
  signIn(): Promise<void>;
  close(): Promise<void>;
}

/** Short enough to be waited for, long enough for a busy machine to answer in. */
const silenceMs = 400;

export async function openSite(dir: string, options: { readonly now?: () => number } = {}): Promise<Site> {
  const archive = await openArchive({ dir, ...options });
  const served = await serveArchive(archive, { host: '127.0.0.1', port: 0 });
  const proxy = await misbehavingProxy(served.url);
  const http = createHttp({
    proxy: { http: '', https: '' },
    connectTimeoutMs: 2_000,
    headersTimeoutMs: silenceMs,
    bodyTimeoutMs: silenceMs,
  });
  const connection = openAmbraConnection({
    baseUrl: proxy.url,
    rate: 'off',
    retry: { attempts: 2, baseMs: 1, maxMs: 2 },
    fetch: http.fetch,
  });
  const signIn = async () => {
    const { misbehave } = proxy;
    proxy.misbehave = undefined;
    await connection.session.adopt(await archive.openSession());
    proxy.misbehave = misbehave;
  };
  await signIn();
  // Threads take longer to start than a small import takes.
  const pool = new TreatmentPool();
  return {
    dir,
    archive,
    proxy,
    connection,
    signIn,
    async queue(more = {}) {
      const queue = new ImportQueue({
        file: join(await tempFolder(), 'imports.db'),
        connect: async () => connection,
        deidKey: async () => deidKey,
        retry: impatient,
        pool,
        ...more,
      });
      onTestFinished(() => queue.close());
      return queue;
    },
    async close() {
      await pool.close();
      await http.close();
      await proxy.close();
      await served.close();
      await archive.close();
    },
  };
}

export interface Settled {
  readonly status: ImportStatus;
  readonly rounds: number;
  readonly verdict: Verdict;
}

/**
 * Runs an import as often as it takes until it is complete; after each run, what it claims is held against the archive.
 * @param before done before each further run: a person signs in again, the server comes back
 */
export async function settle(
  site: Pick<Site, 'dir'>,
  queue: ImportQueue,
  plan: ImportPlan,
  before: (round: number) => Promise<void>,
): Promise<Settled> {
  let status = await queue.ended(queue.start(plan).importId);
  for (let round = 1; ; round += 1) {
    const verdict = await judge(queue, status.importId, plan, site.dir);
    if (isComplete(status) || verdict.falselyVerified > 0) return { status, rounds: round, verdict };
    if (round === 30) throw new Error(`Still not complete: ${status.problem?.code ?? status.phase}`);
    await before(round);
    status = await queue.ended(queue.retry(status.importId).importId);
  }
}
