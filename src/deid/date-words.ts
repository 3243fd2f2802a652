import { wordsOf } from './fold.ts';

/** English, German, French, Italian and Spanish; what they share stands once. */
const MONTHS = [
  'january januar janvier gennaio enero jan',
  'february februar fevrier febbraio febrero feb fev',
  'march marz maerz mars marzo mar mrz',
  'april avril aprile abril apr avr',
  'may mai maggio mayo',
  'june juni juin giugno junio jun',
  'july juli juillet luglio julio jul',
  'august aout agosto aug',
  'september septembre settembre septiembre sep sept',
  'october oktober octobre ottobre octubre oct okt',
  'november novembre noviembre nov',
  'december dezember decembre dicembre diciembre dec dez',
].map((names) => wordsOf(names));

/** The ways to write a date, as words: 20260102, 2026-01-02, 2.1.2026, 1/2/26, 020126, 2 Jan 2026, January 2, 2026 … */
export function datesIn(date: string): string[][] {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)];
  const months = new Set([month, String(Number(month))]);
  const days = new Set([day, String(Number(day))]);
  const short = year.slice(2);
  const result: string[][] = [[date], [day + month + year], [month + day + year]];
  for (const m of months) for (const d of days) result.push([year, m, d], [d, m, year], [m, d, year]);
  for (const name of MONTHS[Number(month) - 1] ?? [])
    for (const d of days) {
      result.push([d, name, year], [name, d, year], [year, name, d], [d, name, short]);
      for (const ordinal of ['st', 'nd', 'rd', 'th']) result.push([d, ordinal, name, year], [name, d, ordinal, year]);
    }
  result.push([short, month, day], [short + month + day], [day + month + short], [month + day + short]);
  for (const m of months)
    for (const d of days)
      // 1.2.43 is a version rather than a day.
      if (m.length + d.length > 2) result.push([d, m, short], [m, d, short]);
  return result;
}
