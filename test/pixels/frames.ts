import { readDicom } from '../../src/dicom/read-dicom.ts';
import { openFrames } from '../../src/pixels/frame-samples.ts';
import type { FrameSamples } from '../../src/pixels/samples.ts';
import type { CorpusEntry } from '../dicom/corpus.ts';

interface Reference {
  /** Of lossless pixels: all frames, little endian, colour by pixel. */
  readonly sha256LittleEndian?: string;
}

/** What other programs decoded, as the corpus' manifest has it; undefined for what is no image. */
export function referenceOf({ expected }: CorpusEntry): Reference | undefined {
  return (expected as { readonly pixels?: { readonly reference?: Reference } | null }).pixels?.reference;
}

/** All frames of a file, decoded. */
export async function decodeAll(bytes: Uint8Array): Promise<FrameSamples[]> {
  const frames = openFrames(readDicom(bytes));
  const result: FrameSamples[] = [];
  for (let frame = 0; frame < frames.count; frame += 1) result.push(await frames.read(frame));
  return result;
}

/** Colour by pixel, whatever the planar configuration. */
export function byPixel({ format, values }: FrameSamples): FrameSamples {
  if (!format.planar) return { format, values };
  const pixels = format.rows * format.columns;
  const result = values.slice();
  values.forEach((value, index) => {
    result[(index % pixels) * format.samples + Math.floor(index / pixels)] = value;
  });
  return { format: { ...format, planar: false }, values: result };
}

/** The unused high bits of signed words as their sign, as other programs have them. */
export function signExtended({ format, values }: FrameSamples): FrameSamples['values'] {
  if (!format.signed || !(values instanceof Uint16Array)) return values;
  const shift = 16 - format.bitsStored;
  return values.map((value) => ((value << (16 + shift)) >> (16 + shift)) & 0xffff);
}
