import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from './run.ts';

// npm runs this after `npm ci`: the checkout is runnable when it ends.
if (existsSync(join(import.meta.dirname, '..', 'node_modules', 'typescript'))) {
  process.exitCode = await runScript('build');
} else {
  console.error('Nothing built: the development dependencies are not installed.');
}
