import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ElectronPlace {
  /** The `electron` package's folder; need not exist. */
  readonly packageFolder: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/**
 * Electron's executable, when it is on this machine. The package's own entry is not asked: importing it downloads
 * the executable, and fails where that is not possible.
 */
export function findElectron({ packageFolder, platform, env }: ElectronPlace): string | undefined {
  const pathFile = join(packageFolder, 'path.txt');
  const executable = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : defaultExecutable(platform);
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'] || join(packageFolder, 'dist');
  const found = join(folder, executable);
  return existsSync(found) ? found : undefined;
}

function defaultExecutable(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}
