import { expect, it } from 'vitest';
import { Turns } from '../../../src/upload/transport/turns.ts';

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

function newRun(atOnce: number) {
  const turns = new Turns(atOnce);
  const begun: string[] = [];
  const take = (id: string, signal = never) => turns.take(id, signal).then(() => begun.push(id));
  return { turns, begun, take };
}

it('runs a few imports at once, the others in the order in which they came', async () => {
  const { turns, begun, take } = newRun(2);
  for (const id of ['a', 'b', 'c', 'd']) void take(id);
  await settled();
  expect(begun).toEqual(['a', 'b']);
  turns.end('b');
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
});

it('lets an urgent one begin at once, and no other in its stead later', async () => {
  const { turns, begun, take } = newRun(1);
  for (const id of ['a', 'b', 'c']) void take(id);
  turns.setUrgent('c', true);
  await settled();
  expect(begun).toEqual(['a', 'c']);
  turns.end('a');
  await settled();
  expect(begun).toEqual(['a', 'c']);
  turns.end('c');
  await settled();
  expect(begun).toEqual(['a', 'c', 'b']);
});

it('does not wait for one that is stopped while it waits', async () => {
  const { turns, begun, take } = newRun(1);
  const controller = new AbortController();
  void take('a');
  const stopped = take('b', controller.signal);
  void take('c');
  controller.abort();
  await stopped;
  turns.end('b');
  expect(begun).toEqual(['a', 'b']);
  turns.end('a');
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
});

it('lets one that was stopped before it came go on to its end', async () => {
  const { turns, begun, take } = newRun(1);
  await take('a');
  await take('b', AbortSignal.abort());
  expect(begun).toEqual(['a', 'b']);
  turns.end('b');
  void take('c');
  await settled();
  expect(begun).toEqual(['a', 'b']);
});
