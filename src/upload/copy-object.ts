import { inMemory } from '../dicom/byte-source.ts';
import { editedStream } from '../dicom/edit-stream.ts';
import { readInstanceHeader } from '../dicom/instance-header.ts';
import { streamSource } from './source.ts';
import { readWhole, withBytes } from './read-scanned.ts';
import { type Treated, treatHollow, treatLarge, treatWhole } from './treat-object.ts';
import type { CopiedObject, CopyTask } from './treatment-task.ts';
import { writeCopy } from './write-copy.ts';

/**
 * Writes a treated object as a file, in the thread that treats it: pixels that do not change go from the one file to
 * the other, and nowhere else.
 * @param wholeUpTo bytes up to which an object is held in memory
 */
export async function copyObject(task: CopyTask, wholeUpTo: number): Promise<CopiedObject> {
  const { file, notCovered } = await (task.bytes > wholeUpTo ? copyLarge(task) : copySmall(task));
  return { sopInstanceUid: readInstanceHeader(file).sopInstanceUid, notCovered };
}

/** Used for one object after the other: memory that is taken anew costs more than to read the file. */
let buffer = new Uint8Array();

async function copySmall(task: CopyTask): Promise<Treated> {
  if (buffer.length < task.bytes) buffer = new Uint8Array(task.bytes);
  const original = withBytes(task, (source) => source.readInto(buffer.subarray(0, task.bytes)));
  const source = inMemory(original);
  const hollow = await treatHollow(source, task);
  if (hollow === undefined) return copyWhole(new Uint8Array(original), task);
  await writeCopy(task.target, editedStream(source, hollow.content));
  return hollow.treated;
}

async function copyLarge(task: CopyTask): Promise<Treated> {
  const hollow = await treatLarge(task);
  if (hollow === undefined) return copyWhole(withBytes(task, readWhole), task);
  await writeCopy(task.target, streamSource(task, { treated: hollow }));
  return hollow.treated;
}

async function copyWhole(original: Uint8Array<ArrayBuffer>, task: CopyTask): Promise<Treated> {
  const treated = await treatWhole(original, task);
  await writeCopy(task.target, [treated.bytes]);
  return treated;
}
