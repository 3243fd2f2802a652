import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WindowRequest } from '../../src/app/cli.ts';
import { commandArguments } from '../../main/electron-arguments.ts';
import { answers, app, FakeWindow, seen } from './electron-double.ts';

vi.mock('electron', () => import('./electron-double.ts'));
const { openInElectron } = await import('../../main/electron-shell.ts');

let dataDir: string;
const request = (): WindowRequest => ({ dataDir, shell: 'electron', port: undefined, open: true, json: false });
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fileroom-electron-'));
  answers.firstInstance = true;
  FakeWindow.opened.length = 0;
});
afterEach(async () => {
  app.removeAllListeners();
  await rm(dataDir, { recursive: true });
});

describe('the Electron shell', () => {
  it('opens no second window on the same data, and lets the first come to the front', async () => {
    answers.firstInstance = false;
    expect(await openInElectron(request())).toBe(0);
    expect(FakeWindow.opened).toEqual([]);
  });

  it('brings its window to the front when it is started again, and closes the application before it ends', async () => {
    const ended = openInElectron(request());
    await vi.waitFor(() => expect(app.listenerCount('second-instance')).toBe(1), { timeout: 20_000 });
    expect(seen.paths.get('userData')).toBe(join(dataDir, 'electron'));
    const [window] = FakeWindow.opened;
    app.emit('second-instance');
    expect(window?.calls).toEqual(['show', 'restore', 'focus']);

    const served = [...seen.partitions.values()].at(-1)?.session.schemes.get('fileroom');
    const info = await served?.(new Request('fileroom://app/api/app'));
    expect(await info?.json()).toMatchObject({ shell: 'electron', version: '0.1.0' });

    const preventDefault = vi.fn<() => void>();
    app.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(await ended).toBe(0);
  });
});

describe('the arguments', () => {
  it('lose the program, the checkout and what is Chromium’s', () => {
    const electron = ['/opt/electron', '--no-sandbox', '--use-gl=angle', '/checkout'];
    expect(commandArguments([...electron, '--data', '/data'], false)).toEqual(['--data', '/data']);
    expect(commandArguments(['/opt/fileroom', '--inspect=0', 'scan', '/disc', '--json'], true)).toEqual([
      'scan',
      '/disc',
      '--json',
    ]);
    expect(commandArguments(['/opt/fileroom'], true)).toEqual([]);
  });
});
