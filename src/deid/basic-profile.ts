import { entryOf, isPrivate, tagOf, type Tag } from '../dicom/dictionary.ts';
import type { DataSet } from '../dicom/data-set.ts';
import type { Edit, VisitedElement } from '../dicom/edit-dicom.ts';
import { element, type NewElement } from '../dicom/new-element.ts';
import { dummyValue, emptyPdf } from './dummy.ts';
import type { KeyedMap } from './keyed.ts';
import { profileAction, type Action } from './profile.ts';

const PATIENT_NAME = tagOf('PatientName');
const PATIENT_ID = tagOf('PatientID');
const BIRTH_DATE = tagOf('PatientBirthDate');
const ISSUER = tagOf('IssuerOfPatientID');
const ENCAPSULATED_DOCUMENT = tagOf('EncapsulatedDocument');
const MIME_TYPE = tagOf('MIMETypeOfEncapsulatedDocument');

/** Behind it lie only padding and whatever hides in it. */
const TRAILING_PADDING = tagOf('DataSetTrailingPadding');
/** Of group 0002 only what a file needs: the rest names programs and machines that wrote or sent it. */
const KEPT_META = new Set(['00020000', '00020001', '00020002', '00020003', '00020010']);
/** What a reference to an instance consists of (PS3.3 Table 10-3). */
const REFERENCE = new Set(
  ['ReferencedSOPClassUID', 'ReferencedSOPInstanceUID', 'ReferencedFrameNumber', 'ReferencedSegmentNumber'].map(tagOf),
);

/** What the Basic Profile makes of one element (PS3.15 E.2 and Table E.1-1). What is not known to be safe is removed. */
export function basicProfileEdit(visited: VisitedElement, map: KeyedMap): Edit {
  const { element: each, path } = visited;
  const { tag, vr } = each;
  if (tag.startsWith('0002') && path.length === 0) return metaEdit(visited, map);
  if (isPrivate(tag) || !isKnown(tag) || isOverlay(tag)) return 'remove';
  // A sequence that could not be read may hold anything.
  if (vr === 'SQ' && each.items === undefined) return 'remove';
  if (isWithinReferences(path) && !REFERENCE.has(tag)) return 'remove';
  const action = profileAction(tag);
  switch (action) {
    case undefined:
    case 'references':
      return 'keep';
    case 'remove':
    case 'empty':
      return action;
    case 'map-uid':
      return mapped(visited, map);
    case 'dummy':
      return dummy(visited, map);
    default:
      return action satisfies never;
  }
}

/** The UID in group 0002 follows that of the data set anyway; here it is mapped for files where they differ. */
function metaEdit(visited: VisitedElement, map: KeyedMap): Edit {
  const { tag } = visited.element;
  if (!KEPT_META.has(tag)) return 'remove';
  return profileAction(tag) === 'map-uid' ? mapped(visited, map) : 'keep';
}

function dummy({ element: { tag, vr }, dataSet }: VisitedElement, map: KeyedMap): Edit {
  if (tag === ENCAPSULATED_DOCUMENT && dataSet.text(MIME_TYPE) === 'application/pdf') return { value: emptyPdf() };
  if (vr === 'UI') return { value: dataSet.texts(tag).map((uid) => map.uid(uid)) };
  return { value: dummyValue(tag, vr) };
}

function mapped({ element: each, dataSet }: VisitedElement, map: KeyedMap): Edit {
  const uids = dataSet.textsOf(each);
  const replaced = uids.map((uid) => map.uid(uid));
  if (each.vr !== 'UI') return 'remove';
  return replaced.every((uid, index) => uid === uids[index]) ? 'keep' : { value: replaced };
}

/** The elements that say what was done (PS3.15 E.2, PS3.3 C.12.1.1), and the pseudonym under the name. */
export function basicProfileSet(dataSet: DataSet, map: KeyedMap): NewElement[] {
  const code = [
    element('CodeValue', '113100'),
    element('CodingSchemeDesignator', 'DCM'),
    element('CodeMeaning', 'Basic Application Confidentiality Profile'),
  ];
  return [
    element('PatientName', `ANON^${pseudonym(dataSet, map)}`),
    element('PatientID', pseudonym(dataSet, map)),
    element('PatientIdentityRemoved', 'YES'),
    element('DeidentificationMethod', 'DICOM PS3.15 2025b Basic Profile'),
    element('DeidentificationMethodCodeSequence', { items: [code] }),
    element('LongitudinalTemporalInformationModified', 'REMOVED'),
  ];
}

/** The same for all objects of a patient: by the ID and who issued it, or by name and birth date without one. */
function pseudonym(dataSet: DataSet, map: KeyedMap): string {
  const id = dataSet.text(PATIENT_ID);
  if (id !== undefined) return map.pseudonym('id', id, dataSet.text(ISSUER) ?? '');
  return map.pseudonym('name', dataSet.text(PATIENT_NAME) ?? '', dataSet.text(BIRTH_DATE) ?? '');
}

function isKnown(tag: Tag): boolean {
  return tag >= '0008' && tag < TRAILING_PADDING && entryOf(tag) !== undefined;
}

/** The table takes away overlay data and comments; what would remain of the overlay plane is no valid one. */
function isOverlay(tag: Tag): boolean {
  return tag.startsWith('60');
}

function isWithinReferences(path: VisitedElement['path']): boolean {
  return path.some(({ tag }) => profileAction(tag) === ('references' satisfies Action));
}
