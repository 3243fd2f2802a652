import { readFile, stat } from 'node:fs/promises';
import { readDicom } from '../../dicom/read-dicom.ts';
import { DicomReadError } from '../../dicom/read-error.ts';
import { toDisplay } from './display.ts';
import type { DataSet } from '../../dicom/data-set.ts';
import { blanked } from '../../pixels/blank.ts';
import { fillOf } from '../../pixels/fill.ts';
import { openFrames } from '../../pixels/frame-samples.ts';
import { PixelError } from '../../pixels/pixel-error.ts';
import { redactPixels } from '../../pixels/redact.ts';
import type { Region } from '../../pixels/region.ts';
import type { FrameSamples } from '../../pixels/samples.ts';
import { cropPixels } from './crop.ts';
import { diagnosticOf } from './diagnostic.ts';
import { encodeJpeg } from './jpeg.ts';
import { encodePng } from './png.ts';
import { shrink } from './shrink.ts';

export type PictureRequest = Which & PictureForm;
export type PictureForm = Small | Lossless | Diagnostic | Repainted | Cropped;

interface Which {
  /** Its path, or the whole file. */
  readonly file: string | Uint8Array<ArrayBuffer>;
  /** From 0, as in the storage's paths. */
  readonly frame: number;
}

/** A JPEG. */
interface Small {
  /** The longest side in pixels; undefined: as it is. */
  readonly side: number | undefined;
  /** 1…100 */
  readonly quality: number;
}

/** A PNG in the frame's own size. */
interface Lossless {
  readonly lossless: true;
  /** Black in it, as de-identification makes them. */
  readonly blank: readonly Region[];
}

/** The samples as they are stored, without a window. */
interface Diagnostic {
  readonly diagnostic: 'png' | 'tiff';
}

/** Not a picture, but the whole object with these black in all its frames. */
interface Repainted {
  readonly redact: readonly Region[];
}

/** The whole object, cut down to this. */
interface Cropped {
  readonly crop: Region;
}

/** A file is taken into memory whole. */
const maxFile = 1024 ** 3;

/** One frame of a Part 10 file as a picture, windowed by its own VOI or from its darkest to its brightest value. */
export async function render(request: PictureRequest): Promise<Uint8Array<ArrayBuffer>> {
  const { file, frame } = request;
  const size = typeof file === 'string' ? (await stat(file)).size : file.length;
  if (size > maxFile) throw new PixelError('too-large', 'The object is too large for a picture');
  try {
    const dicom = readDicom(typeof file === 'string' ? await readFile(file) : file);
    const { dataSet } = dicom;
    if ('redact' in request) return await redactPixels(dicom, request.redact);
    if ('crop' in request) return await cropPixels(dicom, request.crop);
    const samples = await openFrames(dicom).read(frame);
    if ('lossless' in request) return encodePng(toDisplay(blackened(samples, request.blank, dataSet), dataSet, frame));
    if ('diagnostic' in request) return diagnosticOf(samples, request.diagnostic);
    const { side, quality } = request;
    const picture = toDisplay(samples, dataSet, frame);
    return await encodeJpeg(side === undefined ? picture : shrink(picture, side), quality);
  } catch (cause) {
    if (cause instanceof DicomReadError) throw new PixelError('broken', 'The object cannot be read', { cause });
    throw cause;
  }
}

function blackened(frame: FrameSamples, regions: readonly Region[], dataSet: DataSet): FrameSamples {
  return regions.length === 0 ? frame : blanked(frame, regions, fillOf(frame, dataSet));
}
