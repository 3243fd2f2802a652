import type { IdentityKeyword, IdentityValues, Treatment } from '../contract/import.ts';
import { InvalidRequestError } from '../contract/problem.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { entryOf, tagOf } from '../dicom/dictionary.ts';
import { element, type NewElement } from '../dicom/new-element.ts';
import { isPersonName } from '../dicom/person-name.ts';
import type { DicomFile } from '../dicom/read-dicom.ts';

export type BurnIn = Extract<Treatment, { kind: 'burn-in' }>;

export const ORIGINAL_ATTRIBUTES = tagOf('OriginalAttributesSequence');
export const OTHER_PATIENT_IDS = tagOf('OtherPatientIDsSequence');
const PATIENT_ID = tagOf('PatientID');
const ISSUER = tagOf('IssuerOfPatientID');
const MAX_LENGTH: Readonly<Record<string, number>> = { LO: 64, PN: 194, SH: 16 };

/** The identity to write, without values that the object has already. Throws InvalidRequestError for invalid ones. */
export function identityToSet(dataSet: DataSet, values: IdentityValues): NewElement[] {
  return Object.entries(values)
    .map(([keyword, value]) => checked(keyword as IdentityKeyword, value.trim()))
    .filter(({ tag, value }) => !dataSet.has(tag) || dataSet.texts(tag).join('\\') !== value);
}

/**
 * The item of Original Attributes Sequence that keeps what was there before (PS3.3 C.12.1.1.9). An attribute
 * that was absent is kept as an empty one. Its source is who made the object, as far as the object says.
 */
export function originalAttributes(
  { dataSet, meta }: Pick<DicomFile, 'dataSet' | 'meta'>,
  set: readonly NewElement[],
  { now, reason = 'COERCE' }: { readonly now: Date; readonly reason: BurnIn['reason'] },
): NewElement[] {
  const old = set.map(({ tag, vr }) => ({ tag, vr, value: dataSet.texts(tag) }));
  const source = dataSet.text(tagOf('InstitutionName')) ?? meta.text(tagOf('SourceApplicationEntityTitle')) ?? '';
  return [
    // Titles of applications on old discs are padded with whatever was in memory.
    element(
      'SourceOfPreviousValues',
      source
        .replaceAll(/[\\\p{Cc}]/gu, '')
        .trim()
        .slice(0, MAX_LENGTH['LO']),
    ),
    element('AttributeModificationDateTime', dateTime(now)),
    element('ModifyingSystem', 'Fileroom'),
    element('ReasonForTheAttributeModification', reason),
    element('ModifiedAttributesSequence', { items: [old] }),
  ];
}

/**
 * The item of Other Patient IDs Sequence (0010,1002) for the patient ID that gives way: with its own issuer, else with
 * the one that is said. Undefined when there is no other ID, or it is kept already.
 */
export function outsideId(
  dataSet: DataSet,
  set: readonly NewElement[],
  issuer: string | undefined,
): NewElement[] | undefined {
  const id = dataSet.text(PATIENT_ID);
  if (id === undefined || !set.some(({ tag }) => tag === PATIENT_ID)) return undefined;
  const issuedBy = dataSet.text(ISSUER) ?? issuer;
  const isKept = dataSet
    .items(OTHER_PATIENT_IDS)
    .some((item) => item.text(PATIENT_ID) === id && item.text(ISSUER) === issuedBy);
  if (isKept) return undefined;
  const named = issuedBy === undefined || issuedBy === '' ? [] : [element('IssuerOfPatientID', issuedBy)];
  return [element('PatientID', id), ...named, element('TypeOfPatientID', 'TEXT')];
}

/** Of the General Equipment Module (PS3.3 C.7.5.1). */
const EQUIPMENT = [
  'Manufacturer',
  'InstitutionName',
  'StationName',
  'ManufacturerModelName',
  'DeviceSerialNumber',
  'SoftwareVersions',
].map((keyword) => tagOf(keyword));

/**
 * What an object must have, empty at least, once it has what is written: an institution makes an object that said nothing
 * of its equipment one with the General Equipment Module, whose Manufacturer is of type 2.
 */
export function companions(dataSet: DataSet, set: readonly NewElement[]): NewElement[] {
  const hasInstitution = set.some(({ tag }) => tag === tagOf('InstitutionName'));
  return hasInstitution && !EQUIPMENT.some((tag) => dataSet.has(tag)) ? [element('Manufacturer', '')] : [];
}

function checked(keyword: IdentityKeyword, value: string): NewElement {
  const set = element(keyword, value);
  const isValid =
    value.length <= (MAX_LENGTH[set.vr] ?? 64) &&
    !/[\\\p{Cc}]/u.test(value) &&
    (set.vr !== 'PN' || isPersonName(value)) &&
    (set.vr !== 'DA' || /^(\d{8})?$/.test(value)) &&
    (keyword !== 'PatientSex' || /^[MFO]?$/.test(value));
  if (isValid) return set;
  throw new InvalidRequestError('bad-identity', `${entryOf(set.tag)?.name ?? keyword} cannot have this value.`, {
    next: 'correct-input',
  });
}

/** DT in UTC (PS3.5 6.2). */
function dateTime(now: Date): string {
  return `${now.toISOString().replaceAll(/[-T:Z]/g, '')}+0000`;
}
