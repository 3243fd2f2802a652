import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Treatment } from '../../../src/contract/import.ts';
import { smallStudy } from '../../suites/small-study.ts';
import { newSource, planOf } from '../rig.ts';
import { faultKinds } from './fault-kinds.ts';
import { Ledger } from './ledger.ts';
import type { Fault } from './misbehaving-proxy.ts';
import { randomOf } from './random.ts';
import { type Settled, type Site, openSite, settle } from './site.ts';

let site: Site;
const ledger = new Ledger();

beforeAll(async () => {
  site = await openSite(await mkdtemp(join(tmpdir(), 'fileroom-faults-')));
});
afterAll(async () => {
  await site.close();
  await rm(site.dir, { recursive: true });
  ledger.print('Network faults');
});

const treatments: readonly Treatment[] = [{ kind: 'as-is' }, { kind: 'deidentify', profile: 'basic' }];

/** Two studies through a network on which every third request meets one of `faults`, for four runs at most. */
async function throughFaults(
  what: string,
  faults: readonly Fault[],
  seed: number,
  most = Number.POSITIVE_INFINITY,
): Promise<Settled> {
  const random = randomOf(seed);
  const sources = [await newSource(smallStudy({}, 256)), await newSource()];
  const plan = await planOf(site, sources, treatments[seed % 2]);
  const queue = await site.queue({
    signInAgain: async () => {
      await site.signIn();
      return true;
    },
  });
  const before = site.proxy.faults;
  site.proxy.misbehave = () => {
    if (site.proxy.faults - before >= most || random() > 1 / 3) return undefined;
    return faults[Math.floor(random() * faults.length)];
  };
  try {
    const settled = await settle(site, queue, plan, async (round) => {
      if (round === 4) site.proxy.misbehave = undefined;
      await site.signIn();
    });
    ledger.enter(what, site.proxy.faults - before, settled.rounds, settled.verdict);
    return settled;
  } finally {
    site.proxy.misbehave = undefined;
  }
}

const isSilent = (what: string) => what.startsWith('black-holed') || what.startsWith('half-open');
const nothingWrong = { objects: 6, lost: 0, duplicated: 0, falselyVerified: 0 };

describe('an import through a network on which requests meet', () => {
  it.each(Object.entries(faultKinds))('%s', async (what, fault) => {
    for (const seed of [1, 2]) {
      // Silence is waited for: a few times tell as much as many.
      const most = isSilent(what) ? 2 : Number.POSITIVE_INFINITY;
      const { status, verdict } = await throughFaults(what, [fault], seed, most);
      expect(verdict).toEqual(nothingWrong);
      expect(status).toMatchObject({ phase: 'done', objectsDone: 6, objectsFailed: 0 });
    }
  });

  it.each([11, 12, 13, 14, 15, 16])('anything of it (seed %i)', async (seed) => {
    const { verdict } = await throughFaults(`everything, seed ${seed}`, Object.values(faultKinds), seed, 12);
    expect(verdict).toEqual(nothingWrong);
  });
});
