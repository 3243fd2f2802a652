import type { Verdict } from './compare-identity.ts';
import { wordsOf } from './fold.ts';
import { hasOneSlip } from './one-slip.ts';

/** Written before or behind names by some and not by others. */
const TITLES = new Set(
  'dr prof med dipl ing mr mrs ms miss md phd rn jr sr ii iii iv herr frau mme mlle monsieur madame sig signora'.split(
    ' ',
  ),
);
/** A slip in a short name makes just another name. */
const MIN_NAME = 5;

/** Alphabetic, ideographic and phonetic representation are names of their own (PS3.5 6.2.1). */
export function compareNames(a: string, b: string): Verdict {
  if (a === b) return ['same'];
  const [left, right] = [a.split('='), b.split('=')];
  const verdicts = [0, 1, 2].flatMap((group) => {
    const [one, other] = [trimmed(left[group]), trimmed(right[group])];
    return one === '' || other === '' ? [] : [compareGroups(one, other)];
  });
  if (verdicts.length === 0) return ['alike', 'other-script'];
  const worst = (['different', 'alike', 'same'] as const).find((each) =>
    verdicts.some(([likeness]) => likeness === each),
  );
  return verdicts.find(([likeness]) => likeness === worst) ?? ['different'];
}

function trimmed(group = ''): string {
  return group.replace(/[\s^]+$/, '').trim();
}

interface Name {
  readonly words: readonly string[];
  readonly family: readonly string[];
  readonly given: readonly string[];
  readonly titles: readonly string[];
}

function compareGroups(a: string, b: string): Verdict {
  if (a.toLowerCase() === b.toLowerCase()) return ['same'];
  const [left, right] = [nameOf(a), nameOf(b)];
  const [one, other] = [left.words, right.words];
  // Nothing but signs that are no letters: it can only be the same or not.
  if (one.length === 0 || other.length === 0) return ['different'];
  const hasTitle = !isSame(left.titles, right.titles);
  const title = hasTitle ? (['title'] as const) : [];
  if (isSame(left.family, right.family) && isSame(left.given, right.given)) {
    if (hasTitle) return ['alike', 'title'];
    return ['alike', lettersOf(a) === lettersOf(b) ? 'punctuation' : 'marks'];
  }
  if (isSame(one, other) || isSame(one.toSorted(), other.toSorted())) return ['alike', 'name-order', ...title];
  const [joined, otherJoined] = [one.join(''), other.join('')];
  if (joined === otherJoined) return ['alike', 'spacing', ...title];
  if (spelledOut(joined) === spelledOut(otherJoined)) return ['alike', 'marks', ...title];
  if (isWithin(one, other) || isWithin(other, one)) return ['alike', 'part-missing', ...title];
  if (fitsWithInitials(one, other) || fitsWithInitials(other, one)) return ['alike', 'initial', ...title];
  const slip = Math.min(joined.length, otherJoined.length) < MIN_NAME ? undefined : hasOneSlip(joined, otherJoined);
  if (slip !== undefined) return ['alike', slip, ...title];
  return left.given.length > 0 && isSame(left.given, right.given) ? ['different', 'other-family-name'] : ['different'];
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');
}

function nameOf(text: string): Name {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = text.split('^').map((part) => part.trim());
  const words = [family, given, middle].map((part) => wordsOf(part));
  const [own = [], first = [], second = []] = words.map((part) => part.filter((word) => !TITLES.has(word)));
  const titles = [
    ...words.flat().filter((word) => TITLES.has(word)),
    ...wordsOf(prefix),
    ...wordsOf(suffix),
  ].toSorted();
  return { words: [...own, ...first, ...second], family: own, given: [...first, ...second], titles };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

/** ä as ae and the like: both spellings lose the e. */
function spelledOut(text: string): string {
  return text.replaceAll(/(?<=[aou])e/g, '');
}

/** At least two words in common, or one that is no initial, when the other name has more. */
function isWithin(few: readonly string[], many: readonly string[]): boolean {
  if (few.length >= many.length || few.join('').length < 3) return false;
  const left = [...many];
  return few.every((word) => {
    const at = left.indexOf(word);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

/** Every word of the one is a word of the other or its first letter, with one whole word at least. */
function fitsWithInitials(short: readonly string[], full: readonly string[]): boolean {
  const left = [...full];
  let whole = 0;
  // Whole words first, so that an initial does not take one away from them.
  return (
    short
      .toSorted((a, b) => b.length - a.length)
      .every((word) => {
        const exact = left.indexOf(word);
        const at = exact !== -1 ? exact : word.length === 1 ? left.findIndex((each) => each.startsWith(word)) : -1;
        if (at === -1) return false;
        if (exact !== -1 && word.length > 1) whole++;
        left.splice(at, 1);
        return true;
      }) && whole > 0
  );
}
