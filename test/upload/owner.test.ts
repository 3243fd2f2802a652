import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Journal } from '../../src/upload/journal.ts';
import { Owner, isOwnerGone } from '../../src/upload/owner.ts';
import { interrupted } from '../../src/upload/stop.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { newRig, newSource, planOf } from './rig.ts';

it('lives while it holds its lock, and leaves nothing behind', async () => {
  const dir = await tempFolder();
  const file = join(dir, 'imports.db');
  const owner = new Owner(file);
  expect(isOwnerGone(file, owner.id)).toBe(false);
  owner.close();
  expect(isOwnerGone(file, owner.id)).toBe(true);
  expect(isOwnerGone(file, 'never-there')).toBe(true);
  expect(await readdir(dir)).toEqual([]);
});

it('keeps what it has taken over: who finds the dead owner’s name a moment later does not get it', async () => {
  const rig = await newRig();
  const file = join(await tempFolder(), 'imports.db');
  const journal = new Journal(file);
  try {
    journal.create('an-import', await planOf(rig, [await newSource()]), 'dead', new Date().toISOString());
    journal.release('an-import', 'dead', interrupted);
    expect(journal.claim('an-import', 'second', () => true)).toBe(true);
    journal.release('an-import', 'dead', interrupted);
    expect(journal.import('an-import')).toMatchObject({ phase: 'waiting', owner: 'second' });
    expect(journal.claim('an-import', 'third', (owner) => owner !== 'second')).toBe(false);
  } finally {
    await journal.close();
  }
});
