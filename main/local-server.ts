import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { InvalidRequestError } from '../src/contract/problem.ts';
import { withSecurityHeaders } from './security-headers.ts';
import { createSessionGuard } from './session-guard.ts';
import type { FetchHandler } from './window-server.ts';

export interface LocalServer {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** Opens the window; works once. */
  readonly openingUrl: string;
  close(): Promise<void>;
}

export interface LocalServerOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  /** Answers below `/l/`, where links lead: for every browser on this machine, with protections of its own. */
  readonly linkPages?: FetchHandler;
}

/** Serves `window` to one browser on this machine; rejects when the port is taken. */
export async function serveLocally(
  window: FetchHandler,
  { port = 0, linkPages }: LocalServerOptions = {},
): Promise<LocalServer> {
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
  const bound = (server.address() as AddressInfo).port;
  const guard = createSessionGuard(bound);
  guarded = async (request) => {
    if (linkPages !== undefined && new URL(request.url).pathname.startsWith('/l/')) {
      const refusal = guard.checkHost(request) ?? checkMethod(request);
      return refusal ? withSecurityHeaders(refusal) : linkPages(guard.withoutSession(request));
    }
    const refusal = guard.check(request);
    return refusal ? withSecurityHeaders(refusal) : window(request);
  };
  return {
    origin: `http://127.0.0.1:${bound}`,
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

function checkMethod({ method }: Request): Response | undefined {
  if (method === 'GET' || method === 'HEAD' || method === 'POST') return undefined;
  return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD, POST' } });
}
