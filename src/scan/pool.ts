import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { FileroomError } from '../contract/problem.ts';

/** The first message of every worker, once it is ready for tasks. */
export const READY = 'ready';

export interface PoolOptions<Task, Result> {
  /** The module each worker runs: it posts {@link READY}, then exactly one result for every task it is sent. */
  readonly worker: URL;
  readonly workers: number;
  readonly signal?: AbortSignal | undefined;
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

/**
 * Runs every task in one of a few worker threads; the results come in the order of the tasks. Each worker has one
 * task at a time, so when it dies the culprit is known: its result is `crashed`, and a new worker goes on.
 * On abort the workers are terminated, not asked, and the promise rejects with the signal's reason.
 */
export async function mapInWorkers<Task, Result>(
  tasks: readonly Task[],
  options: PoolOptions<Task, Result>,
): Promise<{ task: Task; result: Result }[]> {
  const { signal, onResult, crashed } = options;
  signal?.throwIfAborted();
  const results: { task: Task; result: Result }[] = [];
  const waiting = tasks.entries();
  const lanes = Array.from(
    { length: Math.min(options.workers, tasks.length) },
    () => new Lane<Task, Result>(options.worker),
  );
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const work = lanes.map(async (lane) => {
      // All lanes draw from the one iterator: each takes the next task as soon as it is free.
      for (const [index, task] of waiting) {
        const answer = await lane.run(task);
        if (signal?.aborted === true) return;
        const result = answer === died ? crashed(task) : answer.result;
        results[index] = { task, result };
        onResult?.(result, task);
      }
    });
    await Promise.race([Promise.all(work), aborted.promise]);
    return results;
  } finally {
    signal?.removeEventListener('abort', abort);
    // Not awaited: a worker that hangs in a read of a dying disc must not hold up the answer.
    for (const lane of lanes) void lane.close();
  }
}

const died = Symbol('the worker died');

/** One worker, started when first needed and again after it died. */
class Lane<Task, Result> {
  readonly #url: URL;
  #worker: Worker | undefined;
  #closed = false;

  constructor(url: URL) {
    this.#url = url;
  }

  async run(task: Task): Promise<{ result: Result } | typeof died> {
    const worker = this.#worker ?? (await this.#start());
    const answer = nextMessage<Result>(worker);
    worker.postMessage(task);
    try {
      return { result: await answer };
    } catch {
      // Whatever it died of, it died of this task: the caller puts that down as the task's result.
      this.#worker = undefined;
      return died;
    }
  }

  async #start(): Promise<Worker> {
    try {
      if (this.#closed) throw new Error('The lane is closed');
      this.#worker = new Worker(this.#url, workerOptions);
      // `nextMessage` reports errors; one that comes when nobody waits must not end the program.
      this.#worker.on('error', () => undefined);
      await nextMessage(this.#worker);
      return this.#worker;
    } catch (cause) {
      const message = 'The program could not start the threads that read files.';
      throw new WorkerStartError('worker-start', message, { next: 'report-bug', cause });
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
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
