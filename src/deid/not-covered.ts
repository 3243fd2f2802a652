import type { TreatmentPreview } from '../contract/import.ts';
import { tagOf } from '../dicom/dictionary.ts';
import type { DicomFile } from '../dicom/read-dicom.ts';
import type { Options } from './options.ts';
import { holdReasons } from './pixels/hold.ts';

export type NotCovered = TreatmentPreview['notCovered'][number];

const MODALITY = tagOf('Modality');
const FACE = /HEAD|BRAIN|SKULL|FACE|ORBIT|SINUS|JAW|EAR|NECK/;
const SLICES = new Set(['CT', 'MR', 'PT']);

/**
 * What de-identification leaves open in this object: pixels that nobody has released; the whole content of documents,
 * which is taken away, and that of reports too unless they are to be cleaned.
 */
export function notCoveredBy(file: DicomFile, options: Options): NotCovered[] {
  const { dataSet } = file;
  const result: NotCovered[] = [];
  if (!options.has('clean-pixel-data') && mayHaveBurnedInText(file)) result.push('burned-in-pixels');
  if (dataSet.has(tagOf('ContentSequence')) && !options.has('clean-structured-content'))
    result.push('structured-content');
  if (dataSet.has(tagOf('EncapsulatedDocument'))) result.push('encapsulated-documents');
  if (mayShowAFace(file)) result.push('recognizable-features');
  return result;
}

function mayHaveBurnedInText(file: DicomFile): boolean {
  return holdReasons(file).some((reason) => reason !== 'encapsulated-document');
}

function mayShowAFace({ dataSet, pixels }: DicomFile): boolean {
  const declared = dataSet.text(tagOf('RecognizableVisualFeatures'));
  if (declared !== undefined) return declared === 'YES';
  if (pixels === undefined || !SLICES.has(dataSet.text(MODALITY) ?? '')) return false;
  return FACE.test((dataSet.text(tagOf('BodyPartExamined')) ?? '').toUpperCase());
}
