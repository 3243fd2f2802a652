import { join } from 'node:path';
import { app } from 'electron';
import { openApp } from '../src/app/app.ts';
import type { WindowRequest } from '../src/app/cli.ts';
import { FileSecretStore } from '../src/app/secrets.ts';
import type { Volume } from '../src/contract/files.ts';
import { announceArrival } from './arrival-notice.ts';
import { windowFolder } from './paths.ts';
import { withKeyStore } from './secrets.ts';
import { openMainWindow } from './window.ts';
import { createWindowServer } from './window-server.ts';

/** The Electron shell: one window per data folder, from its opening to the closed application. */
export async function openInElectron({ dataDir }: WindowRequest): Promise<number> {
  // Electron keeps its lock here: another data folder may have a window of its own.
  app.setPath('userData', join(dataDir, 'electron'));
  if (!app.requestSingleInstanceLock()) return 0;
  const quitting = nextQuit();
  await app.whenReady();

  const secrets = await withKeyStore(new FileSecretStore(dataDir), console.warn);
  let announce: ((volume: Volume) => void) | undefined;
  const fileroom = await openApp({
    dataDir,
    shell: 'electron',
    secrets,
    version: app.getVersion(),
    onArrival: (volume) => announce?.(volume),
  });
  try {
    const window = await openMainWindow(createWindowServer(fileroom.fetch, windowFolder));
    announce = (volume) => announceArrival(window, volume);
    app.on('second-instance', () => {
      if (window.isMinimized()) window.restore();
      window.focus();
    });
    await quitting;
  } finally {
    await fileroom.close();
  }
  return 0;
}

/** The last window closed, or the system or the menu asked to quit; the caller exits once everything is closed. */
function nextQuit(): Promise<void> {
  return new Promise((resolve) => {
    app.on('window-all-closed', () => resolve());
    app.on('will-quit', (event) => {
      event.preventDefault();
      resolve();
    });
  });
}
