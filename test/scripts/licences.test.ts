import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundledPackages, mergePackages, productionPackages } from '../../scripts/licences.ts';

const root = join(import.meta.dirname, '..', '..');

it('lists what the main process needs, with its notices, and nothing of development', async () => {
  const shipped = await productionPackages(root);
  const names = shipped.map(({ name }) => name);
  expect(names).toContain('undici');
  expect(names).not.toContain('vitest');
  expect(names).not.toContain('react');
  for (const { name, licence } of shipped) expect(licence, name).toMatch(/MIT|ISC|BSD|Apache|0BSD/);
});

it('names each package once, in order', () => {
  const zod = { name: 'zod', version: '4.0.0', licence: 'MIT', text: 'Permission' };
  const bundled = bundledPackages([
    { name: 'zod', version: '4.0.0', identifier: 'MIT', text: 'Permission' },
    { name: 'clsx', version: '2.0.0', identifier: null },
  ]);
  expect(mergePackages([zod], bundled)).toEqual([
    { name: 'clsx', version: '2.0.0', licence: 'unknown', text: '' },
    zod,
  ]);
});
