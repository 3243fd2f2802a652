import type { Treatment } from '../contract/import.ts';
import type { Charset } from '../contract/scan.ts';
import type { ScannedFile, TreatedObject } from '../upload/treatment-task.ts';

/** Treats one file in a worker thread, with this installation's key; `charset` is what its texts are in. Throws `TreatmentError`. */
export type Treat = (source: ScannedFile, treatment: Treatment, charset?: Charset) => Promise<TreatedObject>;
