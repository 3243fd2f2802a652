/** A DICOM PN (PS3.5 6.2.1.1) as people write it: `PHANTOM^CHEST^^DR` → `PHANTOM, DR CHEST`. */
export function formatPersonName(value: string | undefined): string {
  if (value === undefined) return '';
  const [alphabetic = '', ideographic = ''] = value.split('=');
  const written = alphabeticName(alphabetic);
  const native = components(ideographic).filter(Boolean).join(' ');
  if (written === '') return native;
  const isSame = native === components(alphabetic).filter(Boolean).join(' ');
  return native === '' || isSame ? written : `${written} (${native})`;
}

function alphabeticName(group: string): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = components(group);
  const rest = [prefix, given, middle].filter(Boolean).join(' ');
  return [[family, rest].filter(Boolean).join(', '), suffix].filter(Boolean).join(' ');
}

function components(group: string): string[] {
  return group.split('^').map((part) => part.trim());
}

/** A DICOM DA as a date of this machine's language; what is not a full date is shown as it stands. */
export function formatDate(value: string | undefined, locale?: string): string {
  if (value === undefined) return '';
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(value.trim());
  if (match === null) return value.trim();
  const [, year, month, day] = match.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  const exists = date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
  return exists ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(date) : value.trim();
}

/** A DICOM TM as hours and minutes: `143015.25` → `14:30`. */
export function formatTime(value: string | undefined): string {
  const match = /^(\d{2}):?(\d{2})/.exec(value?.trim() ?? '');
  return match === null ? '' : `${match[1]}:${match[2]}`;
}

/** An ISO instant as local date and time. */
export function formatInstant(iso: string | undefined, locale?: string): string {
  if (iso === undefined) return '';
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

/** An ISO instant as short as a list wants it: without the year in this year, without the time in others. */
export function formatInstantShort(iso: string | undefined, now: Date, locale?: string): string {
  if (iso === undefined) return '';
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const isThisYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(
    locale,
    isThisYear ? { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } : { dateStyle: 'medium' },
  ).format(date);
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes in decimal units with at most three digits: `1.25 MB`. */
export function formatBytes(bytes: number, locale?: string): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** power);
}

export function formatNumber(value: number, locale?: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** A duration in its two largest units, rounded up: `75` → `1 min 15 sec`. */
export function formatDuration(seconds: number, locale?: string): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const parts: [number, 'hour' | 'minute' | 'second'][] = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor((whole % 3600) / 60), 'minute'],
    [whole % 60, 'second'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const shown = first === -1 ? parts.slice(2) : parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown
    .map(([count, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count))
    .join(' ');
}

/** The modalities of a study, which servers send as one value, backslashes between: `CT\\SR` → `CT, SR`. */
export function formatModalities(value: string | undefined): string {
  return (value ?? '')
    .split(/[\\,\s]+/)
    .filter(Boolean)
    .join(', ');
}
