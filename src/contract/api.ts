import { z } from 'zod';
import { Attachment } from './attachment.ts';
import { Connection, ConnectionTest, Credentials, DestinationRules, NewConnection } from './connection.ts';
import { ExportedKey, KeptPair, KeyToImport } from './deid-key.ts';
import { AppEvent, ScanStatus } from './events.ts';
import { ExportStatus, NewExport } from './export.ts';
import { FileFacts, FolderListing, Volume } from './files.ts';
import { ComparedIdentity, IdentityComparison } from './identity-comparison.ts';
import { IdentityPreset } from './identity-preset.ts';
import { IdentityMatches, IdentitySearch } from './identity-record.ts';
import { ImportStatus, NewImport, Receipt, Treatment, TreatmentPreview } from './import.ts';
import { ConnectionNetwork, NetworkChange } from './network.ts';
import { MaybeWorklist, ModalityWorklist, PeerCheck } from './modality-worklist.ts';
import { LookupPatient, LookupReading } from './lookup.ts';
import {
  DeviceRule,
  FoundPixelText,
  KeptDeviceRule,
  PixelPictureRequest,
  PixelReview,
  PixelReviewRequest,
} from './pixels.ts';
import { Annotation, KeyImage, NewAnnotation, NewKeyImage } from './reading.ts';
import { bytes, del, empty, events, get, json, post, put } from './route.ts';
import { Charset, CharsetPreview, ScanSummary, ScannedInstance } from './scan.ts';
import { Link, NewLink, NewShare, Recipient, Share } from './sharing.ts';
import { Bandwidth, Priority } from './transfer.ts';
import { Study, StudyTree, WorklistPage, WorklistQuery } from './study.ts';

/** About the running program. */
export const AppInfo = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'browser', 'none']),
  platform: z.string(),
  licences: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string() })),
});
export type AppInfo = z.infer<typeof AppInfo>;

/** How another program signs in to the embedded archive. Shown on demand only. */
export const ArchiveSecrets = z.object({ login: z.string(), password: z.string(), shareCode: z.string() });
export type ArchiveSecrets = z.infer<typeof ArchiveSecrets>;

const connection = '/api/connections/:connectionId' as const;
const study = `${connection}/studies/:studyUuid` as const;
const instance = `${study}/instances/:sopInstanceUid` as const;
const scannedStudy = '/api/scans/:scanId/studies/:studyInstanceUid' as const;
const scannedInstance = '/api/scans/:scanId/instances/:sopInstanceUid' as const;
/** From 1. */
const oneFrame = z.object({ frame: z.coerce.number().int().min(1).default(1) });

/**
 * The whole application API: everything the window may ask for. The shells serve it, `src/app` implements it,
 * `renderer/api.ts` is derived from it. Every non-2xx answer carries a `ProblemBody`.
 */
