import { FileroomError, LocalStorageError } from '../contract/problem.ts';

/** A file-set cannot be written as it was asked for, or is not what was written. */
export class ExportError extends FileroomError {
  readonly name = 'ExportError';
}

/** `error` as a {@link LocalStorageError} when it is the system's word about the place that is written. */
export function asWriteError(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new LocalStorageError('disk-full', 'There is not enough room in the folder for the export.', {
      next: 'free-disk-space',
      cause: error,
    });
  if (code === 'EFBIG')
    return new LocalStorageError('out-failed', 'The drive takes no file as large as this export.', {
      next: 'correct-input',
      cause: error,
    });
  return new LocalStorageError('out-failed', 'The folder for the export cannot be written. Choose another one.', {
    next: 'correct-input',
    cause: error,
  });
}
