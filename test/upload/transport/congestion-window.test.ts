import { array, assert, boolean, constant, nat, oneof, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CongestionWindow } from '../../../src/upload/transport/congestion-window.ts';

const limits = { first: 4, most: 16 };

const event = oneof(
  record({ kind: constant('success' as const), wasFull: boolean() }),
  record({ kind: constant('trouble' as const), ago: nat(5_000), retryAfterMs: nat(1_000_000) }),
  record({ kind: constant('time' as const), ms: nat(60_000) }),
);

describe('the window of a connection', () => {
  it('stays between one and its most, whatever happens, and never stays shut', () => {
    assert(
      property(array(event, { maxLength: 200 }), (events) => {
        const window = new CongestionWindow(limits);
        let now = 0;
        for (const each of events) {
          if (each.kind === 'success') window.succeeded(each.wasFull);
          else if (each.kind === 'trouble') window.troubled(now - each.ago, now, each.retryAfterMs);
          else now += each.ms;
          const open = window.openAt(now);
          expect(open).toBeLessThanOrEqual(limits.most);
          expect(open).toBeGreaterThanOrEqual(now < window.heldUntil ? 0 : 1);
          expect(window.openAt(now + 5 * 60_000)).toBeGreaterThanOrEqual(1);
        }
      }),
    );
  });

  it('grows by one for each answer until the first trouble, then by one for each round', () => {
    const window = new CongestionWindow(limits);
    for (let answers = 0; answers < 6; answers += 1) window.succeeded(true);
    expect(window.openAt(0)).toBe(10);
    window.troubled(1, 1);
    expect(window.openAt(1)).toBe(5);
    for (let answers = 0; answers < 5; answers += 1) window.succeeded(true);
    expect(window.openAt(1)).toBe(5);
    window.succeeded(true);
    expect(window.openAt(1)).toBe(6);
  });

  it('learns nothing from answers while there was little to send', () => {
    const window = new CongestionWindow(limits);
    for (let answers = 0; answers < 50; answers += 1) window.succeeded(false);
    expect(window.openAt(0)).toBe(4);
  });

  it('is cut once for all that were on their way together', () => {
    const window = new CongestionWindow({ first: 16, most: 16 });
    for (let each = 0; each < 16; each += 1) window.troubled(10, 20 + each);
    expect(window.openAt(40)).toBe(8);
    window.troubled(50, 60);
    expect(window.openAt(60)).toBe(4);
  });

  it('is shut as long as the server asks for patience, five minutes at most', () => {
    const window = new CongestionWindow(limits);
    window.troubled(0, 0, 10_000);
    expect([0, 9_999, 10_000].map((now) => window.openAt(now))).toEqual([0, 0, 2]);
    window.troubled(20_000, 20_000, 86_400_000);
    expect(window.openAt(20_000 + 5 * 60_000)).toBe(1);
  });
});
