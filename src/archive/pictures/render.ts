import { readFile, stat } from 'node:fs/promises';
import { readDicom } from '../../dicom/read-dicom.ts';
import { DicomReadError } from '../../dicom/read-error.ts';
import { toDisplay } from './display.ts';
import { openFrames } from '../../pixels/frame-samples.ts';
import { PixelError } from '../../pixels/pixel-error.ts';
import { encodeJpeg } from './jpeg.ts';
import { shrink } from './shrink.ts';

export interface PictureRequest {
  /** Its path, or the whole file. */
  readonly file: string | Uint8Array<ArrayBuffer>;
  /** From 0, as in the storage's paths. */
  readonly frame: number;
  /** The longest side in pixels; undefined: as it is. */
  readonly side: number | undefined;
  /** 1…100 */
  readonly quality: number;
}

/** A file is taken into memory whole. */
const maxFile = 1024 ** 3;

/** One frame of a Part 10 file as a JPEG, windowed by its own VOI or from its darkest to its brightest value. */
export async function render({ file, frame, side, quality }: PictureRequest): Promise<Uint8Array<ArrayBuffer>> {
  const size = typeof file === 'string' ? (await stat(file)).size : file.length;
  if (size > maxFile) throw new PixelError('too-large', 'The object is too large for a picture');
  try {
    const dicom = readDicom(typeof file === 'string' ? await readFile(file) : file);
    const picture = toDisplay(await openFrames(dicom).read(frame), dicom.dataSet, frame);
    return await encodeJpeg(side === undefined ? picture : shrink(picture, side), quality);
  } catch (cause) {
    if (cause instanceof DicomReadError) throw new PixelError('broken', 'The object cannot be read', { cause });
    throw cause;
  }
}
