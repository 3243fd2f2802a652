import { afterEach, expect, test } from 'vitest';
import type { Clock } from '../../../src/clients/http/clock.ts';
import { createHttp } from '../../../src/clients/http/http.ts';
import { parseRetryAfter, retry } from '../../../src/clients/http/retry.ts';
import { serve } from '../loopback-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** A clock whose waiting takes no time. */
function recordingClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => 0,
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
}

class Busy extends Error {
  override readonly name = 'Busy';
  readonly afterMs: number | undefined;
  constructor(afterMs: number | undefined) {
    super('busy');
    this.afterMs = afterMs;
  }
}
const advise = (error: unknown) =>
  error instanceof Busy ? { again: true as const, afterMs: error.afterMs } : { again: false as const };

/** Asks a real server that answers with these statuses, one after the other. */
async function ask(answers: readonly (readonly [status: number, retryAfter?: string])[]) {
  const http = createHttp();
  let asked = 0;
  const server = await serve((_, response) => {
    const [status, retryAfter] = answers[asked] ?? [200];
    asked += 1;
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
    response.end();
  });
  open.push(http, server);
  const clock = recordingClock();
  const once = async () => {
    const response = await http.fetch(new Request(server.url));
    if (response.status >= 500 || response.status === 429) {
      throw new Busy(parseRetryAfter(response.headers.get('retry-after')));
    }
    return response.status;
  };
  const policy = { attempts: 3, baseMs: 100, maxMs: 10_000 };
  const result = retry(once, advise, { policy, clock, random: () => 1 });
  return { result, clock, asked: () => asked };
}

test('fails once, then works', async () => {
  const { result, clock } = await ask([[503], [200]]);
  expect(await result).toBe(200);
  expect(clock.waits).toEqual([200]);
});

test('waits longer each time, and gives up with the last error', async () => {
  const { result, clock, asked } = await ask([[500], [502], [503], [200]]);
  await expect(result).rejects.toBeInstanceOf(Busy);
  expect(clock.waits).toEqual([200, 400]);
  expect(asked()).toBe(3);
});

test('honours Retry-After', async () => {
  const { result, clock } = await ask([[429, '7'], [200]]);
  expect(await result).toBe(200);
  expect(clock.waits).toEqual([7000]);
});

test('does not sit out a Retry-After beyond its patience', async () => {
  const { result, clock } = await ask([[429, '3600'], [200]]);
  await expect(result).rejects.toMatchObject({ afterMs: 3_600_000 });
  expect(clock.waits).toEqual([]);
});

test('does not repeat what the advice is against', async () => {
  const { result, asked } = await ask([[404], [200]]);
  expect(await result).toBe(404);
  expect(asked()).toBe(1);
});

test('stops waiting when aborted', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const failing = () => {
    controller.abort(reason);
    return Promise.reject(new Busy(60_000));
  };
  const policy = { attempts: 3, baseMs: 60_000, maxMs: 60_000 };
  await expect(retry(failing, advise, { policy, signal: controller.signal })).rejects.toBe(reason);
});

test('Retry-After is seconds or a date, and nothing else', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(parseRetryAfter('120', now)).toBe(120_000);
  expect(parseRetryAfter('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000);
  expect(parseRetryAfter('Wed, 31 Dec 2025 23:59:00 GMT', now)).toBe(0);
  expect(parseRetryAfter('soon', now)).toBeUndefined();
  expect(parseRetryAfter('-5', now)).toBeUndefined();
  expect(parseRetryAfter('', now)).toBeUndefined();
  expect(parseRetryAfter(null, now)).toBeUndefined();
});
