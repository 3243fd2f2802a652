import { open } from 'node:fs/promises';
import type { TreatedFile } from '../deid/treat.ts';
import { treatAroundPixels, treatFileWithPixels } from '../deid/pixels/treat-pixels.ts';
import type { ByteSource } from '../dicom/byte-source.ts';
import { editFile } from '../dicom/edit-dicom.ts';
import { type InstanceHeader, readInstanceHeader } from '../dicom/instance-header.ts';
import { type DicomFile, readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError } from '../dicom/read-error.ts';
import { systemPath } from '../source/file-name.ts';
import { byteSource, sourceChanged } from './source.ts';
import { treatAround } from './treat-around.ts';
import type { ScannedFile, TreatedContent, TreatTask } from './treatment-task.ts';

/** What a treatment makes of an object. */
export type Treated = Pick<TreatedFile, 'bytes' | 'file' | 'changes' | 'kept' | 'notCovered'>;

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
  refuseOther(readInstanceHeader(file), task);
  if (treatment.kind === 'as-is') return rewritten(file);
  return treatFileWithPixels(file, original, treatment, { key, now, charset, listsKept });
}

/**
 * With no more in memory than what is not pixels. Undefined when the whole file is needed: the treatment changes its
 * pixels, or it is large without them.
 */
export async function treatHollow(source: ByteSource, task: TreatTask): Promise<TreatedAround | undefined> {
  const { treatment, charset, key, now, listsKept } = task;
  try {
    const result = await treatAround<Treated>(source, charset, (hollow) => {
      refuseOther(readInstanceHeader(hollow), task);
      if (treatment.kind === 'as-is') return rewritten(hollow);
      return treatAroundPixels(hollow, treatment, { key, now, charset, listsKept });
    });
    return result && { ...result, bytes: result.content.pieces.reduce((sum, piece) => sum + lengthOf(piece), 0) };
  } catch (error) {
    if (error instanceof DicomReadError && error.code === 'too-large') return undefined;
    throw error;
  }
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

export function refuseOther(found: InstanceHeader, wanted: ScannedFile): void {
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
