import { parsePersonName } from '../../dicom/person-name.ts';

/** The page has no script that could know the visitor's language and time zone: English, and UTC where time matters. */
const locale = 'en-GB';

/** A PN (PS3.5 6.2.1.1) as people write it: `PHANTOM^CHEST^^DR` → `PHANTOM, DR CHEST`. */
export function personName(value: string): string {
  const { alphabetic, ideographic } = parsePersonName(value);
  const rest = [alphabetic.prefix, alphabetic.given, alphabetic.middle].filter(Boolean).join(' ');
  const latin = [[alphabetic.family, rest].filter(Boolean).join(', '), alphabetic.suffix].filter(Boolean).join(' ');
  const native = [ideographic.family, ideographic.given].filter(Boolean).join(' ');
  if (latin === '' || native === '' || native === latin) return latin || native;
  return `${latin} (${native})`;
}

/** A DA as a date; what is not one is shown as it stands. */
export function dicomDate(value: string): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(value.trim()) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return value.trim();
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

export function instantInUtc(milliseconds: number): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(milliseconds)} UTC`;
}

/** `1 image`, `24 images`. */
export function counted(count: number, noun: string): string {
  return `${new Intl.NumberFormat(locale).format(count)} ${noun}${count === 1 ? '' : 's'}`;
}
