import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { desktopBridgeName, type DesktopBridge } from '../../src/contract/desktop.ts';

/** Runs the preload as the sandbox does: as a script with a `require` that knows Electron only. */
async function runPreload(electron: object): Promise<void> {
  const source = await readFile(new URL('../../main/preload.cts', import.meta.url), 'utf8');
  runInNewContext(stripTypeScriptTypes(source), {
    require(name: string) {
      if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}`);
      return electron;
    },
  });
}

it('gives the window three functions, and nothing of Electron or Node', async () => {
  const worlds: Record<string, DesktopBridge> = {};
  await runPreload({
    contextBridge: { exposeInMainWorld: (name: string, bridge: DesktopBridge) => (worlds[name] = bridge) },
    ipcRenderer: { invoke: async (channel: string) => [channel] },
    webUtils: { getPathForFile: ({ name }: { name: string }) => `/media/disc/${name}` },
  });
  expect(Object.keys(worlds)).toEqual([desktopBridgeName]);
  const bridge = worlds[desktopBridgeName];
  expect(Object.keys(bridge ?? {}).sort()).toEqual(['pathForFile', 'pickFiles', 'pickFolders']);
  expect(bridge?.pathForFile({ name: 'IMG1', size: 1 })).toBe('/media/disc/IMG1');
  expect(await bridge?.pickFolders()).toEqual(['pick-folders']);
  expect(await bridge?.pickFiles()).toEqual(['pick-files']);
});
