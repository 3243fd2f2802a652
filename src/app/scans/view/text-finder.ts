import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FoundPixelText, ReadPixelText } from '../../../contract/pixels.ts';
import { PixelError, type PixelErrorCode } from '../../../pixels/pixel-error.ts';
import type { TextAsk } from './text-worker.ts';

/** In this order: what was found, what is read in it, better readings of the same later, and the end. */
export type TextAnswer =
  | { readonly found: Omit<FoundPixelText, 'texts'> }
  | { readonly read: { readonly at: number; readonly reading: ReadPixelText } }
  | { readonly done: true }
  | { readonly error: { readonly code: PixelErrorCode; readonly message: string } };

// Node runs the sources as they are; the build has the same file beside this one as JavaScript.
const script = new URL(`./text-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);

const TIME_LIMIT_MS = 60_000;
/** Decoders and the reader hold memory that is only given back with their thread. */
const IDLE_MS = 30_000;

/** Looks for text in one object after the other, in a thread of its own, which starts with the first. */
export class TextFinder {
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();
  readonly #script: URL;

  /** @param ofThread what its thread runs: it takes `TextAsk`, and posts `TextAnswer` */
  constructor(ofThread = script) {
    this.#script = ofThread;
  }

  /**
   * @param ask gives the file's path or its bytes when its turn has come
   * @param signal when nobody waits any more: what has not begun then never does
   * @throws PixelError
   */
  async find(ask: () => Promise<TextAsk>, signal: AbortSignal): Promise<FoundPixelText> {
    const turn = this.#last.then(async () => {
      if (signal.aborted) throw new PixelError('broken', 'Nobody waits for it any more');
      return this.#run(await ask());
    });
    // Whoever is next does not care how this one ended.
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    this.#worker?.ref();
    await this.#worker?.terminate();
  }

  async #run(ask: TextAsk): Promise<FoundPixelText> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    // Only while there is work does the thread keep the program running.
    worker.ref();
    let found: FoundPixelText | undefined;
    try {
      const answers = on(worker, 'message', { signal: AbortSignal.timeout(TIME_LIMIT_MS), close: ['exit'] });
      worker.postMessage(ask);
      for await (const [answer] of answers as AsyncIterable<[TextAnswer]>) {
        if ('error' in answer && found === undefined) throw new PixelError(answer.error.code, answer.error.message);
        if ('found' in answer) found = { ...answer.found, texts: answer.found.regions.map(() => ({})) };
        else if ('read' in answer) found?.texts.splice(answer.read.at, 1, answer.read.reading);
        else break;
      }
    } catch (cause) {
      if (cause instanceof PixelError) throw cause;
      // It ran out of its time, or broke: it is not used again.
      await worker.terminate();
      if (found === undefined) throw new PixelError('broken', 'The decoder failed', { cause });
    } finally {
      worker.unref();
      this.#idle = setTimeout(() => void worker.terminate(), IDLE_MS).unref();
    }
    if (found === undefined) throw new PixelError('broken', 'The decoder stopped');
    // Where the reader failed, what was found is proposed all the same.
    return found;
  }

  #start(): Worker {
    const worker = new Worker(this.#script, {
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
