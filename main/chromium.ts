import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { InvalidRequestError } from '../src/contract/problem.ts';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly exists: (path: string) => boolean;
}
const thisMachine: Machine = { platform: process.platform, env: process.env, exists: existsSync };

/** The executable of Chrome, Chromium or Edge: CHROME_PATH if set, else an installed one. */
export function findChromium({ platform, env, exists }: Machine = thisMachine): string | undefined {
  if (env['CHROME_PATH']) {
    if (exists(env['CHROME_PATH'])) return env['CHROME_PATH'];
    throw new InvalidRequestError('no-browser', `CHROME_PATH names a file that is not there: ${env['CHROME_PATH']}`, {
      next: 'correct-input',
    });
  }
  return candidates(platform, env).find(exists);
}

function candidates(platform: NodeJS.Platform, env: Readonly<NodeJS.ProcessEnv>): string[] {
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter(isPresent);
    const products = [
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
      'Chromium/Application/chrome.exe',
    ];
    return products.flatMap((product) => roots.map((root) => join(root, product)));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', env['HOME'] && join(env['HOME'], 'Applications')].filter(isPresent);
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      roots.map((root) => join(root, `${name}.app/Contents/MacOS`, name)),
    );
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(isPresent);
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

const isPresent = (value: string | undefined): value is string => value !== undefined && value !== '';

/** Whether a window can be shown at all. */
export function hasDisplay({ platform, env }: Machine = thisMachine): boolean {
  return (
    platform === 'win32' || platform === 'darwin' || isPresent(env['DISPLAY']) || isPresent(env['WAYLAND_DISPLAY'])
  );
}

/** Chromium's own sandbox does not run as root; every start as root has to say so. */
export const sandboxFlags: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export interface AppWindow {
  /** Resolves with the browser's exit code when the window was closed; rejects when it could not be started. */
  readonly closed: Promise<number>;
  close(): void;
}

/** Opens a window of its own, without tabs and address bar, on a profile that is erased when the window closes. */
export async function openAppWindow(executable: string, url: string): Promise<AppWindow> {
  const profile = await mkdtemp(join(tmpdir(), 'fileroom-window-'));
  const child = spawn(
    executable,
    [
      `--app=${url}`,
      `--user-data-dir=${profile}`,
      '--window-size=1440,900',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-breakpad',
      '--disable-component-update',
      '--disable-extensions',
      '--disable-sync',
      '--password-store=basic',
      ...sandboxFlags,
    ],
    { stdio: 'ignore' },
  );
  const closed = async () => {
    try {
      return await exitOf(child);
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  };
  return { closed: closed(), close: () => child.kill() };
}

/** A browser that ends by a signal was ended by us, or by the person: no failure. */
function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 0));
  });
}
