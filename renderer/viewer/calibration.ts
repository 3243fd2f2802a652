import type { ImagePoint } from './plane.ts';

/** One item of Sequence of Ultrasound Regions (PS3.3 C.8.5.5), as far as lengths need it. */
export interface UltrasoundRegion {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Physical Delta X and Y, in the units of {@link unitX} and {@link unitY}. */
  readonly deltaX: number;
  readonly deltaY: number;
  /** Physical Units; 3 is cm (PS3.3 C.8.5.5.1.2). */
  readonly unitX: number;
  readonly unitY: number;
}

/** What the object says about the size of its pixels. Spacings are in mm, between rows and between columns. */
export interface SpacingSource {
  readonly modality?: string | undefined;
  readonly pixelSpacing?: Spacing | undefined;
  readonly imagerPixelSpacing?: Spacing | undefined;
  readonly calibrationType?: string | undefined;
  readonly regions: readonly UltrasoundRegion[];
}
export type Spacing = readonly [betweenRows: number, betweenColumns: number];

/**
 * Where a length in mm comes from: `patient` the size in the body, `calibrated` a projection whose spacing was corrected
 * for magnification, `detector` a projection as large as on the detector, `unknown-magnification` a projection that does
 * not say, `ultrasound` a calibrated region, `none` pixels only.
 */
export type CalibrationBasis = 'patient' | 'calibrated' | 'detector' | 'unknown-magnification' | 'ultrasound' | 'none';

export interface Calibration {
  readonly basis: CalibrationBasis;
  readonly spacing?: Spacing;
  readonly regions: readonly UltrasoundRegion[];
}

export interface Length {
  readonly value: number;
  readonly unit: 'mm' | 'px';
  readonly basis: CalibrationBasis;
}

const projections = new Set(['CR', 'DX', 'DR', 'MG', 'IO', 'PX', 'XA', 'RF', 'RG', 'RTIMAGE']);
const centimetres = 3;

/** Decides which attribute may be trusted for lengths (PS3.3 10.7.1.1 and 10.7.1.3). */
export function calibrate(source: SpacingSource): Calibration {
  if (source.regions.length > 0) return { basis: 'ultrasound', regions: source.regions };
  const { pixelSpacing, imagerPixelSpacing } = source;
  if (pixelSpacing === undefined) {
    return imagerPixelSpacing === undefined ? by('none') : by('detector', imagerPixelSpacing);
  }
  if (!projections.has(source.modality ?? '')) return by('patient', pixelSpacing);
  if (source.calibrationType === 'GEOMETRY' || source.calibrationType === 'FIDUCIAL') {
    return by('calibrated', pixelSpacing);
  }
  if (imagerPixelSpacing === undefined) return by('unknown-magnification', pixelSpacing);
  return by(same(pixelSpacing, imagerPixelSpacing) ? 'detector' : 'calibrated', pixelSpacing);
}

/** How far two points of an image are apart: in mm where the object allows it for both, else in pixels. */
export function measure(calibration: Calibration, a: ImagePoint, b: ImagePoint): Length {
  const columns = b[0] - a[0];
  const rows = b[1] - a[1];
  const pixels: Length = { value: Math.hypot(columns, rows), unit: 'px', basis: 'none' };
  if (calibration.basis === 'ultrasound') {
    const region = calibration.regions.find((candidate) => contains(candidate, a) && contains(candidate, b));
    if (region === undefined || region.unitX !== centimetres || region.unitY !== centimetres) return pixels;
    return { value: 10 * Math.hypot(columns * region.deltaX, rows * region.deltaY), unit: 'mm', basis: 'ultrasound' };
  }
  if (calibration.spacing === undefined) return pixels;
  const [betweenRows, betweenColumns] = calibration.spacing;
  return { value: Math.hypot(columns * betweenColumns, rows * betweenRows), unit: 'mm', basis: calibration.basis };
}

function by(basis: CalibrationBasis, spacing?: Spacing): Calibration {
  return { basis, ...(spacing === undefined ? {} : { spacing }), regions: [] };
}

function same(a: Spacing, b: Spacing): boolean {
  return Math.abs(a[0] - b[0]) < 1e-6 && Math.abs(a[1] - b[1]) < 1e-6;
}

function contains(region: UltrasoundRegion, [column, row]: ImagePoint): boolean {
  return column >= region.left && column <= region.right + 1 && row >= region.top && row <= region.bottom + 1;
}
