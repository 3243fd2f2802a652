import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Problem } from '../src/contract/problem.ts';
import { plainPage } from './plain-page.ts';

/**
 * Keeps everything on this machine but one window away from the local server: web pages the person visits
 * (Host, Origin and Sec-Fetch-Site checks, SameSite cookie) and other programs (a token that works once, then a secret cookie).
 */
export interface SessionGuard {
  /** Opens the window; works once. */
  readonly openingUrl: string;
  /** The answer that ends the request here, or undefined when it may go on. */
  check(request: Request): Response | undefined;
  /** As `check`, for what anybody on this machine may see: only the name that the request was sent to must be ours. */
  checkHost(request: Request): Response | undefined;
  /** The request without the window's cookie, for parts that have no business with it. */
  withoutSession(request: Request): Request;
}

const newSecret = () => randomBytes(32).toString('base64url');

export function createSessionGuard(port: number): SessionGuard {
  const hosts: ReadonlySet<string> = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  // Cookies do not keep ports apart: the name does.
  const cookieName = `fileroom-${port}`;
  const sessionSecret = newSecret();
  const token = newSecret();
  let tokenUsed = false;

  const signIn = (offered: string): Response => {
    if (tokenUsed || !sameSecret(offered, token)) return refuse(401, 'signed-out');
    tokenUsed = true;
    // A page that goes on by itself, not a redirect: after a click in another site's page, the browser would keep the
    // SameSite=Strict cookie back on the redirected request. A refresh of 0 seconds replaces the address in the history.
    const page = plainPage('Fileroom', 'Opening …', '<meta http-equiv="refresh" content="0; url=/" />');
    page.headers.append('Set-Cookie', `${cookieName}=${sessionSecret}; HttpOnly; SameSite=Strict; Path=/`);
    return page;
  };

  const checkHost = (request: Request): Response | undefined =>
    hosts.has(request.headers.get('Host') ?? '') ? undefined : refuse(403, 'wrong-host');

  return {
    openingUrl: `http://127.0.0.1:${port}/?token=${token}`,
    checkHost,
    withoutSession({ url, method, headers, body, signal }) {
      const kept = new Headers(headers);
      const cookies = cookiesOf(headers).filter((pair) => !pair.startsWith(`${cookieName}=`));
      if (cookies.length === 0) kept.delete('Cookie');
      else kept.set('Cookie', cookies.join('; '));
      return new Request(url, { method, headers: kept, signal, ...(body === null ? {} : { body, duplex: 'half' }) });
    },
    check(request) {
      const refusal = checkHost(request);
      if (refusal !== undefined) return refusal;
      const host = request.headers.get('Host') ?? '';
      const url = new URL(request.url);
      const isApi = url.pathname.startsWith('/api/');
      const offered = request.method === 'GET' && url.pathname === '/' ? url.searchParams.get('token') : null;
      const signedIn = sameSecret(readCookie(request, cookieName) ?? '', sessionSecret);
      if (offered !== null && !signedIn) return signIn(offered);

      if (!comesFromThisWindow(request, `http://${host}`)) return refuse(403, 'wrong-origin', isApi);
      if (!signedIn) return refuse(401, 'signed-out', isApi);
      // A reload of the opening address in the same window.
      if (offered !== null) return new Response(null, { status: 303, headers: { Location: '/' } });
      return undefined;
    },
  };
}

/** Fetch Metadata where the browser sends it; Origin wherever it is present, and always for what changes something. */
function comesFromThisWindow(request: Request, ownOrigin: string): boolean {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.get('Origin');
  if (origin === null) return request.method === 'GET' || request.method === 'HEAD';
  return origin === ownOrigin;
}

const refusals = {
  'wrong-host': { code: 'wrong-host', message: 'This address does not belong to Fileroom.' },
  'wrong-origin': {
    code: 'wrong-origin',
    message: 'Only the Fileroom window may ask for this. Type the address, or start Fileroom again.',
  },
  'signed-out': {
    code: 'signed-out',
    message: 'This window is not connected to Fileroom: its address works once. Start Fileroom again.',
  },
} as const satisfies Record<string, Problem>;

function refuse(status: 401 | 403, reason: keyof typeof refusals, asJson = false): Response {
  const problem = refusals[reason];
  return asJson ? Response.json({ error: problem }, { status }) : plainPage('Fileroom', problem.message, '', status);
}

function readCookie(request: Request, name: string): string | undefined {
  return cookiesOf(request.headers)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** `name=value` pairs. */
function cookiesOf(headers: Headers): string[] {
  return (headers.get('Cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter(Boolean);
}

/** Compares digests, so that the time taken tells nothing about content or length. */
function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
