import type { TreatmentPreview } from '../contract/import.ts';
import { tagOf } from '../dicom/dictionary.ts';
import type { DataSet } from '../dicom/data-set.ts';
import type { Options } from './options.ts';

export type NotCovered = TreatmentPreview['notCovered'][number];

const MODALITY = tagOf('Modality');
/** Pictures of screens, paper and people; ultrasound machines write the name into every picture. */
const WRITTEN_ON = new Set(['ES', 'GM', 'OT', 'SC', 'SM', 'US', 'XC', 'DG', 'ECG', 'HC']);
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
const FACE = /HEAD|BRAIN|SKULL|FACE|ORBIT|SINUS|JAW|EAR|NECK/;
const SLICES = new Set(['CT', 'MR', 'PT']);

/**
 * What de-identification leaves open in this object: it changes no pixels, it takes the whole content of documents
 * away, and that of reports too unless they are to be cleaned.
 */
export function notCoveredBy(dataSet: DataSet, options: Options): NotCovered[] {
  const result: NotCovered[] = [];
  if (mayHaveBurnedInText(dataSet)) result.push('burned-in-pixels');
  if (dataSet.has(tagOf('ContentSequence')) && !options.has('clean-structured-content'))
    result.push('structured-content');
  if (dataSet.has(tagOf('EncapsulatedDocument'))) result.push('encapsulated-documents');
  if (mayShowAFace(dataSet)) result.push('recognizable-features');
  return result;
}

/** The object's own word counts only where it admits text or denies it (PS3.3 C.7.6.1.1). */
function mayHaveBurnedInText(dataSet: DataSet): boolean {
  const declared = dataSet.text(tagOf('BurnedInAnnotation'));
  if (declared === 'YES') return true;
  if (declared === 'NO' || !hasPixels(dataSet)) return false;
  const sopClass = dataSet.text(tagOf('SOPClassUID')) ?? '';
  const isCapture = sopClass === SECONDARY_CAPTURE || sopClass.startsWith(`${SECONDARY_CAPTURE}.`);
  const isScreen = dataSet.texts(tagOf('ImageType')).some((value) => /SCREEN|SAVE|SECONDARY/.test(value));
  return isCapture || isScreen || WRITTEN_ON.has(dataSet.text(MODALITY) ?? '');
}

function mayShowAFace(dataSet: DataSet): boolean {
  const declared = dataSet.text(tagOf('RecognizableVisualFeatures'));
  if (declared !== undefined) return declared === 'YES';
  if (!hasPixels(dataSet) || !SLICES.has(dataSet.text(MODALITY) ?? '')) return false;
  return FACE.test((dataSet.text(tagOf('BodyPartExamined')) ?? '').toUpperCase());
}

function hasPixels(dataSet: DataSet): boolean {
  return ['PixelData', 'FloatPixelData', 'DoubleFloatPixelData'].some((keyword) => dataSet.has(tagOf(keyword)));
}
