import { calibrate, type Calibration, type Spacing, type UltrasoundRegion } from './calibration.ts';
import { edgeLetters } from './orientation.ts';
import { cross, length, type Plane, type Vec3 } from './plane.ts';

/** What is read of a data set; `DataSet` of src/dicom fits. Tags are GGGGEEEE. */
export interface Attributes {
  text(tag: string): string | undefined;
  texts(tag: string): readonly string[];
  number(tag: string): number | undefined;
  numbers(tag: string): readonly number[];
  items(tag: string): readonly Attributes[];
}

export interface Edges {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

/** What the object says of itself, shown over its pictures: the file's own words, not the study list's. */
export interface ObjectHeader {
  readonly patientName?: string | undefined;
  readonly patientId?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly sex?: string | undefined;
  readonly studyDescription?: string | undefined;
  readonly studyDate?: string | undefined;
  readonly studyTime?: string | undefined;
  readonly seriesDescription?: string | undefined;
  readonly modality?: string | undefined;
  /** Whether lossy compression touched the pixels (PS3.3 C.7.6.1.1.5). */
  readonly lossy: boolean;
}

/** One frame: its object, and where and how large it is. */
export interface FrameHeader {
  readonly object: ObjectHeader;
  readonly plane: Plane;
  readonly calibration: Calibration;
  readonly rows: number;
  readonly columns: number;
  readonly sliceLocation?: number | undefined;
  /** The letters at the picture's edges, when the object tells its orientation. */
  readonly edges?: Edges | undefined;
  /** Whether values are in Hounsfield units, so that windows for CT make sense. */
  readonly hounsfield: boolean;
  /** Dose Grid Scaling of an RT Dose: stored values × this = dose (PS3.3 C.8.8.3). */
  readonly doseGridScaling?: number | undefined;
}

/** No real object has more frames than this; a larger number is a lie and must not cost memory. */
const maxFrames = 20_000;

export function readFrameHeaders(attributes: Attributes): FrameHeader[] {
  const object = readObject(attributes);
  const count = Math.min(Math.max(attributes.number('00280008') ?? 1, 1), maxFrames);
  const shared = attributes.items('52009229')[0];
  const perFrame = attributes.items('52009230');
  return Array.from({ length: count }, (_, i) => readFrame(attributes, object, [perFrame[i], shared], i));
}

function readObject(attributes: Attributes): ObjectHeader {
  return {
    patientName: attributes.text('00100010'),
    patientId: attributes.text('00100020'),
    birthDate: attributes.text('00100030'),
    sex: attributes.text('00100040'),
    studyDescription: attributes.text('00081030'),
    studyDate: attributes.text('00080020'),
    studyTime: attributes.text('00080030'),
    seriesDescription: attributes.text('0008103E'),
    modality: attributes.text('00080060'),
    lossy: attributes.text('00282110') === '01',
  };
}

/** `groups`: the frame's own functional groups, then those it shares (PS3.3 C.7.6.16). */
function readFrame(
  attributes: Attributes,
  object: ObjectHeader,
  groups: readonly (Attributes | undefined)[],
  index: number,
): FrameHeader {
  const macro = (sequence: string) =>
    groups.map((group) => group?.items(sequence)[0]).find((item) => item !== undefined) ?? attributes;
  const measures = macro('00289110');
  const pixelSpacing = spacing(measures, '00280030') ?? spacing(attributes, '00280030');
  const imagerPixelSpacing = spacing(attributes, '00181164');
  const orientation = numbers(macro('00209116'), '00200037', 6);
  const position = numbers(macro('00209113'), '00200032', 3);
  const plane = planeOf({
    orientation,
    position: position && offsetBy(position, orientation, attributes.numbers('3004000C')[index] ?? 0),
    pixelSpacing,
    fallback: imagerPixelSpacing ?? aspect(attributes),
    frameOfReferenceUid: attributes.text('00200052'),
    ownUid: `${attributes.text('00080018') ?? 'object'}.${index + 1}`,
  });
  return {
    object,
    plane,
    calibration: calibrate({
      modality: object.modality,
      pixelSpacing,
      imagerPixelSpacing,
      calibrationType: attributes.text('00280A02'),
      regions: attributes.items('00186011').flatMap(region),
    }),
    rows: attributes.number('00280010') ?? 0,
    columns: attributes.number('00280011') ?? 0,
    sliceLocation: attributes.number('00201041'),
    edges: orientation === undefined ? edgesByLetter(attributes) : edgeLetters(plane.along, plane.down),
    hounsfield:
      object.modality === 'CT' &&
      attributes.number('00280002') === 1 &&
      macro('00289145').number('00281052') !== undefined,
    doseGridScaling: object.modality === 'RTDOSE' ? attributes.number('3004000E') : undefined,
  };
}

interface PlaneSource {
  readonly orientation: readonly number[] | undefined;
  readonly position: Vec3 | undefined;
  readonly pixelSpacing: Spacing | undefined;
  readonly fallback: Spacing | undefined;
  readonly frameOfReferenceUid: string | undefined;
  readonly ownUid: string;
}

function planeOf(source: PlaneSource): Plane {
  const { orientation, position, pixelSpacing } = source;
  const along = orientation && unit([orientation[0] ?? 0, orientation[1] ?? 0, orientation[2] ?? 0]);
  const down = orientation && unit([orientation[3] ?? 0, orientation[4] ?? 0, orientation[5] ?? 0]);
  const oriented = along !== undefined && down !== undefined && length(cross(along, down)) > 0.9;
  const [betweenRows, betweenColumns] = pixelSpacing ?? source.fallback ?? [1, 1];
  const inPatient = oriented && position !== undefined && pixelSpacing !== undefined;
  return {
    origin: position ?? [0, 0, 0],
    along: oriented ? along : [1, 0, 0],
    down: oriented ? down : [0, 1, 0],
    columnSpacing: betweenColumns,
    rowSpacing: betweenRows,
    inPatient,
    // A picture outside any patient's space is a space of its own.
    frameOfReferenceUid: (inPatient ? source.frameOfReferenceUid : undefined) ?? source.ownUid,
  };
}

/** Frames of an RT Dose lie at Grid Frame Offset Vector along the normal (PS3.3 C.8.8.3.2). */
function offsetBy(position: readonly number[], orientation: readonly number[] | undefined, offset: number): Vec3 {
  const [x = 0, y = 0, z = 0] = position;
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0] = orientation ?? [];
  const normal = cross([a, b, c], [d, e, f]);
  return [x + normal[0] * offset, y + normal[1] * offset, z + normal[2] * offset];
}

