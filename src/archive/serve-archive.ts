import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { LocalStorageError } from '../contract/problem.ts';
import type { EmbeddedArchive } from './open-archive.ts';

export interface ServedArchive {
  readonly url: string;
  /** Takes no new calls, lets the running ones end, cuts those that have not after a while. */
  close(): Promise<void>;
}

const graceMs = 5_000;

/** Serves the archive over HTTP. Port 0 takes a free one. */
export async function serveArchive(
  archive: EmbeddedArchive,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ServedArchive> {
  const server = await listen(archive, host, port);
  const { address, family, port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    close: () => close(server),
  };
}

function listen(archive: EmbeddedArchive, hostname: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: (request) => archive.fetch(request), hostname, port, overrideGlobalObjects: false },
      () => resolve(server),
    ) as Server;
    server.on('error', (cause) => {
      reject(new LocalStorageError('cannot-listen', `The archive cannot listen on port ${port}.`, { cause }));
    });
    // A large object may take longer than Node's five minutes for a whole request.
    server.requestTimeout = 0;
  });
}

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearTimeout(cut);
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeIdleConnections();
  });
}
