import { z } from 'zod';

/** Whom a server knows: a patient of the house, or what was ordered for one. DICOM forms (PN, DA), in Unicode. */
export const IdentityRecord = z.object({
  kind: z.enum(['patient', 'order']),
  id: z.string(),
  patientName: z.string(),
  patientId: z.string(),
  birthDate: z.string().optional(),
  sex: z.string().optional(),
  accessionNumber: z.string().optional(),
  referringPhysician: z.string().optional(),
  /** What was ordered, and for when (DA), where an order says so. */
  studyDescription: z.string().optional(),
  modality: z.string().optional(),
  scheduledDate: z.string().optional(),
});
export type IdentityRecord = z.infer<typeof IdentityRecord>;

/** A name, a patient number, or an accession number, or the beginning of one. */
export const IdentityQuery = z.object({ text: z.string().trim().min(2).max(200) });
export type IdentityQuery = z.infer<typeof IdentityQuery>;
