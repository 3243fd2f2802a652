import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { StackLoader, outwards } from '../../../renderer/viewer/stack-loader.ts';

/** Loads that end when the test says so. */
function desk() {
  const asked: number[] = [];
  const open = new Map<number, { resolve(): void; reject(error: Error): void }>();
  return {
    asked,
    load: (index: number) => {
      asked.push(index);
      return new Promise<void>((resolve, reject) => open.set(index, { resolve, reject }));
    },
    finish: async (index: number, error?: Error) => {
      const one = open.get(index);
      if (error === undefined) one?.resolve();
      else one?.reject(error);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test('outwards: the nearest first, ahead before behind, each once', () => {
  expect([...outwards(2, 6)]).toEqual([2, 3, 1, 4, 0, 5]);
  fc.assert(
    fc.property(fc.nat(40), fc.integer({ min: 1, max: 40 }), (focus, count) => {
      const order = [...outwards(focus, count)];
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    }),
  );
});

test('the first frame comes alone, the others after the start, a few at a time', async () => {
  const { asked, load, finish } = desk();
  const loader = new StackLoader(10, 4, { load, hasRoom: () => true, concurrency: 3 });
  loader.focus(4);
  expect(asked).toEqual([4]);
  await finish(4);
  expect(asked).toEqual([4]);
  loader.start();
  expect(asked).toEqual([4, 5, 3, 6]);
  await finish(5);
  expect(asked).toEqual([4, 5, 3, 6, 2]);
});

test('what is wanted now overtakes what is fetched ahead, even without room', () => {
  const { asked, load } = desk();
  const loader = new StackLoader(100, 0, { load, hasRoom: () => false, concurrency: 2 });
  loader.start();
  expect(asked).toEqual([]);
  loader.focus(50);
  expect(asked).toEqual([50]);
});

test('neighbours follow the order on screen', () => {
  const { asked, load } = desk();
  const loader = new StackLoader(4, 0, { load, hasRoom: () => true, concurrency: 4 });
  loader.reorder([3, 1, 0, 2]);
  loader.focus(1);
  loader.start();
  expect(asked).toEqual([1, 0, 3, 2]);
});

test('a failed frame keeps its reason and waits to be tried again', async () => {
  const { asked, load, finish } = desk();
  const loader = new StackLoader(1, 0, { load, hasRoom: () => true, concurrency: 2 });
  const error = new Error('gone');
  loader.focus(0);
  await finish(0, error);
  expect(loader.states()).toEqual([{ kind: 'failed', error }]);
  loader.focus(0);
  expect(asked).toEqual([0]);
  loader.retry([0]);
  expect(asked).toEqual([0, 0]);
  await finish(0);
  expect(loader.states()).toEqual([{ kind: 'ready' }]);
});

test('what the cache let go of is fetched again when wanted', async () => {
  const { asked, load, finish } = desk();
  const loader = new StackLoader(2, 0, { load, hasRoom: () => false, concurrency: 2 });
  loader.focus(0);
  await finish(0);
  loader.forget(0);
  loader.focus(0);
  expect(asked).toEqual([0, 0]);
});

test('after its end it tells nobody anything', async () => {
  const { load, finish } = desk();
  const loader = new StackLoader(2, 0, { load, hasRoom: () => true, concurrency: 2 });
  let told = 0;
  loader.focus(0);
  loader.subscribe(() => {
    told += 1;
  });
  loader.dispose();
  await finish(0);
  expect(told).toBe(0);
});
