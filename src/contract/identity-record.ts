import { z } from 'zod';
import { ComparedIdentity, IdentityComparison } from './identity-comparison.ts';
import { Problem } from './problem-schema.ts';

/** Whom a house knows: a patient, what was ordered for one, or what its modality worklist has scheduled. DICOM forms (PN, DA), in Unicode. */
export const IdentityRecord = z.object({
  kind: z.enum(['patient', 'order', 'scheduled']),
  id: z.string(),
  patientName: z.string(),
  patientId: z.string(),
  issuerOfPatientId: z.string().optional(),
  birthDate: z.string().optional(),
  sex: z.string().optional(),
  accessionNumber: z.string().optional(),
  referringPhysician: z.string().optional(),
  /** What was ordered, and for when (DA), where an order says so. */
  studyDescription: z.string().optional(),
  modality: z.string().optional(),
  scheduledDate: z.string().optional(),
  studyInstanceUid: z.string().optional(),
});
export type IdentityRecord = z.infer<typeof IdentityRecord>;

/** A name, a patient number, or an accession number, or the beginning of one. */
export const IdentityQuery = z.object({ text: z.string().trim().min(2).max(200) });
export type IdentityQuery = z.infer<typeof IdentityQuery>;

/** Whom to look for, and whom the disc names. */
export const IdentitySearch = z.object({
  ...IdentityQuery.shape,
  disc: ComparedIdentity,
  /** Without the modality worklist, which has just failed to answer. */
  serverOnly: z.boolean().optional(),
});
export type IdentitySearch = z.infer<typeof IdentitySearch>;

/** One of the house beside the patient of the disc. */
export const IdentityMatch = z.object({ record: IdentityRecord, comparison: IdentityComparison });
export type IdentityMatch = z.infer<typeof IdentityMatch>;

/** What was found, the likest first, and what could not be asked: nobody must take silence for an answer. */
export const IdentityMatches = z.object({
  matches: z.array(IdentityMatch),
  unanswered: z.array(z.object({ by: z.enum(['server', 'modality-worklist']), problem: Problem })),
});
export type IdentityMatches = z.infer<typeof IdentityMatches>;
