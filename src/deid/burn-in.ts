import type { IdentityKeyword, IdentityValues } from '../contract/import.ts';
import { InvalidRequestError } from '../contract/problem.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { entryOf, tagOf } from '../dicom/dictionary.ts';
import { element, type NewElement } from '../dicom/new-element.ts';

export const ORIGINAL_ATTRIBUTES = tagOf('OriginalAttributesSequence');
const MAX_LENGTH: Readonly<Record<string, number>> = { LO: 64, PN: 324, SH: 16 };

/** The identity to write, without values that the object has already. Throws InvalidRequestError for invalid ones. */
export function identityToSet(dataSet: DataSet, values: IdentityValues): NewElement[] {
  return Object.entries(values)
    .map(([keyword, value]) => checked(keyword as IdentityKeyword, value.trim()))
    .filter(({ tag, value }) => !dataSet.has(tag) || dataSet.texts(tag).join('\\') !== value);
}

/**
 * The item of Original Attributes Sequence that keeps what was there before (PS3.3 C.12.1.1.9). An attribute
 * that was absent is kept as an empty one.
 */
export function originalAttributes(dataSet: DataSet, set: readonly NewElement[], now: Date): NewElement[] {
  const old = set.map(({ tag, vr }) => ({ tag, vr, value: dataSet.texts(tag) }));
  return [
    element('SourceOfPreviousValues', ''),
    element('AttributeModificationDateTime', dateTime(now)),
    element('ModifyingSystem', 'Fileroom'),
    element('ReasonForTheAttributeModification', 'COERCE'),
    element('ModifiedAttributesSequence', { items: [old] }),
  ];
}

function checked(keyword: IdentityKeyword, value: string): NewElement {
  const set = element(keyword, value);
  const isValid =
    value.length <= (MAX_LENGTH[set.vr] ?? 64) &&
    !/[\\\p{Cc}]/u.test(value) &&
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
