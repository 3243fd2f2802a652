import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { PixelError, type PixelErrorCode } from '../../pixels/pixel-error.ts';
import type { PictureRequest } from './render.ts';

type Outcome =
  | { readonly picture: Uint8Array<ArrayBuffer> }
  | { readonly error: { readonly code: PixelErrorCode; readonly message: string } };

const timeLimitMs = 60_000;
const maxWaiting = 1_000;

/** Makes pictures one after the other in a worker thread, which starts with the first. */
export class Pictures {
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  async make(request: PictureRequest): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#waiting >= maxWaiting) throw new PixelError('unsupported', 'Too many pictures are waiting');
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
    // An idle thread alone would let the program end in the middle of this.
    worker?.ref();
    await worker?.terminate();
  }

  async #run(request: PictureRequest): Promise<Uint8Array<ArrayBuffer>> {
    const worker = (this.#worker ??= this.#start());
    const done = new AbortController();
    const signal = AbortSignal.any([done.signal, AbortSignal.timeout(timeLimitMs)]);
    worker.ref();
    try {
      worker.postMessage(request);
      const exit = once(worker, 'exit', { signal }).then(() => [{ error: stopped }]);
      const [outcome] = (await Promise.race([once(worker, 'message', { signal }), exit])) as [Outcome];
      if ('picture' in outcome) return outcome.picture;
      throw new PixelError(outcome.error.code, outcome.error.message);
    } catch (cause) {
      if (cause instanceof PixelError) throw cause;
      // It threw, or ran out of its time: it is not used again.
      await worker.terminate();
      throw new PixelError('broken', 'The decoder failed', { cause });
    } finally {
      done.abort();
      worker.unref();
    }
  }

  #start(): Worker {
    const worker = startWorker();
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }
}

const stopped = { code: 'broken', message: 'The decoder stopped' } as const;

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
  // Whoever waits for a picture hears of it; between pictures nobody does.
  worker.on('error', () => undefined);
  return worker;
}
