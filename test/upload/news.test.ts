import { describe, expect, it } from 'vitest';
import { type Fault, newRig, newSource, planOf, run } from './rig.ts';

interface Listed {
  series: { images: unknown[] }[];
}

/** The server's list is empty until `isThere`. */
const listed =
  (isThere: () => boolean, looked: () => void): Fault =>
  async (request, pass) => {
    const response = await pass();
    if (!request.url.includes('/schema') || response.status !== 200 || isThere()) return response;
    const schema = (await response.json()) as Listed;
    for (const series of schema.series) series.images = [];
    looked();
    return Response.json(schema);
  };

/** A pause is for ever, as far as these tests go. */
const slow = { attempts: 2, baseMs: 3_600_000, maxMs: 3_600_000 };

describe('a list that is not complete at once', () => {
  it('is looked at again when the server tells of a change, and not before', async () => {
    const listeners = new Set<() => void>();
    const followed: string[] = [];
    const updates = {
      followStudies: (namespaceId: string, listener: () => void) => {
        followed.push(namespaceId);
        listeners.add(listener);
        // As a channel that is heard from now on says.
        queueMicrotask(listener);
        return () => listeners.delete(listener);
      },
    };
    const rig = await newRig({ retry: slow, connect: async () => ({ ...rig.connection, updates }) });
    let looks = 0;
    rig.fault = listed(
      () => looks === 5,
      () => {
        looks += 1;
        for (const listener of listeners) listener();
      },
    );
    expect(await run(rig, await planOf(rig, [await newSource()]))).toMatchObject({ phase: 'done' });
    expect(looks).toBe(5);
    expect(followed).toEqual([rig.archive.info.namespaceId]);
    expect(listeners.size).toBe(0);
  });

  it('is not followed when all is there', async () => {
    const updates = {
      followStudies: (): never => {
        throw new Error('nobody needs to hear');
      },
    };
    const rig = await newRig({ connect: async () => ({ ...rig.connection, updates }) });
    expect(await run(rig, await planOf(rig, [await newSource()]))).toMatchObject({ phase: 'done' });
  });
});