/** Patient Orientation: the directions of the right and the bottom edge as letters (PS3.3 C.7.6.1.1.1). */
function edgesByLetter(attributes: Attributes): Edges | undefined {
  const [right = '', bottom = ''] = attributes.texts('00200020');
  if (!/^[LRAPHF]{1,3}$/.test(right) || !/^[LRAPHF]{1,3}$/.test(bottom)) return undefined;
  const flip: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' };
  const turn = (text: string) => Array.from(text, (letter) => flip[letter] ?? letter).join('');
  return { left: turn(right), right, top: turn(bottom), bottom };
}

function region(item: Attributes): UltrasoundRegion[] {
  const fields = ['00186018', '0018601A', '0018601C', '0018601E', '0018602C', '0018602E', '00186024', '00186026'];
  const [left, top, right, bottom, deltaX, deltaY, unitX, unitY] = fields.map((tag) => item.number(tag) ?? Number.NaN);
  const result = { left, top, right, bottom, deltaX, deltaY, unitX, unitY } as UltrasoundRegion;
  return Object.values(result).every(Number.isFinite) ? [result] : [];
}

function numbers(attributes: Attributes, tag: string, count: number): readonly number[] | undefined {
  const values = attributes.numbers(tag);
  return values.length === count ? values : undefined;
}

function spacing(attributes: Attributes, tag: string): Spacing | undefined {
  const [betweenRows = 0, betweenColumns = 0] = numbers(attributes, tag, 2) ?? [];
  return betweenRows > 0 && betweenColumns > 0 ? [betweenRows, betweenColumns] : undefined;
}

/** Pixel Aspect Ratio is vertical\horizontal (PS3.3 C.7.6.3.1.7): pixels that are not square are drawn so. */
function aspect(attributes: Attributes): Spacing | undefined {
  return spacing(attributes, '00280034');
}

function unit(direction: Vec3): Vec3 | undefined {
  const size = length(direction);
  return size > 0 ? [direction[0] / size, direction[1] / size, direction[2] / size] : undefined;
}
