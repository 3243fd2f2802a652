import type { KnownPatient } from '../contract/known-patient.ts';
import { formatTag, tagOf } from '../dicom/dictionary.ts';
import { editFile, type Edit, type VisitedElement } from '../dicom/edit-dicom.ts';
import { element, type NewElement } from '../dicom/new-element.ts';
import { readDicom, type DicomFile } from '../dicom/read-dicom.ts';
import { iodOf } from './conformance.ts';
import { identifiersOf } from './identifiers.ts';
import type { KeyedMap } from './keyed.ts';
import { datesAre, methodCodes, type Options } from './options.ts';
import type { Pseudonym } from './pseudonym.ts';
import { type PixelText, pixelTextOf } from './pixel-text.ts';
import { profileEdit } from './profile-edit.ts';
import { TreatmentRefusedError } from './refused.ts';
import { type ResidualHit, ResidualIdentityError, residualHits } from './residual.ts';

const SOP_CLASS_UID = tagOf('SOPClassUID');

export interface Deidentified {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What was written, read again. */
  readonly file: DicomFile;
  /** Written whatever was there before. */
  readonly set: readonly NewElement[];
  /** To go on with when the pixels are elsewhere; undefined when there is nothing but samples in them. */
  readonly pixelText: PixelText | undefined;
}

/**
 * The object by the Basic Application Level Confidentiality Profile and the chosen options (PS3.15 E.2 and E.3).
 * @param note is told of every edit, and gives it back
 * @param more elements to write
 * @param known what other files say of the same patient
 * @throws ResidualIdentityError when the result still tells whose it is
 */
export function deidentify(
  file: DicomFile,
  options: Options,
  map: KeyedMap,
  pseudonym: Pseudonym,
  note: (visited: VisitedElement, edit: Edit) => Edit,
  more: readonly NewElement[] = [],
  known?: KnownPatient,
): Deidentified {
  const { dataSet } = file;
  const needles = identifiersOf(dataSet, options, known);
  if (needles.overflow)
    throw new TreatmentRefusedError(
      'too-many-identifiers',
      'The object names so many people that a search for all of them in the result cannot be promised. Leave it out.',
    );
  if (pseudonym.given.some((value) => needles.find(value) !== undefined))
    throw new TreatmentRefusedError(
      'lookup-identifies',
      'The lookup table gives the patient an identity that is their own. Correct the table.',
      { next: 'correct-input' },
    );
  const iod = iodOf(dataSet.text(SOP_CLASS_UID) ?? '');
  const situation = { options, meta: file.meta, map, needles, days: pseudonym.days, iod };
  const set = [...pseudonym.elements, ...identityRemoved(options), ...more];
  const bytes = editFile(file, {
    visit: (visited) => note(visited, profileEdit(visited, situation)),
    set,
    clearPreamble: true,
  });
  const result = readDicom(bytes);
  const pixelText = pixelTextOf(file, needles);
  if (pixelText !== undefined) searchPixels(result, pixelText);
  const hits = [...residualHits(result, needles), ...hitsOf(pixelText)];
  if (hits.length > 0) throw new ResidualIdentityError(hits);
  return { bytes, file: result, set, pixelText };
}

/** Those that are there: of a large file they are elsewhere. */
function searchPixels({ dataSet }: DicomFile, pixelText: PixelText): void {
  const found = dataSet.element(pixelText.tag);
  if (found === undefined) return;
  const ranges = found.fragments ?? [{ start: found.valueStart, end: found.valueEnd }];
  for (const { start, end } of ranges) pixelText.push(dataSet.bytes.subarray(start, end));
}

function hitsOf(pixelText: PixelText | undefined): ResidualHit[] {
  const kind = pixelText?.found;
  return kind === undefined || pixelText === undefined ? [] : [{ path: formatTag(pixelText.tag), kind }];
}

/**
 * To be told of pixels that were elsewhere, when all of them went through the search.
 * @throws ResidualIdentityError when they name the patient
 */
export function refuseFound(pixelText: PixelText): void {
  const hits = hitsOf(pixelText);
  if (hits.length > 0) throw new ResidualIdentityError(hits);
}

/** The elements that say what was done (PS3.15 E.2, PS3.3 C.12.1.1). */
function identityRemoved(options: Options): NewElement[] {
  return [
    element('PatientIdentityRemoved', 'YES'),
    element('DeidentificationMethod', 'DICOM PS3.15 2025b Basic Profile'),
    element('DeidentificationMethodCodeSequence', { items: methodCodes(options) }),
    element('LongitudinalTemporalInformationModified', datesAre(options)),
  ];
}
