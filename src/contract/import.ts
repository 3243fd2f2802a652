import { z } from 'zod';
import { IdentityDecision, NewDecision } from './identity-decision.ts';
import { IngressRules } from './ingress-rules.ts';
import { KnownPatient, MAX_KNOWN_PATIENTS } from './known-patient.ts';
import { PixelTreatment } from './pixels.ts';
import { Lookup } from './lookup.ts';
import { Problem } from './problem-schema.ts';
import { Priority } from './transfer.ts';

/** DICOM keywords that a person may set on import. The values are burned into every object. */
export const IdentityKeyword = z.enum([
  'PatientName',
  'PatientID',
  'IssuerOfPatientID',
  'PatientBirthDate',
  'PatientSex',
  'AccessionNumber',
  'StudyDescription',
  'ReferringPhysicianName',
  'InstitutionName',
]);
export type IdentityKeyword = z.infer<typeof IdentityKeyword>;
export const IdentityValues = z.partialRecord(IdentityKeyword, z.string().max(324));
export type IdentityValues = z.infer<typeof IdentityValues>;

/**
 * The options of PS3.15 Table E.1-1. Clean Pixel Data is refused for objects that nobody has released; the last one is
 * named and always refused: this program cannot promise it yet.
 */
export const DeidOption = z.enum([
  'retain-safe-private',
  'retain-uids',
  'retain-device-identity',
  'retain-institution-identity',
  'retain-patient-characteristics',
  'retain-full-dates',
  'retain-modified-dates',
  'clean-descriptors',
  'clean-structured-content',
  'clean-graphics',
  'clean-pixel-data',
  'clean-recognizable-visual-features',
]);
export type DeidOption = z.infer<typeof DeidOption>;

/** What happens to every object on its way out, on this machine. */
export const Treatment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('as-is') }),
  /** PS3.15 Basic Application Level Confidentiality Profile, with options that keep or clean what it takes away. */
  z.object({
    kind: z.literal('deidentify'),
    profile: z.literal('basic'),
    options: z.array(DeidOption).max(DeidOption.options.length).optional(),
    /** What is blanked in images, and who says that nothing is left to be read in them. */
    pixels: PixelTreatment.optional(),
    /** As whom patients leave; without it they get keyed pseudonyms. */
    lookup: Lookup.optional(),
    /** What the scan knows of the patients; whoever asks for an import need not say it. */
    known: z.array(KnownPatient).max(MAX_KNOWN_PATIENTS).optional(),
    /** Keep on this computer, sealed, what the pseudonyms of patients and studies stand for. */
    keepMap: z.boolean().optional(),
    /** The destination's, carried out on what the profile leaves. */
    rules: IngressRules.optional(),
  }),
  /** The destination's rules and no more: those that were shown, or as they are when the import is planned. */
  z.object({
    kind: z.literal('rules'),
    rules: IngressRules.optional(),
    /** What is blanked in images; nothing is claimed of them by it. */
    pixels: PixelTreatment.optional(),
  }),
  /** Write this identity into the objects, keep the old one in Original Attributes Sequence (0400,0561). */
  z.object({
    kind: z.literal('burn-in'),
    set: IdentityValues,
    /** (0400,0565): an outside identity gives way to the house's (COERCE, taken when absent), or a wrong one to the right. */
    reason: z.enum(['COERCE', 'CORRECT']).optional(),
    /** A patient ID that is replaced is kept in Other Patient IDs Sequence, as one of this issuer if the file names none. */
    keepOutsideId: z.object({ issuer: z.string().max(64).optional() }).optional(),
    /** As a copy under UIDs of its own, for a house that has the study already; without it UIDs stay. */
    newUids: z.boolean().optional(),
    /** Of the destination's rules only those that say what it takes. */
    rules: IngressRules.optional(),
  }),
]);
export type Treatment = z.infer<typeof Treatment>;

export const Destination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('namespace'), namespaceId: z.string().min(1) }),
  z.object({ kind: z.literal('share-code'), code: z.string().min(1).max(200) }),
]);
export type Destination = z.infer<typeof Destination>;

/** Who sends, where nobody is signed in: a rule may ask for it, and it may be written into the images (LO, PS3.5 6.2). */
export const Sender = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .regex(/^[^\\\p{Cc}]*$/u),
  email: z.email().max(64),
});
export type Sender = z.infer<typeof Sender>;

/** What to send, where, and how. Series not named are left on the disc. */
/**
 * How a document goes with a study: `file`, beside it, byte for byte; `dicom`, within it, as an Encapsulated PDF or a
 * Secondary Capture with the identity of the study.
 */
export const AttachAs = z.enum(['file', 'dicom']);
export type AttachAs = z.infer<typeof AttachAs>;

export const NewAttachment = z.object({
  studyInstanceUid: z.string(),
  /** As the scan names it, for one of its documents; else an absolute path. */
  path: z.string().min(1).max(4096),
  /** Of a document of the scan: the index of its source. */
  source: z.number().int().min(0).optional(),
  as: AttachAs.optional(),
  /** Somebody has read it: nobody is named in it. Needed where the images are de-identified. */
  reviewed: z.boolean().optional(),
});
export type NewAttachment = z.infer<typeof NewAttachment>;

