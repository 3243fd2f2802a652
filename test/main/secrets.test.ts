import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FileSecretStore } from '../../src/app/secrets.ts';
import { answers } from './electron-double.ts';

vi.mock('electron', () => import('./electron-double.ts'));
const { withKeyStore } = await import('../../main/secrets.ts');

let dir: string;
let warnings: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fileroom-secrets-'));
  warnings = [];
  answers.keyStore = true;
});
afterEach(() => rm(dir, { recursive: true }));

const open = () => withKeyStore(new FileSecretStore(dir), (message) => warnings.push(message));
const onDisk = async () =>
  (await Promise.all((await readdir(dir)).map((name) => readFile(join(dir, name), 'utf8')))).join('\n');

it('keeps a secret encrypted, over a restart, until it is deleted', async () => {
  await (await open()).set('archive', 'hunter2');
  expect(await onDisk()).not.toContain('hunter2');
  const again = await open();
  expect(await again.get('archive')).toBe('hunter2');
  await again.delete('archive');
  expect(await again.get('archive')).toBeUndefined();
  expect(await readdir(dir)).toEqual([]);
  expect(warnings).toEqual([]);
});

it('finds what the browser shell has left, and leaves no plain copy when it changes', async () => {
  await new FileSecretStore(dir).set('archive', 'plain');
  const secrets = await open();
  expect(await secrets.get('archive')).toBe('plain');
  await secrets.set('archive', 'hunter2');
  expect(await onDisk()).not.toContain('plain');
});

it('says so where the system has no key store', async () => {
  answers.keyStore = false;
  await (await open()).set('archive', 'hunter2');
  expect(warnings).toHaveLength(1);
  expect(await new FileSecretStore(dir).get('archive')).toBe('hunter2');
});

it.runIf(process.platform === 'linux')('does not take obfuscation for encryption', async () => {
  answers.backend = 'basic_text';
  await open();
  expect(warnings).toHaveLength(1);
});
