import { PixelError } from '../../pixels/pixel-error.ts';
import { isChromaShared, storedValues, type FrameSamples } from '../../pixels/samples.ts';
import { encodePng } from './png.ts';
import { encodeTiff } from './tiff.ts';

/** Samples of 8 or 16 bits, one or three for a pixel, as nobody has windowed them. */
export interface Samples {
  readonly width: number;
  readonly height: number;
  readonly samples: 1 | 3;
  readonly bits: 8 | 16;
  readonly data: Uint8Array | Uint16Array;
}

/**
 * The stored samples of a frame without loss: what the object has of up to 16 bits, unsigned. Signed ones are moved up by half
 * their range, as 16-bit formats know no sign; the caller finds the range in the object's attributes.
 */
export function diagnosticOf(frame: FrameSamples, form: 'png' | 'tiff'): Uint8Array<ArrayBuffer> {
  const { format, values } = frame;
  const { rows, columns, planar, bitsStored, signed } = format;
  const isWhole = !(values instanceof Float32Array || values instanceof Float64Array) && bitsStored <= 16;
  if (!isWhole || isChromaShared(frame))
    throw new PixelError('unsupported', 'Such samples have no place in a picture of 16 bits');
  const samples = format.samples === 3 ? 3 : 1;
  const stored = storedValues(frame);
  const count = rows * columns;
  const bits = form === 'png' && samples === 1 ? 16 : sizeOf(bitsStored);
  const data = bits === 16 ? new Uint16Array(count * samples) : new Uint8Array(count * samples);
  const lift = signed ? 2 ** (bitsStored - 1) : 0;
  for (let pixel = 0; pixel < count; pixel += 1)
    for (let sample = 0; sample < samples; sample += 1)
      data[pixel * samples + sample] = stored(planar ? sample * count + pixel : pixel * samples + sample) + lift;
  const picture: Samples = { width: columns, height: rows, samples, bits, data };
  return form === 'png' ? encodePng(picture) : encodeTiff(picture);
}

const sizeOf = (bitsStored: number): 8 | 16 => (bitsStored > 8 ? 16 : 8);
