import type { DataSet } from '../dicom/data-set.ts';
import { tagOf } from '../dicom/dictionary.ts';
import { PixelError } from './pixel-error.ts';

/** Image Pixel module (PS3.3 C.7.6.3): how the samples of a frame are laid out. */
export interface PixelFormat {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly photometric: string;
  /** Colour by plane, not by pixel (Planar Configuration 1). */
  readonly planar: boolean;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
}

/** More samples than any single frame of a detector or slide tile has. */
const MAX_SAMPLES = 128 * 1024 * 1024;

/**
 * @throws PixelError `no-pixels` for an object without an image, `too-large`
 */
export function readPixelFormat(dataSet: DataSet): PixelFormat {
  const number = (keyword: string): number | undefined => dataSet.number(tagOf(keyword));
  const rows = number('Rows') ?? 0;
  const columns = number('Columns') ?? 0;
  if (rows < 1 || columns < 1) throw new PixelError('no-pixels', 'The object has no pixels');
  const samples = number('SamplesPerPixel') ?? 1;
  if (rows * columns * samples > MAX_SAMPLES) throw new PixelError('too-large', 'The frame is too large');
  const bitsAllocated = number('BitsAllocated') ?? 16;
  const bitsStored = Math.min(Math.max(number('BitsStored') ?? bitsAllocated, 1), bitsAllocated);
  return {
    rows,
    columns,
    samples,
    photometric: dataSet.text(tagOf('PhotometricInterpretation')) ?? 'MONOCHROME2',
    planar: samples > 1 && number('PlanarConfiguration') === 1,
    bitsAllocated,
    bitsStored,
    highBit: Math.min(number('HighBit') ?? bitsStored - 1, bitsAllocated - 1),
    signed: number('PixelRepresentation') === 1,
  };
}
