import { expect, it } from 'vitest';
import { newsOf } from '../../../renderer/transfers/news.ts';
import type { ImportStatus } from '../../../src/contract/import.ts';

const sending: ImportStatus = {
  importId: 'c0ffee',
  connectionId: 'c1',
  destination: 'Film room',
  label: 'PHANTOM^CHEST · 1 study',
  priority: 'routine',
  phase: 'sending',
  objectsTotal: 3,
  objectsDone: 1,
  objectsFailed: 0,
  bytesTotal: 1,
  bytesDone: 1,
  startedAt: '2026-01-31T10:20:30.000Z',
};
const problem = (next?: 'retry' | 'sign-in-again') => ({ code: 'c', message: 'm', ...(next && { next }) });

it.each([
  ['it has arrived', { phase: 'done', objectsDone: 3 }, 'verified'],
  ['some of it has not', { phase: 'done', objectsDone: 2, objectsFailed: 1 }, 'incomplete'],
  ['nothing has', { phase: 'failed', objectsFailed: 3 }, 'incomplete'],
  ['it waits for a person', { phase: 'paused', problem: problem('sign-in-again') }, 'stuck'],
  ['it goes on by itself', { phase: 'paused', problem: problem('retry') }, undefined],
  ['it was paused by hand', { phase: 'paused', problem: problem() }, undefined],
  ['it was cancelled', { phase: 'cancelled' }, undefined],
  ['it still runs', { phase: 'verifying' }, undefined],
] as const)('when %s', (_, change, news) => {
  expect(newsOf(sending, { ...sending, ...change })).toBe(news);
});

it('what was over before is no news', () => {
  expect(newsOf(undefined, { ...sending, phase: 'done' })).toBeUndefined();
  expect(newsOf({ ...sending, phase: 'done' }, { ...sending, phase: 'done' })).toBeUndefined();
});
