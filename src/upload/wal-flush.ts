import { type FileHandle, open } from 'node:fs/promises';
import { withLocalStorageAsync } from './local-storage.ts';

/**
 * Brings commits of a database (WAL, synchronous NORMAL) to the disk without holding up this thread: a flush takes
 * milliseconds, and an upload commits twice for every object. Whoever asks while a flush runs shares the next one.
 */
export class WalFlush {
  readonly #log: string;
  #handle: Promise<FileHandle> | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** @param file the database's, open as long as this one is: SQLite keeps the log beside it */
  constructor(file: string) {
    this.#log = `${file}-wal`;
  }

  /** Resolves when all that was committed before the call is on the disk. */
  async flushed(): Promise<void> {
    // The running one may have begun before the commit.
    this.#next ??= this.#flushAfter(this.#running);
    return this.#next;
  }

  async #flushAfter(running: Promise<void> | undefined): Promise<void> {
    await Promise.allSettled([running]);
    this.#running = this.#next;
    this.#next = undefined;
    await withLocalStorageAsync(async () => {
      this.#handle ??= open(this.#log, 'r+');
      await (await this.#handle).datasync();
    });
  }

  /** Waits for the flushes that were asked for. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#running, this.#next]);
    const [handle] = await Promise.allSettled([this.#handle]);
    if (handle.status === 'fulfilled') await handle.value?.close();
  }
}
