import { z } from 'zod';
import { NewDecision } from './identity-decision.ts';
import { ObjectFailure, Treatment } from './import.ts';
import { Problem } from './problem-schema.ts';

/** Plain files in a folder, a ZIP archive, or a disc image (ISO 9660); all of them a DICOM file-set with a DICOMDIR. */
export const ExportFormat = z.enum(['folder', 'zip', 'iso']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** Where a set is cut into several: what a CD takes (650 MB), or a DVD (4.7 GB). */
export const DiscSize = z.enum(['cd', 'dvd']);
export type DiscSize = z.infer<typeof DiscSize>;

/** What is handed over, as what, and where to on this computer. */
export const NewExport = z.object({
  source: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('scan'),
      scanId: z.string(),
      studies: z
        .array(z.object({ studyInstanceUid: z.string(), seriesInstanceUids: z.array(z.string()).optional() }))
        .min(1),
      /** Objects that stay behind, by SOP Instance UID. */
      leaveOut: z.array(z.string().min(1).max(64)).max(10_000).optional(),
    }),
    z.object({ kind: z.literal('stored'), connectionId: z.string(), studyUuids: z.array(z.string()).min(1).max(500) }),
  ]),
  treatment: Treatment,
  /** On what ground an identity is burned in. */
  decision: NewDecision.optional(),
  format: ExportFormat,
  discs: DiscSize.optional(),
  /** An absolute path; it must be there. */
  folder: z.string().min(1).max(4096),
  /** Without the ending that the format gives it. */
  name: z.string().trim().min(1).max(120),
});
export type NewExport = z.infer<typeof NewExport>;

export const ExportPhase = z.enum(['writing', 'checking', 'done', 'cancelled', 'failed']);
export type ExportPhase = z.infer<typeof ExportPhase>;

/** Where an export stands, and what became of it. */
export const ExportStatus = z.object({
  exportId: z.string(),
  format: ExportFormat,
  phase: ExportPhase,
  objectsTotal: z.number().int(),
  objectsDone: z.number().int(),
  bytesDone: z.number().int(),
  failures: z.array(ObjectFailure),
  /** What was written, by absolute path; there is nothing before all of it was read back. */
  outputs: z.array(z.object({ path: z.string(), objects: z.number().int(), bytes: z.number().int() })),
  /** The application profile of PS3.11 that it satisfies; others leave objects in transfer syntaxes no profile has. */
  profile: z.string().optional(),
  /** Of the whole: why there is nothing. */
  problem: Problem.optional(),
});
export type ExportStatus = z.infer<typeof ExportStatus>;
