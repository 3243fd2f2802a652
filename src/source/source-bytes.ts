import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { Inflate } from 'fflate';
import { systemPath } from './file-name.ts';
import { type Extent, LOCAL_HEADER_BYTES, localDataOffset, type Place, sizeOf } from './place.ts';

/**
 * The bytes of one file of a source, read where they are wanted. Synchronously: reading happens in threads that have
 * nothing else to do, and it is several times as fast as through promises.
 */
export interface SourceBytes {
  readonly size: number;
  /** Reading at the end costs no more than at the beginning. */
  readonly seekable: boolean;
  /** A buffer of its own; shorter than `length` at the end of the file. */
  read(position: number, length: number): Uint8Array;
  /** As `read` from the beginning, into `buffer`, which is overwritten. */
  readInto(buffer: Uint8Array): Uint8Array;
  close(): void;
}

/** @throws the system's errors; undefined when what is there is no longer a file. */
export function openBytes(absolutePath: string, place?: Place): SourceBytes | undefined {
  // Without O_NONBLOCK, opening a pipe that took the file's place would wait for ever.
  const fd = openSync(
    systemPath(absolutePath),
    constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
  );
  try {
    const stats = fstatSync(fd);
    if (stats.isFile()) return place === undefined ? fileBytes(fd, stats.size) : containedBytes(fd, place);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  closeSync(fd);
  return undefined;
}

function fileBytes(fd: number, size: number): SourceBytes {
  return {
    size,
    seekable: true,
    read: (position, length) => fill(fd, Buffer.allocUnsafe(length), position),
    // No more than there is: a read that only finds the end is one more call of the system for every small file.
    readInto: (buffer) => fill(fd, buffer.subarray(0, Math.min(size, buffer.length)), 0),
    close: () => closeSync(fd),
  };
}

function containedBytes(fd: number, place: Place): SourceBytes {
  const size = sizeOf(place);
  const close = (): void => closeSync(fd);
  if (place.kind === 'extents') return extentBytes(fd, place.extents, size);
  const stored: Extent = { offset: zipDataOffset(fd, place.headerOffset), bytes: place.storedBytes };
  if (!place.deflated) return extentBytes(fd, [stored], size);
  const read = (position: number, length: number): Uint8Array =>
    inflateStart(fd, stored, Math.min(size, position + length)).subarray(position);
  return {
    size,
    seekable: false,
    read,
    readInto: (buffer) => read(0, Math.min(size, buffer.length)),
    close,
  };
}

function extentBytes(fd: number, extents: readonly Extent[], size: number): SourceBytes {
  const readInto = (buffer: Uint8Array, from: number): Uint8Array => {
    let filled = 0;
    let start = 0;
    for (const { offset, bytes } of extents) {
      const within = from + filled - start;
      start += bytes;
      if (within >= bytes || filled === buffer.length) continue;
      const wanted = Math.min(bytes - within, buffer.length - filled);
      const got = fill(fd, buffer.subarray(filled, filled + wanted), offset + within).length;
      filled += got;
      if (got < wanted) break;
    }
    return buffer.subarray(0, filled);
  };
  return {
    size,
    seekable: true,
    read: (position, length) => readInto(Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position))), position),
    readInto: (buffer) => readInto(buffer, 0),
    close: () => closeSync(fd),
  };
}

/** Where the bytes of a contained file lie in the open file that holds it, compressed or not. */
export function dataExtents(fd: number, place: Place): readonly Extent[] {
  if (place.kind === 'extents') return place.extents;
  return [{ offset: zipDataOffset(fd, place.headerOffset), bytes: place.storedBytes }];
}

function zipDataOffset(fd: number, headerOffset: number): number {
  const offset = localDataOffset(headerOffset, fill(fd, Buffer.alloc(LOCAL_HEADER_BYTES), headerOffset));
  if (offset === undefined) throw new BrokenEntryError();
  return offset;
}

/** An entry of an archive is not where, or not what, the archive's directory says. */
export class BrokenEntryError extends Error {
  override readonly name = 'BrokenEntryError';

  constructor(options?: { cause: unknown }) {
    super('Its entry in the archive is broken', options);
  }
}

const INFLATE_STEP = 16 * 1024;

/** The first `length` inflated bytes, or fewer when there are no more; never much more than that in memory. */
function inflateStart(fd: number, { offset, bytes }: Extent, length: number): Uint8Array {
  const result = new Uint8Array(length);
  let filled = 0;
  const inflate = new Inflate((chunk) => {
    const part = chunk.subarray(0, length - filled);
    result.set(part, filled);
    filled += part.length;
  });
  const enough = (): boolean => filled >= length;
  try {
    for (let position = 0; position < bytes && !enough(); position += INFLATE_STEP) {
      const step = fill(fd, Buffer.alloc(Math.min(INFLATE_STEP, bytes - position)), offset + position);
      if (step.length === 0) break;
      inflate.push(new Uint8Array(step), position + step.length >= bytes);
    }
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) throw cause;
    throw new BrokenEntryError({ cause });
  }
  return result.subarray(0, filled);
}

/** As much of `buffer` as the file has bytes for. */
function fill(fd: number, buffer: Uint8Array, position: number): Uint8Array {
  let filled = 0;
  while (filled < buffer.length) {
    const count = readSync(fd, buffer, filled, buffer.length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
