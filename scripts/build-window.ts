import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { bundledPackages, mergePackages, productionPackages } from './licences.ts';

// Builds the window, and lists whose work ships with us: dist/licences.json for the window, the notices beside it as text.
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const listFile = join(dist, 'window', '.vite', 'licences.json');

await build({
  configFile: join(root, 'renderer', 'vite.config.ts'),
  // Its warnings are about Node branches inside the decoders that a browser never takes.
  logLevel: 'error',
  build: { license: { fileName: '.vite/licences.json' } },
});
const bundled = bundledPackages(JSON.parse(await readFile(listFile, 'utf8')));
await rm(join(dist, 'window', '.vite'), { recursive: true });

const shipped = mergePackages(await productionPackages(root), bundled);
const list = shipped.map(({ name, version, licence }) => ({ name, version, licence }));
await writeFile(join(dist, 'licences.json'), `${JSON.stringify(list, null, 2)}\n`);
const notices = shipped.map(
  ({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text.trim()}\n`,
);
await writeFile(join(dist, 'third-party-notices.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
