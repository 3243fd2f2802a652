import { Worker } from 'node:worker_threads';
import { PictureError, type PictureErrorCode } from './picture-error.ts';
import type { PictureRequest } from './render.ts';

type Outcome =
  | { readonly jpeg: Uint8Array<ArrayBuffer> }
  | { readonly error: { readonly code: PictureErrorCode; readonly message: string } };

const timeLimitMs = 60_000;
const maxWaiting = 1_000;

/** Makes pictures one after the other in a worker thread, which starts with the first. */
export class Pictures {
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  async make(request: PictureRequest): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#waiting >= maxWaiting) throw new PictureError('unsupported', 'Too many pictures are waiting');
    this.#waiting += 1;
    const turn = this.#queue.then(() => this.#run(request));
    this.#queue = turn.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #run(request: PictureRequest): Promise<Uint8Array<ArrayBuffer>> {
    const worker = (this.#worker ??= startWorker());
    worker.ref();
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(limit);
        worker.removeAllListeners();
        worker.unref();
      };
      /** A worker that failed outright is not used again. */
      const fail = (error: PictureError) => {
        end();
        if (this.#worker === worker) this.#worker = undefined;
        void worker.terminate();
        reject(error);
      };
      const limit = setTimeout(() => fail(new PictureError('broken', 'The decoder took too long')), timeLimitMs);
      worker.once('message', (outcome: Outcome) => {
        end();
        if ('jpeg' in outcome) resolve(outcome.jpeg);
        else reject(new PictureError(outcome.error.code, outcome.error.message));
      });
      worker.once('error', (cause) => fail(new PictureError('broken', 'The decoder failed', { cause })));
      worker.once('exit', () => fail(new PictureError('broken', 'The decoder stopped')));
      worker.postMessage(request);
    });
  }
}

function startWorker(): Worker {
  // Run from the sources (tests, scripts) or from what was built of them.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./worker.${extension}`, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
    stdout: true,
    stderr: true,
  });
  // The decoders chatter; what the program prints is not theirs to fill.
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}
