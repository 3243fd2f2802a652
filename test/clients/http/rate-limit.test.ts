import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Clock } from '../../../src/clients/http/clock.ts';
import { tokenBucket } from '../../../src/clients/http/rate-limit.ts';

/** A clock that stands until somebody sets it; waiting records when the caller may go. */
function manualClock() {
  let now = 0;
  const passed: number[] = [];
  const clock: Clock = {
    now: () => now,
    wait: (ms) => {
      passed.push(now + ms);
      return Promise.resolve();
    },
  };
  return {
    clock,
    passed,
    async go(turn: () => Promise<void>) {
      const waited = passed.length;
      await turn();
      if (passed.length === waited) passed.push(now);
    },
    advance(ms: number) {
      now += ms;
    },
  };
}

test('a second’s worth goes at once, the rest one by one', async () => {
  const time = manualClock();
  const bucket = tokenBucket(2, time.clock);
  for (let call = 0; call < 5; call += 1) await time.go(() => bucket.pass());
  expect(time.passed).toEqual([0, 0, 500, 1000, 1500]);
});

test('any span of time sees at most its rate and the burst', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.nat({ max: 3000 }), { minLength: 1, maxLength: 40 }),
      async (rate, pauses) => {
        const time = manualClock();
        const bucket = tokenBucket(rate, time.clock);
        for (const pause of pauses) {
          time.advance(pause);
          await time.go(() => bucket.pass());
        }
        for (const [first, start] of time.passed.entries()) {
          for (const [last, end] of time.passed.entries()) {
            if (last < first) continue;
            expect(end).toBeGreaterThanOrEqual(start);
            const allowed = rate + (rate * (end - start)) / 1000;
            expect(last - first + 1).toBeLessThanOrEqual(allowed + 1e-6);
          }
        }
      },
    ),
  );
});

test('an aborted caller leaves with the reason', async () => {
  const reason = new Error('enough');
  await expect(tokenBucket(1).pass(AbortSignal.abort(reason))).rejects.toBe(reason);
});

test('a rate is above zero', async () => {
  await expect(tokenBucket(0).pass()).rejects.toThrow(RangeError);
  await expect(tokenBucket(() => Number.NaN).pass()).rejects.toThrow(RangeError);
});

test('a rate that changes holds from the next call on', async () => {
  const time = manualClock();
  let rate = 1;
  const bucket = tokenBucket(() => rate, time.clock);
  for (let call = 0; call < 2; call += 1) await time.go(() => bucket.pass());
  rate = 10;
  for (let call = 0; call < 2; call += 1) await time.go(() => bucket.pass());
  expect(time.passed).toEqual([0, 1000, 2000, 2100]);
});

test('while it is held nobody passes, and afterwards at the usual rate', async () => {
  const time = manualClock();
  const bucket = tokenBucket(2, time.clock);
  bucket.hold(5000);
  bucket.hold(100);
  for (let call = 0; call < 3; call += 1) await time.go(() => bucket.pass());
  expect(time.passed).toEqual([5000, 5500, 6000]);
});
