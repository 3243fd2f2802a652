import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../main/chromium.ts';
import { run } from './run.ts';

/** The browser for the end-to-end tests: CHROME_PATH, an installed one, or Playwright's own. */
export function findTestBrowser(): string | undefined {
  const playwrights = chromium.executablePath();
  return findChromium() ?? (existsSync(playwrights) ? playwrights : undefined);
}

/** Finds what the tests need besides Node, and installs what is missing where that can be done. */
export async function ensureTools(): Promise<void> {
  if (findTestBrowser() === undefined) await installBrowser();
  const browser = findTestBrowser();
  if (browser === undefined) throw new Error('No Chrome, Chromium or Edge: install one, or set CHROME_PATH.');
  console.log(`browser: ${browser}`);

  if (!isOnPath('dcmdump') && canUseApt()) await aptInstall('dcmtk');
  if (isOnPath('dcmdump')) console.log('dcmtk: found');
  else console.warn('\n*** dcmtk is not installed: the tests that check our files with it will be SKIPPED. ***\n');
}

async function installBrowser(): Promise<void> {
  // Playwright's download lacks the system's libraries on a bare Debian; its own package brings them.
  if (canUseApt()) await aptInstall('chromium');
  else await run(process.execPath, [join('node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);
}

const canUseApt = () => process.platform === 'linux' && process.getuid?.() === 0 && isOnPath('apt-get');

async function aptInstall(name: string): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], env);
  const code = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], env);
  if (code !== 0) console.warn(`apt-get could not install ${name}.`);
}

function isOnPath(command: string): boolean {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command + suffix)));
}
