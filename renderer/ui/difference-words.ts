import type { TFunction } from 'i18next';
import type { FieldComparison } from '../../src/contract/identity-comparison.ts';

/** In which way a field differs, as people say it: “day and month are swapped”. Empty for what does not. */
export function wayOf({ likeness, differences }: FieldComparison, t: TFunction<'gate'>): string {
  if (likeness === 'same' || likeness === 'missing') return '';
  return differences.map((difference) => t(`difference.${difference}`)).join(', ');
}

/** Every field that differs and how: “Name: written with other accents · Birth date: Different”. */
export function whyOf(fields: readonly FieldComparison[], t: TFunction<'gate'>): string {
  return fields
    .filter(({ likeness }) => likeness === 'alike' || likeness === 'different')
    .map((each) => `${t(`field.${each.field}`)}: ${wayOf(each, t) || t(`likeness.${each.likeness}`)}`)
    .join(' · ');
}
