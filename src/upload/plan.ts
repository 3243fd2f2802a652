import { createHash } from 'node:crypto';
import type { IdentityDecision } from '../contract/identity-decision.ts';
import type { Destination, ImportSource, Treatment } from '../contract/import.ts';
import type { Problem } from '../contract/problem.ts';
import type { Charset } from '../contract/scan.ts';
import type { Place } from '../source/place.ts';

/** Of a file that becomes a DICOM object on its way out: what it becomes, always the same of the same file and study. */
export interface Wrapping {
  /** Of the file: its size and time alone would not do, where they make an object. */
  readonly sha256: string;
  readonly seriesInstanceUid: string;
  readonly title: string;
  /** Whether somebody is named in it: yes, unless a person has read it. */
  readonly burnedIn: boolean;
  /** An object of the study: patient and study are copied from it. */
  readonly template: Pick<PlannedObject, 'file' | 'place' | 'bytes' | 'sopInstanceUid'>;
}

/** One file to send, as it was when the person chose it. */
export interface PlannedObject {
  /** The disc, folder or file that was scanned. When it is gone as a whole, the import waits for it. */
  readonly sourceRoot: string;
  /** For people: relative to the source, with forward slashes. */
  readonly path: string;
  /** The absolute path, already confined to the source: of itself, or of the disc image or archive that holds it. */
  readonly file: string;
  /** Where in `file` it lies, when that is a disc image or archive. */
  readonly place?: Place;
  readonly sopInstanceUid: string;
  readonly bytes: number;
  /** Of `file`, like the time: the same as `bytes` unless it holds other files too. */
  readonly fileBytes: number;
  readonly mtimeMs: number;
  /** The file is no proper Part 10 file (no meta group, broken lengths): it is written anew before it is sent. */
  readonly mend: boolean;
  /** The file is no DICOM object yet. */
  readonly wrap?: Wrapping;
}

/** A document that goes with a study, as it was when the person chose it. */
export interface PlannedAttachment {
  /** The absolute path, without links: of itself, or of the disc image or archive that holds it. */
  readonly file: string;
  readonly place?: Place;
  /** As it is called at its destination. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Of `file`, like the time. */
  readonly fileBytes: number;
  readonly mtimeMs: number;
}

export interface PlannedStudy {
  readonly studyInstanceUid: string;
  readonly objects: readonly PlannedObject[];
  readonly attachments?: readonly PlannedAttachment[];
}

/** All that an import needs to know, now and after a restart. */
export interface ImportPlan {
  readonly connectionId: string;
  readonly connectionName: string;
  readonly destination: Destination;
  readonly destinationName: string;
  readonly namespaceId: string;
  readonly treatment: Treatment;
  /** Who decided as whom the images leave, and why. It makes no other import: the same identity is the same import. */
  readonly decision?: IdentityDecision;
  /** What all texts are in, whatever the files declare: the declaration is corrected on the way. */
  readonly charset?: Charset;
  /** What the person sees in the list of transfers. */
  readonly label: string;
  readonly studies: readonly PlannedStudy[];
  /** Who was signed in when it was planned. */
  readonly sender?: string;
  /** From which discs, folders and files it comes. */
  readonly sources?: readonly ImportSource[];
  /** What the scan could not read. */
  readonly problems: readonly Problem[];
}

/** The same for the same files going the same way to the same place. */
export function fingerprintOf(plan: ImportPlan): string {
  const objects = plan.studies
    .flatMap((study) =>
      study.objects.map(({ file, sopInstanceUid, bytes, mtimeMs, place, wrap }) =>
        JSON.stringify([study.studyInstanceUid, file, sopInstanceUid, bytes, mtimeMs, ...given(place), ...given(wrap)]),
      ),
    )
    .sort();
  const attachments = plan.studies
    .flatMap((study) => (study.attachments ?? []).map((one) => JSON.stringify([study.studyInstanceUid, one])))
    .sort();
  const { connectionId, namespaceId, treatment, charset } = plan;
  return createHash('sha256')
    .update(
      JSON.stringify([connectionId, namespaceId, canonical(treatment), objects, ...given(charset), ...attachments]),
    )
    .digest('hex');
}

/** Nothing for what is not there, so that older imports are still the same as before. */
function given<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function canonical(treatment: Treatment): unknown {
  if (treatment.kind !== 'as-is' && treatment.rules !== undefined) {
    // What was counted for an import does not make it another one.
    const { values: _, ...rules } = treatment.rules;
    const { rules: __, ...own } = treatment;
    return [canonical(own), rules];
  }
  if (treatment.kind === 'deidentify') {
    // What the scan found is no decision: with one file more or less beside them, the objects are the same import.
    const { known: _, ...own } = treatment;
    return Object.values(own);
  }
  if (treatment.kind !== 'burn-in') return Object.values(treatment);
  const { set, reason, keepOutsideId, newUids } = treatment;
  const values = Object.entries(set).sort(([a], [b]) => (a < b ? -1 : 1));
  return ['burn-in', ...values, ...given(reason), ...given(keepOutsideId), ...given(newUids)];
}
