import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StagingStore } from '../../../src/app/scans/staging-store.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const DAY = 24 * 60 * 60 * 1000;

async function newStore() {
  const dir = join(await tempFolder(), 'staging');
  const inUse: string[] = [];
  const clock = { now: Date.now() };
  const store = new StagingStore(
    dir,
    () => inUse,
    () => clock.now,
  );
  return { store, inUse, clock, folders: async () => (await readdir(dir)).length };
}

describe('a folder of copies', () => {
  it('goes with its scan when it is complete', async () => {
    const { store, folders } = await newStore();
    const folder = await store.open(['/disc']);
    await writeFile(join(folder.path, 'abcdefabcdef'), 'x');
    await store.sweep();
    expect(await folders()).toBe(1);
    await folder.keepNoLonger();
    await store.sweep();
    expect(await folders()).toBe(1);
    await folder.release();
    expect(await folders()).toBe(0);
  });

  it('stays while an unfinished import needs a file of it', async () => {
    const { store, inUse, folders } = await newStore();
    const folder = await store.open(['/disc']);
    inUse.push(join(folder.path, 'abcdefabcdef'));
    await folder.keepNoLonger();
    await folder.release();
    expect(await folders()).toBe(1);
    inUse.pop();
    await store.sweep();
    expect(await folders()).toBe(0);
  });

  it('is found again for the same sources when it broke off, for seven days', async () => {
    const { store, clock, folders } = await newStore();
    const folder = await store.open(['/disc', '/other']);
    await folder.release();
    const another = await store.open(['/disc']);
    expect(another.path).not.toBe(folder.path);
    await another.release();
    clock.now += 6 * DAY;
    const again = await store.open(['/disc', '/other']);
    expect(again.path).toBe(folder.path);
    await again.release();
    clock.now += 6 * DAY;
    await store.sweep();
    expect(await folders()).toBe(1);
    clock.now += 2 * DAY;
    await store.sweep();
    expect(await folders()).toBe(0);
  });

  it('belongs to one scan at a time', async () => {
    const { store } = await newStore();
    const [one, two] = [await store.open(['/disc']), await store.open(['/disc'])];
    expect(one.path).not.toBe(two.path);
    await one.release();
    await two.release();
  });
});
