import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { InvalidRequestError } from '../src/contract/problem.ts';
import { withSecurityHeaders } from './security-headers.ts';
import { createSessionGuard } from './session-guard.ts';
import type { FetchHandler } from './window-server.ts';

export interface LocalServer {
  /** Opens the window; works once. */
  readonly openingUrl: string;
  close(): Promise<void>;
}

/** Serves `window` to one browser on this machine. Port 0 takes a free one; rejects when `port` is taken. */
export async function serveLocally(window: FetchHandler, port = 0): Promise<LocalServer> {
  let guarded: FetchHandler = window;
  const server = createAdaptorServer({ fetch: (request) => guarded(request), overrideGlobalObjects: false });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new InvalidRequestError(
      'port-not-free',
      `Port ${port} cannot be used here. Leave --port out, or name another.`,
      {
        next: 'correct-input',
        cause,
      },
    );
  }
  const guard = createSessionGuard((server.address() as AddressInfo).port);
  guarded = async (request) => {
    const refusal = guard.check(request);
    return refusal ? withSecurityHeaders(refusal) : window(request);
  };
  return {
    openingUrl: guard.openingUrl,
    async close() {
      const closed = once(server, 'close');
      server.close();
      // Event streams never end by themselves.
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
