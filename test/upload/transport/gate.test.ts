import { describe, expect, it } from 'vitest';
import { ServerFailedError } from '../../../src/clients/port/errors.ts';
import { Gate, largeBytes } from '../../../src/upload/transport/gate.ts';

const never = new AbortController().signal;

/** Objects that are sent until they are let go, by their names. */
function newTraffic(gate: Gate) {
  const inside = new Map<string, PromiseWithResolvers<void>>();
  const entered: string[] = [];
  return {
    entered,
    send: async (
      name: string,
      passenger: { importId?: string; bytes?: number; memory?: number } = {},
      signal = never,
    ) =>
      gate.pass({ importId: 'one', bytes: 1000, memory: 0, ...passenger }, signal, async () => {
        entered.push(name);
        const way = Promise.withResolvers<void>();
        inside.set(name, way);
        return way.promise;
      }),
    arrive: async (name: string) => {
      await settled();
      inside.get(name)?.resolve();
      await settled();
    },
    fail: async (name: string, error: Error) => {
      await settled();
      inside.get(name)?.reject(error);
      await settled();
    },
  };
}

/** Everything that follows by itself has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Those that keep the program from ending. */
const timers = () => process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;

describe('the gate of a connection', () => {
  it('lets in turns those of several imports pass, not one import after the other', async () => {
    const gate = new Gate({ first: 1, most: 1 });
    const { entered, send, arrive } = newTraffic(gate);
    for (const [name, importId] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['a3', 'a'],
      ['b1', 'b'],
      ['c1', 'c'],
      ['b2', 'b'],
    ] as const)
      void send(name, { importId });
    for (const name of ['a1', 'a2', 'b1', 'c1', 'a3']) await arrive(name);
    expect(entered).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
  });

  it('lets what is urgent pass before all others, from the moment it is', async () => {
    const gate = new Gate({ first: 1, most: 1 });
    const { entered, send, arrive } = newTraffic(gate);
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2']) void send(name, { importId: name.charAt(0) });
    gate.setUrgent('b', true);
    await arrive('a1');
    await arrive('b1');
    gate.setUrgent('b', false);
    await arrive('b2');
    await arrive('a2');
    expect(entered).toEqual(['a1', 'b1', 'b2', 'a2', 'a3']);
  });

  it('keeps half of its places for small objects', async () => {
    const gate = new Gate({ first: 4, most: 4 });
    const { entered, send } = newTraffic(gate);
    for (const name of ['L1', 'L2', 'L3']) void send(name, { bytes: largeBytes + 1 });
    for (const name of ['s1', 's2']) void send(name);
    await settled();
    expect(entered).toEqual(['L1', 'L2', 's1', 's2']);
  });

  it('lets in no more than memory holds, and always one', async () => {
    const gate = new Gate({ first: 4, most: 4 });
    const { entered, send, arrive } = newTraffic(gate);
    for (const name of ['m1', 'm2']) void send(name, { memory: 1e9 });
    void send('light');
    await settled();
    expect(entered).toEqual(['m1']);
    await arrive('m1');
    expect(entered).toEqual(['m1', 'm2']);
  });

  it('lets fewer in after the server has failed, and tells the sender', async () => {
    const gate = new Gate({ first: 4, most: 4 });
    const { entered, send, arrive, fail } = newTraffic(gate);
    const failed = expect(send('1')).rejects.toThrow('busy');
    for (const name of ['2', '3', '4', '5', '6']) void send(name);
    await fail('1', new ServerFailedError('HTTP_503', 'busy'));
    await failed;
    await arrive('2');
    expect(entered).toEqual(['1', '2', '3', '4']);
    await arrive('3');
    expect(entered).toEqual(['1', '2', '3', '4', '5']);
  });

  it('lets nobody in while the server asks for patience, then goes on by itself', async () => {
    const gate = new Gate({ first: 1, most: 1 });
    const { entered, send, fail } = newTraffic(gate);
    const failed = expect(send('1')).rejects.toThrow('busy');
    const later = send('2');
    await fail('1', new ServerFailedError('HTTP_429', 'busy', { retryAfterMs: 30 }));
    await failed;
    expect(entered).toEqual(['1']);
    await expect.poll(() => entered).toEqual(['1', '2']);
    void later;
  });

  it('forgets who gives up waiting', async () => {
    const gate = new Gate({ first: 1, most: 1 });
    const { entered, send, arrive } = newTraffic(gate);
    void send('1');
    const controller = new AbortController();
    const given = expect(send('2', {}, controller.signal)).rejects.toThrow('enough');
    void send('3');
    controller.abort(new Error('enough'));
    await given;
    await arrive('1');
    expect(entered).toEqual(['1', '3']);
  });

  it('keeps the program awake while somebody waits for a server that asked for patience, and no longer', async () => {
    const gate = new Gate({ first: 1, most: 1 });
    const { send, fail } = newTraffic(gate);
    const failed = expect(send('1')).rejects.toThrow('busy');
    await fail('1', new ServerFailedError('HTTP_429', 'busy', { retryAfterMs: 60_000 }));
    await failed;
    const before = timers();
    const controller = new AbortController();
    const given = expect(send('2', {}, controller.signal)).rejects.toThrow('enough');
    await settled();
    expect(timers()).toBe(before + 1);
    controller.abort(new Error('enough'));
    await given;
    expect(timers()).toBe(before);
  });
});
