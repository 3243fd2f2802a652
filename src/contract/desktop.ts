/**
 * What the Electron shell adds to the window, at `globalThis.fileroomDesktop`; absent in the browser shell.
 * Everything else goes through the application API.
 */
export interface DesktopBridge {
  /**
   * The absolute path of a file or folder that was dropped on the window or chosen in a file field; empty when it
   * is not on disk. `file` is a DOM `File`, a type this folder does not have.
   */
  pathForFile(file: { readonly name: string; readonly size: number }): string;
  /** The system's dialog for choosing discs, folders and files; empty when it was cancelled. */
  pickFolders(): Promise<readonly string[]>;
  /** The same for files that go along with a study. */
  pickFiles(): Promise<readonly string[]>;
}

/** The name of the bridge on `globalThis`. */
export const desktopBridgeName = 'fileroomDesktop';

/** The bridge, or undefined in the browser shell. */
export function desktopBridge(): DesktopBridge | undefined {
  return (globalThis as { readonly [desktopBridgeName]?: DesktopBridge })[desktopBridgeName];
}
