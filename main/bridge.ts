import { dialog, ipcMain, type BrowserWindow, type IpcMainInvokeEvent, type OpenDialogOptions } from 'electron';
import { isWindowUrl } from './protocol.ts';

/** The preload's channels. */
export interface BridgeChannels {
  'pick-folders': () => readonly string[];
  'pick-files': () => readonly string[];
}

const dialogs = {
  'pick-folders': { title: 'Choose discs or folders', properties: ['openDirectory'] },
  'pick-files': { title: 'Choose documents', properties: ['openFile'] },
} as const satisfies Record<keyof BridgeChannels, OpenDialogOptions>;

/** Answers the preload of `window`, and nobody else. */
export function serveBridge(window: BrowserWindow): void {
  for (const [channel, { title, properties }] of Object.entries(dialogs)) {
    ipcMain.handle(channel, async (event) => {
      if (!isTrusted(event, window)) throw new Error('Refused: not the Fileroom window');
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        properties: [...properties, 'multiSelections', 'dontAddToRecent'],
      });
      return canceled ? [] : filePaths;
    });
  }
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
