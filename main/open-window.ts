import { spawn } from 'node:child_process';
import type { WindowRequest } from '../src/app/cli.ts';
import { sandboxFlags } from './chromium.ts';
import { findElectron } from './electron-binary.ts';
import { electronPackage, programFolder } from './paths.ts';

/** Opens the app in Electron when its executable is here, in the browser shell when not. Resolves with the exit code. */
export async function openWindow(request: WindowRequest): Promise<number> {
  if (request.shell !== 'browser') {
    const { platform, env } = process;
    const electron = findElectron({ packageFolder: electronPackage, platform, env });
    if (electron !== undefined) return runElectron(electron, request);
    if (request.shell === 'electron') {
      process.stderr.write('Electron is not installed here. Run `npx install-electron`, or use `--shell browser`.\n');
      return 1;
    }
  }
  const { openInBrowser } = await import('./browser.ts');
  return openInBrowser(request);
}

function runElectron(executable: string, { dataDir }: WindowRequest): Promise<number> {
  const child = spawn(executable, [...sandboxFlags, programFolder, '--data', dataDir], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 0));
  });
}
