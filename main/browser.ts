import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { openApp } from '../src/app/app.ts';
import type { WindowRequest } from '../src/app/cli.ts';
import { api } from '../src/contract/api.ts';
import { ImportStatus } from '../src/contract/import.ts';
import { findChromium, hasDisplay, openAppWindow } from './chromium.ts';
import { serveLocally } from './local-server.ts';
import { windowFolder } from './paths.ts';
import { serveOnUsualPort } from './usual-port.ts';
import { readVersion } from './version.ts';
import { createWindowServer, type FetchHandler } from './window-server.ts';

/** The browser shell: serves the window to this machine, opens it, and ends with it or with a signal. */
export async function openInBrowser(request: WindowRequest): Promise<number> {
  const interrupted = nextInterrupt();
  let linkOrigin: string | undefined;
  const app = await openApp({
    dataDir: request.dataDir,
    shell: 'browser',
    version: await readVersion(),
    linkOrigin: () => linkOrigin,
  });
  try {
    const window = createWindowServer(app.fetch, windowFolder);
    const serve = async (port: number) => serveLocally(window, { port, linkPages: app.linkPages });
    const server = await (request.port === undefined ? serveOnUsualPort(request.dataDir, serve) : serve(request.port));
    linkOrigin = server.origin;
    try {
      announce(server.openingUrl, request);
      const end = request.open
        ? [interrupted, untilWindowCloses(server.openingUrl, app.fetch, interrupted)]
        : [interrupted];
      await Promise.race(end);
    } finally {
      await server.close();
    }
  } finally {
    await app.close();
  }
  return 0;
}

function announce(url: string, { json, open }: WindowRequest): void {
  if (json) process.stdout.write(`${JSON.stringify({ schema: 1, url })}\n`);
  else if (!open) askToOpen(url);
}

function askToOpen(url: string): void {
  process.stderr.write(`Fileroom is running. Open this address in a browser on this machine; it works once:\n${url}\n`);
}

/** Never resolves without a browser to watch: then only a signal ends the program. */
async function untilWindowCloses(url: string, appFetch: FetchHandler, interrupted: Promise<void>): Promise<void> {
  const executable = hasDisplay() ? findChromium() : undefined;
  if (executable === undefined) {
    askToOpen(url);
    return new Promise(() => {});
  }
  const window = await openAppWindow(executable, url);
  void interrupted.then(() => window.close());
  if ((await window.closed) !== 0) {
    process.stderr.write(`The window of ${executable} could not be opened, or ended unexpectedly.\n`);
  }
  while (await hasRunningTransfers(appFetch)) await delay(1000);
}

/** Closing the window does not stop what is being sent. */
async function hasRunningTransfers(appFetch: FetchHandler): Promise<boolean> {
  const answer = await appFetch(new Request(`http://127.0.0.1${api.listImports.path}`));
  const imports = z.array(ImportStatus).parse(await answer.json());
  return imports.some(({ phase }) => phase === 'waiting' || phase === 'sending' || phase === 'verifying');
}

function nextInterrupt(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
