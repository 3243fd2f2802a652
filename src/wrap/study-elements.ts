import { swapped } from '../dicom/byte-order.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { tagOf, type Tag } from '../dicom/dictionary.ts';
import type { Element } from '../dicom/element.ts';
import { element, type NewElement, type NewValue } from '../dicom/new-element.ts';
import { isCharsetDependent, isSingleText, unitBytes } from '../dicom/vr.ts';

/** What all objects of a study must say, if only with an empty value (PS3.3 C.7.1.1, C.7.2.1). */
const required = [
  'PatientName',
  'PatientID',
  'PatientBirthDate',
  'PatientSex',
  'StudyInstanceUID',
  'StudyDate',
  'StudyTime',
  'ReferringPhysicianName',
  'StudyID',
  'AccessionNumber',
] as const;

/** And what they should say alike: Patient, Clinical Trial, General Study and Patient Study (PS3.3 C.7.1, C.7.2). */
const shared = [
  'TimezoneOffsetFromUTC',
  'IssuerOfPatientID',
  'IssuerOfPatientIDQualifiersSequence',
  'TypeOfPatientID',
  'OtherPatientIDsSequence',
  'PatientBirthTime',
  'PatientIdentityRemoved',
  'DeidentificationMethod',
  'DeidentificationMethodCodeSequence',
  'ClinicalTrialSponsorName',
  'ClinicalTrialProtocolID',
  'ClinicalTrialProtocolName',
  'ClinicalTrialSiteID',
  'ClinicalTrialSiteName',
  'ClinicalTrialSubjectID',
  'ClinicalTrialSubjectReadingID',
  'IssuerOfAccessionNumberSequence',
  'StudyDescription',
  'ProcedureCodeSequence',
  'PatientAge',
] as const;

const sharedTags: ReadonlySet<Tag> = new Set([...required, ...shared].map(tagOf));

/** Of an object: what another one of its study has to say of patient and study, as new elements in Unicode. */
export function studyElementsOf(dataSet: DataSet): NewElement[] {
  const known = new Map(
    dataSet
      .elements()
      .filter(({ tag }) => sharedTags.has(tag))
      .map((each) => [each.tag, copied(each, dataSet)]),
  );
  for (const keyword of required) if (!known.has(tagOf(keyword))) known.set(tagOf(keyword), element(keyword, ''));
  return [...known.values()];
}

function copied(each: Element, dataSet: DataSet): NewElement {
  return { tag: each.tag, vr: each.vr, value: valueOf(each, dataSet) };
}

/** Texts are decoded; all other values stay what they are, valid or not. */
function valueOf(each: Element, dataSet: DataSet): NewValue {
  const { vr, items } = each;
  if (items !== undefined) {
    return { items: dataSet.itemsOf(each).map((item) => item.elements().map((nested) => copied(nested, item))) };
  }
  if (isCharsetDependent(vr)) {
    const texts = dataSet.textsOf(each);
    return isSingleText(vr) ? (texts[0] ?? '') : texts;
  }
  const bytes = dataSet.valueOf(each);
  return dataSet.encoding.littleEndian ? bytes : swapped(bytes, unitBytes(vr));
}
