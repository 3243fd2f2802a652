import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The first Node that has all we use: node:sqlite without a flag. */
export const neededNode = 24;

/** The Node that comes with the checkout as a development dependency. Seen from dist/main/. */
const ownNode = fileURLToPath(
  new URL(`../../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
);

export const isNodeRecent = (version = process.versions.node) => Number.parseInt(version, 10) >= neededNode;

/** Runs this same command again on the checkout's own Node and resolves with its exit code. */
export async function runOnOwnNode(script: string, args: readonly string[]): Promise<number> {
  if (!existsSync(ownNode)) {
    process.stderr.write(
      `Fileroom needs Node ${neededNode} or later; this is ${process.versions.node}, and the checkout's own Node is not installed.\n` +
        'Run `npm ci` in the checkout, without --ignore-scripts, or install a newer Node.\n',
    );
    return 1;
  }
  const child = spawn(ownNode, [script, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Ctrl+C in a terminal reaches the child by itself; a second one would mean "now".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
