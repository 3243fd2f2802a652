import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates } from 'node:tls';
import type { DicomPeer } from '../../contract/dicom-peer.ts';
import { NetworkError } from '../http/errors.ts';
import { toNetworkError } from '../http/failures.ts';
import { UnreachableError } from '../port/errors.ts';

/**
 * A connection to a peer, its certificate verified where there is TLS. An abort of `signal` destroys it at any time.
 * @throws UnreachableError
 */
export async function connectTo(peer: DicomPeer, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const { host, port } = peer;
  const socket = peer.tls
    ? connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...trusted(peer) })
    : connectPlain({ host, port });
  const onAbort = (): void => void socket.destroy(asError(signal.reason));
  signal.addEventListener('abort', onAbort, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', onAbort));
  socket.setNoDelay(true);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('closed')));
      socket.once(peer.tls ? 'secureConnect' : 'connect', () => {
        socket.off('error', reject);
        resolve();
      });
      socket.setTimeout(timeoutMs, () =>
        socket.destroy(
          new NetworkError('connect-timeout', `${hopOf(peer)} did not take the connection in time.`, null),
        ),
      );
    });
  } catch (error) {
    signal.throwIfAborted();
    const failure = unreachable(peer, error);
    throw peer.tls && failure.code === 'connection-broken' ? withoutTls(peer, error) : failure;
  }
  socket.setTimeout(0);
  socket.removeAllListeners('timeout');
  return socket;
}

/** What broke on the way to a peer, in words that name it. */
export function unreachable(peer: DicomPeer, error: unknown): UnreachableError {
  if (error instanceof UnreachableError) return error;
  const { code, message, next } =
    error instanceof NetworkError ? error : toNetworkError(error, new URL(`dicom://${hopOf(peer)}`), []);
  // The authority is a field of the peer itself.
  const step = code === 'certificate-untrusted' || next === undefined ? 'correct-input' : next;
  return new UnreachableError(code, message, { next: step, cause: error });
}

function withoutTls(peer: DicomPeer, cause: unknown): UnreachableError {
  const message = `${hopOf(peer)} broke off when it was greeted with TLS: perhaps it has none.`;
  return new UnreachableError('tls-failed', message, { next: 'correct-input', cause });
}

export function hopOf({ host, port }: DicomPeer): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

function trusted({ authority }: DicomPeer): { ca?: string[] } {
  return authority === undefined ? {} : { ca: [...rootCertificates, authority] };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('cancelled');
}
