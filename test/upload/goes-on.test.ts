import { describe, expect, it } from 'vitest';
import { ImportQueue } from '../../src/upload/import-queue.ts';
import { type Fault, deidKey, newRig, newSource, planOf, run } from './rig.ts';
import { join } from 'node:path';

const broken: Fault = async () => {
  const { NetworkError } = await import('../../src/clients/http/errors.ts');
  throw new NetworkError('connection-refused', 'refused', undefined);
};

const stuck: Fault = async (request) =>
  new Promise((_, reject) => {
    request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
  });

describe('an import that the network has stopped', () => {
  it('goes on by itself, ever more rarely while nothing moves, until it is done', async () => {
    const waited: number[] = [];
    const done = Promise.withResolvers<void>();
    const rig = await newRig({
      goesOn: true,
      wait: async (ms) => {
        waited.push(ms);
        if (waited.length === 4) rig.fault = undefined;
      },
      onStatus: ({ phase }) => {
        if (phase === 'done') done.resolve();
      },
    });
    rig.fault = broken;
    const { importId } = await run(rig, await planOf(rig, [await newSource()]));
    await done.promise;
    expect(rig.queue.status(importId)).toMatchObject({ phase: 'done', objectsDone: 3, objectsFailed: 0 });
    expect(waited).toEqual([15_000, 30_000, 60_000, 120_000]);
  });

  it('waits for a person where one is needed', async () => {
    const waited: number[] = [];
    const rig = await newRig({
      goesOn: true,
      wait: async (ms) => void waited.push(ms),
    });
    rig.fault = async () => Response.json({ status: 'ERROR' }, { status: 401 });
    expect(await run(rig, await planOf(rig, [await newSource()]))).toMatchObject({ phase: 'paused' });
    expect(waited).toEqual([]);
  });
});

describe('the next start', () => {
  it('goes on with what was interrupted, and leaves alone what a person has paused', async () => {
    const rig = await newRig();
    rig.fault = stuck;
    const open = () =>
      new ImportQueue({
        file: join(rig.dir, 'more.db'),
        connect: async () => rig.connection,
        deidKey: async () => deidKey,
      });
    const first = open();
    const paused = first.start(await planOf(rig, [await newSource()])).importId;
    await first.pause(paused);
    const interrupted = first.start(await planOf(rig, [await newSource()])).importId;
    await first.close();

    rig.fault = undefined;
    const next = open();
    try {
      next.resumeInterrupted();
      expect(await next.ended(interrupted)).toMatchObject({ phase: 'done', objectsDone: 3 });
      expect(next.status(paused)).toMatchObject({ phase: 'paused', problem: { code: 'paused' } });
    } finally {
      await next.close();
    }
  });
});
