import { expect, it } from 'vitest';
import { Progress } from '../../src/upload/progress.ts';

function newProgress() {
  const clock = { now: 0 };
  const totals = { objectsTotal: 4, bytesTotal: 4000, objectsDone: 0, objectsFailed: 0, bytesDone: 0, bytesFailed: 0 };
  return { clock, progress: new Progress(totals, () => clock.now) };
}

it('counts bytes on their way, and forgets them when the attempt begins anew', () => {
  const { progress } = newProgress();
  progress.moved(1, 600);
  progress.moved(2, 100);
  expect(progress.current()).toMatchObject({ objectsDone: 0, bytesDone: 700 });
  progress.moved(1, 10);
  expect(progress.current().bytesDone).toBe(110);
  progress.sent(1, 1000);
  expect(progress.current()).toMatchObject({ objectsDone: 1, bytesDone: 1100 });
});

it('tells the rate and the time left once it has seen enough, leaving out what failed', () => {
  const { clock, progress } = newProgress();
  progress.sent(1, 1000);
  expect(progress.current()).not.toHaveProperty('bytesPerSecond');
  clock.now = 2000;
  progress.sent(2, 1000);
  expect(progress.current()).toMatchObject({ bytesPerSecond: 1000, secondsLeft: 2 });
  progress.failed(3, 1000);
  expect(progress.current()).toMatchObject({ objectsFailed: 1, secondsLeft: 1 });
});

it('takes back what the server’s list does not hold', () => {
  const { progress } = newProgress();
  progress.sent(1, 1000);
  progress.missing(1000);
  expect(progress.current()).toMatchObject({ objectsDone: 0, objectsFailed: 1, bytesDone: 0 });
});
