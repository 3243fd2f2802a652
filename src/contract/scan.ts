import { z } from 'zod';

/** Stable codes of what can be wrong with one file, one DICOMDIR or one study. Documented in the README. */
export const ScanProblemCode = z.enum([
  'not-dicom',
  'empty',
  'truncated',
  'unreadable',
  'bad-meta',
  'bad-dataset',
  'bad-dicomdir',
  'missing-uid',
  'no-patient',
  'outside-root',
  'too-large',
  'unsupported-transfer-syntax',
  'listed-but-absent',
  'name-mismatch',
  'conflicting-identity',
  'conflicting-instance',
]);
export type ScanProblemCode = z.infer<typeof ScanProblemCode>;

/** What the reader had to mend to read a file, or noticed in it. The file is read; the label says what it was. */
export const RepairCode = z.enum([
  'no-preamble',
  'no-meta',
  'bad-meta',
  'wrong-transfer-syntax',
  'odd-length',
  'bad-length',
  'bad-vr',
  'truncated',
  'trailing-bytes',
  'charset-guessed',
  'bad-order',
  'bad-value',
  'bad-text',
  'bad-image',
  'no-patient-id',
  'unknown-transfer-syntax',
  'executable-preamble',
]);
export type RepairCode = z.infer<typeof RepairCode>;

/** What was noticed and left as it is; all other repairs mended something. */
export const NOTICES: ReadonlySet<RepairCode> = new Set([
  'charset-guessed',
  'bad-order',
  'bad-value',
  'bad-text',
  'bad-image',
  'no-patient-id',
  'unknown-transfer-syntax',
  'executable-preamble',
]);

/** `path` is relative to its source, with forward slashes. */
export const ScanProblem = z.object({
  path: z.string(),
  code: ScanProblemCode,
  message: z.string(),
});
export type ScanProblem = z.infer<typeof ScanProblem>;

export const ScannedInstance = z.object({
  sopInstanceUid: z.string(),
  sopClassUid: z.string(),
  transferSyntaxUid: z.string(),
  instanceNumber: z.number().int().optional(),
  frames: z.number().int(),
  rows: z.number().int().optional(),
  columns: z.number().int().optional(),
  /** Index into the report's `sources`. */
  source: z.number().int(),
  path: z.string(),
  bytes: z.number().int(),
  repairs: z.array(RepairCode),
});
export type ScannedInstance = z.infer<typeof ScannedInstance>;

const seriesFields = {
  seriesInstanceUid: z.string(),
  number: z.number().int().optional(),
  modality: z.string().optional(),
  description: z.string().optional(),
};
const studyFields = {
  studyInstanceUid: z.string(),
  /** DA as in the file, YYYYMMDD. */
  studyDate: z.string().optional(),
  /** TM as in the file. */
  studyTime: z.string().optional(),
  description: z.string().optional(),
  accessionNumber: z.string().optional(),
  referringPhysician: z.string().optional(),
  modalities: z.array(z.string()),
  /** Identities that disagree within the study; it must not be sent until someone decides. */
  conflicts: z.array(ScanProblem),
};
const patientFields = {
  patientId: z.string().optional(),
  /** PN in its DICOM form, decoded to Unicode: `Family^Given=Ideographic=Phonetic`. */
  patientName: z.string().optional(),
  birthDate: z.string().optional(),
  sex: z.string().optional(),
};

export const ScannedSeries = z.object({ ...seriesFields, instances: z.array(ScannedInstance) });
export type ScannedSeries = z.infer<typeof ScannedSeries>;
export const ScannedStudy = z.object({ ...studyFields, series: z.array(ScannedSeries) });
export type ScannedStudy = z.infer<typeof ScannedStudy>;
export const ScannedPatient = z.object({ ...patientFields, studies: z.array(ScannedStudy) });
export type ScannedPatient = z.infer<typeof ScannedPatient>;

export const ScanCounts = z.object({
  files: z.number().int(),
  dicom: z.number().int(),
  documents: z.number().int(),
  ignored: z.number().int(),
  unreadable: z.number().int(),
});
export type ScanCounts = z.infer<typeof ScanCounts>;

export const DicomdirReport = z.object({
  path: z.string(),
  records: z.number().int(),
  listedButAbsent: z.array(z.string()),
  presentButUnlisted: z.array(z.string()),
  problems: z.array(ScanProblem),
});
export type DicomdirReport = z.infer<typeof DicomdirReport>;

export const ScannedDocument = z.object({
  source: z.number().int(),
  path: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
});
export type ScannedDocument = z.infer<typeof ScannedDocument>;

const reportFields = {
  counts: ScanCounts,
  durationMs: z.number(),
  dicomdir: z.array(DicomdirReport),
  documents: z.array(ScannedDocument),
  duplicates: z.array(z.object({ sopInstanceUid: z.string(), paths: z.array(z.string()), identical: z.boolean() })),
  problems: z.array(ScanProblem),
};

/** Everything one scan found: the document of `fileroom scan --json`. */
export const ScanReport = z.object({
  schema: z.literal(1),
  sources: z.array(z.string()),
  ...reportFields,
  patients: z.array(ScannedPatient),
});
export type ScanReport = z.infer<typeof ScanReport>;

/** The same for the window: instances are summed up by series. */
export const SeriesSummary = z.object({
  ...seriesFields,
  instances: z.number().int(),
  frames: z.number().int(),
  bytes: z.number().int(),
  repaired: z.number().int(),
});
export const StudySummary = z.object({ ...studyFields, series: z.array(SeriesSummary) });
export const PatientSummary = z.object({ ...patientFields, studies: z.array(StudySummary) });
export const ScanSummary = z.object({
  sources: z.array(z.string()),
  ...reportFields,
  patients: z.array(PatientSummary),
});
export type ScanSummary = z.infer<typeof ScanSummary>;

/** Where a running scan stands; sent at most ten times a second. */
export const ScanProgress = z.object({
  filesFound: z.number().int(),
  filesRead: z.number().int(),
  dicom: z.number().int(),
  unreadable: z.number().int(),
  bytesFound: z.number().int(),
});
export type ScanProgress = z.infer<typeof ScanProgress>;
