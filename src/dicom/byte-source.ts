import { concat } from './inflate.ts';

/** A file whose bytes need not be in memory at once. */
export interface ByteSource {
  readonly size: number;
  /** Whether a stream that begins late costs no more than one that begins early. */
  readonly seekable: boolean;
  /** From `start` to the end, in pieces of any size; the reader may stop earlier, and begin anew. */
  stream(start: number): AsyncIterable<Uint8Array>;
}

/** A file that is in memory; its pieces are views of it. */
export function inMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    seekable: true,
    stream: async function* (start) {
      yield bytes.subarray(start);
    },
  };
}

/** Skipping less than this by reading on is cheaper than to begin anew. */
const WORTH_SEEKING = 1 << 20;

/** Goes through a source from its beginning, once. */
export class ByteCursor {
  private readonly source: Pick<ByteSource, 'seekable' | 'stream'>;
  private chunks: AsyncIterator<Uint8Array>;
  /** Given back, and still to come: the next one last. */
  private pending: Uint8Array[] = [];
  /** Of the next byte. */
  position = 0;

  constructor(source: Pick<ByteSource, 'seekable' | 'stream'>) {
    this.source = source;
    this.chunks = source.stream(0)[Symbol.asyncIterator]();
  }

  /** The next `length` bytes; fewer only at the end. */
  async take(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      const chunk = await this.next();
      if (chunk === undefined) break;
      const part = chunk.subarray(0, missing);
      if (part.length < chunk.length) this.unread(chunk.subarray(part.length));
      missing -= part.length;
      parts.push(part);
    }
    return concat(parts);
  }

  /** What comes next as the source gives it, no more than `most` bytes, not copied; none at the end. */
  async part(most: number): Promise<Uint8Array> {
    let chunk = await this.next();
    while (chunk?.length === 0) chunk = await this.next();
    if (chunk === undefined) return new Uint8Array();
    if (chunk.length > most) this.unread(chunk.subarray(most));
    return chunk.subarray(0, most);
  }

  /** Goes on `length` bytes further, or to the end. */
  async skip(length: number): Promise<void> {
    const target = this.position + length;
    const known = this.pending.reduce((sum, chunk) => sum + chunk.length, 0);
    if (this.source.seekable && length - known > WORTH_SEEKING) {
      await this.close();
      this.chunks = this.source.stream(target)[Symbol.asyncIterator]();
      this.pending = [];
      this.position = target;
    }
    while (this.position < target) {
      const chunk = await this.next();
      if (chunk === undefined) return;
      if (this.position > target) this.unread(chunk.subarray(chunk.length - (this.position - target)));
    }
  }

  /** Gives back what was read last. */
  unread(bytes: Uint8Array): void {
    if (bytes.length > 0) this.pending.push(bytes);
    this.position -= bytes.length;
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    for (let chunk = await this.next(); chunk !== undefined; chunk = await this.next()) yield chunk;
  }

  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private async next(): Promise<Uint8Array | undefined> {
    const pending = this.pending.pop();
    if (pending !== undefined) {
      this.position += pending.length;
      return pending;
    }
    const result = await this.chunks.next();
    if (result.done === true) return undefined;
    this.position += result.value.length;
    return result.value;
  }
}
