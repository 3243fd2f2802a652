import { FileroomError } from '../../contract/problem.ts';

/** Which part of the way to a server failed. */
export type NetworkFailure =
  | 'dns-failed'
  | 'connection-refused'
  | 'host-unreachable'
  | 'connect-timeout'
  | 'tls-failed'
  | 'proxy-failed'
  | 'answer-timeout'
  | 'transfer-stalled'
  | 'connection-broken';

/** A request that got no whole answer. `code` names the hop; the message names the host and never a path or query. */
export class NetworkError extends FileroomError {
  readonly name = 'NetworkError';
  declare readonly code: NetworkFailure;

  constructor(code: NetworkFailure, message: string, cause: unknown) {
    super(code, message, { next: transient.has(code) ? 'retry' : 'check-connection', cause });
  }
}

const transient: ReadonlySet<NetworkFailure> = new Set(['answer-timeout', 'transfer-stalled', 'connection-broken']);
