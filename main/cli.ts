#!/usr/bin/env node
import { isNodeRecent, runOnOwnNode } from './node-version.ts';

// Nothing else may be imported before this check: an older Node does not get past the imports.
if (isNodeRecent()) {
  const [{ runCli }, { openWindow }] = await Promise.all([import('../src/app/cli.ts'), import('./open-window.ts')]);
  process.exitCode = await runCli(process.argv.slice(2), { openWindow });
} else {
  process.exitCode = await runOnOwnNode(import.meta.filename, process.argv.slice(2));
}
