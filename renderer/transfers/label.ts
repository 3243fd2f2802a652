import { formatPersonName } from '../ui/format.ts';

/** A transfer's label with the patient's name as people write it: `PHANTOM^CHEST · 1 study`. */
export function formatLabel(label: string): string {
  const [first = '', ...rest] = label.split(' · ');
  return [formatPersonName(first), ...rest].join(' · ');
}
