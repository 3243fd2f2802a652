import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openAmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { createHttp } from '../../../src/clients/http/http.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { smallStudy } from '../../suites/small-study.ts';
import { type Source, newSource, planOf } from '../rig.ts';
import type { ChildOrder } from './importing-child.ts';
import { judge } from './ledger.ts';
import { type Site, openSite, settle } from './site.ts';

const complete = { objects: 3, lost: 0, duplicated: 0, falselyVerified: 0 };

async function withSite(
  action: (site: Site) => Promise<void>,
  options?: Parameters<typeof openSite>[1],
): Promise<void> {
  const site = await openSite(await tempFolder(), options);
  try {
    await action(site);
  } finally {
    await site.close();
  }
}

describe('a server that cannot be reached', () => {
  it('refuses connections in the middle: the import waits, and ends when it listens again', () =>
    withSite(async (site) => {
      const plan = await planOf(site, [await newSource()]);
      const queue = await site.queue({ concurrency: 1 });
      let uploads = 0;
      site.proxy.misbehave = ({ isUpload }) => {
        if (!isUpload || (uploads += 1) !== 2) return undefined;
        return async () => {
          await site.proxy.refuse();
        };
      };
      const { status, verdict } = await settle(site, queue, plan, async () => {
        const [paused] = queue.list();
        expect(paused).toMatchObject({ phase: 'paused', objectsFailed: 0, problem: { code: 'connection-refused' } });
        await site.proxy.accept();
      });
      expect(verdict).toEqual(complete);
      expect(status.objectsDone).toBe(3);
    }));

  it('has a name that nobody knows: nothing begins, nothing is lost', () =>
    withSite(async (site) => {
      const http = createHttp({ proxy: { http: '', https: '' }, connectTimeoutMs: 2_000 });
      let isKnown = true;
      const nowhere = openAmbraConnection({
        baseUrl: 'http://archive.invalid',
        rate: 'off',
        retry: { attempts: 1, baseMs: 1, maxMs: 1 },
        fetch: async (request) => (isKnown ? site.archive.fetch(request) : http.fetch(request)),
      });
      await nowhere.session.adopt(await site.archive.openSession());
      isKnown = false;
      const queue = await site.queue({ connect: async () => nowhere });
      const plan = await planOf(site, [await newSource()]);
      const { verdict } = await settle(site, queue, plan, async () => {
        expect(queue.list()[0]).toMatchObject({ phase: 'paused', objectsFailed: 0, problem: { code: 'dns-failed' } });
        isKnown = true;
      });
      expect(verdict).toEqual(complete);
      await http.close();
    }));
});

describe('a clock that jumps', () => {
  it.each([
    ['forward: the server ends the session in the middle', 400 * 86_400_000],
    ['back', -400 * 86_400_000],
  ])('%s', async (_, by) => {
    let offset = 0;
    const now = () => Date.now() + offset;
    await withSite(
      async (site) => {
        let renewals = 0;
        const queue = await site.queue({
          concurrency: 1,
          now: () => new Date(now()),
          signInAgain: async () => {
            renewals += 1;
            await site.signIn();
            return true;
          },
        });
        const plan = await planOf(site, [await newSource()]);
        let uploads = 0;
        site.proxy.misbehave = ({ isUpload }) => {
          if (isUpload && (uploads += 1) === 2) offset = by;
          return undefined;
        };
        const { status, rounds, verdict } = await settle(site, queue, plan, async () => undefined);
        expect({ verdict, rounds }).toEqual({ verdict: complete, rounds: 1 });
        expect(renewals > 0).toBe(by > 0);
        expect(status).not.toHaveProperty('secondsLeft', expect.closeTo(by / 1000, -6));
      },
      { now },
    );
  });
});

describe('a source that changes in the middle of the import', () => {
  const changes: Readonly<Record<string, (file: string) => Promise<void>>> = {
    vanishes: (file) => rm(file),
    'is cut off': (file) => truncate(file, 600),
    'cannot be read any more': async (file) => {
      await rename(file, `${file}.away`);
      await mkdir(file);
    },
  };
  it.each(Object.entries(changes))('one file %s: it is named, the others arrive', (_, change) =>
    withSite(async (site) => {
      const source: Source = await newSource(smallStudy({}, 64));
      const plan = await planOf(site, [source]);
      const queue = await site.queue({ concurrency: 1 });
      const last = source.files[2] ?? '';
      let isChanged = false;
      site.proxy.misbehave = ({ isUpload }) => {
        if (!isUpload || isChanged) return undefined;
        isChanged = true;
        return async (exchange) => {
          await change(last);
          exchange.answer(await exchange.pass());
        };
      };
      const status = await queue.ended(queue.start(plan).importId);
      expect(status).toMatchObject({ phase: 'done', objectsDone: 2, objectsFailed: 1 });
      expect(queue.receipt(status.importId).studies[0]?.failures.map(({ path }) => path)).toEqual(['IM2']);
      await rm(last, { recursive: true, force: true });
      await newFileAgain(source, last);
      expect(await judge(queue, status.importId, plan, site.dir)).toMatchObject({ duplicated: 0, falselyVerified: 0 });
    }),
  );
});

/** So that what arrived can be compared with what was there. */
async function newFileAgain({ study }: Source, file: string): Promise<void> {
  await writeFile(file, study.objects[2]?.file ?? new Uint8Array());
}

describe.skipIf(process.platform === 'win32')('the disk of the archive', () => {
  it('is full in the middle: the import waits, and ends when there is space', async () => {
    const site = await openSite(await tempFolder());
    const plan = await planOf(site, [await newSource(smallStudy({}, 1536))]);
    const order: ChildOrder = {
      journal: join(await tempFolder(), 'imports.db'),
      plan,
      sid: await site.archive.openSession(),
      archive: { dir: site.dir },
    };
    const script = fileURLToPath(new URL('importing-child.ts', import.meta.url));
    // No file may grow beyond 3 MiB: two of the objects fit, the third, of two frames, does not.
    const args = ['-c', 'ulimit -f 6144; exec "$@"', 'sh', process.execPath, script, JSON.stringify(order)];
    const child = spawn('sh', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    let last = '';
    for await (const word of createInterface({ input: child.stdout })) last = word;
    await exited;
    expect(last).toBe('ended paused disk-full');

    const queue = await site.queue({ file: order.journal });
    const [{ importId, objectsFailed } = { importId: '', objectsFailed: -1 }] = queue.list();
    expect(objectsFailed).toBe(0);
    const status = await queue.ended(queue.retry(importId).importId);
    expect(status).toMatchObject({ phase: 'done', objectsDone: 3 });
    expect(await judge(queue, importId, plan, site.dir)).toEqual(complete);
    await site.close();
  });
});
