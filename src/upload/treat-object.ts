import { open } from 'node:fs/promises';
import { refuseFound } from '../deid/deidentify.ts';
import type { TreatedFile } from '../deid/treat.ts';
import { treatAroundPixels, treatFileWithPixels } from '../deid/pixels/treat-pixels.ts';
import type { ByteSource } from '../dicom/byte-source.ts';
import { editFile } from '../dicom/edit-dicom.ts';
import { editedStream } from '../dicom/edit-stream.ts';
import { type InstanceUids, readInstanceUids } from '../dicom/instance-header.ts';
import { aroundEnd } from '../dicom/read-around.ts';
import { type DicomFile, readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError } from '../dicom/read-error.ts';
import { systemPath } from '../source/file-name.ts';
import { byteSource, sourceChanged } from './source.ts';
import { filled, treatAround } from './treat-around.ts';
import type { ScannedFile, TreatedContent, TreatTask } from './treatment-task.ts';

/** What a treatment makes of an object. */
export type Treated = Pick<TreatedFile, 'bytes' | 'file' | 'changes' | 'kept' | 'notCovered' | 'pixelText'>;

export interface TreatedAround {
  readonly treated: Treated;
  readonly content: TreatedContent;
  /** Of the content. */
  readonly bytes: number;
}

/** In memory, as a whole. */
export async function treatWhole(original: Uint8Array<ArrayBuffer>, task: TreatTask): Promise<Treated> {
  const { treatment, charset, key, now, listsKept } = task;
  const file = readDicom(original, { charset });
  refuseOther(readInstanceUids(file), task);
  if (treatment.kind === 'as-is') return rewritten(file);
  return treatFileWithPixels(file, original, treatment, { key, now, charset, listsKept });
}

/**
 * With no more in memory than what is not pixels. Undefined when the whole file is needed: the treatment changes its
 * pixels, or it is large without them.
 */
export async function treatHollow(source: ByteSource, task: TreatTask): Promise<TreatedAround | undefined> {
  try {
    const result = await treatAround<Treated>(source, task.charset, (hollow) => treatedHollow(hollow, task));
    if (result !== undefined) await searchPixels(source, result);
    return result && { ...result, bytes: result.content.pieces.reduce((sum, piece) => sum + lengthOf(piece), 0) };
  } catch (error) {
    if (error instanceof DicomReadError && error.code === 'too-large') return undefined;
    throw error;
  }
}

/**
 * {@link treatHollow} of an object in memory that is as nearly all are, with its pixels at the end: read once, and at
 * once. Undefined for any other.
 * @returns what to write; the pixels are a view of `original`
 */
export function treatUpToPixels(
  original: Uint8Array,
  task: TreatTask,
): { readonly treated: Treated; readonly pieces: readonly Uint8Array[] } | undefined {
  const around = aroundEnd(readDicom(original, { charset: task.charset }));
  if (around === undefined) return undefined;
  const { file, pixels } = around;
  const treated = treatedHollow(file, task);
  if (treated?.pixelText !== undefined) {
    treated.pixelText.push(original.subarray(file.pixels?.valueStart ?? pixels.start));
    refuseFound(treated.pixelText);
  }
  return treated && { treated, pieces: filled(treated, pixels.tag, [original.subarray(pixels.start)]) };
}

function treatedHollow(hollow: DicomFile, task: TreatTask): Treated | undefined {
  const { treatment, charset, key, now, listsKept } = task;
  refuseOther(readInstanceUids(hollow), task);
  if (treatment.kind === 'as-is') return rewritten(hollow);
  return treatAroundPixels(hollow, treatment, { key, now, charset, listsKept });
}

/** The pixels stay where they are, but what they say in text is searched as all else is. */
async function searchPixels(source: ByteSource, { treated, content }: Omit<TreatedAround, 'bytes'>): Promise<void> {
  const { pixelText } = treated;
  if (pixelText === undefined) return;
  const pieces = content.pieces.filter((piece) => !(piece instanceof Uint8Array));
  for await (const chunk of editedStream(source, { ...content, pieces })) pixelText.push(chunk);
  refuseFound(pixelText);
}

/** {@link treatHollow}, read from the disk. */
export async function treatLarge(task: TreatTask): Promise<TreatedAround | undefined> {
  const handle = await open(systemPath(task.file));
  try {
    return await treatHollow(byteSource(handle, task), task);
  } finally {
    await handle.close();
  }
}

export function refuseOther(found: InstanceUids, wanted: Pick<ScannedFile, 'sopInstanceUid' | 'place'>): void {
  if (found.sopInstanceUid !== wanted.sopInstanceUid) throw sourceChanged(wanted.place);
}

/** With what a file needs, and in the character set that was chosen. */
function rewritten(file: DicomFile): Treated {
  const bytes = editFile(file, {});
  return { bytes, file: readDicom(bytes), changes: [], kept: 0, notCovered: [] };
}

function lengthOf(piece: TreatedContent['pieces'][number]): number {
  return piece instanceof Uint8Array ? piece.byteLength : piece.end - piece.start;
}
