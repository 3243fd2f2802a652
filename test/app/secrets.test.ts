import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FileSecretStore } from '../../src/app/secrets.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

it('keeps, replaces and forgets secrets in files of their owner alone', async () => {
  const dir = await tempFolder();
  const store = new FileSecretStore(dir);
  expect(await store.get('archive-password')).toBeUndefined();
  await store.set('archive-password', 'first');
  await store.set('archive-password', 'second');
  expect(await store.get('archive-password')).toBe('second');
  expect(await readdir(dir)).toEqual(['secret-archive-password']);
  if (process.platform !== 'win32') {
    expect((await stat(join(dir, 'secret-archive-password'))).mode & 0o777).toBe(0o600);
  }
  await store.delete('archive-password');
  await store.delete('archive-password');
  expect(await readdir(dir)).toEqual([]);
});

it('takes no name that could lead elsewhere', async () => {
  const store = new FileSecretStore(await tempFolder());
  await expect(store.get('../other')).rejects.toThrow(TypeError);
});
