import { type BrowserWindow, Notification } from 'electron';
import type { Volume } from '../src/contract/files.ts';

/** Says that a disc was put in, when the window that offers to read it is not the one in front. */
export function announceArrival(window: BrowserWindow, { label, kind }: Volume): void {
  if (window.isDestroyed() || window.isFocused() || !Notification.isSupported()) return;
  const title = kind === 'optical' ? `Disc ${label} is in the drive` : `${label} is connected`;
  const notification = new Notification({ title, body: 'Open Fileroom to read it.', silent: true });
  notification.on('click', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  notification.show();
}
