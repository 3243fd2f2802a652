import { array, assert, integer, nat, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBucket, paced, rateAt } from '../../../src/upload/transport/bandwidth.ts';

describe('a limit with hours', () => {
  const weekdays = { mbitPerSecond: 20, hours: { days: [1, 2, 3, 4, 5], from: '07:00', to: '18:00' } };
  // 2026-01-05 is a Monday.
  it.each([
    ['Monday before', new Date(2026, 0, 5, 6, 59), undefined],
    ['Monday at seven', new Date(2026, 0, 5, 7, 0), 2_500_000],
    ['Friday late', new Date(2026, 0, 9, 17, 59), 2_500_000],
    ['Friday after', new Date(2026, 0, 9, 18, 0), undefined],
    ['Saturday noon', new Date(2026, 0, 10, 12, 0), undefined],
  ])('%s', (_, at, rate) => {
    expect(rateAt(weekdays, at)).toBe(rate);
  });

  const nights = { mbitPerSecond: 8, hours: { days: [5], from: '22:00', to: '06:00' } };
  it.each([
    ['the evening', new Date(2026, 0, 9, 23, 0), 1_000_000],
    ['the morning after', new Date(2026, 0, 10, 5, 59), 1_000_000],
    ['the morning before', new Date(2026, 0, 9, 5, 0), undefined],
    ['the next evening', new Date(2026, 0, 10, 23, 0), undefined],
  ])('that end on the next day hold in %s as said', (_, at, rate) => {
    expect(rateAt(nights, at)).toBe(rate);
  });

  it('always holds without hours', () => {
    expect(rateAt({ mbitPerSecond: 1 }, new Date())).toBe(125_000);
  });
});

describe('the token bucket', () => {
  it('never lets more through than the rate and a tenth of a second, over any time', () => {
    const step = record({ bytes: integer({ min: 1, max: 100_000 }), idle: nat(500) });
    assert(
      property(array(step, { minLength: 1, maxLength: 100 }), integer({ min: 1000, max: 1e7 }), (steps, rate) => {
        const bucket = new TokenBucket();
        let now = 0;
        let sent = 0;
        for (const { bytes, idle } of steps) {
          now += idle;
          now += bucket.take(bytes, rate, now);
          // What goes now was not counted yet.
          expect(sent).toBeLessThanOrEqual(((now + 100) / 1000) * rate + 1e-3);
          sent += bytes;
        }
      }),
    );
  });

  it('uses the whole rate when there is always something to send', () => {
    const bucket = new TokenBucket();
    let now = 0;
    for (let piece = 0; piece < 100; piece += 1) now += bucket.take(10_000, 100_000, now);
    expect(now).toBeGreaterThan(9_700);
    expect(now).toBeLessThanOrEqual(10_000);
  });
});

it('paces a stream piece by piece, whole and in order, and passes on that nobody reads any more', async () => {
  const content = new Uint8Array(100_000).map((_, index) => index % 251);
  const pieces: number[] = [];
  const stream = paced(ReadableStream.from([content.subarray(0, 70_000), content.subarray(70_000)]), async (bytes) => {
    pieces.push(bytes);
  });
  expect(new Uint8Array(await new Response(stream).arrayBuffer())).toEqual(content);
  expect(Math.max(...pieces)).toBeLessThanOrEqual(32 * 1024);

  let cancelled: unknown;
  const source = new ReadableStream({ cancel: (reason) => void (cancelled = reason) });
  await paced(source, async () => undefined).cancel('gone');
  expect(cancelled).toBe('gone');
});
