import type { BrowserWindow } from 'electron';
import { expect, it, vi } from 'vitest';
import { answers, FakeNotification, FakeWindow } from './electron-double.ts';

vi.mock('electron', () => import('./electron-double.ts'));
const { announceArrival } = await import('../../main/arrival-notice.ts');

it('tells of a disc only when the window is not in front, and a click brings it there', () => {
  const window = new FakeWindow({});
  const announce = (label: string, kind: 'optical' | 'removable'): void =>
    announceArrival(window as unknown as BrowserWindow, { path: '/media/x', label, kind });
  answers.focused = true;
  announce('ARCHIV_CD_A', 'optical');
  expect(FakeNotification.shown).toEqual([]);
  answers.focused = false;
  announce('ARCHIV_CD_A', 'optical');
  announce('STICK', 'removable');
  expect(FakeNotification.shown.map(({ options }) => options.title)).toEqual([
    'Disc ARCHIV_CD_A is in the drive',
    'STICK is connected',
  ]);
  FakeNotification.shown[0]?.emit('click');
  expect(window.calls).toEqual(['restore', 'focus']);
});
