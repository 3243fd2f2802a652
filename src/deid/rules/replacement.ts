import { PatternError } from './pattern/pattern-error.ts';
import type { Pattern } from './pattern/match-pattern.ts';

/** The special values of the rule language. */
export type Special =
  | { readonly kind: 'md5-hash' | 'md5-counter' | 'user-email' | 'uuid' }
  /** `digits` are the first number and, by their count, the padding; `last` is the last value again. */
  | { readonly kind: 'counter'; readonly digits: string; readonly last: boolean }
  | { readonly kind: 'study' | 'sharer'; readonly field: string };

export type ReplacementPart =
  | { readonly kind: 'text'; readonly text: string }
  /** What a group matched; 0 is the whole match. */
  | { readonly kind: 'group'; readonly index: number }
  | { readonly kind: 'special'; readonly special: Special }
  | { readonly kind: 'case'; readonly mode: CaseMode };

/** `\U` and `\L` up to `\E`; `\u` and `\l` for the next character. */
export type CaseMode = 'upper' | 'lower' | 'end' | 'upper-next' | 'lower-next';

const SPECIALS = /__([A-Z0-9]+(?:[_-][A-Z0-9]+)*)__/;
const CASES: Readonly<Record<string, CaseMode>> = {
  U: 'upper',
  L: 'lower',
  E: 'end',
  u: 'upper-next',
  l: 'lower-next',
};
const CONTROLS: Readonly<Record<string, string>> = { f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * The right side of a substitution: text, groups of the match, and special values. It is never code, and what a value
 * brings is never read as a special value.
 * @throws PatternError
 */
export function parseReplacement(source: string, pattern: Pattern): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let rest = source;
  const group = (index: number): ReplacementPart => {
    if (index > pattern.groups) throw new PatternError('It refers to a group that is not there.');
    return { kind: 'group', index };
  };
  while (rest !== '') {
    const found = FORMS.map(([form, read]) => ({ match: form.exec(rest), read })).find(({ match }) => match !== null);
    const [whole = '', ...captured] = found?.match ?? [];
    if (found === undefined || whole === '') throw new PatternError('Its replacement is not understood.');
    parts.push(found.read(captured, group, pattern));
    rest = rest.slice(whole.length);
  }
  return parts;
}

type Captured = readonly (string | undefined)[];
type Read = (captured: Captured, group: (index: number) => ReplacementPart, pattern: Pattern) => ReplacementPart;

const text = (value: string): ReplacementPart => ({ kind: 'text', text: value });

const FORMS: readonly (readonly [form: RegExp, read: Read])[] = [
  [/^\$(study|sharer)(?:->)?\{['"]?(\w{1,64})['"]?\}/, ([kind, field = '']) => special({ kind: fieldOf(kind), field })],
  [/^\$(?:(\d{1,2})|\{(\d{1,2})\})/, ([bare, braced], group) => group(Number(bare ?? braced))],
  [/^\$&/, (_, group) => group(0)],
  [/^\$\+\{(\w{1,32})\}/, ([name = ''], group, pattern) => group(pattern.names.get(name) ?? Infinity)],
  [/^\\([1-9])/, ([digit], group) => group(Number(digit))],
  [/^\\([ULEul])/, ([letter = '']) => ({ kind: 'case', mode: CASES[letter] ?? 'end' })],
  [/^\\([fnrt])/, ([letter = '']) => text(CONTROLS[letter] ?? '')],
  [/^\\([^A-Za-z0-9])/s, ([char = '']) => text(char)],
  [new RegExp(`^${SPECIALS.source}`), ([name = '']) => special(specialOf(name))],
  // A dollar sign would be a variable.
  [new RegExp(`^((?:(?!${SPECIALS.source})[^\\\\$])+)`), ([literal = '']) => text(literal)],
];

function special(value: Special): ReplacementPart {
  return { kind: 'special', special: value };
}

function fieldOf(kind: string | undefined): 'study' | 'sharer' {
  return kind === 'sharer' ? 'sharer' : 'study';
}

function specialOf(name: string): Special {
  switch (name) {
    case 'MD5_HASH':
      return { kind: 'md5-hash' };
    case 'MD5_COUNTER':
      return { kind: 'md5-counter' };
    case 'USER_EMAIL':
      return { kind: 'user-email' };
    case 'UUID':
      return { kind: 'uuid' };
    default: {
      const [, last, digits] = /^(L?)COUNTER-(\d{1,15})$/.exec(name) ?? [];
      if (digits === undefined) throw new PatternError(`__${name}__ is no special value.`);
      return { kind: 'counter', digits, last: last === 'L' };
    }
  }
}
