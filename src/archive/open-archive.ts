import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type ArchiveContext, timestamp } from './archive-context.ts';
import { Happenings } from './channels/happenings.ts';
import { ChannelServer } from './channels/websocket.ts';
import { Pictures } from './pictures/pictures.ts';
import { archiveRoutes, linkPageRoutes } from './routes.ts';
import { Attempts } from './security/attempts.ts';
import { generatePassword, hashPassword } from './security/password.ts';
import { Sessions } from './security/sessions.ts';
import { type AccountInfo, accountInfo, createAccount } from './store/accounts.ts';
import { Database } from './store/database.ts';
import { startPurging } from './store/deleted-studies.ts';
import { ObjectStore } from './store/object-store.ts';
import type { OverSocket } from './storage/upload.ts';
import { tryLock } from './store/serving-lock.ts';
import { publicOrigin, setPublicOrigin } from './store/settings.ts';
import { WebhookQueue } from './webhooks/webhook-queue.ts';

export interface ArchiveOptions {
  /** The folder that holds everything; made when it is not there. */
  readonly dir: string;
  /** For the first start only; later ones keep what is stored. */
  readonly login?: string;
  readonly password?: string;
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
  /** `storage_delete_delay`: minutes for which a deleted study can be brought back; an hour by default, 0 for none. */
  readonly deleteDelay?: number;
  /** Where the program that holds the archive answers with `linkPages`, while it does. */
  readonly linkOrigin?: () => string | undefined;
  /**
   * The hosts that webhooks may call (`host` or `host:port`). Who names them, or says that there are none, serves: of
   * those, one process at a time calls webhooks.
   */
  readonly webhookHosts?: readonly string[];
  /** Told of failures inside the archive that a caller only sees as HTTP 500, for the log. */
  readonly report?: (error: unknown) => void;
}

/** A server that speaks the Ambra v3 API over a folder, without a socket. */
export interface EmbeddedArchive {
  readonly info: AccountInfo;
  /** Only at the first start. The archive keeps a hash: whoever needs the password again must keep it. */
  readonly created?: { readonly login: string; readonly password: string };
  /** `socket`: what the HTTP server knows beside the request, when it came by one. */
  fetch(request: Request, socket?: OverSocket['Bindings']): Promise<Response>;
  /** The WebSocket at `/channel/websocket`. */
  readonly channels: ChannelServer;
  /** Only what the address of a link opens (`/l/…`): for a server that must not let strangers at the rest. */
  linkPages(request: Request): Promise<Response>;
  /** Keeps the address at which others reach the archive: links lead there. */
  setPublicOrigin(origin: string): void;
  /** Signs the owner in without the password, for the program that holds the archive. Returns a sid. */
  openSession(): Promise<string>;
  /** Sets the owner's password and ends the owner's sessions. */
  setPassword(password: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the archive in `dir`, or makes it. Several processes may have one archive open. */
export async function openArchive(options: ArchiveOptions): Promise<EmbeddedArchive> {
  const now = options.now ?? Date.now;
  mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  const database = new Database(path.join(options.dir, 'archive.sqlite'));
  try {
    const created = await firstStart(database, options, timestamp(now()));
    const info = accountInfo(database);
    if (info === undefined) throw new Error('The archive has no account');
    const objects = new ObjectStore(options.dir, database);
    const sessions = new Sessions(database, now);
    const pictures = new Pictures();
    const attempts = new Attempts(database, now);
    const report = options.report ?? (() => undefined);
    const happenings = new Happenings(database, report);
    happenings.forgetOld(now());
    const webhooks = new WebhookQueue({
      database,
      sessions,
      now,
      report,
      hosts: options.webhookHosts ?? [],
      lock: () => (options.webhookHosts === undefined ? undefined : tryLock(options.dir, 'webhooks.lock')),
    });
    const context: ArchiveContext = {
      database,
      objects,
      pictures,
      sessions,
      attempts,
      happenings,
      webhooks,
      linkOrigin: () => publicOrigin(database) ?? options.linkOrigin?.(),
      deleteDelayMs: (options.deleteDelay ?? 60) * 60_000,
      now,
      report,
    };
    const stopPurging = startPurging(context);
    const app = archiveRoutes(context);
    const pages = linkPageRoutes(context);
    const channels = new ChannelServer(context);
    return {
      info,
      ...(created === undefined ? {} : { created }),
      fetch: async (request, socket = {}) => app.fetch(request, socket),
      channels,
      linkPages: async (request) => pages.fetch(request),
      setPublicOrigin: (origin) => setPublicOrigin(database, origin),
      openSession: async () => sessions.open({ user: info.userId }),
      setPassword: async (password) => {
        const hash = await hashPassword(password);
        database.write(() => {
          database.run('UPDATE user SET password_hash = ? WHERE uuid = ?', hash, info.userId);
          database.run('DELETE FROM session WHERE user = ?', info.userId);
          database.run('DELETE FROM access_token WHERE user = ?', info.userId);
        });
      },
      close: async () => {
        stopPurging();
        channels.close();
        happenings.close();
        await webhooks.close();
        await pictures.close();
        await database.idle();
        objects.close();
        database.close();
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Makes the account unless it is there, also when another process does so at the same time. */
async function firstStart(
  database: Database,
  options: ArchiveOptions,
  at: string,
): Promise<EmbeddedArchive['created'] | undefined> {
  if (accountInfo(database) !== undefined) return undefined;
  const login = options.login ?? 'owner@fileroom.local';
  const password = options.password ?? generatePassword();
  const passwordHash = await hashPassword(password);
  return database.write(() => {
    if (accountInfo(database) !== undefined) return undefined;
    createAccount(database, { accountName: 'Film room', login, name: 'Film room owner', passwordHash }, at);
    return { login, password };
  });
}
