import { PatternError } from './pattern-error.ts';
import type { CharSet } from './syntax.ts';

export const any: CharSet = () => true;
export const noLineFeed: CharSet = (code) => code !== 0x0a;

export function oneOf(char: string): CharSet {
  const wanted = char.codePointAt(0);
  return (code) => code === wanted;
}

export function range(from: number, to: number): CharSet {
  return (code) => code >= from && code <= to;
}

export function not(set: CharSet): CharSet {
  return (code) => !set(code);
}

export function union(sets: readonly CharSet[]): CharSet {
  return (code) => sets.some((set) => set(code));
}

export function ignoringCase(set: CharSet): CharSet {
  return (code) => set(code) || caseVariants(code).some((variant) => set(variant));
}

export function sameIgnoringCase(a: number, b: number): boolean {
  return a === b || caseVariants(a).includes(b);
}

function caseVariants(code: number): number[] {
  const char = String.fromCodePoint(code);
  return [char.toLowerCase(), char.toUpperCase()].flatMap((variant) => {
    const [first = '', ...more] = variant;
    return more.length > 0 ? [] : [first.codePointAt(0) ?? code];
  });
}

/** What the host's engine knows of single characters. It never sees more than one. */
function unicode(property: string): CharSet {
  const pattern = new RegExp(`^${property}$`, 'u');
  return (code) => pattern.test(String.fromCodePoint(code));
}

const digit = unicode(String.raw`\p{Nd}`);
const space = unicode(String.raw`\s`);
const blank = unicode(String.raw`[\t\p{Zs}]`);
const vertical: CharSet = (code) =>
  (code >= 0x0a && code <= 0x0d) || code === 0x85 || code === 0x2028 || code === 0x2029;
export const word = unicode(String.raw`[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]`);
export const lineBreak = vertical;

/** `\d` and its like. Upper case is the contrary. */
export const shorthands: ReadonlyMap<string, CharSet> = new Map(
  Object.entries({ d: digit, h: blank, s: space, v: vertical, w: word }).flatMap(([letter, set]) => [
    [letter, set],
    [letter.toUpperCase(), not(set)],
  ]),
);

/** `[:alpha:]` and its like, on Unicode as Perl has them. */
const posix: ReadonlyMap<string, CharSet> = new Map(
  Object.entries({
    alnum: unicode(String.raw`[\p{Alphabetic}\p{Nd}]`),
    alpha: unicode(String.raw`\p{Alphabetic}`),
    ascii: range(0, 0x7f),
    blank,
    cntrl: unicode(String.raw`\p{Cc}`),
    digit,
    graph: unicode(String.raw`[^\s\p{C}]`),
    lower: unicode(String.raw`\p{Lowercase}`),
    print: unicode(String.raw`[^\p{C}]`),
    punct: unicode(String.raw`[\p{P}$+<=>^\x60|~]`),
    space,
    upper: unicode(String.raw`\p{Uppercase}`),
    word,
    xdigit: unicode('[0-9A-Fa-f]'),
  }),
);

export function posixClass(name: string): CharSet {
  const negative = name.startsWith('^');
  const set = posix.get(negative ? name.slice(1) : name);
  if (set === undefined) throw new PatternError(`[:${name}:] is no class of characters.`);
  return negative ? not(set) : set;
}

export function characterProperty(name: string): CharSet {
  try {
    if (/^[A-Za-z_=]{1,40}$/.test(name)) return unicode(String.raw`\p{${name}}`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new PatternError(`The property ${name} of characters is not known.`);
}
