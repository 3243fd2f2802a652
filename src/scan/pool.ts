import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { FileroomError } from '../contract/problem.ts';
import { untilAborted } from './abort.ts';
import type { TaskQueue } from './task-queue.ts';

export interface PoolOptions<Task, Result> {
  /** The module each worker runs: it posts READY, then for every array of tasks the array of their results. */
  readonly worker: URL;
  readonly workers: number;
  readonly signal?: AbortSignal | undefined;
  /** What a worker needs of a task; all of it by default. */
  readonly message?: (task: Task) => unknown;
  readonly onResult?: (result: Result, task: Task) => void;
  /** The result of a task whose worker died over it. */
  readonly crashed: (task: Task) => Result;
}

/** The workers cannot even start: not one file's fault, so it is no file's result. */
export class WorkerStartError extends FileroomError {
  readonly name = 'WorkerStartError';
}

/**
 * The heap is enough for any header: a file that makes its reader need more kills that worker, not the program.
 * What Node was started with (an inspector, a script to evaluate) is not for the workers.
 */
const workerOptions = { resourceLimits: { maxOldGenerationSizeMb: 512 }, execArgv: [] };

/** A message takes longer than a small file: tasks go out in batches that take about this long, and no longer. */
const batchMs = 25;
const mostInBatch = 64;

/**
 * Runs every task in one of a few worker threads, which start while the tasks are not yet known; the results come in
 * the order of the tasks. When a worker dies over a batch, its tasks are done again one by one to find the culprit:
 * its result is `crashed`, and a new worker goes on.
 * On abort the workers are terminated, not asked, and the promise rejects with the signal's reason.
 */
export async function mapInWorkers<Task, Result>(
  queue: TaskQueue<Task>,
  options: PoolOptions<Task, Result>,
): Promise<{ task: Task; result: Result }[]> {
  const { signal, onResult } = options;
  signal?.throwIfAborted();
  const results: { task: Task; result: Result }[] = [];
  const lanes = Array.from({ length: options.workers }, () => new Lane<Task, Result>(options));
  try {
    for (const lane of lanes) lane.warm();
    const work = lanes.map(async (lane) => {
      // All lanes draw from the one queue: each takes the next tasks as soon as it is free.
      let size = 1;
      for (;;) {
        const { first, tasks } = await queue.take(size);
        if (tasks.length === 0) return;
        const started = performance.now();
        const answers = await lane.runAll(tasks);
        for (const [at, task] of tasks.entries()) {
          // Whoever is told of a result may abort: then nothing more is told.
          if (signal?.aborted === true) return;
          const result = answers[at] as Result;
          results[first + at] = { task, result };
          onResult?.(result, task);
        }
        const elapsed = performance.now() - started;
        size = elapsed < batchMs ? Math.min(size * 2, mostInBatch) : Math.max(1, Math.floor(size / 2));
      }
    });
    await untilAborted(Promise.all(work), signal);
    return results;
  } finally {
    // Not awaited: a worker that hangs in a read of a dying disc must not hold up the answer.
    for (const lane of lanes) void lane.close();
  }
}

const died = Symbol('the worker died');

/** One worker, started when first needed and again after it died. */
class Lane<Task, Result> {
  readonly #options: PoolOptions<Task, Result>;
  #worker: Promise<Worker> | undefined;
  #started: Worker | undefined;
  #closed = false;

  constructor(options: PoolOptions<Task, Result>) {
    this.#options = options;
  }

  /** One result for every task, in their order. */
  async runAll(tasks: readonly Task[]): Promise<readonly Result[]> {
    const results = await this.#run(tasks);
    if (results !== died) return results;
    const [first] = tasks;
    if (first !== undefined && tasks.length === 1) return [this.#options.crashed(first)];
    const singly: Result[] = [];
    for (const task of tasks) singly.push(...(await this.runAll([task])));
    return singly;
  }

  /** Starts the worker, so that it is ready when it is needed; that it cannot start is said then. */
  warm(): void {
    this.#worker ??= this.#start();
    this.#worker.catch(() => undefined);
  }

  async #run(tasks: readonly Task[]): Promise<readonly Result[] | typeof died> {
    this.#worker ??= this.#start();
    const worker = await this.#worker;
    const answer = nextMessage<readonly Result[]>(worker);
    const { message } = this.#options;
    worker.postMessage(message === undefined ? tasks : tasks.map(message));
    try {
      return await answer;
    } catch {
      // Whatever it died of, it died of one of these tasks.
      this.#worker = undefined;
      return died;
    }
  }

  async #start(): Promise<Worker> {
    try {
      if (this.#closed) throw new Error('The lane is closed');
      const worker = new Worker(this.#options.worker, workerOptions);
      this.#started = worker;
      // `nextMessage` reports errors; one that comes when nobody waits must not end the program.
      worker.on('error', () => undefined);
      await nextMessage(worker);
      return worker;
    } catch (cause) {
      const message = 'The program could not start the threads that read files.';
      throw new WorkerStartError('worker-start', message, { next: 'report-bug', cause });
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#started?.terminate();
  }
}

/** The next message of a worker; rejects when it throws or ends instead. */
async function nextMessage<Message>(worker: Worker): Promise<Message> {
  const over = new AbortController();
  const { signal } = over;
  const ended = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`The worker ended with code ${String(code)}`);
  });
  try {
    const [message] = await Promise.race([once(worker, 'message', { signal }), ended]);
    return message as Message;
  } finally {
    ended.catch(() => undefined);
    over.abort();
  }
}
