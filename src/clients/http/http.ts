import { createSecureContext, getCACertificates, type SecureContextOptions } from 'node:tls';
import { buildConnector, EnvHttpProxyAgent, fetch as undiciFetch, type Response as UndiciResponse } from 'undici';
import { toNetworkError } from './failures.ts';
import { maxMessageBytes, openMessageSocket, type OpenSocket } from './message-socket.ts';
import { mapFailures } from './streams.ts';

export interface HttpOptions {
  /** Milliseconds until a connection, with its TLS handshake, must stand. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds for the answer's headers once the request was sent; an upload that does not move counts as well. */
  readonly headersTimeoutMs?: number;
  /** Milliseconds without a byte of the answer's body. */
  readonly bodyTimeoutMs?: number;
  /** Certificate authorities (PEM) trusted besides the system's. */
  readonly ca?: readonly string[];
  /** What this computer shows to servers that ask who it is. */
  readonly clientCertificate?: ClientCertificate;
  /**
   * Overrides HTTP_PROXY, HTTPS_PROXY and NO_PROXY. The addresses may be `https:` or `socks5:`, and hold the sign-in:
   * `http://name:password@host:port`. This machine itself is never asked through a proxy.
   */
  readonly proxy?: { readonly http?: string; readonly https?: string; readonly bypass?: string };
  /** Connections kept to one server. */
  readonly connections?: number;
}

/** A PKCS #12 file, or a certificate (with its chain) and its key as PEM. */
export type ClientCertificate =
  | { readonly pfx: Uint8Array; readonly passphrase?: string }
  | { readonly cert: string; readonly key: string; readonly passphrase?: string };

/** The one way out: every outgoing HTTP request of the program goes through one of these. */
export interface Http {
  /**
   * Sends a request; bodies stream both ways. Any status is an answer, redirects included (`redirect: 'manual'`).
   * Throws {@link NetworkError} when there is no whole answer (reading the body may throw it too), and the signal's
   * reason when aborted. What the request's own body throws is passed on as it is.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** A lasting connection, on the same way as everything else. */
  readonly openSocket: OpenSocket;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

const thisMachine = 'localhost,127.0.0.1,::1';

export function createHttp(options: HttpOptions = {}): Http {
  let made: Agents | undefined;
  /** Lasting connections are no part of the agents any more once they are open. */
  const closing = new AbortController();

  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const { signal } = request;
    signal.throwIfAborted();
    made ??= createAgents(options);
    const { proxies } = made;
    let sourceFailure: { readonly error: unknown } | undefined;
    const over = new AbortController();
    const noteFailure = (error: unknown) => {
      sourceFailure ??= { error };
      return error;
    };
    const body = request.body && mapFailures(request.body, noteFailure, over.signal);
    try {
      const response = await undiciFetch(url, {
        method: request.method,
        headers: [['user-agent', 'Fileroom'], ...request.headers],
        redirect: 'manual',
        dispatcher: isUpload(request) ? made.uploads : made.calls,
        signal,
        ...(body === null ? {} : { body, duplex: 'half' as const }),
      });
      return toResponse(response, (error) => (signal.aborted ? signal.reason : toNetworkError(error, url, proxies)));
    } catch (error) {
      // undici would read the body on to its end, for nobody, and leave no time for anything else.
      over.abort();
      signal.throwIfAborted();
      if (sourceFailure !== undefined) throw sourceFailure.error;
      throw toNetworkError(error, url, proxies);
    }
  };

  const openSocket: OpenSocket = async (url, given) => {
    made ??= createAgents(options);
    return openMessageSocket(url, made.uploads, made.proxies, given, closing.signal);
  };

  return {
    fetch,
    openSocket,
    close: async () => {
      closing.abort();
      await Promise.all([made?.calls.destroy(), made?.uploads.destroy()]);
    },
  };
}

