import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { planPixels } from '../deid/pixels/plan-pixels.ts';
import { reviewPixels } from '../deid/pixels/review-pixels.ts';
import { rewritesPixels, treatWithPixels } from '../deid/pixels/treat-pixels.ts';
import { editDicom } from '../dicom/edit-dicom.ts';
import { type InstanceHeader, readInstanceHeader } from '../dicom/instance-header.ts';
import { type DicomFile, readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError, NeedMoreBytesError } from '../dicom/read-error.ts';
import { DicomWriteError } from '../dicom/write-error.ts';
import { FileroomError, type Problem, toProblem } from '../contract/problem.ts';
import { systemPath } from '../source/file-name.ts';
import { reasonOf } from '../source/reason.ts';
import { BrokenEntryError, type SourceBytes, openBytes } from '../source/source-bytes.ts';
import { byteSource, sourceChanged } from './source.ts';
import { treatAround } from './treat-around.ts';
import { studyHeaderOf } from './study-header.ts';
import type {
  ScannedFile,
  TaskAnswer,
  TaskResults,
  TreatedContent,
  TreatedObject,
  TreatmentTask,
  WorkerData,
} from './treatment-task.ts';

/** Enough for the header of nearly every object. */
const FIRST_READ = 64 * 1024;
/** What Node reads into one buffer. */
const MAX_BYTES = 2 ** 31 - 1;
/** Larger ones are not held in memory, but for what is not pixels. */
const { wholeUpTo } = workerData as WorkerData;

parentPort?.on('message', ({ id, task }: { id: number; task: TreatmentTask }) => {
  void answer(id, task);
});

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
  if (task.kind === 'treat') return treatFile(task);
  const file = withSource(task, readHead);
  const header = readInstanceHeader(file);
  refuseOther(header, task);
  if (task.kind === 'header') return studyHeaderOf(header);
  const held = reviewPixels(file, task.pixels);
  const { blank } = planPixels(file, task.pixels);
  return held === undefined ? { blank } : { held, blank };
}

/** They are handed over, not copied; parts of one buffer are one. */
function buffersOf({ pieces }: TreatedContent): ArrayBuffer[] {
  return [...new Set(pieces.flatMap((piece) => (piece instanceof Uint8Array ? [piece.buffer as ArrayBuffer] : [])))];
}

function refuseOther(found: InstanceHeader, wanted: ScannedFile): void {
  if (found.sopInstanceUid !== wanted.sopInstanceUid) throw sourceChanged(wanted.place);
}

function withSource<T>({ file, place, bytes }: ScannedFile, action: (source: SourceBytes) => T): T {
  const source = openBytes(file, place);
  try {
    if (source?.size !== bytes) throw sourceChanged(place);
    return action(source);
  } finally {
    source?.close();
  }
}

/** Reads from the file's beginning as much as the header needs, and no pixels. */
function readHead(source: SourceBytes): DicomFile {
  const { size: totalBytes } = source;
  for (let wanted = Math.min(FIRST_READ, totalBytes); ;) {
    const bytes = source.read(0, wanted);
    try {
      const options = { untilPixelData: true, partial: bytes.length < totalBytes, totalBytes };
      return readDicom(bytes, options);
    } catch (error) {
      if (!(error instanceof NeedMoreBytesError) || error.needed <= bytes.length) throw error;
      wanted = Math.min(totalBytes, Math.max(error.needed, wanted * 2));
    }
  }
}

/** An object as its treatment makes it, in memory. */
type Treated = Omit<TreatedObject, 'content' | 'bytes'> & { readonly bytes: Uint8Array<ArrayBuffer> };

async function treatBytes(
  original: Uint8Array<ArrayBuffer>,
  task: TreatmentTask & { kind: 'treat' },
): Promise<Treated> {
  const { treatment, charset, key, now, listsKept } = task;
  refuseOther(readInstanceHeader(readDicom(original, { untilPixelData: true })), task);
  if (treatment.kind === 'as-is') {
    const bytes = editDicom(original, {}, { charset });
    return { ...identify(bytes), bytes, changes: [], kept: 0, notCovered: [] };
  }
  const context = { key, now, charset, listsKept };
  const { bytes, changes, kept, notCovered } = await treatWithPixels(original, treatment, context);
  return { ...identify(bytes), bytes, changes, kept, notCovered };
}

async function treatFile(task: TreatmentTask & { kind: 'treat' }): Promise<TreatedObject> {
  if (task.bytes > wholeUpTo) {
    const treated = await treatLarge(task);
    if (treated !== undefined) return treated;
  }
  if (task.bytes > MAX_BYTES) throw new DicomReadError('too-large', 'The file is too large to change its pixels.');
  const original = new Uint8Array(withSource(task, (source) => source.read(0, source.size)));
  const { bytes, ...treated } = await treatBytes(original, task);
  return { ...treated, bytes: bytes.byteLength, content: { pieces: [bytes], deflatedFrom: undefined } };
}

/** Undefined when the whole file is needed: the treatment changes its pixels, or it is large without them. */
async function treatLarge(task: TreatmentTask & { kind: 'treat' }): Promise<TreatedObject | undefined> {
  const { treatment, charset } = task;
  const handle = await open(systemPath(task.file));
  try {
    const result = await treatAround(byteSource(handle, task), charset, async (hollow) =>
      rewritesPixels(readDicom(hollow, { charset }), treatment) ? undefined : treatBytes(hollow, task),
    );
    if (result === undefined) return undefined;
    const { treated, content } = result;
    return { ...treated, content, bytes: content.pieces.reduce((sum, piece) => sum + lengthOf(piece), 0) };
  } catch (error) {
    if (error instanceof DicomReadError && error.code === 'too-large') return undefined;
    throw error;
  } finally {
    await handle.close();
  }
}

function lengthOf(piece: TreatedContent['pieces'][number]): number {
  return piece instanceof Uint8Array ? piece.byteLength : piece.end - piece.start;
}

/** What the object says of itself now: exactly what the server will read. */
function identify(bytes: Uint8Array): Pick<TreatedObject, 'sopInstanceUid' | 'header'> {
  const file: DicomFile = readDicom(bytes, { untilPixelData: true });
  const header = readInstanceHeader(file);
  return { sopInstanceUid: header.sopInstanceUid, header: studyHeaderOf(header) };
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
