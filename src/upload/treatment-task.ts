import type { StudyHeader } from '../clients/port/archive-connection.ts';
import type { TagChange, Treatment, TreatmentPreview } from '../contract/import.ts';
import type { PixelRegion, PixelTreatment } from '../contract/pixels.ts';
import type { Problem } from '../contract/problem.ts';
import type { Held } from '../deid/pixels/review-pixels.ts';
import type { EditPlan } from '../dicom/edit-stream.ts';
import { FileroomError } from '../contract/problem.ts';
import type { Charset } from '../contract/scan.ts';
import type { Place } from '../source/place.ts';
import type { Wrapping } from './plan.ts';

/** A file that was scanned. */
export interface ScannedFile {
  readonly file: string;
  /** Where in `file` it lies, when that is a disc image or archive. */
  readonly place?: Place;
  readonly bytes: number;
  /** What the scan found in it: when another object is there now, it is refused. */
  readonly sopInstanceUid: string;
}

/** What is to be done to objects. */
export interface HowToTreat {
  readonly treatment: Treatment;
  /** What the texts are in, whatever the file declares; the declaration is corrected. */
  readonly charset?: Charset | undefined;
  /** The key of the UID and date maps; it never leaves this machine. */
  readonly key: Uint8Array;
  /** Written as the time of a change. The import's beginning: treated again, the object is the same again. */
  readonly now: Date;
  /** The answer names what is kept, too. */
  readonly listsKept?: boolean | undefined;
}

/** An object, and what is to be done to it. */
export interface TreatTask extends ScannedFile, HowToTreat {
  /** It is none yet, and becomes one. */
  readonly wrap?: Wrapping;
}

/**
 * Treated objects as files, one after the other: several small ones at once, because a message between threads takes
 * as long as to treat one of them.
 */
export interface CopyTask extends HowToTreat {
  readonly copies: readonly ToCopy[];
}

export interface ToCopy {
  readonly source: ScannedFile | FileBelow;
  /** Where it is written; the name is free, and its folder may not be there yet. */
  readonly target: string;
}

/** A file of a scanned folder, which the thread that reads it looks for. */
export interface FileBelow extends Pick<ScannedFile, 'bytes' | 'sopInstanceUid'> {
  /** The folder without links. */
  readonly root: string;
  readonly path: string;
}

/**
 * What a worker is asked: the study header of a file as it is, why its pixels are held, the file treated, or treated
 * copies of several.
 */
export type TreatmentTask =
  | (ScannedFile & { readonly kind: 'header' })
  | (ScannedFile & { readonly kind: 'review'; readonly pixels: PixelTreatment })
  | (TreatTask & { readonly kind: 'treat' })
  | (CopyTask & { readonly kind: 'copy' });

/** What a treated object is made of: new bytes, and those of its file that are copied as it leaves. */
export type TreatedContent = Pick<EditPlan, 'pieces' | 'deflatedFrom'>;

/** A Part 10 file as it will leave, and what was done to it. */
export interface TreatedObject {
  readonly content: TreatedContent;
  readonly bytes: number;
  readonly sopInstanceUid: string;
  readonly header: StudyHeader;
  readonly changes: readonly TagChange[];
  readonly kept: number;
  readonly notCovered: TreatmentPreview['notCovered'];
}

/** What was written, or why nothing was. */
export type CopiedObject = Pick<TreatedObject, 'sopInstanceUid' | 'notCovered'> | { readonly problem: Problem };

/** What a person must know of an object's pixels, and what is blanked in them so far. */
export interface Reviewed {
  /** Absent when nobody need look. */
  readonly held?: Held;
  readonly blank: readonly PixelRegion[];
}

/** Set for all tasks of a worker. */
export interface WorkerData {
  /** Bytes up to which an object is treated in memory as a whole. */
  readonly wholeUpTo: number;
}

export interface TaskResults {
  readonly header: StudyHeader;
  readonly review: Reviewed;
  readonly treat: TreatedObject;
  /** In the order of the task. */
  readonly copy: readonly CopiedObject[];
}

/** What a worker says when it has loaded all it needs. */
export const READY = 'ready';

export type TaskAnswer =
  | { readonly id: number; readonly result: TaskResults[keyof TaskResults] }
  | { readonly id: number; readonly problem: Problem };

/** A file could not be treated; it is not sent. */
export class TreatmentError extends FileroomError {
  readonly name = 'TreatmentError';

  constructor(problem: Problem) {
    super(problem.code, problem.message, problem.next === undefined ? {} : { next: problem.next });
  }
}
