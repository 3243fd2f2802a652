import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FoundPixelText } from '../../../contract/pixels.ts';
import { PixelError, type PixelErrorCode } from '../../../pixels/pixel-error.ts';

export type TextAnswer =
  | {
      readonly found: {
        readonly regions: readonly FoundPixelText['regions'][number][];
        readonly frames: number;
      };
    }
  | { readonly error: { readonly code: PixelErrorCode; readonly message: string } };

// Node runs the sources as they are; the build has the same file beside this one as JavaScript.
const script = new URL(`./text-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);

const TIME_LIMIT_MS = 60_000;

/** Looks for text in one object after the other, in a thread of its own, which starts with the first. */
export class TextFinder {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param open gives the file's path or its bytes when its turn has come
   * @param signal when nobody waits any more: what has not begun then never does
   * @throws PixelError
   */
  async find(open: () => Promise<string | Uint8Array<ArrayBuffer>>, signal: AbortSignal): Promise<FoundPixelText> {
    const turn = this.#last.then(async () => {
      if (signal.aborted) throw new PixelError('broken', 'Nobody waits for it any more');
      return this.#run(await open());
    });
    // Whoever is next does not care how this one ended.
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    this.#worker?.ref();
    await this.#worker?.terminate();
  }

  async #run(file: string | Uint8Array<ArrayBuffer>): Promise<FoundPixelText> {
    const worker = (this.#worker ??= this.#start());
    const done = new AbortController();
    const until = AbortSignal.any([done.signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
    // Only while there is work does the thread keep the program running.
    worker.ref();
    try {
      worker.postMessage(file);
      const ended = once(worker, 'exit', { signal: until }).then((): [TextAnswer] => [
        { error: { code: 'broken', message: 'The decoder stopped' } },
      ]);
      const [answer] = (await Promise.race([once(worker, 'message', { signal: until }), ended])) as [TextAnswer];
      if ('found' in answer) return { regions: [...answer.found.regions], frames: answer.found.frames };
      throw new PixelError(answer.error.code, answer.error.message);
    } catch (cause) {
      if (cause instanceof PixelError) throw cause;
      // It ran out of its time, or broke: it is not used again.
      await worker.terminate();
      throw new PixelError('broken', 'The decoder failed', { cause });
    } finally {
      done.abort();
      worker.unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    // Decoders chatter; what the program prints is not theirs to fill.
    worker.stdout.resume();
    worker.stderr.resume();
    // Whoever waits hears of it by its end.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }
}
