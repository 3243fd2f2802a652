import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import {
  type CopiedObject,
  type CopyTask,
  READY,
  type TaskAnswer,
  type TaskResults,
  TreatmentError,
  type TreatmentTask,
  type WorkerData,
} from './treatment-task.ts';
import { partOf } from './write-copy.ts';
import type { Problem } from '../contract/problem.ts';

interface Job {
  readonly id: number;
  readonly task: TreatmentTask;
  readonly settle: (answer: TaskAnswer) => void;
}

// Node runs the sources as they are; the build has the same file beside this one as JavaScript.
const script = new URL(`./treatment-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);

/** The fault of no file: the next one would fare no better. */
const notStarted: Problem = {
  code: 'worker-start',
  message: 'The program could not start the threads that treat files.',
  next: 'report-bug',
};

const failed: Problem = { code: 'treatment-failed', message: 'The file could not be prepared for sending.' };

/** Nearly all that a thread makes is of one object: it would let a hundred megabytes of that lie before it tidied up. */
const MAX_YOUNG_MB = 8;

/** Reads and treats files in worker threads, so that no big file stops the program. Threads start when needed. */
export class TreatmentPool {
  readonly #size: number;
  readonly #workerData: WorkerData;
  readonly #script: URL;
  readonly #starting = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();
  readonly #queue: Job[] = [];
  #nextId = 1;
  #isClosed = false;

  /**
   * @param wholeUpTo bytes up to which an object is treated in memory as a whole
   * @param worker the module that each thread runs: it posts READY, then for every task its answer
   */
  constructor(size = 2, wholeUpTo = 32 * 1024 * 1024, worker = script) {
    this.#size = size;
    this.#workerData = { wholeUpTo };
    this.#script = worker;
  }

  /** Starts the threads while it is not yet known what they will do; that they cannot start is said then. */
  warm(): void {
    while (this.#idle.length + this.#busy.size < this.#size) {
      const worker = this.#start();
      worker.unref();
      this.#idle.push(worker);
    }
  }

  /** Throws `TreatmentError` for a file that cannot be read or must not be sent. */
  async run<K extends keyof TaskResults>(task: TreatmentTask & { kind: K }): Promise<TaskResults[K]> {
    const answer = await new Promise<TaskAnswer>((settle) => {
      this.#queue.push({ id: this.#nextId, task, settle });
      this.#nextId += 1;
      this.#dispatch();
    });
    if ('problem' in answer) throw new TreatmentError(answer.problem);
    return answer.result as TaskResults[K];
  }

  /**
   * Copies several objects in one thread. When it dies over them, they are done again one by one: only the culprit is
   * lost.
   * @throws TreatmentError `worker-start` when no thread can be started
   */
  async copy(task: CopyTask): Promise<readonly CopiedObject[]> {
    const { copies } = task;
    try {
      return await this.run({ kind: 'copy', ...task });
    } catch (error) {
      if (!(error instanceof TreatmentError)) throw error;
      if (error.code === notStarted.code) throw error;
      if (copies.length === 1 || this.#isClosed) return copies.map(() => ({ problem: error.toProblem() }));
    }
    const singly: CopiedObject[] = [];
    for (const copy of copies) {
      for (const begun of [copy.target, partOf(copy.target)]) await rm(begun, { force: true });
      singly.push(...(await this.copy({ ...task, copies: [copy] })));
    }
    return singly;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const workers = [...this.#idle, ...this.#busy.keys()];
    // What ends must be waited for: an idle thread alone would let the program end in the middle of it.
    for (const worker of workers) worker.ref();
    await Promise.all(workers.map(async (worker) => worker.terminate()));
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const worker = this.#idle.pop() ?? (this.#busy.size < this.#size ? this.#start() : undefined);
      if (worker === undefined) return;
      const job = this.#queue.shift();
      if (job === undefined) return;
      this.#busy.set(worker, job);
      worker.ref();
      worker.postMessage({ id: job.id, task: job.task });
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#script, {
      workerData: this.#workerData,
      stdout: true,
      stderr: true,
      resourceLimits: { maxYoungGenerationSizeMb: MAX_YOUNG_MB },
    });
    this.#starting.add(worker);
    // Decoders chatter; what the program prints is not theirs to fill.
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', (answer: TaskAnswer | typeof READY) => {
      if (answer === READY) {
        this.#starting.delete(worker);
        return;
      }
      const job = this.#busy.get(worker);
      this.#busy.delete(worker);
      this.#idle.push(worker);
      // An idle thread must not keep the program running.
      worker.unref();
      job?.settle(answer);
      this.#dispatch();
    });
    worker.on('error', () => {
      this.#lose(worker);
    });
    worker.on('exit', () => {
      this.#lose(worker);
    });
    return worker;
  }

  /**
   * A thread that died (out of memory on a hostile file, or closed) takes its job with it, not the program. One that
   * did not even start takes all that wait: they would start one after the other, each in vain.
   */
  #lose(worker: Worker): void {
    const hasStarted = !this.#starting.delete(worker);
    const job = this.#busy.get(worker);
    this.#busy.delete(worker);
    const index = this.#idle.indexOf(worker);
    if (index !== -1) this.#idle.splice(index, 1);
    if (hasStarted || this.#isClosed) job?.settle({ id: job.id, problem: failed });
    else for (const each of [job, ...this.#queue.splice(0)]) each?.settle({ id: each.id, problem: notStarted });
    this.#dispatch();
  }
}
