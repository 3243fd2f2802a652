const DATE = /^(\d{4})([.]?)(\d{2})\2(\d{2})$/;
const DATE_TIME = /^(\d{4})(?:(\d{2})(?:(\d{2})(\d{2}(?:\d{2}(?:\d{2}(?:\.\d{1,6})?)?)?)?)?)?([+-]\d{4})?$/;
const TIME = /^\d{2}(?::?\d{2}(?::?\d{2}(?:\.\d{1,6})?)?)?$/;
const DAY = 86_400_000;

/**
 * A value of DA, DT or TM some whole days later or earlier; undefined for one that is none. The time of day and the
 * offset from UTC stay, so that every interval stays (PS3.15 E.3.6). A date that lacks its day or month moves by
 * the middle of what it names, and lacks them again. Ranges (PS3.4 C.2.2.2.5) move with both ends. The points in
 * dates of before 1993 (PS3.5 6.2) go.
 */
export function shifted(vr: string, value: string, days: number): string | undefined {
  const [first = '', second, ...more] = splitRange(vr, value);
  if (more.length > 0) return undefined;
  if (second === undefined) return shiftedOne(vr, first, days);
  const ends = [first, second].map((end) => (end === '' ? '' : shiftedOne(vr, end, days)));
  return first + second === '' || ends.includes(undefined) ? undefined : ends.join('-');
}

/** Whether a value is one of its VR: dates and times of which nothing else can be hidden. */
export function isTemporal(vr: string, value: string): boolean {
  return shifted(vr, value, 0) !== undefined;
}

/** A hyphen before an offset from UTC, which ends the value or the end of a range, is its sign. */
function splitRange(vr: string, value: string): string[] {
  return value.split(vr === 'DT' ? /-(?!(?:0\d|1[0-2])[0-5]\d(?:-|$))/ : '-');
}

function shiftedOne(vr: string, value: string, days: number): string | undefined {
  switch (vr) {
    case 'TM':
      return TIME.test(value) ? value : undefined;
    case 'DA': {
      const [, year = '', , month = '', day = ''] = DATE.exec(value) ?? [];
      return movedDate(year, month, day, days);
    }
    case 'DT': {
      const [, year = '', month, day, time = '', offset = ''] = DATE_TIME.exec(value) ?? [];
      if (offset !== '' && !isOffset(offset)) return undefined;
      const precision = 4 + (month?.length ?? 0) + (day?.length ?? 0);
      const moved = movedDate(year, month ?? '07', day ?? (month === undefined ? '02' : '15'), days);
      return moved && `${moved.slice(0, precision)}${time}${offset}`;
    }
    default:
      return undefined;
  }
}

/** An offset from UTC, from -1200 to +1400 (PS3.5 6.2). */
export function isOffset(text: string): boolean {
  if (!/^[+-]\d{4}$/.test(text)) return false;
  const hours = Number(text.slice(0, 3));
  return hours >= -12 && hours <= 14 && Number(text.slice(3)) < 60;
}

function movedDate(year: string, month: string, day: string, days: number): string | undefined {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // A day that the month does not have rolls over in some engines and is invalid in others.
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined;
  const moved = new Date(date.getTime() + days * DAY);
  const movedYear = moved.getUTCFullYear();
  if (movedYear < 1 || movedYear > 9999) return undefined;
  return moved.toISOString().slice(0, 10).replaceAll('-', '');
}
