import { describe, expect, it } from 'vitest';
import { mapInWorkers, type PoolOptions } from '../../src/scan/pool.ts';
import { TaskQueue } from '../../src/scan/task-queue.ts';

const options: PoolOptions<string, string> = {
  worker: new URL('./pool-worker.ts', import.meta.url),
  workers: 2,
  crashed: (task) => `crashed: ${task}`,
};

const run = async (tasks: readonly string[]): Promise<string[]> =>
  (await mapInWorkers(TaskQueue.of(tasks), options)).map(({ result }) => result);

describe('mapInWorkers', () => {
  it('puts a crash down to the task it happened over, and goes on', async () => {
    const tasks = ['a', 'exit', 'b', 'throw', 'exit', 'c'];
    expect(await run(tasks)).toEqual(['A', 'crashed: exit', 'B', 'crashed: throw', 'crashed: exit', 'C']);
  });

  it('rejects when no worker can start, instead of blaming the tasks', async () => {
    const worker = new URL('./no-such-worker.ts', import.meta.url);
    await expect(mapInWorkers(TaskQueue.of(['a', 'b']), { ...options, worker })).rejects.toMatchObject({
      name: 'WorkerStartError',
      next: 'report-bug',
    });
  });

  it('stops workers that hang, as soon as it is told to', async () => {
    const abort = new AbortController();
    const onResult = (): void => abort.abort(new Error('enough'));
    const work = mapInWorkers(TaskQueue.of(['hang', 'a', 'hang', 'b']), { ...options, signal: abort.signal, onResult });
    await expect(work).rejects.toThrow('enough');
  });

  it('does not start when it was told to stop before', async () => {
    await expect(
      mapInWorkers(TaskQueue.of(['a']), { ...options, signal: AbortSignal.abort(new Error('no')) }),
    ).rejects.toThrow('no');
  });

  it('begins before all tasks are known, and hears why no more come', async () => {
    const queue = new TaskQueue<string>();
    queue.add('a');
    const onResult = (result: string): void => {
      if (result === 'A') queue.add('b');
      else queue.fail(new Error('no more'));
    };
    await expect(mapInWorkers(queue, { ...options, onResult })).rejects.toThrow('no more');
  });

  it('answers nothing with nothing', async () => {
    expect(await run([])).toEqual([]);
  });

  it('keeps the order of the tasks, whoever does them', async () => {
    const tasks = Array.from({ length: 200 }, (_, index) => `t${index}`);
    expect(await run(tasks)).toEqual(tasks.map((task) => task.toUpperCase()));
  });
});
