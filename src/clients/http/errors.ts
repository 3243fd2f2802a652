import { FileroomError, type NextStep } from '../../contract/problem.ts';

/** Which part of the way to a server failed, and how. */
export type NetworkFailure =
  | 'dns-failed'
  | 'connection-refused'
  | 'host-unreachable'
  | 'connect-timeout'
  | 'certificate-untrusted'
  | 'certificate-expired'
  | 'certificate-other-host'
  | 'client-certificate-refused'
  | 'tls-failed'
  | 'proxy-sign-in'
  | 'proxy-failed'
  | 'upgrade-refused'
  | 'answer-timeout'
  | 'transfer-stalled'
  | 'connection-broken';

/** A request that got no whole answer. `code` names the hop; the message names the host and never a path or query. */
export class NetworkError extends FileroomError {
  readonly name = 'NetworkError';
  declare readonly code: NetworkFailure;

  constructor(code: NetworkFailure, message: string, cause: unknown) {
    super(code, message, { next: steps[code] ?? 'check-connection', cause });
  }
}

const steps: Readonly<Partial<Record<NetworkFailure, NextStep>>> = {
  'certificate-untrusted': 'trust-authority',
  'client-certificate-refused': 'give-client-certificate',
  'proxy-sign-in': 'sign-in-to-proxy',
  'answer-timeout': 'retry',
  'transfer-stalled': 'retry',
  'connection-broken': 'retry',
};
