import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isNodeRecent } from '../../main/node-version.ts';

const runFile = promisify(execFile);
let checkout: string;
beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'fileroom-checkout-'));
  const main = join(checkout, 'dist', 'main');
  await mkdir(main, { recursive: true });
  await cp(join(import.meta.dirname, '..', '..', 'main', 'node-version.ts'), join(main, 'node-version.ts'));
  // The command of a checkout that runs on too old a Node.
  const call =
    "process.exitCode = await runOnOwnNode(new URL('./program.mjs', import.meta.url).pathname, ['scan', 'a b']);";
  await writeFile(join(main, 'cli.mjs'), `import { runOnOwnNode } from './node-version.ts';\n${call}\n`);
  await writeFile(
    join(main, 'program.mjs'),
    'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;\n',
  );
});
afterEach(() => rm(checkout, { recursive: true }));

const start = () => runFile(process.execPath, [join(checkout, 'dist', 'main', 'cli.mjs')]);

describe('an older Node', () => {
  it.each([
    ['18.20.0', false],
    ['20.20.2', false],
    ['23.11.0', false],
    ['24.0.0', true],
    ['26.1.0', true],
  ])('%s is enough: %s', (version, enough) => {
    expect(isNodeRecent(version)).toBe(enough);
  });

  it('without the checkout’s own Node is told what is missing', async () => {
    await expect(start()).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/needs Node 24.*own Node is not installed.*npm ci/s) as string,
    });
  });

  it.skipIf(process.platform === 'win32')(
    'hands over to the checkout’s own, arguments and exit code and all',
    async () => {
      const own = join(checkout, 'node_modules', 'node', 'bin', 'node');
      await mkdir(dirname(own), { recursive: true });
      await symlink(process.execPath, own);
      await expect(start()).rejects.toMatchObject({ code: 7, stdout: '["scan","a b"]\n' });
    },
  );
});
