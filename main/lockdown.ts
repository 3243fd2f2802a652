import { shell, type Session, type WebContents } from 'electron';
import { isWindowUrl } from './protocol.ts';

/** Where the window's links may lead, in the person's own browser. */
const outsideHosts: ReadonlySet<string> = new Set(['dicom.nema.org', 'www.dicomstandard.org', 'spdx.org']);

/** What the window asks of the system: to copy a link, to fill the screen, to say that a transfer is done or stuck. */
const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen', 'notifications']);

/** The window shows its own pages and nothing else; links leave for the browser, and only where we mean them to. */
export function lockContents(contents: WebContents): void {
  contents.on('will-navigate', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isOutsideLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

function stayHome(event: { readonly url: string; preventDefault(): void }): void {
  if (!isWindowUrl(event.url)) event.preventDefault();
}

export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(grantedPermissions.has(permission) && isWindowUrl(contents.getURL())),
  );
  session.setPermissionCheckHandler(
    (contents, permission) => contents !== null && grantedPermissions.has(permission) && isWindowUrl(contents.getURL()),
  );
  session.setDevicePermissionHandler(() => false);
}

function isOutsideLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' && outsideHosts.has(host);
}
