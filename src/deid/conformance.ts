import { tagOf, type Tag } from '../dicom/dictionary.ts';
import { iodLines } from './iods.generated.ts';
import type { BasicCode } from './profile.ts';

const iods = new Map(
  iodLines
    .trim()
    .split('\n')
    .map((line) => line.split('|') as [string, string]),
);

/**
 * The IODs whose modules (PS3.3 A.2 to A.6, A.8.1, A.14, A.16, A.21, A.26 to A.28) demand none of the attributes with
 * a compound code at the top level, but for the exceptions below. The type of an attribute in any other IOD is not
 * known here: there a value stays, an empty one or a dummy.
 */
const UNDEMANDING = new Set([
  'computed-radiography-image',
  'ct-image',
  'mr-image',
  'nuclear-medicine-image',
  'ultrasound-image',
  'ultrasound-multi-frame-image',
  'secondary-capture-image',
  'x-ray-angiographic-image',
  'x-ray-radiofluoroscopic-image',
  'positron-emission-tomography-image',
  'digital-x-ray-image',
  'digital-mammography-x-ray-image',
  'digital-intra-oral-x-ray-image',
]);

/** Series Date and Time are of type 1 in the PET Series module (PS3.3 C.8.9.1). */
const DEMANDED: Readonly<Record<string, ReadonlySet<Tag>>> = {
  'positron-emission-tomography-image': new Set([tagOf('SeriesDate'), tagOf('SeriesTime')]),
};
/** The detector's module (PS3.3 C.8.11.4) has conditions on these. */
const OF_DETECTORS = new Set(
  ['DetectorID', 'DateOfLastDetectorCalibration', 'TimeOfLastDetectorCalibration'].map(tagOf),
);

/** Of type 2 where the module is (PS3.3 C.7.6.14); other sequences with X/Z are of type 3 in the IODs above. */
const ACQUISITION_CONTEXT = tagOf('AcquisitionContextSequence');
/** Of type 1 in Presentation State Identification (PS3.3 C.11.10), the one module they are in, whatever the table says. */
const REQUIRED = new Set(['PresentationCreationDate', 'PresentationCreationTime'].map(tagOf));

/** The IOD of a SOP class of PS3.4 B.5; undefined for others. */
export function iodOf(sopClassUid: string): string | undefined {
  return iods.get(sopClassUid);
}

/**
 * A compound code leaves the choice to the type of the attribute in the object's IOD. Of the allowed actions the one
 * that says least is taken where the type is known, and else the one that keeps every object valid: a dummy is valid
 * for any type, an empty value for types 2 and 3.
 * @param iod of an attribute at the top level of an object of this IOD; undefined within sequences
 */
export function resolved(code: BasicCode, tag: Tag, isSequence: boolean, iod?: string): 'X' | 'Z' | 'D' | 'U' | 'U*' {
  const undemanded =
    iod !== undefined &&
    UNDEMANDING.has(iod) &&
    DEMANDED[iod]?.has(tag) !== true &&
    !(OF_DETECTORS.has(tag) && iod.startsWith('digital-'));
  switch (code) {
    case 'X':
      return REQUIRED.has(tag) ? 'D' : 'X';
    case 'X/Z':
      return undemanded && isSequence && tag !== ACQUISITION_CONTEXT ? 'X' : 'Z';
    case 'X/D':
      return undemanded ? 'X' : 'D';
    case 'Z/D':
      // Content Date and Time are of type 2C in General Image (PS3.3 C.7.6.1), Contrast/Bolus Agent of type 2.
      return undemanded ? 'Z' : 'D';
    case 'X/Z/D':
      if (undemanded) return 'X';
      // Having no item says the least, and is valid where a sequence is not of type 1.
      return isSequence ? 'Z' : 'D';
    case 'X/Z/U*':
      return 'U*';
    case 'Z':
    case 'D':
    case 'U':
      return code;
    default:
      return code satisfies never;
  }
}
