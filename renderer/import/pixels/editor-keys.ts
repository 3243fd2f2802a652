import type { PixelRegion } from '../../../src/contract/pixels.ts';
import { moved, resized } from './geometry.ts';
import type { Point, Size } from './geometry.ts';

export type EditorAct =
  | 'close'
  | 'previous'
  | 'next'
  | 'draw'
  | 'delete'
  | 'select'
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'pan'
  | 'result'
  | 'accept'
  | 'accept-series'
  | 'spread'
  | 'sign-off'
  | 'sign-off-series'
  | 'leave-out'
  | 'frame-back'
  | 'frame-on'
  | 'undo';

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly isCommand: boolean;
}

const acts: Readonly<Record<string, EditorAct>> = {
  Escape: 'close',
  PageUp: 'previous',
  PageDown: 'next',
  r: 'draw',
  Delete: 'delete',
  Backspace: 'delete',
  ']': 'select',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '0': 'fit',
  h: 'pan',
  b: 'result',
  a: 'accept',
  A: 'accept-series',
  e: 'spread',
  s: 'sign-off',
  ' ': 'sign-off',
  S: 'sign-off-series',
  x: 'leave-out',
  ',': 'frame-back',
  '.': 'frame-on',
};

export function actOfKey({ key, isCommand }: Key): EditorAct | undefined {
  if (isCommand) return key === 'z' ? 'undo' : undefined;
  return Object.hasOwn(acts, key) ? acts[key] : undefined;
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A rectangle moved by an arrow, by ten pixels with Ctrl, or with Shift resized; undefined for other keys. */
export function nudged(region: PixelRegion, { key, shiftKey, isCommand }: Key, size: Size): PixelRegion | undefined {
  const way = Object.hasOwn(arrows, key) ? arrows[key] : undefined;
  if (way === undefined) return undefined;
  const by = isCommand ? { x: way.x * 10, y: way.y * 10 } : way;
  return shiftKey ? resized(region, by, size) : moved(region, by, size);
}
