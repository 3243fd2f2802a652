import { api } from '../contract/api.ts';
import { implement } from './api/implement.ts';
import { connectionHandlers } from './connections/handlers.ts';
import { deviceRuleHandlers } from './device-rules/handlers.ts';
import type { Volume } from '../contract/files.ts';
import { deidKeyHandlers } from './deid-key/handlers.ts';
import { exportHandlers } from './exports/handlers.ts';
import { fileHandlers } from './files/handlers.ts';
import { watchForDiscs } from './files/watch-for-discs.ts';
import { importHandlers } from './imports/handlers.ts';
import { readingHandlers } from './reading/handlers.ts';
import { scanHandlers } from './scans/handlers.ts';
import { scanViewHandlers } from './scans/view/handlers.ts';
import { type ServicesOptions, openServices } from './services.ts';
import { sharingHandlers } from './sharing/handlers.ts';
import { studyHandlers } from './studies/handlers.ts';

/** The whole application behind one fetch handler: what both shells serve to the window. */
export interface App {
  readonly fetch: (request: Request) => Promise<Response>;
  /** What the links of the embedded archive open, `/l/…`, and nothing else: for whoever has a link's address. */
  readonly linkPages: (request: Request) => Promise<Response>;
  /** Pauses what runs, so that it can be gone on with, and closes all files. */
  close(): Promise<void>;
}

export interface AppOptions extends ServicesOptions {
  /** A disc or drive was put in. */
  readonly onArrival?: (volume: Volume) => void;
}

export async function openApp({ onArrival, ...options }: AppOptions): Promise<App> {
  const services = await openServices(options);
  const closing = new AbortController();
  // Without a window nobody wants to know.
  if (options.shell !== 'none') {
    watchForDiscs(services, onArrival, closing.signal);
    services.imports.queue.resumeInterrupted();
  }
  const routes = implement(
    api,
    {
      appInfo: () => services.info,
      events: () => services.events.subscribe(),
      ...fileHandlers(),
      ...connectionHandlers(services),
      ...scanHandlers(services),
      ...scanViewHandlers(services),
      ...deviceRuleHandlers(services),
      ...importHandlers(services),
      ...exportHandlers(services),
      ...deidKeyHandlers(services),
      ...studyHandlers(services),
      ...readingHandlers(services),
      ...sharingHandlers(services),
    },
    (error) => {
      services.log.error('unexpected', error);
    },
  );
  return {
    fetch: async (request) => routes.fetch(request),
    linkPages: async (request) => services.embedded.archive.linkPages(request),
    close: async () => {
      closing.abort();
      await services.close();
    },
  };
}
