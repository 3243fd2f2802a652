import { closeSync, mkdirSync, openSync, renameSync, rmSync, writevSync } from 'node:fs';
import { dirname } from 'node:path';
import { LocalStorageError } from '../contract/problem.ts';
import { asLocalStorageError } from './local-storage.ts';

/**
 * Writes a file under a name that is free, wholly or not at all: under another name first. Nothing is flushed to the
 * disk: what a loss of power takes can be made again. Synchronously, for threads that have nothing else to do.
 * @throws LocalStorageError `out-failed` or `disk-full` for the file that is written; whatever `chunks` throws
 */
export async function writeCopy(
  target: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const part = partOf(target);
  try {
    const file = openNew(part);
    try {
      for await (const chunk of chunks) writeAll(file, [chunk]);
    } finally {
      closeSync(file);
    }
    renameSync(part, target);
  } catch (error) {
    throw failed(part, error);
  }
}

/** {@link writeCopy} of what is in memory, in one call of the system. */
export function writePieces(target: string, pieces: readonly Uint8Array[]): void {
  const part = partOf(target);
  try {
    const file = openNew(part);
    try {
      writeAll(file, pieces);
    } finally {
      closeSync(file);
    }
    renameSync(part, target);
  } catch (error) {
    throw failed(part, error);
  }
}

/** Under which a copy is written until it is whole. */
export const partOf = (target: string): string => `${target}.part`;

function failed(part: string, error: unknown): unknown {
  rmSync(part, { force: true });
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const known = asLocalStorageError(error);
  if (known?.code === 'disk-full') return known;
  return new LocalStorageError(
    'out-failed',
    'The output folder cannot be written. Give it the rights, or name another one.',
    { next: 'correct-input', cause: error },
  );
}

/** Its folder is there already, nearly always. */
function openNew(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'wx');
  }
}

/** The system may take a part of them only. */
function writeAll(file: number, pieces: readonly Uint8Array[]): void {
  let left = pieces;
  while (left.length > 0) left = behind(left, writevSync(file, left));
}

/** What is left of `pieces` behind their first `length` bytes. */
function behind(pieces: readonly Uint8Array[], length: number): Uint8Array[] {
  let skip = length;
  return pieces.flatMap((piece) => {
    const skipped = Math.min(skip, piece.length);
    skip -= skipped;
    return skipped === piece.length ? [] : [piece.subarray(skipped)];
  });
}