export const api = {
  appInfo: get('/api/app', json(AppInfo)),
  events: get('/api/events', events(AppEvent)),

  listVolumes: get('/api/files/volumes', json(z.array(Volume))),
  /** A file that somebody names to go with a study. */
  fileFacts: get('/api/files/facts', json(FileFacts), { query: z.object({ path: z.string().min(1).max(4096) }) }),
  listFolder: get('/api/files/folder', json(FolderListing), { query: z.object({ path: z.string().optional() }) }),

  listConnections: get('/api/connections', json(z.array(Connection))),
  addConnection: post('/api/connections', json(Connection), { body: NewConnection }),
  removeConnection: del(connection, empty),
  testConnection: post('/api/connections/test', json(ConnectionTest), {
    /** With a connection's id: on the way that it has. */
    body: z.object({ url: z.string(), connectionId: z.string().optional() }),
  }),
  signIn: post(`${connection}/session`, json(Connection), { body: Credentials }),
  enterPin: post(`${connection}/session/pin`, json(Connection), { body: z.object({ pin: z.string().min(1) }) }),
  useShareCode: post(`${connection}/session/share-code`, json(DestinationRules), {
    body: z.object({ code: z.string().trim().min(1).max(200) }),
  }),
  signOut: del(`${connection}/session`, json(Connection)),
  /** Authorities, client certificate, proxy and rate of a server. */
  connectionNetwork: get(`${connection}/network`, json(ConnectionNetwork)),
  changeNetwork: post(`${connection}/network`, json(ConnectionNetwork), { body: NetworkChange }),
  revealArchiveSecrets: post('/api/archive/secrets', json(ArchiveSecrets)),
  /** Patients and orders of the house beside the disc's patient, the likest first: to burn the right identity in. */
  findIdentities: post(`${connection}/identities`, json(IdentityMatches), { body: IdentitySearch }),
  /** A patient of a disc beside each of those that were found, field by field. */
  compareIdentities: post('/api/compare-identities', json(z.array(IdentityComparison)), {
    body: z.object({ disc: ComparedIdentity, found: z.array(ComparedIdentity).max(500) }),
  }),
  /** What the house usually does with identities from outside. */
  identityPreset: get(`${connection}/identity-preset`, json(IdentityPreset)),
  setIdentityPreset: put(`${connection}/identity-preset`, json(IdentityPreset), { body: IdentityPreset }),
  /** The modality worklist of the house, which is asked beside the server. */
  modalityWorklist: get(`${connection}/modality-worklist`, json(MaybeWorklist)),
  setModalityWorklist: put(`${connection}/modality-worklist`, json(MaybeWorklist), { body: MaybeWorklist }),
  checkModalityWorklist: post('/api/modality-worklist/check', json(PeerCheck), { body: ModalityWorklist }),
  destinationRules: get(`${connection}/namespaces/:namespaceId/rules`, json(DestinationRules)),

  startScan: post('/api/scans', json(ScanStatus), {
    body: z.object({
      paths: z.array(z.string().min(1)).min(1).max(100),
      /** Read all texts in it, whatever the files declare. */
      charset: Charset.optional(),
      /** Copy to this computer first, verified, so that the disc can be removed. */
      stage: z.boolean().optional(),
    }),
  }),
  listScans: get('/api/scans', json(z.array(ScanStatus))),
  /** While the scan runs, the summary is of what was found so far. */
  scan: get('/api/scans/:scanId', json(z.object({ status: ScanStatus, summary: ScanSummary.optional() }))),
  /** Cancels a running scan, or forgets an ended one. */
  endScan: del('/api/scans/:scanId', empty),
  /** A few texts of each patient that are not plain ASCII, read in another character set. */
  previewCharset: post('/api/scans/:scanId/charset-preview', json(CharsetPreview), {
    body: z.object({ charset: Charset }),
  }),
  /** The whole report of an ended scan, as `fileroom scan --json` has it. */
  scanReportJson: get('/api/scans/:scanId/report.json', bytes),
  /** One line for each file of an ended scan: what became of it, and why. */
  scanReportCsv: get('/api/scans/:scanId/report.csv', bytes),
  previewTreatment: post('/api/scans/:scanId/preview', json(TreatmentPreview), {
    body: z.object({
      studyInstanceUid: z.string(),
      seriesInstanceUid: z.string().optional(),
      /** The first object of the series, or of the study, when it is left out. */
      sopInstanceUid: z.string().optional(),
      treatment: Treatment,
      /** Attributes that stay as they are, too. */
      withKept: z.boolean().optional(),
    }),
  }),

  /** The objects of an ended scan whose pixels somebody must look at before the Clean Pixel Data Option is true. */
  reviewPixels: post('/api/scans/:scanId/pixel-review', json(PixelReview), { body: PixelReviewRequest }),
  /** How one frame of an object will look; nothing is sent or kept. */
  previewPixels: post(`${scannedInstance}/pixels`, bytes, { body: PixelPictureRequest }),
  /** Proposes where text may be written into the pixels of an object; nothing is decided by it. */
  findPixelText: get(`${scannedInstance}/pixel-text`, json(FoundPixelText)),
  /** Where devices write: proposed for their images in every later review. */
  listDeviceRules: get('/api/device-rules', json(z.array(KeptDeviceRule))),
  /** In the place of the rule that the device has for images of this size. */
  keepDeviceRule: post('/api/device-rules', json(KeptDeviceRule), { body: DeviceRule }),
  forgetDeviceRule: del('/api/device-rules/:ruleId', empty),

  /** What a scan has found of a study, also while it runs; the objects below are read from where they lie. */
  scanStudyTree: get(`${scannedStudy}/tree`, json(StudyTree)),
  scanSeries: get(`${scannedStudy}/series/:seriesInstanceUid`, json(z.array(ScannedInstance))),
  /** A proper Part 10 file: as it lies when it is one, else mended; in the scan's character set. */
  scanInstanceFile: get(`${scannedInstance}/file`, bytes),
  /** A small JPEG of one frame, from 1; 404 when the object has no picture. */
  scanInstanceThumbnail: get(`${scannedInstance}/thumbnail`, bytes, { query: oneFrame }),
  /** `index`: the document's place in the summary's `documents`. While the scan runs places change: `path` does not. */
  scanDocument: get('/api/scans/:scanId/documents/:index/file', bytes, {
    query: z.object({ path: z.string().max(8192).optional() }),
  }),

  /** Reads a lookup table (CSV with a line of headings) for de-identification. Nothing of it is kept. */
  readLookupTable: post('/api/lookup-table', json(LookupReading), {
    body: z.object({
      csv: z.string().max(4_000_000),
      /** Headings of the file, for columns that are called otherwise. */
      columns: z.partialRecord(LookupPatient.keyof(), z.string().max(200)).optional(),
    }),
  }),
  /** The key of the pseudonyms, to take it to another computer. */
  exportDeidKey: post('/api/deid-key/export', json(ExportedKey), {
    body: z.object({ passphrase: z.string().min(1).max(1000) }),
  }),
  importDeidKey: post('/api/deid-key/import', json(z.object({ pairs: z.number().int() })), { body: KeyToImport }),
  /** What was kept of a pseudonym; nothing, where that was not asked. */
  revealPseudonym: post('/api/deid-key/reveal', json(z.array(KeptPair)), {
    body: z.object({ pseudonym: z.string().trim().min(1).max(324) }),
  }),
  startImport: post('/api/imports', json(ImportStatus), { body: NewImport }),
  listImports: get('/api/imports', json(z.array(ImportStatus))),
  importStatus: get('/api/imports/:importId', json(ImportStatus)),
  cancelImport: post('/api/imports/:importId/cancel', json(ImportStatus)),
  /** Goes on with what is left: failed objects of a finished import, or all of an interrupted one. */
  retryImport: post('/api/imports/:importId/retry', json(ImportStatus)),
  /** Stops for now; `retryImport` goes on. */
  pauseImport: post('/api/imports/:importId/pause', json(ImportStatus)),
  /** `stat` goes before all that is routine, from the moment it is set. */
  setImportPriority: post('/api/imports/:importId/priority', json(ImportStatus), {
    body: z.object({ priority: Priority }),
  }),
  /** What transfers may take of the line to a server; no `limit` when they take what they get. */
  bandwidth: get('/api/connections/:connectionId/bandwidth', json(Bandwidth)),
  setBandwidth: put('/api/connections/:connectionId/bandwidth', json(Bandwidth), { body: Bandwidth }),
  /** Holds what was sent against the server's list once more, of an import that is over. */
  checkImport: post('/api/imports/:importId/check', json(ImportStatus)),
  receipt: get('/api/imports/:importId/receipt', json(Receipt)),
  receiptCsv: get('/api/imports/:importId/receipt.csv', bytes),
  receiptPdf: get('/api/imports/:importId/receipt.pdf', bytes),

  /** Writes a file-set onto this computer, and reads it back. */
  startExport: post('/api/exports', json(ExportStatus), { body: NewExport }),
  listExports: get('/api/exports', json(z.array(ExportStatus))),
  exportStatus: get('/api/exports/:exportId', json(ExportStatus)),
  /** Nothing of it stays. */
  cancelExport: post('/api/exports/:exportId/cancel', json(ExportStatus)),

  worklist: get(`${connection}/studies`, json(WorklistPage), { query: WorklistQuery }),
  study: get(study, json(Study)),
  studyTree: get(`${study}/tree`, json(StudyTree)),
  deleteStudy: del(study, empty),
  /** All of it as a file-set with a DICOMDIR, in a ZIP archive. */
  studyDownload: get(`${study}/download`, bytes),
  /** The Part 10 file as stored. */
  instanceFile: get(`${instance}/file`, bytes),
  /** A small JPEG of one frame, from 1; 404 when the object has no picture. */
  instanceThumbnail: get(`${instance}/thumbnail`, bytes, { query: oneFrame }),

  /** Documents that go with the study. */
  listAttachments: get(`${study}/attachments`, json(z.array(Attachment))),
  attachmentFile: get(`${study}/attachments/:attachmentId/file`, bytes),

  listAnnotations: get(`${study}/annotations`, json(z.array(Annotation))),
  addAnnotation: post(`${study}/annotations`, json(Annotation), { body: NewAnnotation }),
  setAnnotation: put(`${study}/annotations/:annotationUuid`, json(Annotation), { body: NewAnnotation }),
  deleteAnnotation: del(`${study}/annotations/:annotationUuid`, empty),
  listKeyImages: get(`${study}/key-images`, json(z.array(KeyImage))),
  addKeyImage: post(`${study}/key-images`, json(KeyImage), { body: NewKeyImage }),
  deleteKeyImage: del(`${study}/key-images/:keyImageUuid`, empty),

  listRecipients: get(`${study}/recipients`, json(z.array(Recipient))),
  listShares: get(`${study}/shares`, json(z.array(Share))),
  addShare: post(`${study}/shares`, json(Share), { body: NewShare }),
  stopShare: del(`${study}/shares/:shareUuid`, empty),
  listLinks: get(`${study}/links`, json(z.array(Link))),
  addLink: post(`${study}/links`, json(Link), { body: NewLink }),
  revokeLink: del(`${study}/links/:linkUuid`, empty),
} as const;
export type Api = typeof api;
