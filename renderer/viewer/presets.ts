import type { Window } from './window.ts';

/** Windows that fit Hounsfield units, so CT only; with the keys that choose them. */
export const ctPresets = [
  { id: 'softTissue', key: '1', window: { center: 40, width: 400 } },
  { id: 'lung', key: '2', window: { center: -600, width: 1500 } },
  { id: 'bone', key: '3', window: { center: 480, width: 2500 } },
  { id: 'brain', key: '4', window: { center: 40, width: 80 } },
] as const satisfies readonly { id: string; key: string; window: Window }[];
