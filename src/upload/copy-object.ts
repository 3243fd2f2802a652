import { statSync } from 'node:fs';
import { readInstanceUids } from '../dicom/instance-header.ts';
import { openFileBelow } from '../source/confine.ts';
import { systemPath } from '../source/file-name.ts';
import { type SourceFile, streamSource } from './source.ts';
import { readWhole, withBytes } from './read-scanned.ts';
import { type Treated, treatHollow, treatLarge, treatUpToPixels, treatWhole } from './treat-object.ts';
import type { CopiedObject, HowToTreat, ScannedFile, ToCopy, TreatTask } from './treatment-task.ts';
import { inMemory } from '../dicom/byte-source.ts';
import { editedStream } from '../dicom/edit-stream.ts';
import { writeCopy, writePieces } from './write-copy.ts';

/**
 * Writes a treated object as a file, in the thread that treats it: pixels that do not change go from the one file to
 * the other, and nowhere else.
 * @param wholeUpTo bytes up to which an object is held in memory
 */
export async function copyObject(
  { source, target }: ToCopy,
  how: HowToTreat,
  wholeUpTo: number,
): Promise<Exclude<CopiedObject, { problem: unknown }>> {
  const scanned = located(source);
  const task = { ...scanned, ...how };
  const { file, notCovered } = await (task.bytes > wholeUpTo ? copyLarge(task, target) : copySmall(task, target));
  return { sopInstanceUid: readInstanceUids(file).sopInstanceUid, notCovered };
}

function located(source: ToCopy['source']): ScannedFile {
  if ('file' in source) return source;
  const { root, path, bytes, sopInstanceUid } = source;
  return { file: openFileBelow(root, path), bytes, sopInstanceUid };
}

/** Used for one object after the other: memory that is taken anew costs more than to read the file. */
let buffer = new Uint8Array();

async function copySmall(task: TreatTask, target: string): Promise<Treated> {
  if (buffer.length < task.bytes) buffer = new Uint8Array(task.bytes);
  const original = withBytes(task, (source) => source.readInto(buffer.subarray(0, task.bytes)));
  const simple = treatUpToPixels(original, task);
  if (simple !== undefined) {
    writePieces(target, simple.pieces);
    return simple.treated;
  }
  const source = inMemory(original);
  const hollow = await treatHollow(source, task);
  if (hollow === undefined) return copyWhole(new Uint8Array(original), task, target);
  await writeCopy(target, editedStream(source, hollow.content));
  return hollow.treated;
}

async function copyLarge(task: TreatTask, target: string): Promise<Treated> {
  const onDisk = asItIs(task);
  const hollow = await treatLarge(task);
  if (hollow === undefined) return copyWhole(withBytes(task, readWhole), task, target);
  await writeCopy(target, streamSource({ ...task, ...onDisk }, { treated: hollow }));
  return hollow.treated;
}

/** So that what is streamed is what was treated. */
function asItIs({ file }: ScannedFile): Pick<SourceFile, 'fileBytes' | 'mtimeMs'> {
  const { size, mtimeMs } = statSync(systemPath(file));
  return { fileBytes: size, mtimeMs: Math.trunc(mtimeMs) };
}

async function copyWhole(original: Uint8Array<ArrayBuffer>, task: TreatTask, target: string): Promise<Treated> {
  const treated = await treatWhole(original, task);
  writePieces(target, [treated.bytes]);
  return treated;
}
