import { z } from 'zod';
import { Problem } from './problem-schema.ts';
import { DicomPeer } from './dicom-peer.ts';

/** The modality worklist of a house: what is scheduled there, and for whom (PS3.4 K). */
export const ModalityWorklist = z.object({
  ...DicomPeer.shape,
  /** Only what is scheduled within so many days of today; all, when it is absent. */
  days: z.number().int().min(0).max(3650).optional(),
});
export type ModalityWorklist = z.infer<typeof ModalityWorklist>;

/** None is none: an empty object takes it away. */
export const MaybeWorklist = z.object({ worklist: ModalityWorklist.optional() });

/** What became of asking a peer whether it is there (C-ECHO, PS3.7 9.1.5). */
export const PeerCheck = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), latencyMs: z.number() }),
  z.object({ ok: z.literal(false), problem: Problem }),
]);
export type PeerCheck = z.infer<typeof PeerCheck>;
