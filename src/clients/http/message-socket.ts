import type { Duplex } from 'node:stream';
import { type Dispatcher, ping, WebSocket } from 'undici';
import type { NetworkError } from './errors.ts';
import { fallenSilent, toNetworkError, upgradeRefused } from './failures.ts';

/** A lasting connection on which both sides send texts (RFC 6455). */
export interface MessageSocket {
  send(text: string): void;
  /** Ends it, whether or not the other side agrees; `onEnd` is not called any more. */
  close(): void;
}

export interface MessageSocketOptions {
  readonly onMessage: (text: string) => void;
  /** The connection has ended, and why. Called once. */
  readonly onEnd: (error: NetworkError) => void;
  /** Milliseconds between our pings, which whoever is there has to answer (RFC 6455 5.5.2). */
  readonly pingMs: number;
  /** Milliseconds without a byte from there until the other side counts as gone. */
  readonly silentMs: number;
  /** Sent with each ping, for servers that count only messages. */
  readonly pingText?: string;
  readonly signal?: AbortSignal | undefined;
}

export type OpenSocket = (url: URL, options: MessageSocketOptions) => Promise<MessageSocket>;

/** A longer message ends the connection: nothing that is told this way comes near. */
export const maxMessageBytes = 64 * 1024;

/**
 * Opens a connection over `dispatcher`, which is given `maxMessageBytes`. Rejects with the {@link NetworkError}, or with
 * the signal's reason; once it is open, the signal has no part in it any more. `closing` ends it at any time.
 */
export function openMessageSocket(
  url: URL,
  dispatcher: Dispatcher,
  proxies: readonly URL[],
  { onMessage, onEnd, pingMs, silentMs, pingText, signal }: MessageSocketOptions,
  closing: AbortSignal,
): Promise<MessageSocket> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason as Error);
    const way: Way = {};
    const composed = dispatcher.compose(watch(way));
    const ws = new WebSocket(url, { dispatcher: composed, headers: { 'user-agent': 'Fileroom' } });
    let isOpen = false;
    let heardAt = 0;
    let beat: NodeJS.Timeout | undefined;

    /** Whatever comes after the end is heard by nobody. */
    const end = (tell: () => void) => {
      clearInterval(beat);
      signal?.removeEventListener('abort', abort);
      closing.removeEventListener('abort', fail);
      ws.removeEventListener('error', fail);
      ws.removeEventListener('close', fail);
      ws.removeEventListener('message', hear);
      ws.addEventListener('error', () => undefined);
      ws.close();
      // Its goodbye is written; to wait for the other side's would be to wait for a dead one for ever.
      way.socket?.end(() => way.socket?.destroy());
      tell();
    };
    const over = (error: NetworkError) => end(() => (isOpen ? onEnd(error) : reject(error)));
    const fail = () => {
      const { status = 101, failure } = way;
      over(
        status === 101 || failure !== undefined ? toNetworkError(failure, url, proxies) : upgradeRefused(url, status),
      );
    };
    const abort = () => end(() => reject(signal?.reason as Error));
    const hear = ({ data }: { readonly data: unknown }) => {
      if (typeof data === 'string') onMessage(data);
      else fail();
    };

    signal?.addEventListener('abort', abort, { once: true });
    closing.addEventListener('abort', fail, { once: true });
    ws.addEventListener('error', fail);
    ws.addEventListener('close', fail);
    ws.addEventListener('message', hear);
    ws.addEventListener('open', () => {
      signal?.removeEventListener('abort', abort);
      isOpen = true;
      heardAt = performance.now();
      way.socket?.on('data', () => {
        heardAt = performance.now();
      });
      beat = setInterval(() => {
        if (performance.now() - heardAt > silentMs) return over(fallenSilent(url));
        ping(ws);
        if (pingText !== undefined) ws.send(pingText);
        return undefined;
      }, pingMs);
      resolve({ send: (text) => ws.send(text), close: () => end(() => undefined) });
    });
  });
}

/** What the platform's WebSocket does not tell: how the request for it went, and what it runs over. */
interface Way {
  status?: number;
  failure?: Error;
  socket?: Duplex;
}

const watch =
  (way: Way): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch(options, {
      onRequestStart: (...given) => handler.onRequestStart?.(...given),
      onRequestUpgrade: (controller, status, headers, socket) => {
        Object.assign(way, { status, socket });
        handler.onRequestUpgrade?.(controller, status, headers, socket);
      },
      onResponseStart: (controller, status, ...rest) => {
        way.status = status;
        handler.onResponseStart?.(controller, status, ...rest);
      },
      onResponseData: (...given) => handler.onResponseData?.(...given),
      onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
      onResponseError: (controller, error) => {
        way.failure = error;
        handler.onResponseError?.(controller, error);
      },
    });
