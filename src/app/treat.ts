import type { Treatment } from '../contract/import.ts';
import type { Charset } from '../contract/scan.ts';
import type { SourceFile } from '../upload/source.ts';
import type { CopiedObject, ScannedFile, TreatedObject } from '../upload/treatment-task.ts';

/**
 * Treats one file in a worker thread, with this installation's key. Throws `TreatmentError`.
 * @param charset what its texts are in
 * @param look for a person to look at: what is kept is named among the changes
 */
export type Treat = (
  source: ScannedFile,
  treatment: Treatment,
  charset?: Charset,
  look?: { readonly listsKept: boolean },
) => Promise<TreatedObject>;

/** {@link Treat}, with what comes of it written as `target`: a name that is free, in a folder that need not be there. */
export type Copy = (
  source: ScannedFile & SourceFile,
  target: string,
  treatment: Treatment,
  charset?: Charset,
) => Promise<CopiedObject>;
