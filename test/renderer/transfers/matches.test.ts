import { expect, it } from 'vitest';
import { matches } from '../../../renderer/transfers/matches.ts';
import type { ImportStatus } from '../../../src/contract/import.ts';

const status: ImportStatus = {
  importId: 'c0ffee',
  connectionId: 'c1',
  destination: 'Film room',
  label: 'PHANTOM^CHEST · 1 study',
  priority: 'routine',
  phase: 'done',
  objectsTotal: 3,
  objectsDone: 3,
  objectsFailed: 0,
  bytesTotal: 1,
  bytesDone: 1,
  startedAt: '2026-01-31T10:20:30.000Z',
};
const shown = { place: 'Clinic, Film room', phase: 'Verified' };

it.each(['', '  ', 'chest', 'phantom chest', 'film VERIFIED', '2026-01-31', 'c0ffee'])('finds it by “%s”', (search) => {
  expect(matches(status, shown, search)).toBe(true);
});

it.each(['knee', 'chest failed', '2025-01-31'])('not by “%s”', (search) => {
  expect(matches(status, shown, search)).toBe(false);
});
