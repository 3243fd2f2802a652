import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
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
  const part = `${target}.part`;
  try {
    const file = openNew(part);
    try {
      for await (const chunk of chunks) writeAll(file, chunk);
    } finally {
      closeSync(file);
    }
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const known = asLocalStorageError(error);
    if (known?.code === 'disk-full') throw known;
    throw new LocalStorageError(
      'out-failed',
      'The output folder cannot be written. Give it the rights, or name another one.',
      { next: 'correct-input', cause: error },
    );
  }
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

function writeAll(file: number, chunk: Uint8Array): void {
  for (let written = 0; written < chunk.length;) written += writeSync(file, chunk, written);
}
