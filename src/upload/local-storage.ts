import { LocalStorageError } from '../contract/problem.ts';

/** SQLite's primary result codes for a disk that refuses: https://www.sqlite.org/rescode.html */
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;

/** `error` as a {@link LocalStorageError} when the local disk refused, else `undefined`. */
export function asLocalStorageError(error: unknown): LocalStorageError | undefined {
  if (error instanceof LocalStorageError) return error;
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  const primary = typeof errcode === 'number' ? errcode & 0xff : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT' || primary === SQLITE_FULL) {
    return diskFull(error);
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || primary === SQLITE_READONLY) {
    const message = 'The folder of Fileroom’s data cannot be written. Give it the rights, or name another one.';
    return new LocalStorageError('disk-read-only', message, { next: 'correct-input', cause: error });
  }
  if (primary === SQLITE_IOERR) {
    return new LocalStorageError('disk-failed', 'The disk of this computer failed while it was written.', {
      next: 'retry',
      cause: error,
    });
  }
  return undefined;
}

export function diskFull(cause: unknown): LocalStorageError {
  return new LocalStorageError('disk-full', 'The disk of this computer is full. Nothing is lost.', {
    next: 'free-disk-space',
    cause,
  });
}

/** Runs `action`; a refusal of the local disk leaves it as a {@link LocalStorageError}. */
export function withLocalStorage<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw asLocalStorageError(error) ?? error;
  }
}

/** {@link withLocalStorage} for what takes its time. */
export async function withLocalStorageAsync<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw asLocalStorageError(error) ?? error;
  }
}
