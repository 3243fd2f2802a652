import type { ByteSource } from '../dicom/byte-source.ts';
import { type CopiedRange, type EditPlan, planEdit } from '../dicom/edit-stream.ts';
import { concat } from '../dicom/inflate.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { header } from '../dicom/write-elements.ts';

/**
 * Treats an object of any size: what is not pixels goes through `treat` as a file whose pixels are empty, and the
 * pixels stay where they are, to be copied as the object leaves. Byte for byte what treating the whole file gives, when
 * the treatment leaves pixels alone; where it does not, `treat` answers undefined. So does this, also when there are no
 * pixels to leave out.
 * @throws DicomReadError `too-large` when more than 256 MB are no pixels; whatever `treat` throws
 */
export async function treatAround<T extends { readonly bytes: Uint8Array }>(
  source: ByteSource,
  charset: string | undefined,
  treat: (hollow: Uint8Array<ArrayBuffer>) => Promise<T | undefined>,
): Promise<{ readonly treated: T; readonly content: Pick<EditPlan, 'pieces' | 'deflatedFrom'> } | undefined> {
  const { file, pieces, deflatedFrom } = await planEdit(source, {}, { charset });
  const [before, after, value] = [pieces[0], pieces.at(-1), pieces.slice(1, -1)];
  const { pixels } = file;
  if (pixels === undefined || value.length === 0) return undefined;
  if (!(before instanceof Uint8Array) || !(after instanceof Uint8Array)) throw new TypeError('A plan ends in bytes');
  const element = file.dataSet.elements().find(({ start }) => start === pixels.start);
  const empty = header(pixels.tag, element?.vr ?? 'OW', 0, { ...file.dataSet.encoding, littleEndian: true });
  const treated = await treat(concat([before, empty, after]));
  return treated && { treated, content: { pieces: filled(treated.bytes, pixels.tag, value), deflatedFrom } };
}

/** The pixels at the place of their empty element, unless the treatment has taken that away. */
function filled(
  bytes: Uint8Array,
  tag: string,
  pixels: readonly (Uint8Array | CopiedRange)[],
): (Uint8Array | CopiedRange)[] {
  const { dataSet } = readDicom(bytes);
  const place = dataSet.elements().find((each) => each.tag === tag);
  if (place === undefined) return [bytes];
  return [bytes.slice(0, place.start), ...pixels, bytes.slice(place.end)];
}
