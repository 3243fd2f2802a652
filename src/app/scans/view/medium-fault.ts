import { NotFoundError } from '../../../contract/problem.ts';

/** The disc is there no longer, or no longer readable. It may come back: what was asked for can be asked for again. */
export function mediumFault(reason: string, cause?: unknown): NotFoundError {
  return new NotFoundError('source-file-unreadable', `The file cannot be read from its disc or folder: ${reason}.`, {
    next: 'reinsert-disc',
    cause,
  });
}
