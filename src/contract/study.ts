import { z } from 'zod';

export const WorklistColumn = z.enum([
  'patientName',
  'patientId',
  'studyDate',
  'modality',
  'description',
  'accessionNumber',
  'imageCount',
  'created',
]);
export type WorklistColumn = z.infer<typeof WorklistColumn>;

/** One page of the worklist. The server searches, sorts and pages; the window never does. */
export const WorklistQuery = z.object({
  namespaceId: z.string().optional(),
  search: z.string().trim().max(200).optional(),
  modality: z.string().max(16).optional(),
  /** YYYYMMDD, inclusive. */
  dateFrom: z
    .string()
    .regex(/^\d{8}$/)
    .optional(),
  dateTo: z
    .string()
    .regex(/^\d{8}$/)
    .optional(),
  sort: WorklistColumn.default('created'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  page: z.coerce.number().int().min(1).default(1),
  rows: z.coerce.number().int().min(1).max(500).default(50),
});
export type WorklistQuery = z.infer<typeof WorklistQuery>;

/** A study's record on the server. Names are Unicode, dates DA (YYYYMMDD), `created` an ISO instant. */
export const Study = z.object({
  uuid: z.string(),
  studyInstanceUid: z.string(),
  namespaceId: z.string(),
  patientName: z.string().optional(),
  patientId: z.string().optional(),
  patientBirthDate: z.string().optional(),
  patientSex: z.string().optional(),
  studyDate: z.string().optional(),
  studyTime: z.string().optional(),
  modality: z.string().optional(),
  description: z.string().optional(),
  accessionNumber: z.string().optional(),
  referringPhysician: z.string().optional(),
  imageCount: z.number().int(),
  /** `arriving` while the server is still waiting for objects. */
  state: z.enum(['arriving', 'complete']),
  created: z.string(),
});
export type Study = z.infer<typeof Study>;

export const WorklistPage = z.object({
  studies: z.array(Study),
  page: z.number().int(),
  more: z.boolean(),
  /** All studies that match, when the server can tell. */
  total: z.number().int().optional(),
});
export type WorklistPage = z.infer<typeof WorklistPage>;

export const StudyInstance = z.object({
  sopInstanceUid: z.string(),
  sopClassUid: z.string().optional(),
  /** Opaque version tag of the stored object. */
  version: z.string(),
  instanceNumber: z.number().int().optional(),
  frames: z.number().int(),
  rows: z.number().int().optional(),
  columns: z.number().int().optional(),
});
export type StudyInstance = z.infer<typeof StudyInstance>;

export const StudySeries = z.object({
  seriesInstanceUid: z.string(),
  number: z.number().int().optional(),
  modality: z.string().optional(),
  description: z.string().optional(),
  /** In the server's order; the viewer sorts stacks by geometry. */
  instances: z.array(StudyInstance),
});
export type StudySeries = z.infer<typeof StudySeries>;

/** What storage really holds of a study. */
export const StudyTree = z.object({ series: z.array(StudySeries) });
export type StudyTree = z.infer<typeof StudyTree>;

/** Sums up what an {@link StudyTree} holds: the number the proof of arrival compares. */
export function countInstances(tree: StudyTree): number {
  return tree.series.reduce((sum, series) => sum + series.instances.length, 0);
}
