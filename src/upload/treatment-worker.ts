import { open, readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { treat } from '../deid/treat.ts';
import { editDicom } from '../dicom/edit-dicom.ts';
import { type InstanceHeader, readInstanceHeader } from '../dicom/instance-header.ts';
import { type DicomFile, readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError, NeedMoreBytesError } from '../dicom/read-error.ts';
import { DicomWriteError } from '../dicom/write-error.ts';
import { FileroomError, type Problem, toProblem } from '../contract/problem.ts';
import { sourceChanged } from './source.ts';
import { studyHeaderOf } from './study-header.ts';
import type { TaskAnswer, TaskResults, TreatedObject, TreatmentTask } from './treatment-task.ts';

/** Enough for the header of nearly every object. */
const FIRST_READ = 64 * 1024;
/** What Node reads into one buffer; treating needs the object and its new form in memory. */
const MAX_BYTES = 2 ** 31 - 1;

parentPort?.on('message', ({ id, task }: { id: number; task: TreatmentTask }) => {
  void answer(id, task);
});

async function answer(id: number, task: TreatmentTask): Promise<void> {
  try {
    const result = await perform(task);
    post({ id, result }, 'bytes' in result ? [result.bytes.buffer] : []);
  } catch (error) {
    post({ id, problem: describe(error) }, []);
  }
}

function post(message: TaskAnswer, transfer: ArrayBuffer[]): void {
  parentPort?.postMessage(message, transfer);
}

async function perform(task: TreatmentTask): Promise<TaskResults[keyof TaskResults]> {
  if (task.kind === 'treat') return treatFile(task);
  const header = await readHeader(task.file, task.bytes);
  refuseOther(header, task);
  return studyHeaderOf(header);
}

function refuseOther(found: InstanceHeader, wanted: Pick<TreatmentTask, 'sopInstanceUid'>): void {
  if (found.sopInstanceUid !== wanted.sopInstanceUid) throw sourceChanged();
}

/** Reads from the file's beginning as much as the header needs, and no pixels. */
async function readHeader(file: string, totalBytes: number): Promise<InstanceHeader> {
  const handle = await open(file, 'r');
  try {
    for (let wanted = Math.min(FIRST_READ, totalBytes); ;) {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(wanted), 0, wanted, 0);
      try {
        const options = { untilPixelData: true, partial: bytesRead < totalBytes, totalBytes };
        return readInstanceHeader(readDicom(buffer.subarray(0, bytesRead), options));
      } catch (error) {
        if (!(error instanceof NeedMoreBytesError) || error.needed <= bytesRead) throw error;
        wanted = Math.min(totalBytes, Math.max(error.needed, wanted * 2));
      }
    }
  } finally {
    await handle.close();
  }
}

async function treatFile({
  file,
  bytes: expected,
  sopInstanceUid,
  treatment,
  key,
  now,
}: TreatmentTask & { kind: 'treat' }): Promise<TreatedObject> {
  if (expected > MAX_BYTES) throw new DicomReadError('too-large', 'The file is too large to be changed on its way.');
  const original = new Uint8Array(await readFile(file));
  refuseOther(readInstanceHeader(readDicom(original, { untilPixelData: true })), { sopInstanceUid });
  if (treatment.kind === 'as-is') {
    const bytes = editDicom(original, {});
    return { ...identify(bytes), bytes, changes: [], kept: 0, notCovered: [] };
  }
  const { bytes, changes, kept, notCovered } = treat(original, treatment, { key, now });
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
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code !== undefined && /^E[A-Z]+$/.test(code)) {
    return { code: 'unreadable', message: `The file cannot be read (${code}).`, next: 'reinsert-disc' };
  }
  return toProblem(error);
}
