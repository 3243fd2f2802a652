import { createHash } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';

/** A complete file that is neither flushed nor an object yet. To be discarded when it has become one, too. */
export interface ReceivedFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  /** Its first bytes: enough for the header of most objects. */
  readonly head: Uint8Array;
  discard(): Promise<void>;
}

export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** What comes in is written in batches of so many bytes: a call for every packet would cost more than the bytes. */
const batchBytes = 512 * 1024;
/** So much may wait to be flushed: the end of a large object must not wait for all of it. */
const unflushedBytes = 32 * 1024 * 1024;
const headBytes = 32 * 1024;

/**
 * Writes `body` to a new file, hashing it, while more of it comes in. Leaves nothing behind when it fails.
 * After a failure to write it hears `body` to its end: a sender who is cut off would not learn the reason.
 */
export async function receiveFile(file: string, body: AsyncIterable<Uint8Array>, limit: number): Promise<ReceivedFile> {
  const handle = await open(file, 'wx', 0o600);
  const discard = () =>
    unlink(file).catch((error: NodeJS.ErrnoException) => {
      // Moved away to become an object.
      if (error.code !== 'ENOENT') throw error;
    });
  const writer = new BatchWriter(handle);
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      if (size < headBytes) head.push(chunk);
      size += chunk.length;
      if (size > limit) throw new TooLargeError(`More than ${limit} bytes`);
      hash.update(chunk);
      await writer.write(chunk);
    }
    await writer.end();
    await handle.close();
  } catch (error) {
    await writer.idle();
    await handle.close();
    await discard();
    throw error;
  }
  return {
    path: file,
    sha256: hash.digest('hex'),
    size,
    head: head.length === 1 && head[0] !== undefined ? head[0] : Buffer.concat(head),
    discard,
  };
}

/** Writes one batch while the next is gathered, and flushes while it writes. A failure shows at the end. */
class BatchWriter {
  readonly #handle: FileHandle;
  #batch: Uint8Array[] = [];
  #bytes = 0;
  #unflushed = 0;
  #writing: Promise<void> = Promise.resolve();
  #flushing: Promise<void> = Promise.resolve();
  #failure: { readonly cause: unknown } | undefined;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Resolves when more can be taken. */
  async write(chunk: Uint8Array): Promise<void> {
    if (this.#failure !== undefined) return;
    this.#batch.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < batchBytes) return;
    await this.#writing;
    this.#writeBatch();
    if (this.#unflushed < unflushedBytes) return;
    this.#unflushed = 0;
    await this.#flushing;
    this.#flushing = this.#noting(this.#handle.datasync());
  }

  /** Resolves when everything is written. @throws what went wrong on the way */
  async end(): Promise<void> {
    await this.#writing;
    if (this.#bytes > 0) this.#writeBatch();
    await this.idle();
    if (this.#failure !== undefined) throw this.#failure.cause;
  }

  /** Resolves when nothing uses the file any more. */
  async idle(): Promise<void> {
    await Promise.all([this.#writing, this.#flushing]);
  }

  #writeBatch(): void {
    const batch = this.#batch;
    this.#unflushed += this.#bytes;
    this.#batch = [];
    this.#bytes = 0;
    this.#writing = this.#noting(writeAll(this.#handle, batch));
  }

  #noting(work: Promise<void>): Promise<void> {
    return work.catch((cause: unknown) => {
      this.#failure ??= { cause };
    });
  }
}

async function writeAll(handle: FileHandle, batch: readonly Uint8Array[]): Promise<void> {
  const total = batch.reduce((sum, { length }) => sum + length, 0);
  const { bytesWritten } = await handle.writev(batch);
  if (bytesWritten === total) return;
  // A write that was cut short goes on where it stopped; a full disk says so then.
  const rest = Buffer.concat(batch).subarray(bytesWritten);
  for (let written = 0; written < rest.length;) {
    written += (await handle.write(rest, written, rest.length - written)).bytesWritten;
  }
}
