import type { Treatment } from '../contract/import.ts';
import type { TreatedObject } from '../upload/treatment-task.ts';

/** Treats one file in a worker thread, with this installation's key. Throws `TreatmentError`. */
export type Treat = (
  source: { readonly file: string; readonly bytes: number; readonly sopInstanceUid: string },
  treatment: Treatment,
) => Promise<TreatedObject>;
