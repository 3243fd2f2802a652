import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { contentSecurityPolicy } from '../../main/security-headers.ts';
import { createWindowServer } from '../../main/window-server.ts';
import { answers, FakeWindow, seen, type FakeContents, type FakeSession } from './electron-double.ts';

vi.mock('electron', () => import('./electron-double.ts'));
const { registerWindowScheme } = await import('../../main/protocol.ts');
const { openMainWindow } = await import('../../main/window.ts');

const foreign = [
  'https://evil.example/',
  'file:///etc/passwd',
  'fileroom://other/',
  'data:text/html,x',
  'about:blank',
  '',
];
let window: FakeWindow;
let contents: FakeContents;
let windowSession: FakeSession;

beforeAll(async () => {
  registerWindowScheme();
  const serve = createWindowServer(async (request) => Response.json({ url: request.url }), '/none');
  await openMainWindow(serve);
  const [opened] = FakeWindow.opened;
  const partition = [...seen.partitions.values()][0];
  if (!opened || !partition) throw new Error('No window was opened');
  window = opened;
  contents = opened.webContents;
  windowSession = partition.session;
});

function openFromPage(url: string) {
  return contents.windowOpen?.({ url } as Parameters<NonNullable<typeof contents.windowOpen>>[0]);
}

const channels = ['pick-folders', 'pick-files'];

async function pick(channel: string, sender: unknown, senderFrame: unknown): Promise<unknown> {
  return seen.invokes.get(channel)?.({ sender, senderFrame } as IpcMainInvokeEvent);
}

describe('the window', () => {
  it('has no Node, its own world, a sandbox and the web’s rules', () => {
    expect(window.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    });
    expect(window.options.webPreferences?.preload).toMatch(/preload\.cjs$/);
  });

  it('keeps nothing on disk: a session in memory, without a cache', () => {
    expect([...seen.partitions]).toHaveLength(1);
    for (const [name, { options }] of seen.partitions) {
      expect(name).not.toMatch(/^persist:/);
      expect(options).toEqual({ cache: false });
    }
    expect(window.options.webPreferences?.session).toBe(windowSession);
  });

  it('shows the built window once it is ready', () => {
    expect(contents.url).toBe('fileroom://app/');
    expect(window.calls).toEqual(['show']);
  });
});

describe('the scheme', () => {
  it('is privileged like https, and no more', () => {
    expect(seen.schemes).toEqual([
      { scheme: 'fileroom', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ]);
  });

  it('answers the window with the policy', async () => {
    const answer = await windowSession.schemes.get('fileroom')?.(new Request('fileroom://app/api/app'));
    expect(await answer?.json()).toEqual({ url: 'fileroom://app/api/app' });
    expect(answer?.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy);
  });

  it('answers no other host', async () => {
    const answer = await windowSession.schemes.get('fileroom')?.(new Request('fileroom://other/api/app'));
    expect(answer?.status).toBe(404);
  });
});

describe('what the page may not do', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s elsewhere', (event) => {
    const leave = (url: string) => {
      const preventDefault = vi.fn<() => void>();
      contents.emit(event, { url, preventDefault });
      return preventDefault.mock.calls.length;
    };
    for (const url of foreign) expect(leave(url), url).toBe(1);
    expect(leave('fileroom://app/#/worklist')).toBe(0);
  });

  it('open windows; only links to places we know leave, for the person’s browser', () => {
    const known = 'https://dicom.nema.org/medical/dicom/current/';
    for (const url of [...foreign, 'http://dicom.nema.org/', 'https://dicom.nema.org.evil.example/', known]) {
      expect(openFromPage(url)).toEqual({ action: 'deny' });
    }
    expect(seen.openedOutside).toEqual([known]);
  });

  it('attach webviews', () => {
    const preventDefault = vi.fn<() => void>();
    contents.emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it.each([
    ['media', false],
    ['geolocation', false],
    ['display-capture', false],
    ['clipboard-read', false],
    ['openExternal', false],
    ['clipboard-sanitized-write', true],
    ['fullscreen', true],
    ['notifications', true],
  ] as const)('be granted %s: %s', (permission, granted) => {
    const page = contents as unknown as WebContents;
    const details = { requestingUrl: contents.url, isMainFrame: true };
    const answer = vi.fn<(granted: boolean) => void>();
    windowSession.permissionRequest?.(page, permission, answer, details);
    expect(answer).toHaveBeenCalledWith(granted);
    if (permission !== 'display-capture') {
      const check = windowSession.permissionCheck;
      expect(check?.(page, permission, contents.url, details)).toBe(granted);
      expect(check?.(null, permission, contents.url, details)).toBe(false);
    }
  });

  it('be granted anything on another page', () => {
    const page = { getURL: () => 'https://evil.example/' } as WebContents;
    const answer = vi.fn<(granted: boolean) => void>();
    const details = { requestingUrl: 'https://evil.example/', isMainFrame: true };
    windowSession.permissionRequest?.(page, 'fullscreen', answer, details);
    expect(answer).toHaveBeenCalledWith(false);
    expect(windowSession.devicePermission?.({ deviceType: 'usb', origin: 'fileroom://app' } as never)).toBe(false);
  });
});

describe('the bridge', () => {
  it('is two channels', () => {
    expect([...seen.invokes.keys()]).toEqual(channels);
  });

  it.each(channels)('%s gives the window what was picked, nothing when the dialog was cancelled', async (channel) => {
    answers.chosen = ['/media/disc'];
    expect(await pick(channel, contents, contents.mainFrame)).toEqual(['/media/disc']);
    answers.chosen = [];
    expect(await pick(channel, contents, contents.mainFrame)).toEqual([]);
  });

  it.each(channels)('%s refuses other windows, frames inside ours, a gone frame, and other pages', async (channel) => {
    await expect(pick(channel, { mainFrame: contents.mainFrame }, contents.mainFrame)).rejects.toThrow('Refused');
    await expect(pick(channel, contents, { url: 'fileroom://app/' })).rejects.toThrow('Refused');
    await expect(pick(channel, contents, null)).rejects.toThrow('Refused');
    const { url } = contents.mainFrame;
    contents.mainFrame.url = 'https://evil.example/';
    await expect(pick(channel, contents, contents.mainFrame)).rejects.toThrow('Refused');
    contents.mainFrame.url = url;
  });
});
