import type { TFunction } from 'i18next';
import type { FieldComparison } from '../../../src/contract/identity-comparison.ts';
import type { IdentityRecord } from '../../../src/contract/identity-record.ts';
import { formatDate, formatPersonName } from '../../ui/format.ts';

type T = TFunction<'gate'>;

/** In which way a field differs, as people say it: “day and month are swapped”. Empty for what does not. */
export function wayOf({ likeness, differences }: FieldComparison, t: T): string {
  if (likeness === 'same' || likeness === 'missing') return '';
  return differences.map((difference) => t(`difference.${difference}`)).join(', ');
}

/** Every field that differs and how: “Name: written with other accents · Birth date: Different”. */
export function whyOf(fields: readonly FieldComparison[], t: T): string {
  return fields
    .filter(({ likeness }) => likeness === 'alike' || likeness === 'different')
    .map((each) => `${t(`field.${each.field}`)}: ${wayOf(each, t) || t(`likeness.${each.likeness}`)}`)
    .join(' · ');
}

/** Whom a record names, in one line. */
export function whoIs({ patientName, patientId, birthDate, sex, accessionNumber }: IdentityRecord, t: T): string {
  return [
    formatPersonName(patientName),
    patientId,
    birthDate === undefined ? '' : t('record.born', { date: formatDate(birthDate) }),
    sex ?? '',
    accessionNumber === undefined ? '' : t('record.accession', { number: accessionNumber }),
  ]
    .filter(Boolean)
    .join(' · ');
}
