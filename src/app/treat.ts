import type { Treatment } from '../contract/import.ts';
import type { ScannedFile, TreatedObject } from '../upload/treatment-task.ts';

/** Treats one file in a worker thread, with this installation's key. Throws `TreatmentError`. */
export type Treat = (source: ScannedFile, treatment: Treatment) => Promise<TreatedObject>;
