// CommonJS: a sandboxed preload can be nothing else, and may require Electron's own modules only. Hence the literals,
// which the types keep equal to the ones they stand for.
import type * as Electron from 'electron';
import type { DesktopBridge, desktopBridgeName } from '../src/contract/desktop.ts';
import type { BridgeChannels } from './bridge.ts';

const { contextBridge, ipcRenderer, webUtils } = require('electron') as typeof Electron;

const bridge: DesktopBridge = {
  pathForFile: (file) => webUtils.getPathForFile(file as File),
  pickFolders: () => ipcRenderer.invoke('pick-folders' satisfies keyof BridgeChannels) as Promise<readonly string[]>,
  pickFiles: () => ipcRenderer.invoke('pick-files' satisfies keyof BridgeChannels) as Promise<readonly string[]>,
};
contextBridge.exposeInMainWorld('fileroomDesktop' satisfies typeof desktopBridgeName, bridge);
