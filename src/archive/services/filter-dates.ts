const datePattern = /^(\d{4})-?(\d{2})-?(\d{2})$/;
const instantPattern = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ T+](\d{2}):(\d{2}):(\d{2})(\.\d{1,6})?)?$/;

/** A date as the DICOM DA columns hold it, or undefined when it is none. */
export function dateValue(text: string): string | undefined {
  const [, year, month, day] = datePattern.exec(text.slice(0, 10)) ?? [];
  return year === undefined ? undefined : `${year}${month}${day}`;
}

/**
 * An instant of the caller's zone as the UTC columns hold it, with thousandths only when the text has a fraction:
 * without one, seconds are compared.
 */
export function instantValue(text: string, timeZone: string | undefined): string | undefined {
  const match = instantPattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction] = match;
  const thousandths = (fraction ?? '.').padEnd(4, '0').slice(0, 4);
  const asUtc = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${thousandths}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const offset = timeZone === undefined || timeZone === '' ? 0 : offsetMs(timeZone, asUtc);
  if (offset === undefined) return undefined;
  const utc = new Date(asUtc - offset).toISOString().replace('T', ' ').replace('Z', '');
  return fraction === undefined ? utc.slice(0, 19) : utc;
}

/** How far a zone (`-4:00` or an Olson name) is ahead of UTC at a local time; undefined for an unknown zone. */
function offsetMs(timeZone: string, local: number): number | undefined {
  const [, sign, hours, minutes = '00'] = /^([+-])?(\d{1,2})(?::?(\d{2}))?$/.exec(timeZone) ?? [];
  if (hours !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const zone = zoneFormat(timeZone);
  // The offset depends on the instant, which depends on the offset: two steps settle it except in the skipped hour.
  return zone && zoneOffset(zone, local - zoneOffset(zone, local));
}

/** Undefined for a zone that is not known. */
export function zoneFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function zoneOffset(zone: Intl.DateTimeFormat, instant: number): number {
  const name = zone.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
