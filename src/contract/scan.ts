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

/**
 * The values of Specific Character Set (0008,0005), PS3.3 C.12.1.1.2, that a person may choose to read by, whatever the
 * files declare. Those with a backslash use code extensions (ISO 2022): single bytes first, then what escapes call up.
 */
export const Charset = z.enum([
  'ISO_IR 6',
  'ISO_IR 192',
  'ISO_IR 100',
  'ISO_IR 101',
  'ISO_IR 109',
  'ISO_IR 110',
  'ISO_IR 203',
  'ISO_IR 144',
  'ISO_IR 126',
  'ISO_IR 127',
  'ISO_IR 138',
  'ISO_IR 148',
  'ISO_IR 166',
  'ISO_IR 13',
  'ISO 2022 IR 13\\ISO 2022 IR 87',
  '\\ISO 2022 IR 87',
  '\\ISO 2022 IR 87\\ISO 2022 IR 159',
  '\\ISO 2022 IR 149',
  '\\ISO 2022 IR 58',
  'GB18030',
  'GBK',
]);
export type Charset = z.infer<typeof Charset>;

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

const patientFields = {
  patientId: z.string().optional(),
  issuerOfPatientId: z.string().optional(),
  /** PN in its DICOM form, decoded to Unicode: `Family^Given=Ideographic=Phonetic`. */
  patientName: z.string().optional(),
  birthDate: z.string().optional(),
  sex: z.string().optional(),
};
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
  /** Whom its files name, the most frequent first, when they contradict each other. */
  identities: z
    .array(
      z.object({
        ...patientFields,
        /** How many of the study's objects say so. */
        objects: z.number().int(),
        /** One of them. */
        path: z.string(),
      }),
    )
    .optional(),
  /** Identities that disagree within the study; it must not be sent until someone decides. */
  conflicts: z.array(ScanProblem),
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

/** Why a file is neither among the patients nor among the documents. */
export const LeftOutCode = z.enum([
  ...ScanProblemCode.options,
  'identical-copy',
  'dicomdir',
  'program',
  'viewer',
  'container',
  'other',
]);
export type LeftOutCode = z.infer<typeof LeftOutCode>;

/** A file that is neither among the patients nor among the documents, and why. */
export const LeftOutFile = z.object({
  source: z.number().int(),
  path: z.string(),
  bytes: z.number().int(),
  became: z.enum(['duplicate', 'ignored', 'unreadable']),
  code: LeftOutCode,
  message: z.string(),
  /** Of a duplicate: what was mended or noticed in this very file. */
  repairs: z.array(RepairCode).optional(),
});
export type LeftOutFile = z.infer<typeof LeftOutFile>;

/** How far the copy on this computer is: `safe` when the disc may be removed. Programs are not copied, and not counted. */
export const StagingStatus = z.object({
  state: z.enum(['copying', 'safe', 'incomplete']),
  filesTotal: z.number().int(),
  filesCopied: z.number().int(),
  filesFailed: z.number().int(),
  bytesTotal: z.number().int(),
  bytesCopied: z.number().int(),
});
export type StagingStatus = z.infer<typeof StagingStatus>;

const reportFields = {
  counts: ScanCounts,
  /** What all texts were read in, whatever the files declare. */
  charset: Charset.optional(),
  /** Of the copy, when one was asked for. */
  staging: StagingStatus.optional(),
  durationMs: z.number(),
  dicomdir: z.array(DicomdirReport),
  documents: z.array(ScannedDocument),
  duplicates: z.array(
    z.object({
      sopInstanceUid: z.string(),
      /** The first stands for all. */
      paths: z.array(z.string()),
      identical: z.boolean(),
      /** Of all copies, also of those that are not among the instances. */
      repairs: z.array(RepairCode),
    }),
  ),
  problems: z.array(ScanProblem),
};

/** Everything one scan found: the document of `fileroom scan --json`. */
export const ScanReport = z.object({
  schema: z.literal(1),
  sources: z.array(z.string()),
  ...reportFields,
  patients: z.array(ScannedPatient),
  leftOut: z.array(LeftOutFile),
});
export type ScanReport = z.infer<typeof ScanReport>;

/** The same for the window: instances are summed up by series. */
export const SeriesSummary = z.object({
  ...seriesFields,
  instances: z.number().int(),
  frames: z.number().int(),
  bytes: z.number().int(),
  /** How many of the instances were mended. */
  repaired: z.number().int(),
  /** What was mended or noticed in any of them. */
  repairs: z.array(RepairCode),
});
export const StudySummary = z.object({ ...studyFields, series: z.array(SeriesSummary) });
export const PatientSummary = z.object({ ...patientFields, studies: z.array(StudySummary) });
export const ScanSummary = z.object({
  sources: z.array(z.string()),
  /** The scan still runs: this is what was found so far. Duplicates are not compared and DICOMDIRs not resolved yet. */
  partial: z.boolean(),
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
  /** In the order of the sources. */
  bySource: z.array(z.object({ filesFound: z.number().int(), dicom: z.number().int() })),
});
export type ScanProgress = z.infer<typeof ScanProgress>;

/** Texts as they are read now and as they would be in another character set. */
export const CharsetPreview = z.object({
  texts: z.array(
    z.object({
      path: z.string(),
      /** Of PS3.6: `PatientName`. */
      keyword: z.string(),
      /** The file's own (0008,0005). */
      declared: z.string().optional(),
      before: z.string(),
      after: z.string(),
    }),
  ),
});
export type CharsetPreview = z.infer<typeof CharsetPreview>;
