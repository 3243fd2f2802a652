import type { ScanProblem } from '../contract/scan.ts';
import type { FileSet } from './file-set.ts';
import { byCodeUnit } from './order.ts';
import type { InstanceFile } from './outcome.ts';

interface Named {
  readonly patientId?: string;
  readonly patientName?: string;
  readonly birthDate?: string;
}

const fields = [
  ['patientId', 'patient ID', sameId],
  ['patientName', 'patient name', sameName],
  ['birthDate', 'birth date', sameDate],
] as const;

/**
 * Where a DICOMDIR names another patient than the files that it lists: one problem for each pair of patients, with
 * one of the files. How a name, number or date is written is no contradiction, nor is what only one side says: the
 * writer of a disc often knows fewer characters than the writer of the images.
 */
export function identityProblems({ report, listed }: FileSet, instances: readonly InstanceFile[]): ScanProblem[] {
  const headers = new Map(instances.map((instance) => [`${instance.source}:${instance.path}`, instance.header]));
  const found = new Map<string, { what: string; path: string; more: number }>();
  for (const [{ source, path }, record] of listed) {
    const header = headers.get(`${source}:${path}`);
    if (header === undefined) continue;
    const wrong = fields.filter(([key, , same]) => differ(record, header, key, same));
    if (wrong.length === 0) continue;
    const pair = JSON.stringify(fields.flatMap(([key]) => [record[key], header[key]]));
    const known = found.get(pair);
    if (known === undefined) found.set(pair, { what: wrong.map(([, name]) => name).join(', '), path, more: 0 });
    else known.more += 1;
  }
  return [...found.values()].map(({ what, path, more }) => ({
    path: report.path,
    code: 'conflicting-identity',
    message: `It names another patient (${what}) than ${path}${more === 0 ? '' : ` and ${more} more of its files`}.`,
  }));
}

function differ(a: Named, b: Named, key: keyof Named, same: (a: string, b: string) => boolean): boolean {
  const [one, other] = [a[key] ?? '', b[key] ?? ''];
  return one !== '' && other !== '' && !same(one, other);
}

/** Case, punctuation and leading zeros are the writer's. */
function sameId(a: string, b: string): boolean {
  return foldId(a) === foldId(b);
}

function foldId(id: string): string {
  const signs = id.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  return signs.replace(/^0+(?=.)/, '');
}

function sameDate(a: string, b: string): boolean {
  return a.replace(/\D/g, '') === b.replace(/\D/g, '');
}

/** Any component group of one is the same words as any of the other, in whatever order. */
function sameName(a: string, b: string): boolean {
  const [own, others] = [spellingsOf(a), spellingsOf(b)];
  if (own.length === 0 || others.length === 0) return true;
  return own.some((one) => others.some((other) => sameWords(one, other)));
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.join('') === b.join('') || (a.length === b.length && a.every((word, index) => sameWord(word, b[index] ?? '')))
  );
}

/** A character that one side could not write stands for any one or two of the other's: `M?LLER`, `MUELLER`. */
function sameWord(a: string, b: string): boolean {
  return a === b || patternOf(a).test(b) || patternOf(b).test(a);
}

const patternOf = (word: string): RegExp => new RegExp(`^${word.replaceAll('?', '.{1,2}')}$`, 'u');

/** Each component group that is filled, with umlauts as two letters and as one. */
function spellingsOf(name: string): string[][] {
  return name
    .split('=')
    .map((group) => group.toUpperCase().normalize('NFC'))
    .flatMap((group) => [wordsOf(group.replace(/[ÄÖÜ]/g, '$&E')), wordsOf(group)])
    .filter((words) => words.length > 0);
}

/** Letters and digits without accents, `?` for what is lost; sorted, as nobody agrees which name comes first. */
function wordsOf(group: string): string[] {
  return group
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[_\uFFFD]/g, '?')
    .split(/[^\p{L}\p{N}?]+/u)
    .filter((word) => word !== '')
    .sort(byCodeUnit);
}
