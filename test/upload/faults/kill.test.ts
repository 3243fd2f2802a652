import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { ImportPlan } from '../../../src/upload/plan.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { smallStudy } from '../../suites/small-study.ts';
import { newSource, planOf } from '../rig.ts';
import type { ChildOrder } from './importing-child.ts';
import { Ledger, type Verdict, isComplete, judge } from './ledger.ts';
import { randomOf } from './random.ts';
import { type Site, openSite } from './site.ts';

const kills = Number(process.env['FAULT_KILLS'] ?? 20);
const script = fileURLToPath(new URL('importing-child.ts', import.meta.url));
const ledger = new Ledger();
afterAll(() => ledger.print('Killed processes'));

/** When to kill: after so many words of the process, and a moment. */
interface Moment {
  readonly words: number;
  readonly ms: number;
}

/** Runs a process of its own; `undefined` when it was killed, else its last word. */
async function runUntil(order: ChildOrder, moment: Moment | undefined): Promise<string | undefined> {
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // The same program is started many times.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'fileroom-test-compiled') },
  });
  const exited = once(child, 'exit');
  let words = 0;
  let last = '';
  for await (const word of createInterface({ input: child.stdout })) {
    words += 1;
    last = word;
    if (moment !== undefined && words === moment.words) setTimeout(() => child.kill('SIGKILL'), moment.ms);
  }
  const [, signal] = (await exited) as [number | null, NodeJS.Signals | null];
  return signal === 'SIGKILL' ? undefined : last;
}

/** Kills imports of one kind until it has killed `times`, and lets each end at last. */
async function killRepeatedly(site: Site, where: 'http' | 'here', times: number, seed: number): Promise<void> {
  const random = randomOf(seed);
  let left = times;
  for (let imports = 0; left > 0; imports += 1) {
    const sources = [await newSource(smallStudy({}, 64)), await newSource(smallStudy({}, 64)), await newSource()];
    const plan = await planOf(
      site,
      sources,
      imports % 2 === 0 ? { kind: 'as-is' } : { kind: 'deidentify', profile: 'basic' },
    );
    const order: ChildOrder = {
      journal: join(await tempFolder(), 'imports.db'),
      plan,
      sid: await site.archive.openSession(),
      archive: where === 'http' ? { url: site.proxy.url } : { dir: site.dir },
    };
    let killed = 0;
    let last: string | undefined;
    let isOver = false;
    while (!isOver) {
      // Six of an import, then it may end.
      const moment =
        left > 0 && killed < 6 ? { words: 1 + Math.floor(random() * 44), ms: Math.floor(random() * 6) } : undefined;
      last = await runUntil(order, moment);
      const { verdict, complete } = await judged(site, order.journal, plan);
      expect(verdict).toMatchObject({ lost: 0, duplicated: 0, falselyVerified: 0 });
      if (last === undefined) [killed, left] = [killed + 1, left - 1];
      else expect(last).toBe('ended done ');
      // It may have been killed after its last word in the journal.
      isOver = complete;
    }
    const { verdict, complete, found } = await judged(site, order.journal, plan);
    // However often it was killed, it is one import.
    expect({ complete, found }).toEqual({ complete: true, found: 1 });
    expect(verdict).toEqual({ objects: 9, lost: 0, duplicated: 0, falselyVerified: 0 });
    ledger.enter(`${where}, ${plan.treatment.kind}`, killed, killed + 1, verdict);
  }
}

/** What the journal claims, as the next process would read it. */
async function judged(site: Site, file: string, plan: ImportPlan) {
  const queue = await site.queue({ file });
  const imports = queue.list();
  const [newest] = imports;
  const verdict: Verdict | undefined = newest && (await judge(queue, newest.importId, plan, site.dir));
  return {
    verdict: verdict ?? { objects: 0, lost: 0, duplicated: 0, falselyVerified: 0 },
    complete: newest !== undefined && isComplete(newest),
    found: imports.length,
  };
}

describe.skipIf(process.platform === 'win32')('a process killed at any moment loses and repeats nothing', () => {
  const [half, rest] = [Math.floor(kills / 2), Math.ceil(kills / 2)];
  const timeout = 60_000 + kills * 4_000;

  it(`${half} times, towards a server`, { timeout }, async () => {
    const site = await openSite(await tempFolder());
    await killRepeatedly(site, 'http', half, 21);
    await site.close();
  });

  it(`${rest} times, with the archive in the same process`, { timeout }, async () => {
    const site = await openSite(await tempFolder());
    await killRepeatedly(site, 'here', rest, 22);
    await site.close();
  });
});
