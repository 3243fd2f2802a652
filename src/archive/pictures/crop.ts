import type { DataSet } from '../../dicom/data-set.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import { editFile } from '../../dicom/edit-dicom.ts';
import { element, type NewElement } from '../../dicom/new-element.ts';
import type { DicomFile } from '../../dicom/read-dicom.ts';
import { openFrames } from '../../pixels/frame-samples.ts';
import { PixelError } from '../../pixels/pixel-error.ts';
import { redactPixels } from '../../pixels/redact.ts';
import { clipped, type Region } from '../../pixels/region.ts';
import { bytesOfSamples, isChromaShared, type FrameSamples } from '../../pixels/samples.ts';
import { readDicom } from '../../dicom/read-dicom.ts';

const NATIVE = '1.2.840.10008.1.2.1';

/**
 * The object cut down to a rectangle, in all its frames, without loss and without compression. Where the first pixel
 * lies in the patient moves along (PS3.3 C.7.6.2.1.1). Overlays, icons and the like go as for redaction.
 * @throws PixelError for objects whose frames cannot be cut: single bits, no pixels, positions of each frame
 */
export async function cropPixels(file: DicomFile, region: Region): Promise<Uint8Array<ArrayBuffer>> {
  if (file.dataSet.has(tagOf('PerFrameFunctionalGroupsSequence')))
    throw new PixelError('unsupported', 'Frames that each have a place of their own are not cut');
  const source = readDicom(await redactPixels(file, []));
  const frames = openFrames(source);
  const parts: Uint8Array[] = [];
  let cut: Region | undefined;
  let format = frames.format;
  for (let index = 0; index < frames.count; index += 1) {
    const samples = await frames.read(index);
    ({ format } = samples);
    cut = clipped(region, { rows: format.rows, columns: format.columns });
    if (cut === undefined) throw new PixelError('no-pixels', 'The rectangle lies outside the image');
    if (format.bitsAllocated === 1 || isChromaShared(samples))
      throw new PixelError('unsupported', 'Such pixels are not cut');
    parts.push(bytesOfSamples(cutOut(samples, cut)));
  }
  if (cut === undefined) throw new PixelError('no-pixels', 'The object has no frames');
  const set: NewElement[] = [
    element('Rows', cut.bottom - cut.top),
    element('Columns', cut.right - cut.left),
    ...position(source.dataSet, cut),
    { tag: frames.tag, vr: format.bitsAllocated > 8 ? 'OW' : 'OB', value: even(parts) },
    ...(format.samples > 1
      ? [element('PlanarConfiguration', 0), element('PhotometricInterpretation', format.photometric)]
      : []),
  ];
  return editFile({ ...source, transferSyntaxUid: NATIVE }, { set });
}

function cutOut({ format, values }: FrameSamples, { left, top, right, bottom }: Region): FrameSamples['values'] {
  const { columns, rows, samples, planar } = format;
  const width = right - left;
  const result = values.slice(0, width * (bottom - top) * samples);
  let at = 0;
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const pixel = row * columns + column;
      for (let sample = 0; sample < samples; sample += 1) {
        result[at] = values[planar ? sample * rows * columns + pixel : pixel * samples + sample] ?? 0;
        at += 1;
      }
    }
  }
  return result;
}

/** Pixel Spacing is of rows, then of columns; Image Orientation along a row, then down a column. */
function position(dataSet: DataSet, { left, top }: Region): NewElement[] {
  const place = dataSet.numbers(tagOf('ImagePositionPatient'));
  const way = dataSet.numbers(tagOf('ImageOrientationPatient'));
  const [rowSpacing, columnSpacing] = dataSet.numbers(tagOf('PixelSpacing'));
  if (place.length !== 3 || way.length !== 6 || rowSpacing === undefined || columnSpacing === undefined) return [];
  const moved = place.map(
    (value, axis) => value + (way[axis] ?? 0) * left * columnSpacing + (way[axis + 3] ?? 0) * top * rowSpacing,
  );
  // A decimal string has at most 16 characters (PS3.5 6.2).
  return [
    element(
      'ImagePositionPatient',
      moved.map((value) => String(Number(value.toPrecision(10)))),
    ),
  ];
}

function even(parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const value = new Uint8Array(size + (size % 2));
  let at = 0;
  for (const part of parts) {
    value.set(part, at);
    at += part.length;
  }
  return value;
}
