import { NetworkError, type NetworkFailure } from './errors.ts';

const byCode: Readonly<Record<string, NetworkFailure>> = {
  ENOTFOUND: 'dns-failed',
  EAI_AGAIN: 'dns-failed',
  EAI_FAIL: 'dns-failed',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'host-unreachable',
  ENETUNREACH: 'host-unreachable',
  EADDRNOTAVAIL: 'host-unreachable',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_PRX_TLS: 'proxy-failed',
  UND_ERR_PRX_CONN: 'proxy-failed',
  UND_ERR_HEADERS_TIMEOUT: 'answer-timeout',
  UND_ERR_BODY_TIMEOUT: 'transfer-stalled',
  EPROTO: 'tls-failed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  CERT_UNTRUSTED: 'certificate-untrusted',
  CERT_REJECTED: 'certificate-untrusted',
  CERT_REVOKED: 'tls-failed',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-other-host',
  HOSTNAME_MISMATCH: 'certificate-other-host',
};

const sentences: Readonly<Record<NetworkFailure, (hop: string, reason: string) => string>> = {
  'dns-failed': (hop) => `The name ${hop} could not be found (DNS).`,
  'connection-refused': (hop) => `${hop} refused the connection: nothing listens there.`,
  'host-unreachable': (hop) => `There is no route to ${hop}.`,
  'connect-timeout': (hop) => `${hop} did not take the connection in time.`,
  'certificate-untrusted': (hop, reason) =>
    `The certificate of ${hop} comes from an authority that this computer does not trust (${reason}).`,
  'certificate-expired': (hop, reason) =>
    `The certificate of ${hop} is not valid today: it has expired, or the clock of this computer is wrong (${reason}).`,
  'certificate-other-host': (hop) => `The certificate that ${hop} shows was made for another name.`,
  'client-certificate-refused': (hop) =>
    `${hop} lets in only computers with a certificate that it knows, and this one showed none or another.`,
  'tls-failed': (hop, reason) => `No trusted TLS connection to ${hop} (${reason}).`,
  'proxy-sign-in': (hop) => `The proxy ${hop} asks for a sign-in of its own.`,
  'proxy-failed': (hop, reason) => `The proxy did not pass the connection on to ${hop} (${reason}).`,
  'upgrade-refused': (hop, reason) => `${hop} answers, but not with a lasting connection (${reason}).`,
  'answer-timeout': (hop) => `${hop} took the request but did not answer in time.`,
  'transfer-stalled': (hop) => `The transfer from ${hop} stalled.`,
  'connection-broken': (hop) => `The connection to ${hop} broke off.`,
};

/** The failure of a request to `url` as a {@link NetworkError} that names the hop. `proxies` are those in use. */
export function toNetworkError(error: unknown, url: URL, proxies: readonly URL[]): NetworkError {
  const causes = chain(error);
  // A DOMException (an abort within undici) has a number for a code, which says nothing here.
  const source = causes.find((cause) => typeof cause.code === 'string');
  const proxyStatus = causes
    .map(({ message }) => refusedTunnel.exec(message)?.[1] ?? refusedForward.exec(message)?.[1])
    .find((status) => status !== undefined);
  if (proxyStatus === '407') {
    const hosts = [...new Set(proxies.map(({ host }) => host))];
    return new NetworkError('proxy-sign-in', sentences['proxy-sign-in'](hosts.join(' or '), proxyStatus), error);
  }
  const failure = proxyStatus === undefined ? classify(source?.code) : 'proxy-failed';
  const reason = proxyStatus ?? source?.code ?? 'no reason given';
  return new NetworkError(failure, sentences[failure](hopOf(source, url, proxies), reason), error);
}

/** Of a connection on which nothing came any more, not even the answer to a ping. */
export function fallenSilent(url: URL): NetworkError {
  return new NetworkError('transfer-stalled', sentences['transfer-stalled'](url.host, ''), undefined);
}

/** Of a server that answers the request for a lasting connection like any other. */
export function upgradeRefused(url: URL, status: number): NetworkError {
  return new NetworkError('upgrade-refused', sentences['upgrade-refused'](url.host, String(status)), undefined);
}

/** undici reports a proxy that answers CONNECT with anything but 200 as an abort; only its words tell. */
const refusedTunnel = /^Proxy response \((\d+)\)/;
/** And a proxy that wants a sign-in before it forwards plain HTTP as a wrong argument. */
const refusedForward = /^Proxy Authentication Required \((407)\)/;

interface SystemError extends Error {
  readonly code?: string;
  readonly port?: number;
  readonly hostname?: string;
}

/** The error, its causes, and the first of each aggregate (one per address of a host that was tried). */
function chain(error: unknown): SystemError[] {
  const found: SystemError[] = [];
  for (let next = error; next instanceof Error && found.length < 8;) {
    found.push(next);
    next = next.cause ?? (next instanceof AggregateError ? next.errors[0] : undefined);
  }
  return found;
}

/** What a server's TLS says to a client whose certificate it does not know (RFC 8446 6.2). */
const certificateAlert = /^ERR_SSL_.*ALERT_(CERTIFICATE_REQUIRED|UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_[A-Z]+)$/;

function classify(code: string | undefined): NetworkFailure {
  if (code === undefined) return 'connection-broken';
  const known = byCode[code];
  if (known !== undefined) return known;
  if (certificateAlert.test(code)) return 'client-certificate-refused';
  return code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_') ? 'tls-failed' : 'connection-broken';
}

/** A system error tells the name or port it was about: when these are a proxy's, the proxy is the hop that failed. */
function hopOf(source: SystemError | undefined, url: URL, proxies: readonly URL[]): string {
  const proxy = proxies.find(
    ({ hostname, port }) =>
      source?.hostname === hostname ||
      (source?.port !== undefined && String(source.port) === port && String(source.port) !== url.port),
  );
  return proxy === undefined ? url.host : `the proxy ${proxy.host}`;
}
