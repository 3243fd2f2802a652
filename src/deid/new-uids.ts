import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { IdentityValues } from '../contract/import.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { tagOf, type Tag } from '../dicom/dictionary.ts';
import type { Edit, VisitedElement } from '../dicom/edit-dicom.ts';
import { element, type NewElement } from '../dicom/new-element.ts';
import { KeyedMap } from './keyed.ts';

/** What makes an object, and its place among others, this one and no other. */
const OWN = ['SOPInstanceUID', 'StudyInstanceUID', 'SeriesInstanceUID', 'FrameOfReferenceUID'];
/** What else names one of those; whatever names devices, events of irradiation, colours or templates stays. */
const REFERENCES = [
  'ReferencedSOPInstanceUID',
  'ReferencedFrameOfReferenceUID',
  'RelatedFrameOfReferenceUID',
  'SynchronizationFrameOfReferenceUID',
  'SourceFrameOfReferenceUID',
  'FailedSOPInstanceUIDList',
  'ConcatenationUID',
  'SOPInstanceUIDOfConcatenationSource',
];
const UIDS: ReadonlySet<Tag> = new Set([...OWN, ...REFERENCES].map(tagOf));
const ORIGINAL_ATTRIBUTES = tagOf('OriginalAttributesSequence');
/** UID (0040,A124) of a content item; what it names, its concept says (PS3.16 D). */
const CONTENT_UID = tagOf('UID');
const CONCEPT_NAME = tagOf('ConceptNameCodeSequence');
const CODE_VALUE = tagOf('CodeValue');
/** DCM: Study Instance UID, Series Instance UID, Frame of Reference UID. */
const NAMED_BY_CONCEPT = new Set(['110180', '112002', '112227']);

/**
 * New UIDs for a copy: the same ones for every object that is sent as the same patient, in this import and in later ones,
 * and others than those of a de-identified copy, which nobody may link to this one.
 */
export function uidsOfCopy(key: Uint8Array, { PatientID = '', IssuerOfPatientID = '' }: IdentityValues): KeyedMap {
  return new KeyedMap(hmac(sha256, key, utf8ToBytes(JSON.stringify(['copy', PatientID, IssuerOfPatientID]))));
}

/** What becomes of an element of a copy; what was before (0400,0561) is left as it was. */
export function withNewUids({ element: { tag }, dataSet, path }: VisitedElement, map: KeyedMap): Edit {
  const isUid = UIDS.has(tag) || (tag === CONTENT_UID && NAMED_BY_CONCEPT.has(conceptOf(dataSet)));
  if (!isUid || path.some((above) => above.tag === ORIGINAL_ATTRIBUTES)) return 'keep';
  const before = dataSet.texts(tag);
  const after = before.map((uid) => map.uid(uid));
  return after.every((uid, index) => uid === before[index]) ? 'keep' : { value: after };
}

/** The object's own UIDs, as Original Attributes Sequence keeps them: it holds what stood at the top level. */
export function ownUids(dataSet: DataSet): NewElement[] {
  return OWN.filter((keyword) => dataSet.has(tagOf(keyword))).map((keyword) => element(keyword, ''));
}

function conceptOf(item: DataSet): string {
  return item.items(CONCEPT_NAME)[0]?.text(CODE_VALUE) ?? '';
}
