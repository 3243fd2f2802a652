import type { OpenSocket } from '../http/message-socket.ts';
import { tokenBucket } from '../http/rate-limit.ts';
import { defaultRetryPolicy, type RetryPolicy } from '../http/retry.ts';
import type { ArchiveConnection, Updates } from '../port/archive-connection.ts';
import { createAnnotations } from './annotations.ts';
import { createBundle, type Bundle } from './commands/bundle.ts';
import { createAttachments } from './attachments.ts';
import { createCommands, type AmbraCommands } from './commands/commands.ts';
import { createIdentities } from './identities.ts';
import { createIngest } from './ingest.ts';
import { createKeyImages } from './key-images.ts';
import { createLinks } from './links.ts';
import { createPlaces } from './places.ts';
import { createServices, type Limiter } from './services.ts';
import { createSessionKey } from './session-key.ts';
import { createSession, type AmbraSession } from './session.ts';
import { createShares } from './shares.ts';
import { createStorage, storageUrlFor } from './storage.ts';
import { createStudies } from './studies.ts';
import type { Fetch } from './transport.ts';
import { createUpdates, type UpdatesTiming, usualTiming } from './updates.ts';
import { createWorklist } from './worklist.ts';

/** How many calls a second the services may get from one connection; storage is not limited. */
interface RateLimit {
  readonly calls: number;
  /** For commands whose name ends with `get`. */
  readonly gets: number;
}

/** What the vendor's own client keeps to. */
const defaultRateLimit: RateLimit = { calls: 2, gets: 5 };

export interface AmbraOptions {
  /** `https://HOST`, with or without `/api/v3`. */
  readonly baseUrl: string;
  /** From `clients/http`, or an archive in this process. */
  readonly fetch: Fetch;
  /** From `clients/http`, for what the server tells of its own accord; without it, it tells nothing. */
  readonly openSocket?: OpenSocket;
  readonly updates?: UpdatesTiming;
  /** Told of failures that nobody waits for. */
  readonly report?: (error: unknown) => void;
  /** Shared by all who use this connection; asked for at each call. */
  readonly rate?: RateLimit | (() => RateLimit) | 'off';
  /** The address of an engine's storage API from its host name; by default on the scheme of `baseUrl`. */
  readonly storageUrl?: (host: string) => string;
  readonly retry?: RetryPolicy;
}

/** An Ambra v3 server has every ability of the port; it tells nothing of its own accord where no socket leads to it. */
export interface AmbraConnection extends Required<Omit<ArchiveConnection, 'updates'>> {
  readonly updates?: Updates;
  readonly session: AmbraSession;
  /** Every command of the services, typed, for what the port has no words for. */
  readonly commands: AmbraCommands;
  /** Several of them in one request, where one may use what another answered. */
  readonly bundle: Bundle;
}

export function openAmbraConnection(options: AmbraOptions): AmbraConnection {
  const key = createSessionKey();
  const url = servicesUrl(options.baseUrl);
  const services = createServices({
    url,
    fetch: options.fetch,
    key,
    limiter: createLimiter(options.rate ?? defaultRateLimit),
    retry: options.retry ?? defaultRetryPolicy,
  });
  const storage = createStorage({
    url: options.storageUrl ?? storageUrlFor(options.baseUrl),
    fetch: options.fetch,
    key,
    retry: options.retry ?? defaultRetryPolicy,
  });
  const places = createPlaces(services);
  const { openSocket, updates: timing = usualTiming, report = () => undefined } = options;
  return {
    ...(openSocket && { updates: createUpdates({ url, openSocket, key, services, timing, report }) }),
    commands: createCommands(services),
    bundle: createBundle(services),
    session: createSession(services, key),
    worklist: createWorklist(services, places),
    studies: createStudies(services, storage, places),
    ingest: createIngest(services, storage),
    annotations: createAnnotations(services),
    keyImages: createKeyImages(services, storage, places),
    shares: createShares(services),
    links: createLinks(services),
    identities: createIdentities(services),
    attachments: createAttachments(storage, places),
  };
}

export function servicesUrl(baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, '').replace(/\/api\/v3$/, '')}/api/v3`;
}

/** Every call has its turn. A server that asks one caller for patience is left alone by all of them. */
function createLimiter(rate: NonNullable<AmbraOptions['rate']>): Limiter {
  if (rate === 'off') return { pass: () => Promise.resolve(), hold: () => undefined };
  const current = typeof rate === 'function' ? rate : () => rate;
  const calls = tokenBucket(() => current().calls);
  const gets = tokenBucket(() => current().gets);
  return {
    pass: (url, signal) => (url.endsWith('get') ? gets : calls).pass(signal),
    hold(ms) {
      calls.hold(ms);
      gets.hold(ms);
    },
  };
}
