import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemPath } from '../../source/file-name.ts';
import { sizeOf } from '../../source/place.ts';
import { reasonOf } from '../../source/reason.ts';
import { streamSourceFile } from '../../source/source-file.ts';
import type { Location } from '../outcome.ts';

/** How files of a source are read for copying: the seam at which a disc can be made to fail. */
export interface SourceReader {
  /** The file's size, and when the file on disk that holds it was changed. */
  stat(file: Location): Promise<SourceStat>;
  /** The bytes from `position` on. A chunk holds good until the next is asked for. Throws the system's errors. */
  read(file: Location, position: number): AsyncIterable<Uint8Array>;
  /** Before the same place is read again. */
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

export interface SourceStat {
  readonly bytes: number;
  readonly mtimeMs: number;
}

const CHUNK = 256 * 1024;

export const systemReader: SourceReader = {
  async stat({ absolutePath, place }) {
    const { size, mtimeMs } = await stat(systemPath(absolutePath));
    return { bytes: place === undefined ? size : sizeOf(place), mtimeMs };
  },

  async *read({ absolutePath, place }, position) {
    if (place !== undefined) {
      let skip = position;
      for await (const chunk of streamSourceFile({ absolutePath, place })) {
        const bytes = (chunk as Uint8Array).subarray(skip);
        skip -= Math.min(skip, (chunk as Uint8Array).length);
        if (bytes.length > 0) yield bytes;
      }
      return;
    }
    // Without O_NONBLOCK, opening a pipe that took the file's place would wait for ever.
    const handle = await open(
      systemPath(absolutePath),
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
    );
    try {
      if (!(await handle.stat()).isFile()) throw new SourceReadError('it is no longer a file');
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let at = position; ;) {
        const { bytesRead } = await handle.read(buffer, 0, CHUNK, at);
        if (bytesRead === 0) return;
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  },

  wait: async (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
};

/** A file of the source cannot be read, whatever was tried. The message is the end of a sentence. */
export class SourceReadError extends Error {
  override readonly name = 'SourceReadError';
}

const GONE: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ENOMEDIUM', 'ESTALE']);
/** The file, or the drive, is there no more: no patience brings it back. */
const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && GONE.has(error.code);

/** The pauses before a place is read again: a drive often needs to slow down, and hands help as well. */
const pauses = [250, 1000, 4000];
/** All pauses of a copy together: a disc that is scratched all over must come to an end. */
const MOST_PATIENCE = 5 * 60_000;

export class PatientReader {
  readonly #reader: SourceReader;
  readonly #signal: AbortSignal | undefined;
  #waited = 0;

  constructor(reader: SourceReader, signal: AbortSignal | undefined) {
    this.#reader = reader;
    this.#signal = signal;
  }

  /** The whole file. Where reading fails it goes on at the same place, a few times. @throws SourceReadError */
  async *read(file: Location, bytes: number): AsyncGenerator<Uint8Array, undefined> {
    let position = 0;
    let failures = 0;
    for (;;) {
      try {
        for await (const chunk of this.#reader.read(file, position)) {
          this.#signal?.throwIfAborted();
          position += chunk.length;
          failures = 0;
          yield chunk;
        }
        if (position !== bytes) throw new SourceReadError('it changed while it was copied');
        return;
      } catch (error) {
        this.#signal?.throwIfAborted();
        const pause = pauses[failures];
        if (error instanceof SourceReadError) throw error;
        if (isGone(error)) throw new SourceReadError(reasonOf(error), { cause: error });
        if (pause === undefined || this.#waited + pause > MOST_PATIENCE)
          throw new SourceReadError(reasonOf(error), { cause: error });
        failures += 1;
        this.#waited += pause;
        await this.#reader.wait(pause, this.#signal);
      }
    }
  }
}