/**
 * Calls share a connection where the server offers HTTP/2. Uploads have connections of their own, over HTTP/1.1: they
 * would hold up every call on theirs, and an answer that comes before the upload ends reaches nobody over HTTP/2 while
 * the server does not reset the stream.
 */
interface Agents {
  readonly calls: EnvHttpProxyAgent;
  readonly uploads: EnvHttpProxyAgent;
  readonly proxies: readonly URL[];
}

const longestForm = 256 * 1024;

function isUpload({ body, headers }: Request): boolean {
  return body !== null && !(Number(headers.get('content-length') ?? Number.NaN) <= longestForm);
}

function createAgents(options: HttpOptions): Agents {
  const { env } = process;
  const httpProxy = options.proxy?.http ?? env['http_proxy'] ?? env['HTTP_PROXY'] ?? '';
  const httpsProxy = options.proxy?.https ?? env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '';
  const bypass = options.proxy?.bypass ?? env['no_proxy'] ?? env['NO_PROXY'] ?? '';
  const ca = trusted(options.ca ?? []);
  const timeout = options.connectTimeoutMs ?? 10_000;
  const connect = { timeout, secureContext: createSecureContext({ ca, ...clientCertificate(options) }) };
  // A proxy is another party: it is not shown who this computer is to the server.
  const toProxy = { timeout, secureContext: createSecureContext({ ca }) };
  const common = {
    httpProxy,
    httpsProxy,
    noProxy: bypass === '' ? thisMachine : `${bypass},${thisMachine}`,
    connections: options.connections ?? 16,
    keepAliveTimeout: 10_000,
    headersTimeout: options.headersTimeoutMs ?? 60_000,
    bodyTimeout: options.bodyTimeoutMs ?? 60_000,
    proxyTls: toProxy,
    webSocket: { maxPayloadSize: maxMessageBytes },
  };
  const agent = (allowH2: boolean) =>
    new EnvHttpProxyAgent({
      ...common,
      allowH2,
      connect: hearingAlerts(buildConnector({ ...connect, allowH2 })),
      requestTls: { ...connect, allowH2 },
    });
  const proxies = [httpProxy, httpsProxy].filter((proxy) => URL.canParse(proxy)).map((proxy) => new URL(proxy));
  return { calls: agent(true), uploads: agent(false), proxies };
}

/**
 * Over TLS 1.3 a server judges this computer's certificate after the handshake (RFC 8446 4.4.2.4): its alert is an error
 * of a socket that is in use, and undici would report the end that follows it instead.
 */
function hearingAlerts(connect: buildConnector.connector): buildConnector.connector {
  return (target, callback) => {
    connect(target, (...connected) => {
      const [, socket] = connected;
      socket?.prependListener('error', () => socket.destroy());
      callback(...connected);
    });
  };
}

/**
 * Whom to trust: Node's list, the system's (where a hospital installs the authority of its TLS inspection), and what
 * was added. Read once, for it takes some 80 ms, and only when something goes out.
 */
function trusted(added: readonly string[]): string[] {
  const known = [...getCACertificates('default'), ...getCACertificates('system')];
  return [...new Set([...known, ...added])];
}

function clientCertificate({ clientCertificate: shown }: HttpOptions): SecureContextOptions {
  if (shown === undefined) return {};
  return 'pfx' in shown ? { ...shown, pfx: Buffer.from(shown.pfx) } : { ...shown };
}

/** The answer as the platform's own `Response`, its body's failures mapped. */
function toResponse(response: UndiciResponse, mapFailure: (error: unknown) => unknown): Response {
  const headers = new Headers([...response.headers]);
  if (headers.has('content-encoding')) {
    // The body is decoded already: these two describe what was on the wire.
    headers.delete('content-encoding');
    headers.delete('content-length');
  }
  const body = response.body as ReadableStream<Uint8Array> | null;
  return new Response(body && mapFailures(body, mapFailure), {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}
