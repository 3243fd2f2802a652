import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/**
 * The bytes of one file of a source, read where they are wanted. Synchronously: reading happens in threads that have
 * nothing else to do, and it is several times as fast as through promises.
 */
export interface SourceBytes {
  readonly size: number;
  /** A buffer of its own; shorter than `length` at the end of the file. */
  read(position: number, length: number): Uint8Array;
  /** As `read` from the beginning, into `buffer`, which is overwritten. */
  readInto(buffer: Uint8Array): Uint8Array;
  close(): void;
}

/** @throws the system's errors; undefined when what is there is no longer a file. */
export function openFileBytes(absolutePath: string): SourceBytes | undefined {
  // Without O_NONBLOCK, opening a pipe that took the file's place would wait for ever.
  const fd = openSync(absolutePath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  const stats = fstatSync(fd);
  if (!stats.isFile()) {
    closeSync(fd);
    return undefined;
  }
  return {
    size: stats.size,
    read: (position, length) => fill(fd, Buffer.allocUnsafe(length), position),
    readInto: (buffer) => fill(fd, buffer, 0),
    close: () => closeSync(fd),
  };
}

/** As much of `buffer` as the file has bytes for. */
export function fill(fd: number, buffer: Uint8Array, position: number): Uint8Array {
  let filled = 0;
  while (filled < buffer.length) {
    const count = readSync(fd, buffer, filled, buffer.length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
