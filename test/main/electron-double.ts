import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/**
 * A small double of the `electron` module: records what the shell sets, and lets a test play the system's part.
 * Every member has Electron's own type, so that it cannot drift from the real thing.
 */
type Handler<Owner, Method extends keyof Owner> = Owner[Method] extends (...args: infer Args) => unknown
  ? Exclude<Args[0], null>
  : never;

export class FakeSession {
  permissionRequest: Handler<Electron.Session, 'setPermissionRequestHandler'> | undefined;
  permissionCheck: Handler<Electron.Session, 'setPermissionCheckHandler'> | undefined;
  devicePermission: Handler<Electron.Session, 'setDevicePermissionHandler'> | undefined;
  readonly schemes = new Map<string, (request: Request) => Response | Promise<Response>>();
  readonly protocol: Pick<Electron.Protocol, 'handle'> = {
    handle: (scheme, handler) => void this.schemes.set(scheme, handler),
  };
  readonly setPermissionRequestHandler = (handler: typeof this.permissionRequest) => (this.permissionRequest = handler);
  readonly setPermissionCheckHandler = (handler: typeof this.permissionCheck) => (this.permissionCheck = handler);
  readonly setDevicePermissionHandler = (handler: typeof this.devicePermission) => (this.devicePermission = handler);
}

export class FakeContents extends EventEmitter {
  url = '';
  readonly mainFrame = { url: '' };
  windowOpen: Handler<Electron.WebContents, 'setWindowOpenHandler'> | undefined;
  readonly getURL = () => this.url;
  readonly setWindowOpenHandler = (handler: typeof this.windowOpen) => (this.windowOpen = handler);
}

export class FakeWindow extends EventEmitter {
  static readonly opened: FakeWindow[] = [];
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new FakeContents();
  readonly calls: string[] = [];
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    FakeWindow.opened.push(this);
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.url = url;
    this.webContents.mainFrame.url = url;
    this.emit('ready-to-show');
  }
  show = () => void this.calls.push('show');
  focus = () => void this.calls.push('focus');
  restore = () => void this.calls.push('restore');
  isMinimized = () => true;
  isFocused = () => answers.focused;
  isDestroyed = () => false;
}

export class FakeNotification extends EventEmitter {
  static readonly shown: FakeNotification[] = [];
  static readonly isSupported = () => true;
  readonly options: Electron.NotificationConstructorOptions;
  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show = () => void FakeNotification.shown.push(this);
}

type InvokeHandler = Parameters<Electron.IpcMain['handle']>[1];

/** What the double has seen and what it is to answer. */
export const seen = {
  schemes: [] as Electron.CustomScheme[],
  partitions: new Map<string, { session: FakeSession; options: Electron.FromPartitionOptions | undefined }>(),
  invokes: new Map<string, InvokeHandler>(),
  openedOutside: [] as string[],
  paths: new Map<string, string>(),
  exitCodes: [] as (number | undefined)[],
};
export const answers = {
  chosen: ['/media/disc'],
  firstInstance: true,
  keyStore: true,
  focused: true,
  backend: 'gnome_libsecret' as ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>,
};

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  getVersion: () => '0.1.0',
  setPath: (name, path) => void seen.paths.set(name, path),
  requestSingleInstanceLock: () => answers.firstInstance,
  whenReady: async () => {},
  exit: (code) => void seen.exitCodes.push(code),
} satisfies Pick<
  Electron.App,
  'isPackaged' | 'getVersion' | 'setPath' | 'requestSingleInstanceLock' | 'whenReady' | 'exit'
>);

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => void seen.schemes.push(...schemes),
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>;

export const session = {
  fromPartition(name: string, options?: Electron.FromPartitionOptions): FakeSession {
    const created = new FakeSession();
    seen.partitions.set(name, { session: created, options });
    return created;
  },
};

export const ipcMain = {
  handle: (channel, listener) => void seen.invokes.set(channel, listener),
} satisfies Pick<Electron.IpcMain, 'handle'>;

export const dialog = {
  showOpenDialog: async () => ({ canceled: answers.chosen.length === 0, filePaths: answers.chosen }),
} satisfies Pick<Electron.Dialog, 'showOpenDialog'>;

export const shell = {
  openExternal: async (url) => void seen.openedOutside.push(url),
} satisfies Pick<Electron.Shell, 'openExternal'>;

/** "Encrypts" by a change of alphabet: enough to see that it was asked. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => answers.keyStore,
  getSelectedStorageBackend: () => answers.backend,
  encryptStringAsync: async (text) => Buffer.from(Buffer.from(text).toString('hex')),
  decryptStringAsync: async (bytes) => ({
    result: Buffer.from(bytes.toString(), 'hex').toString(),
    shouldReEncrypt: false,
  }),
} satisfies Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => {} };
export { FakeNotification as Notification, FakeWindow as BrowserWindow };
