import { z } from 'zod';
import type { OpenStudy } from '../clients/port/archive-connection.ts';
import { IdentityDecision } from '../contract/identity-decision.ts';
import { Destination, ImportPhase, ImportSource, Proof, StudyOutcome, Treatment } from '../contract/import.ts';
import { Problem } from '../contract/problem-schema.ts';
import { Charset } from '../contract/scan.ts';
import { BandwidthLimit, Priority } from '../contract/transfer.ts';
import type { Place } from '../source/place.ts';
import type { Wrapping } from './plan.ts';

const flag = z.literal([0, 1]).transform((value) => value === 1);

/** A column of JSON text. */
export function jsonOf<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}

const Remote: z.ZodType<OpenStudy> = z.object({
  uuid: z.string(),
  studyInstanceUid: z.string(),
  namespaceId: z.string(),
  storageNamespaceId: z.string(),
  storageHost: z.string().exactOptional(),
});

const offset = z.number().int().nonnegative();
const placeKinds = {
  extents: z.object({
    kind: z.literal('extents'),
    extents: z.array(z.object({ offset, bytes: offset })),
  }),
  'zip-entry': z.object({
    kind: z.literal('zip-entry'),
    headerOffset: offset,
    deflated: z.boolean(),
    storedBytes: offset,
    bytes: offset,
  }),
} satisfies Record<Place['kind'], z.ZodType<Place>>;
export const StoredPlace = z.discriminatedUnion('kind', [placeKinds.extents, placeKinds['zip-entry']]);

const StoredWrapping: z.ZodType<Wrapping> = z.object({
  sha256: z.string(),
  seriesInstanceUid: z.string(),
  title: z.string(),
  burnedIn: z.boolean(),
  template: z.object({
    file: z.string(),
    place: StoredPlace.exactOptional(),
    bytes: offset,
    sopInstanceUid: z.string(),
  }),
});

/** The journal's rows as the program uses them. The file may have been written by an older version or damaged. */
export const ImportRow = z
  .object({
    id: z.string(),
    connection_id: z.string(),
    connection_name: z.string(),
    destination: jsonOf(Destination),
    destination_name: z.string(),
    namespace_id: z.string(),
    treatment: jsonOf(Treatment),
    decision: jsonOf(IdentityDecision).nullable(),
    charset: Charset.nullable(),
    label: z.string(),
    phase: ImportPhase,
    owner: z.string().nullable(),
    problem: jsonOf(Problem).nullable(),
    scan_problems: jsonOf(z.array(Problem)),
    resumed: flag,
    started_at: z.string(),
    finished_at: z.string().nullable(),
    checked_at: z.string().nullable(),
    sender: z.string().nullable(),
    sources: jsonOf(z.array(ImportSource)),
    priority: Priority,
  })
  .transform((row) => ({
    id: row.id,
    connectionId: row.connection_id,
    connectionName: row.connection_name,
    destination: row.destination,
    destinationName: row.destination_name,
    namespaceId: row.namespace_id,
    treatment: row.treatment,
    decision: row.decision ?? undefined,
    charset: row.charset ?? undefined,
    label: row.label,
    phase: row.phase,
    owner: row.owner ?? undefined,
    problem: row.problem ?? undefined,
    scanProblems: row.scan_problems,
    resumed: row.resumed,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
    checkedAt: row.checked_at ?? undefined,
    sender: row.sender ?? undefined,
    sources: row.sources,
    priority: row.priority,
  }));
export type ImportRow = z.output<typeof ImportRow>;

export const StudyRow = z
  .object({
    id: z.number(),
    study_uid: z.string(),
    remote: jsonOf(Remote).nullable(),
    outcome: StudyOutcome.nullable(),
    problem: jsonOf(Problem).nullable(),
  })
  .transform((row) => ({
    id: row.id,
    studyInstanceUid: row.study_uid,
    remote: row.remote ?? undefined,
    outcome: row.outcome ?? undefined,
    problem: row.problem ?? undefined,
  }));
export type StudyRow = z.output<typeof StudyRow>;

export const ObjectState = z.enum(['waiting', 'sent', 'verified', 'failed']);
export type ObjectState = z.infer<typeof ObjectState>;

export const ObjectRow = z
  .object({
    id: z.number(),
    source_root: z.string(),
    path: z.string(),
    file: z.string(),
    place: jsonOf(StoredPlace).nullable(),
    sop_uid: z.string(),
    sent_sop_uid: z.string().nullable(),
    sent_version: z.string().nullable(),
    sent_sha256: z.string().nullable(),
    sent_bytes: z.number().nullable(),
    proof: Proof.nullable(),
    bytes: z.number(),
    file_bytes: z.number(),
    mtime_ms: z.number(),
    mend: flag,
    wrap: jsonOf(StoredWrapping).nullable(),
    state: ObjectState,
    deduplicated: flag,
    failure: jsonOf(Problem).nullable(),
  })
  .transform((row) => ({
    id: row.id,
    sourceRoot: row.source_root,
    path: row.path,
    file: row.file,
    ...(row.place === null ? {} : { place: row.place }),
    sopInstanceUid: row.sop_uid,
    sentSopInstanceUid: row.sent_sop_uid ?? undefined,
    sentVersion: row.sent_version ?? undefined,
    sentSha256: row.sent_sha256 ?? undefined,
    sentBytes: row.sent_bytes ?? undefined,
    proof: row.proof ?? undefined,
    bytes: row.bytes,
    fileBytes: row.file_bytes,
    mtimeMs: row.mtime_ms,
    mend: row.mend,
    ...(row.wrap === null ? {} : { wrap: row.wrap }),
    state: row.state,
    deduplicated: row.deduplicated,
    failure: row.failure ?? undefined,
  }));
export type ObjectRow = z.output<typeof ObjectRow>;

export const LimitRow = z.object({ connection_id: z.string(), setting: jsonOf(BandwidthLimit) });

export const FailureRow = z.object({ failure: jsonOf(Problem) });

export const TotalsRow = z.object({ state: ObjectState, objects: z.number(), bytes: z.number() });
export type TotalsRow = z.infer<typeof TotalsRow>;
