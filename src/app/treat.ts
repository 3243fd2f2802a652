import type { Treatment } from '../contract/import.ts';
import type { Charset } from '../contract/scan.ts';
import type { CopiedObject, ScannedFile, ToCopy, TreatedObject, TreatTask } from '../upload/treatment-task.ts';

/**
 * Treats one file in a worker thread, with this installation's key. Throws `TreatmentError`.
 * @param charset what its texts are in
 * @param look for a person to look at: what is kept is named among the changes
 */
export type Treat = (
  source: Pick<TreatTask, keyof ScannedFile | 'wrap'>,
  treatment: Treatment,
  charset?: Charset,
  look?: { readonly listsKept: boolean },
) => Promise<TreatedObject>;

/** {@link Treat} of several files, with what comes of each written as its target. */
export type Copy = (
  copies: readonly ToCopy[],
  treatment: Treatment,
  charset?: Charset,
) => Promise<readonly CopiedObject[]>;