export const NewImport = z.object({
  scanId: z.string(),
  connectionId: z.string(),
  destination: Destination,
  /** Rules within it are those that were shown: when the destination has others by now, nothing is sent. */
  treatment: Treatment,
  /** On what ground an identity is burned in; a few words where it differs from the disc's. */
  decision: NewDecision.optional(),
  /** Of a visitor; who is signed in is known. */
  sender: Sender.optional(),
  /** The destination asks whether its rules shall be carried out, and the person said no. */
  declineRules: z.boolean().optional(),
  studies: z
    .array(z.object({ studyInstanceUid: z.string(), seriesInstanceUids: z.array(z.string()).optional() }))
    .min(1),
  /** Objects that stay on the disc, by SOP Instance UID. */
  leaveOut: z.array(z.string().min(1).max(64)).max(10_000).optional(),
  /** Documents that go with a study. */
  attachments: z.array(NewAttachment).max(100).optional(),
});
export type NewImport = z.infer<typeof NewImport>;

export const ObjectFailure = z.object({
  path: z.string(),
  sopInstanceUid: z.string(),
  code: z.string(),
  message: z.string(),
});
export type ObjectFailure = z.infer<typeof ObjectFailure>;

export const ObjectCounts = z.object({
  selected: z.number().int(),
  sent: z.number().int(),
  deduplicated: z.number().int(),
  verified: z.number().int(),
  failed: z.number().int(),
});
export type ObjectCounts = z.infer<typeof ObjectCounts>;

/** `verified`: the server's own list holds every selected object. Nothing else counts as done. */
export const StudyOutcome = z.enum(['verified', 'partial', 'failed']);
export type StudyOutcome = z.infer<typeof StudyOutcome>;

/**
 * What vouches for an object besides its UID and version in the server's list: the digest or the length that the list
 * gives, a sample of its study that was read back and compared, or the list alone.
 */
export const Proof = z.enum(['digest', 'size', 'read-back', 'list']);
export type Proof = z.infer<typeof Proof>;

/** A disc, folder or file that was read: as it is called, and the volume it lay on where that has a name. */
export const ImportSource = z.object({
  name: z.string(),
  volume: z.string().optional(),
  serial: z.string().optional(),
});
export type ImportSource = z.infer<typeof ImportSource>;

export const StudyReceipt = z.object({
  studyInstanceUid: z.string(),
  /** Differs from `studyInstanceUid` when de-identification mapped it. */
  sentStudyInstanceUid: z.string(),
  uuid: z.string().optional(),
  state: StudyOutcome,
  /** The weakest of its verified objects. */
  proof: Proof.optional(),
  objects: ObjectCounts,
  bytes: z.number().int(),
  failures: z.array(ObjectFailure),
  /** Documents that went with it; `sent` when the server has given the same bytes out again. */
  attachments: z.array(
    z.object({
      path: z.string(),
      state: z.enum(['sent', 'failed']),
      bytes: z.number().int().optional(),
      problem: Problem.optional(),
    }),
  ),
});
export type StudyReceipt = z.infer<typeof StudyReceipt>;

/** The record of one import: the document of `fileroom import --json`. Instants are ISO 8601, UTC. */
export const Receipt = z.object({
  schema: z.literal(1),
  importId: z.string(),
  connection: z.string(),
  namespace: z.string(),
  /** As whom the images left, where that was decided. */
  decision: IdentityDecision.optional(),
  studies: z.array(StudyReceipt),
  problems: z.array(Problem),
  resumed: z.boolean(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  /** When the server's list was last held against it again. */
  checkedAt: z.string().optional(),
  /** Who was signed in. */
  sender: z.string().optional(),
  sources: z.array(ImportSource),
  destination: z.string(),
  treatment: z.enum(['as-is', 'deidentify', 'rules', 'burn-in']),
});
export type Receipt = z.infer<typeof Receipt>;

export const ImportPhase = z.enum(['waiting', 'sending', 'verifying', 'done', 'paused', 'cancelled', 'failed']);
export type ImportPhase = z.infer<typeof ImportPhase>;

/** Where an import stands, for the progress bar. */
export const ImportStatus = z.object({
  importId: z.string(),
  connectionId: z.string(),
  destination: z.string(),
  label: z.string(),
  priority: Priority,
  phase: ImportPhase,
  objectsTotal: z.number().int(),
  objectsDone: z.number().int(),
  objectsFailed: z.number().int(),
  bytesTotal: z.number().int(),
  bytesDone: z.number().int(),
  /** Files that go beside the studies; absent when there are none. */
  documents: z.object({ total: z.number().int(), sent: z.number().int(), failed: z.number().int() }).optional(),
  bytesPerSecond: z.number().optional(),
  secondsLeft: z.number().optional(),
  /** Why it waits or what went wrong, with the next step. */
  problem: Problem.optional(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
});
export type ImportStatus = z.infer<typeof ImportStatus>;

/** One attribute before and after the treatment; `path` names the sequences above it, `(0008,1115)[1]`. */
export const TagChange = z.object({
  tag: z.string(),
  path: z.string(),
  name: z.string(),
  vr: z.string(),
  action: z.enum(['keep', 'remove', 'empty', 'replace', 'add']),
  before: z.string().optional(),
  after: z.string().optional(),
  /** The destination's rule that did it, as it is written there. */
  rule: z.string().optional(),
  /** The options of the profile that did it; without them it was the profile itself. */
  options: z.array(DeidOption).optional(),
});
export type TagChange = z.infer<typeof TagChange>;

/** What will leave this machine, shown on one object of the selection. */
export const TreatmentPreview = z.object({
  sopInstanceUid: z.string(),
  path: z.string(),
  /** In the order of the object; what is kept is among them when that was asked for. */
  changes: z.array(TagChange),
  kept: z.number().int(),
  /** What this treatment does not cover (burned-in text, …), in plain words' keys: the window has the sentences. */
  notCovered: z.array(
    z.enum(['burned-in-pixels', 'structured-content', 'encapsulated-documents', 'recognizable-features']),
  ),
});
export type TreatmentPreview = z.infer<typeof TreatmentPreview>;
