import { parentPort } from 'node:worker_threads';
import { treat } from '../deid/treat.ts';
import { editDicom } from '../dicom/edit-dicom.ts';
import { type InstanceHeader, readInstanceHeader } from '../dicom/instance-header.ts';
import { type DicomFile, readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError, NeedMoreBytesError } from '../dicom/read-error.ts';
import { DicomWriteError } from '../dicom/write-error.ts';
import { FileroomError, type Problem, toProblem } from '../contract/problem.ts';
import { reasonOf } from '../source/reason.ts';
import { BrokenEntryError, type SourceBytes, openBytes } from '../source/source-bytes.ts';
import { sourceChanged } from './source.ts';
import { studyHeaderOf } from './study-header.ts';
import type { ScannedFile, TaskAnswer, TaskResults, TreatedObject, TreatmentTask } from './treatment-task.ts';

/** Enough for the header of nearly every object. */
const FIRST_READ = 64 * 1024;
/** What Node reads into one buffer; treating needs the object and its new form in memory. */
const MAX_BYTES = 2 ** 31 - 1;

parentPort?.on('message', ({ id, task }: { id: number; task: TreatmentTask }) => {
  answer(id, task);
});

function answer(id: number, task: TreatmentTask): void {
  try {
    const result = perform(task);
    post({ id, result }, 'bytes' in result ? [result.bytes.buffer] : []);
  } catch (error) {
    post({ id, problem: describe(error) }, []);
  }
}

function post(message: TaskAnswer, transfer: ArrayBuffer[]): void {
  parentPort?.postMessage(message, transfer);
}

function perform(task: TreatmentTask): TaskResults[keyof TaskResults] {
  if (task.kind === 'treat') return treatFile(task);
  const header = withSource(task, readHeader);
  refuseOther(header, task);
  return studyHeaderOf(header);
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
function readHeader(source: SourceBytes): InstanceHeader {
  const { size: totalBytes } = source;
  for (let wanted = Math.min(FIRST_READ, totalBytes); ;) {
    const bytes = source.read(0, wanted);
    try {
      const options = { untilPixelData: true, partial: bytes.length < totalBytes, totalBytes };
      return readInstanceHeader(readDicom(bytes, options));
    } catch (error) {
      if (!(error instanceof NeedMoreBytesError) || error.needed <= bytes.length) throw error;
      wanted = Math.min(totalBytes, Math.max(error.needed, wanted * 2));
    }
  }
}

function treatFile(task: TreatmentTask & { kind: 'treat' }): TreatedObject {
  const { treatment, charset, key, now } = task;
  if (task.bytes > MAX_BYTES) throw new DicomReadError('too-large', 'The file is too large to be changed on its way.');
  const original = new Uint8Array(withSource(task, (source) => source.read(0, source.size)));
  refuseOther(readInstanceHeader(readDicom(original, { untilPixelData: true })), task);
  if (treatment.kind === 'as-is') {
    const bytes = editDicom(original, {}, { charset });
    return { ...identify(bytes), bytes, changes: [], kept: 0, notCovered: [] };
  }
  const { bytes, changes, kept, notCovered } = treat(original, treatment, { key, now, charset });
  return { ...identify(bytes), bytes, changes, kept, notCovered };
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
