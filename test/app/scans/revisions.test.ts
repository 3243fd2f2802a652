import { expect, it } from 'vitest';
import { Revisions } from '../../../src/app/scans/revisions.ts';

/** How many revisions there are in 500 seconds of ten messages each, 50,000 files in all, when a summary costs so much. */
function revisionsWith(costMs: number): number {
  let now = 0;
  const revisions = new Revisions(() => now);
  let last = 0;
  for (let message = 1; message <= 5000; message++) {
    now += 100;
    last = revisions.at(message * 10, costMs);
  }
  return last;
}

it('are at most one a second', () => {
  expect(revisionsWith(0)).toBe(500);
  expect(revisionsWith(49)).toBe(500);
});

it('never cost more than a twentieth of the time', () => {
  for (const cost of [100, 1000, 5000]) expect(revisionsWith(cost) * cost).toBeLessThanOrEqual(500_000 / 20 + cost);
});

it('do not come for nothing', () => {
  let now = 0;
  const revisions = new Revisions(() => now);
  expect(revisions.at(0, 0)).toBe(0);
  expect(revisions.at(3, 0)).toBe(1);
  now += 10_000;
  expect(revisions.at(3, 0)).toBe(1);
  expect(revisions.at(4, 0)).toBe(2);
});
