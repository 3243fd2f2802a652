import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAppWindow } from '../../main/chromium.ts';

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'fileroom-browser-'))));
afterEach(() => rm(dir, { recursive: true }));

/** A program in a browser's place, which writes down its arguments and then does `script`. */
async function fakeBrowser(script: string): Promise<string> {
  const path = join(dir, 'browser');
  const note = `require('node:fs').writeFileSync(${JSON.stringify(join(dir, 'args'))}, process.argv.slice(2).join('\\n'));`;
  await writeFile(path, `#!${process.execPath}\n${note}\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

async function profileUsed(): Promise<string> {
  const args = (await readFile(join(dir, 'args'), 'utf8')).split('\n');
  return args.find((arg) => arg.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length) ?? '';
}

describe.skipIf(process.platform === 'win32')('the app window', () => {
  it('says so when the browser cannot be started', async () => {
    const window = await openAppWindow(join(dir, 'none'), 'http://127.0.0.1:1/');
    await expect(window.closed).rejects.toThrow('ENOENT');
  });

  it('passes a failure of the browser on', async () => {
    const window = await openAppWindow(await fakeBrowser('process.exitCode = 3'), 'http://127.0.0.1:1/');
    expect(await window.closed).toBe(3);
  });

  it('shows one address without tabs, in a profile that is gone afterwards', async () => {
    const window = await openAppWindow(await fakeBrowser(''), 'http://127.0.0.1:1/?token=x');
    expect(await window.closed).toBe(0);
    expect(await readFile(join(dir, 'args'), 'utf8')).toContain('--app=http://127.0.0.1:1/?token=x\n');
    const profile = await profileUsed();
    expect(profile).not.toBe('');
    expect(existsSync(profile)).toBe(false);
  });

  it('closes when the program ends', async () => {
    const window = await openAppWindow(await fakeBrowser('setInterval(() => {}, 1000)'), 'http://127.0.0.1:1/');
    window.close();
    expect(await window.closed).toBe(0);
  });
});
