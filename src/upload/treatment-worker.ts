import { parentPort, workerData } from 'node:worker_threads';
import { planPixels } from '../deid/pixels/plan-pixels.ts';
import { reviewPixels } from '../deid/pixels/review-pixels.ts';
import { readInstanceHeader } from '../dicom/instance-header.ts';
import { DicomReadError } from '../dicom/read-error.ts';
import { DicomWriteError } from '../dicom/write-error.ts';
import { FileroomError, type Problem, toProblem } from '../contract/problem.ts';
import { reasonOf } from '../source/reason.ts';
import { BrokenEntryError } from '../source/source-bytes.ts';
import { copyObject } from './copy-object.ts';
import { readHead, readWhole, withBytes } from './read-scanned.ts';
import { studyHeaderOf } from './study-header.ts';
import { wrapObject } from './wrap-object.ts';
import { type TreatedAround, refuseOther, treatLarge, treatWhole } from './treat-object.ts';
import {
  type CopiedObject,
  type CopyTask,
  READY,
  type TaskAnswer,
  type TaskResults,
  type TreatedContent,
  type TreatedObject,
  type TreatmentTask,
  type TreatTask,
  type WorkerData,
} from './treatment-task.ts';

/** Larger ones are not held in memory, but for what is not pixels. */
const { wholeUpTo } = workerData as WorkerData;

parentPort?.on('message', ({ id, task }: { id: number; task: TreatmentTask }) => {
  void answer(id, task);
});
parentPort?.postMessage(READY);

async function answer(id: number, task: TreatmentTask): Promise<void> {
  try {
    const result = await perform(task);
    post({ id, result }, 'content' in result ? buffersOf(result.content) : []);
  } catch (error) {
    post({ id, problem: describe(error) }, []);
  }
}

function post(message: TaskAnswer, transfer: ArrayBuffer[]): void {
  parentPort?.postMessage(message, transfer);
}

async function perform(task: TreatmentTask): Promise<TaskResults[keyof TaskResults]> {
  if (task.kind === 'treat') return treatedObject(task);
  if (task.kind === 'copy') return copyObjects(task);
  const file = withBytes(task, readHead);
  const header = readInstanceHeader(file);
  refuseOther(header, task);
  if (task.kind === 'header') return studyHeaderOf(header);
  const held = reviewPixels(file, task.pixels);
  const { blank } = planPixels(file, task.pixels);
  return held === undefined ? { blank } : { held, blank };
}

/** One that fails does not keep the others from being written. */
async function copyObjects({ copies, ...how }: CopyTask): Promise<CopiedObject[]> {
  const results: CopiedObject[] = [];
  for (const copy of copies) {
    try {
      results.push(await copyObject(copy, how, wholeUpTo));
    } catch (error) {
      results.push({ problem: describe(error) });
    }
  }
  return results;
}

/** They are handed over, not copied; parts of one buffer are one. */
function buffersOf({ pieces }: TreatedContent): ArrayBuffer[] {
  return [...new Set(pieces.flatMap((piece) => (piece instanceof Uint8Array ? [piece.buffer as ArrayBuffer] : [])))];
}

async function treatedObject(task: TreatTask): Promise<TreatedObject> {
  if (task.wrap !== undefined) return described(wrapObject(task, task.wrap));
  const hollow = task.bytes > wholeUpTo ? await treatLarge(task) : undefined;
  if (hollow !== undefined) return described(hollow);
  const treated = await treatWhole(withBytes(task, readWhole), task);
  const content = { pieces: [treated.bytes], deflatedFrom: undefined };
  return described({ treated, content, bytes: treated.bytes.byteLength });
}

/** With what the object says of itself now: exactly what the server will read. */
function described({ treated, content, bytes }: TreatedAround): TreatedObject {
  const { file, changes, kept, notCovered } = treated;
  const header = readInstanceHeader(file);
  const { sopInstanceUid } = header;
  return { content, bytes, sopInstanceUid, header: studyHeaderOf(header), changes, kept, notCovered };
}

function describe(error: unknown): Problem {
  if (error instanceof FileroomError) return error.toProblem();
  // Both promise that their messages hold no values.
  if (error instanceof DicomReadError || error instanceof DicomWriteError) {
    return { code: error.code, message: error.message };
  }
  if (error instanceof BrokenEntryError) {
    return { code: 'unreadable', message: `${error.message}.`, next: 'choose-another-source' };
  }
  if (error instanceof Error && 'syscall' in error) {
    return { code: 'unreadable', message: `The file cannot be read: ${reasonOf(error)}.`, next: 'reinsert-disc' };
  }
  return toProblem(error);
}
