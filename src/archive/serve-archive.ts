import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, isIPv6, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { serve } from '@hono/node-server';
import { LocalStorageError } from '../contract/problem.ts';
import type { EmbeddedArchive } from './open-archive.ts';
import { publicHostOf } from './public-host.ts';

export interface ServedArchive {
  readonly url: string;
  /** Takes no new calls, lets the running ones end, cuts those that have not after a while. */
  close(): Promise<void>;
}

const defaultGraceMs = 5_000;
/** A connection on which nothing moves for so long is given up, and with it the upload that came over it. */
const defaultIdleMs = 5 * 60_000;

export interface ServeOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Certificate, with those between it and its authority, and key, both PEM: HTTPS alone is spoken then. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly idleMs?: number;
  /** How long calls may still run when the server is closed. */
  readonly graceMs?: number;
}

/** Serves the archive over HTTP or HTTPS. Where others can reach it, links lead there from now on. */
export async function serveArchive(archive: EmbeddedArchive, options: ServeOptions): Promise<ServedArchive> {
  const { host, tls, idleMs = defaultIdleMs, graceMs = defaultGraceMs } = options;
  const originOf = (name: string, at: number) =>
    `${tls === undefined ? 'http' : 'https'}://${isIPv6(name) ? `[${name}]` : name}:${at}`;
  const server = await listen(archive, options);
  server.setTimeout(idleMs);
  server.on('upgrade', (request, socket, head) => archive.channels.upgrade(request, socket, head));
  const { address, port: bound } = server.address() as AddressInfo;
  const publicHost = publicHostOf(host, address);
  if (publicHost !== undefined) archive.setPublicOrigin(originOf(publicHost, bound));
  return {
    url: originOf(address, bound),
    close: () => {
      archive.channels.close();
      return close(server, graceMs);
    },
  };
}

/** A request as the server reads it. */
type FromSocket = Readable & { readonly socket: Pick<Socket, 'remoteAddress'> };

function listen(archive: EmbeddedArchive, { host: hostname, port, tls }: ServeOptions): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: (request, { incoming }: { incoming: FromSocket }) => {
          const { remoteAddress: address } = incoming.socket;
          return archive.fetch(request, { incoming, ...(address === undefined ? {} : { address }) });
        },
        hostname,
        port,
        overrideGlobalObjects: false,
        ...(tls === undefined
          ? { createServer }
          : { createServer: createTlsServer, serverOptions: { ...tls, minVersion: 'TLSv1.2' as const } }),
      },
      () => resolve(server),
    ) as Server;
    server.on('error', (cause) => {
      reject(new LocalStorageError('cannot-listen', `The archive cannot listen on port ${port}.`, { cause }));
    });
    // A large object may take longer than Node's five minutes for a whole request.
    server.requestTimeout = 0;
  });
}

function close(server: Server, graceMs: number): Promise<void> {
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
