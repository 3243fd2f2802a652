import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, test as base, chromium, expect, type Browser, type Page } from '@playwright/test';
import { sandboxFlags } from '../../main/chromium.ts';
import { findTestBrowser } from '../../scripts/ensure-tools.ts';
import { electronExecutable, root } from './electron.ts';

/** A window that shows the built program, and how to close it. */
interface OpenWindow {
  readonly page: Page;
  close(): Promise<void>;
}

/** The built program on a data folder of its own, in either shell. */
export interface Fileroom {
  /** The window; another one after `restart`. */
  readonly page: Page;
  readonly dataDir: string;
  /** Errors of the window's console so far. The test fails when any is left at its end. */
  readonly consoleErrors: string[];
  /** The browser reports refused requests as console errors; these statuses the test asks for. */
  provokes(...statuses: readonly number[]): void;
  /** Ends the program and starts it again on the same data. */
  restart(): Promise<Page>;
}

export type Shell = 'browser' | 'electron';

export const test = base.extend<{ fileroom: Fileroom; shell: Shell }>({
  shell: ['browser', { option: true }],
  fileroom: async ({ shell }, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'fileroom-e2e-'));
    const consoleErrors: string[] = [];
    const open = async () => {
      const window = await (shell === 'electron' ? openElectron(dataDir) : openBrowser(dataDir, consoleErrors));
      if (shell === 'electron') collectErrors(window.page, consoleErrors);
      return window;
    };
    let window = await open();
    const provoked: number[] = [];
    await use({
      dataDir,
      consoleErrors,
      provokes: (...statuses) => provoked.push(...statuses),
      get page() {
        return window.page;
      },
      async restart() {
        await window.close();
        window = await open();
        return window.page;
      },
    });
    await window.close();
    await rm(dataDir, { recursive: true });
    const asked = (error: string) => provoked.some((status) => error.includes(`status of ${status} `));
    expect(consoleErrors.filter((error) => !asked(error))).toEqual([]);
  },
});

export { expect } from '@playwright/test';

function collectErrors(page: Page, errors: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
}

/** WebGL in software, so that pixels are the same everywhere; nothing that talks to the network by itself. */
const chromiumFlags = [
  ...sandboxFlags,
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findTestBrowser();
  if (executablePath === undefined) throw new Error('No browser for the tests: npm run ready installs one.');
  return chromium.launch({ executablePath, args: chromiumFlags });
}

async function openBrowser(dataDir: string, errors: string[]): Promise<OpenWindow> {
  const server = await startServer(dataDir);
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US', timezoneId: 'UTC' });
  collectErrors(page, errors);
  await page.goto(server.url);
  return {
    page,
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

async function openElectron(dataDir: string): Promise<OpenWindow> {
  const executablePath = electronExecutable();
  if (executablePath === undefined) throw new Error('Electron is not installed here: npx install-electron');
  const program = await _electron.launch({ executablePath, args: [...chromiumFlags, root, '--data', dataDir] });
  return { page: await program.firstWindow(), close: () => program.close() };
}

export interface Server {
  /** The opening address; works once. */
  readonly url: string;
  /** Ends the program as a shutdown would; throws when it does not end well. */
  stop(): Promise<void>;
}

/** The browser shell without a window. */
export async function startServer(dataDir: string): Promise<Server> {
  const args = ['--shell', 'browser', '--no-open', '--json', '--data', dataDir];
  const child = spawn(process.execPath, [join(root, 'dist', 'main', 'cli.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const first = await Promise.race([line, exit]);
  if (typeof first[0] !== 'string') throw new Error(`The program ended at once, with exit code ${first[0]}`);
  const { url } = JSON.parse(first[0]) as { url: string };
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      expect(await exit).toEqual([0, null]);
    },
  };
}
