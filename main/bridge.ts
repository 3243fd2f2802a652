import { dialog, ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { isWindowUrl } from './protocol.ts';

/** The preload's channels. */
export interface BridgeChannels {
  'pick-folders': () => readonly string[];
  'pick-files': () => readonly string[];
}

/** Answers the preload of `window`, and nobody else. */
export function serveBridge(window: BrowserWindow): void {
  ipcMain.handle('pick-folders' satisfies keyof BridgeChannels, async (event) => {
    if (!isTrusted(event, window)) throw new Error('Refused: not the Fileroom window');
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: 'Choose discs or folders',
      properties: ['openDirectory', 'multiSelections', 'dontAddToRecent'],
    });
    return canceled ? [] : filePaths;
  });
  ipcMain.handle('pick-files' satisfies keyof BridgeChannels, async (event) => {
    if (!isTrusted(event, window)) throw new Error('Refused: not the Fileroom window');
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: 'Choose documents',
      properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
    });
    return canceled ? [] : filePaths;
  });
}

/** Our window's top frame, showing our page; not a frame inside it, nor a page it was made to show. */
function isTrusted({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return (
    sender === window.webContents &&
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    isWindowUrl(senderFrame.url)
  );
}
