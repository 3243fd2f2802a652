import { protocol, type Session } from 'electron';
import type { FetchHandler } from './window-server.ts';

const scheme = 'fileroom';
const host = 'app';

export const windowUrl = `${scheme}://${host}/`;

/** Whether an address is the window's own: the only origin that is served, navigated to, and listened to. */
export function isWindowUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  // Node gives every address of a scheme it does not know the origin "null".
  return parsed.protocol === `${scheme}:` && parsed.host === host;
}

/** Makes fileroom: a scheme like https:, so that fetch, workers, event streams and `'self'` mean what they mean there. Before `ready`. */
export function registerWindowScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

export function serveWindowScheme(session: Session, server: FetchHandler): void {
  session.protocol.handle(scheme, (request) =>
    isWindowUrl(request.url) ? server(request) : new Response('Not found', { status: 404 }),
  );
}
