import { app, BrowserWindow, dialog, Menu, session, type MenuItemConstructorOptions } from 'electron';
import { serveBridge } from './bridge.ts';
import { lockContents, lockSession } from './lockdown.ts';
import { preloadFile } from './paths.ts';
import { serveWindowScheme, windowUrl } from './protocol.ts';
import type { FetchHandler } from './window-server.ts';

/** Opens the one window. Its session lives in memory and keeps no cache: images leave no trace of it on disk. */
export async function openMainWindow(server: FetchHandler): Promise<BrowserWindow> {
  const windowSession = session.fromPartition('window', { cache: false });
  lockSession(windowSession);
  serveWindowScheme(windowSession, server);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu()));

  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#111318',
    webPreferences: {
      session: windowSession,
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  lockContents(window.webContents);
  serveBridge(window);
  askBeforeLeaving(window);
  window.once('ready-to-show', () => window.show());
  await window.loadURL(windowUrl);
  return window;
}

/** The window itself says when something is still sent; Electron leaves the question to us. */
function askBeforeLeaving(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const leave = 1;
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'Something is still being sent.',
      detail: 'If you close Fileroom, it goes on where it stopped when you open it again. Nothing is lost.',
      buttons: ['Stay', 'Close Fileroom'],
      defaultId: 0,
      cancelId: 0,
    });
    if (answer === leave) event.preventDefault();
  });
}

/** Editing and zooming; everything else is in the window. */
function menu(): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
  const program: MenuItemConstructorOptions =
    process.platform === 'darwin' ? { role: 'appMenu' } : { role: 'fileMenu' };
  return [program, { role: 'editMenu' }, view];
}
