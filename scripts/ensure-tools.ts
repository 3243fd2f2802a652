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

/** Others' programs that check what ours writes, and the Debian packages that bring them. */
const checkers = {
  dcmdump: 'dcmtk',
  dciodvfy: 'dicom3tools',
  genisoimage: 'genisoimage',
  xorriso: 'xorriso',
  mkudffs: 'udftools',
};

/** Finds what the tests need besides Node, and installs what is missing where that can be done. */
export async function ensureTools(): Promise<void> {
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && isOnPath('apt-get');
  const hasBrowser = findTestBrowser() !== undefined;
  // Playwright's download lacks the system's libraries on a bare Debian; its own package brings them.
  if (canInstall) await aptInstall([...(hasBrowser ? [] : ['chromium']), ...missing().map((name) => checkers[name])]);
  else if (!hasBrowser)
    await run(process.execPath, [join('node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);

  const browser = findTestBrowser();
  if (browser === undefined) throw new Error('No Chrome, Chromium or Edge: install one, or set CHROME_PATH.');
  console.log(`browser: ${browser}`);

  const absent = missing();
  if (absent.length === 0) console.log(`checkers: ${Object.keys(checkers).join(', ')}`);
  else console.warn(`\n*** Not installed: ${absent.join(', ')}. What they would check is SKIPPED. ***\n`);
}

function missing(): (keyof typeof checkers)[] {
  return (Object.keys(checkers) as (keyof typeof checkers)[]).filter((name) => !isOnPath(name));
}

/** One that the distribution does not have must not keep the others away. */
async function aptInstall(names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], env);
  for (const name of names) {
    const code = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], env);
    if (code !== 0) console.warn(`apt-get could not install ${name}.`);
  }
}

function isOnPath(command: string): boolean {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command + suffix)));
}
