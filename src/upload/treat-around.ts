import type { TreatedFile } from '../deid/treat.ts';
import type { ByteSource } from '../dicom/byte-source.ts';
import { type CopiedRange, type EditPlan, pixelPieces } from '../dicom/edit-stream.ts';
import { readAround } from '../dicom/read-around.ts';
import type { DicomFile } from '../dicom/read-dicom.ts';

/**
 * Treats an object of any size: `treat` gets what is not pixels, as a file whose pixels are empty, and the pixels stay
 * where they are, to be copied as the object leaves. Byte for byte what treating the whole file gives, when the
 * treatment leaves pixels alone; where it does not, `treat` answers undefined. So does this, also when there are no
 * pixels to leave out.
 * @throws DicomReadError `too-large` when more than 256 MB are no pixels; whatever `treat` throws
 */
export async function treatAround<T extends Pick<TreatedFile, 'bytes' | 'file'>>(
  source: ByteSource,
  charset: string | undefined,
  treat: (hollow: DicomFile) => T | undefined,
): Promise<{ readonly treated: T; readonly content: Pick<EditPlan, 'pieces' | 'deflatedFrom'> } | undefined> {
  const { file, pixels, deflatedFrom } = await readAround(source, { charset });
  if (pixels === undefined) return undefined;
  const treated = treat(file);
  if (treated === undefined) return undefined;
  const value = pixelPieces(pixels, file);
  return { treated, content: { pieces: filled(treated, pixels.element.tag, value), deflatedFrom } };
}

/** The pixels at the place of their empty element, unless the treatment has taken that away. */
export function filled<Pixels extends Uint8Array | CopiedRange>(
  { bytes, file }: Pick<TreatedFile, 'bytes' | 'file'>,
  tag: string,
  pixels: readonly Pixels[],
): (Uint8Array | Pixels)[] {
  const place = file.dataSet.element(tag);
  if (place === undefined) return [bytes];
  return [bytes.slice(0, place.start), ...pixels, bytes.slice(place.end)];
}
