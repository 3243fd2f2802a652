import { Worker } from 'node:worker_threads';
import { UnprocessableError } from '../../errors.ts';
import type { Mended, MendTask } from './mend.ts';
import { mediumFault } from './medium-fault.ts';

export interface MendMessage {
  readonly id: number;
  readonly task: MendTask;
}
export type MendAnswer =
  | { readonly id: number; readonly mended: Mended }
  | { readonly id: number; readonly fault: { readonly kind: 'file' | 'medium'; readonly reason: string } };

// Node runs the sources as they are; the build has the same file beside this one as JavaScript.
const script = new URL(`./mend-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);

/** Mends files in a thread of its own, which starts with the first and takes one after the other. */
export class Mender {
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, (answer: MendAnswer) => void>();
  #nextId = 1;

  /** @throws UnprocessableError for a file that is beyond repair, NotFoundError when its medium does not give it. */
  async mend(task: MendTask): Promise<Mended> {
    const id = this.#nextId;
    this.#nextId += 1;
    const answer = await new Promise<MendAnswer>((settle) => {
      this.#waiting.set(id, settle);
      this.#worker ??= this.#start();
      // Only while there is work does the thread keep the program running.
      this.#worker.ref();
      this.#worker.postMessage({ id, task } satisfies MendMessage);
    });
    if ('mended' in answer) return answer.mended;
    const { kind, reason } = answer.fault;
    if (kind === 'medium') throw mediumFault(reason);
    throw new UnprocessableError('not-mendable', `The file is too broken to be shown: ${reason}.`);
  }

  async close(): Promise<void> {
    this.#worker?.ref();
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: 1024 }, execArgv: [] });
    worker.on('message', (answer: MendAnswer) => {
      this.#settle(answer);
      if (this.#waiting.size === 0) worker.unref();
    });
    // Whoever waits is told when the thread has ended.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.#worker = undefined;
      for (const id of this.#waiting.keys()) this.#settle({ id, fault: { kind: 'file', reason: 'its reader failed' } });
    });
    return worker;
  }

  #settle(answer: MendAnswer): void {
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }
}
