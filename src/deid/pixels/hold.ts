import type { HoldReason } from '../../contract/pixels.ts';
import type { DataSet } from '../../dicom/data-set.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import type { DicomFile } from '../../dicom/read-dicom.ts';

const storage = (classes: string): ReadonlySet<string> =>
  new Set(classes.split(' ').map((each) => `1.2.840.10008.5.1.4.1.1.${each}`));

/**
 * Slices that a scanner computed, and what is computed from them: CT, MR, PET, NM, tomosynthesis, segmentations,
 * parametric maps, doses, in their enhanced forms too. Nothing writes into their pixels, as long as they are primary
 * images in grey.
 */
const COMPUTED = storage('2 2.1 2.2 4 4.1 4.4 20 128 128.1 130 13.1.1 13.1.2 13.1.3 30 66.4 66.7 481.2');
/** CR, DX, mammography, intra-oral, angiography, fluoroscopy, portal images: their own word is believed. */
const PROJECTION = storage('1 1.1 1.1.1 1.2 1.2.1 1.3 1.3.1 12.1 12.1.1 12.2 12.2.1 481.1');
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
/** Ultrasound; visible light, ophthalmic and slides. */
const WRITTEN_ON_CLASS = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(3\.1|6\.1|6\.2|77\.1(\..*)?)$/;
/** Pictures of screens, paper and people; ultrasound machines write the name into every picture. */
const WRITTEN_ON = new Set(['DG', 'ECG', 'ES', 'GM', 'HC', 'OT', 'SC', 'SM', 'US', 'XC']);
/** MPEG-2, MPEG-4 and HEVC (PS3.5 A.4.5 to A.4.11). */
const VIDEO = /^1\.2\.840\.10008\.1\.2\.4\.10\d(\.1)?$/;

/**
 * Why the pixels of an object cannot be said to be free of text without a person or a rule that knows the device;
 * empty when nothing in it can be written on. What no rule knows is held.
 */
export function holdReasons({ dataSet, pixels, transferSyntaxUid }: DicomFile): HoldReason[] {
  const reasons: HoldReason[] = [];
  if (dataSet.has(tagOf('EncapsulatedDocument'))) reasons.push('encapsulated-document');
  if (pixels === undefined) return reasons;
  const declared = dataSet.text(tagOf('BurnedInAnnotation'));
  if (declared === 'YES') reasons.push('declared');
  if (VIDEO.test(transferSyntaxUid)) reasons.push('video');
  const ofCapture = captureReasons(dataSet);
  reasons.push(...ofCapture);
  const ofClass = ofCapture.length > 0 ? undefined : classReason(dataSet, declared === 'NO');
  if (ofClass !== undefined) reasons.push(ofClass);
  return reasons;
}

/** Pictures of something else than the patient; who declares that they have no text did not write it. */
function captureReasons(dataSet: DataSet): HoldReason[] {
  const sopClass = dataSet.text(tagOf('SOPClassUID')) ?? '';
  const conversion = dataSet.text(tagOf('ConversionType'));
  const isCapture = sopClass === SECONDARY_CAPTURE || sopClass.startsWith(`${SECONDARY_CAPTURE}.`);
  const isScreen = dataSet.texts(tagOf('ImageType')).some((value) => /SCREEN|SAVE|CAPTURE/.test(value));
  const reasons: HoldReason[] = [];
  if (conversion === 'DF') reasons.push('digitised-film');
  if (isCapture || (conversion !== undefined && conversion !== 'DF')) reasons.push('secondary-capture');
  if (isScreen) reasons.push('screen-save');
  return reasons;
}

function classReason(dataSet: DataSet, isDeclaredClean: boolean): HoldReason | undefined {
  const sopClass = dataSet.text(tagOf('SOPClassUID')) ?? '';
  if (WRITTEN_ON_CLASS.test(sopClass) || WRITTEN_ON.has(dataSet.text(tagOf('Modality')) ?? ''))
    return isDeclaredClean ? 'only-declared-clean' : 'text-prone';
  if (COMPUTED.has(sopClass)) return isPrimary(dataSet) ? undefined : 'derived';
  if (!PROJECTION.has(sopClass)) return 'unknown-class';
  if (!isPrimary(dataSet)) return 'derived';
  return isDeclaredClean ? undefined : 'undeclared';
}

/** Grey, and not made by somebody who looked at other images (PS3.3 C.7.6.1.1.2). */
function isPrimary(dataSet: DataSet): boolean {
  const photometric = dataSet.text(tagOf('PhotometricInterpretation')) ?? 'MONOCHROME2';
  const [, examination] = dataSet.texts(tagOf('ImageType'));
  const isMap = (dataSet.text(tagOf('Modality')) ?? '').startsWith('RT') || dataSet.text(tagOf('Modality')) === 'SEG';
  return photometric.startsWith('MONOCHROME') && (isMap || examination !== 'SECONDARY');
}
