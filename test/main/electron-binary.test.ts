import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findElectron } from '../../main/electron-binary.ts';

let packageFolder: string;
beforeEach(async () => (packageFolder = await mkdtemp(join(tmpdir(), 'fileroom-electron-package-'))));
afterEach(() => rm(packageFolder, { recursive: true }));

async function place(path: string): Promise<string> {
  const file = join(packageFolder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '');
  return file;
}
const find = (platform: NodeJS.Platform, env: Record<string, string> = {}) =>
  findElectron({ packageFolder, platform, env });

describe('finding Electron', () => {
  it('finds nothing where only the package is', async () => {
    await place('index.js');
    expect(find('linux')).toBeUndefined();
    expect(findElectron({ packageFolder: join(packageFolder, 'none'), platform: 'linux', env: {} })).toBeUndefined();
  });

  it('finds nothing where the note is left and the executable is not', async () => {
    await writeFile(join(packageFolder, 'path.txt'), 'electron');
    expect(find('linux')).toBeUndefined();
    expect(find('linux', { ELECTRON_OVERRIDE_DIST_PATH: join(packageFolder, 'elsewhere') })).toBeUndefined();
  });

  it.each([
    ['linux', 'dist/electron'],
    ['win32', 'dist/electron.exe'],
    ['darwin', 'dist/Electron.app/Contents/MacOS/Electron'],
  ] as const)('finds it on %s', async (platform, path) => {
    const executable = await place(path);
    expect(find(platform)).toBe(executable);
  });

  it('finds it where the environment says', async () => {
    const executable = await place('elsewhere/electron');
    expect(find('linux', { ELECTRON_OVERRIDE_DIST_PATH: join(packageFolder, 'elsewhere') })).toBe(executable);
  });
});
