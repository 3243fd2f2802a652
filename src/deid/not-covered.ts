import type { TreatmentPreview } from '../contract/import.ts';
import { tagOf } from '../dicom/dictionary.ts';
import type { DataSet } from '../dicom/data-set.ts';
import type { DicomFile } from '../dicom/read-dicom.ts';
import type { Options } from './options.ts';
import { hasPixels, holdReasons } from './pixels/hold.ts';

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
  if (mayShowAFace(dataSet)) result.push('recognizable-features');
  return result;
}

function mayHaveBurnedInText({ dataSet, transferSyntaxUid }: DicomFile): boolean {
  return holdReasons(dataSet, transferSyntaxUid).some((reason) => reason !== 'encapsulated-document');
}

function mayShowAFace(dataSet: DataSet): boolean {
  const declared = dataSet.text(tagOf('RecognizableVisualFeatures'));
  if (declared !== undefined) return declared === 'YES';
  if (!hasPixels(dataSet) || !SLICES.has(dataSet.text(MODALITY) ?? '')) return false;
  return FACE.test((dataSet.text(tagOf('BodyPartExamined')) ?? '').toUpperCase());
}
