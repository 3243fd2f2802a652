import { type FileHandle, open, rm } from 'node:fs/promises';
import { asWriteError } from './export-error.ts';

/** A new file that is written from front to back, and in places again. Errors are those of the place it lies in. */
export class OutputFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #end = 0;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /** Throws a `LocalStorageError` when there is a file of this name already. */
  static async create(path: string): Promise<OutputFile> {
    return new OutputFile(path, await told(async () => open(path, 'wx+')));
  }

  /** Where the next bytes go. */
  get end(): number {
    return this.#end;
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.writeAt(this.#end, bytes);
    this.#end += bytes.byteLength;
  }

  async writeAt(position: number, bytes: Uint8Array): Promise<void> {
    await told(async () => {
      for (let done = 0; done < bytes.byteLength;) {
        const { bytesWritten } = await this.#handle.write(bytes, done, bytes.byteLength - done, position + done);
        done += bytesWritten;
      }
    });
  }

  /** Up to a multiple of `unit`, with zeros. */
  async pad(unit: number): Promise<void> {
    const missing = (unit - (this.#end % unit)) % unit;
    if (missing > 0) await this.append(new Uint8Array(missing));
  }

  /** As if nothing had been written behind `end`. */
  async rewind(end: number): Promise<void> {
    this.#end = end;
    await told(async () => this.#handle.truncate(end));
  }

  /** What was written is on the disk, as far as the system says. */
  async close(): Promise<void> {
    await told(async () => {
      try {
        await this.#handle.sync();
      } finally {
        await this.#handle.close();
      }
    });
  }

  async discard(): Promise<void> {
    // It may have been closed before.
    await this.#handle.close().catch(() => undefined);
    await rm(this.path, { force: true });
  }
}

async function told<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw asWriteError(error);
  }
}
