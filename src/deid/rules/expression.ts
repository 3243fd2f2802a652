import { PatternError } from './pattern/pattern-error.ts';
import { Pattern } from './pattern/match-pattern.ts';

/** The parts of an expression between its delimiters, as they are written. */
interface Quoted {
  readonly parts: readonly string[];
  readonly flags: string;
}

const BRACKETS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']', '<': '>' };
/** Marks that mean nothing in a pattern, and the bar; what else Perl allows would be ambiguous there. */
const DELIMITERS = new Set('/#!,~%@;:=&"|');
const MAX_LENGTH = 4096;

/** `s/pattern/replacement/flags` taken apart, with whatever delimiters. @throws PatternError */
export function quotedSubstitution(expression: string): Quoted {
  if (!expression.startsWith('s')) throw new PatternError('It is no substitution (s/…/…/).');
  return quoted(expression, 1, 2);
}

/** `m/pattern/flags` or `/pattern/flags`, ready to be looked for. @throws PatternError */
export function matchExpression(expression: string): Pattern {
  const start = expression.startsWith('m') ? 1 : 0;
  if (start === 0 && !expression.startsWith('/')) throw new PatternError('It is no pattern (/…/).');
  const { parts, flags } = quoted(expression, start, 1);
  return patternOf(parts[0] ?? '', flags);
}

/**
 * A line break in a value is matched by `.` whether or not `s` is there: a rule that takes all of a value away
 * must not leave the second line of an address.
 * @throws PatternError
 */
export function patternOf(source: string, flags: string): Pattern {
  const unknown = Array.from(flags).find((flag) => !'gimsx'.includes(flag));
  if (unknown !== undefined) throw new PatternError(`The flag ${unknown} is not understood.`);
  // In Perl an empty pattern means the one that matched last.
  if (source === '') throw new PatternError('Its pattern is empty.');
  return new Pattern(source, {
    ignoreCase: flags.includes('i'),
    lines: flags.includes('m'),
    dotAll: true,
    spaced: flags.includes('x'),
  });
}

function quoted(expression: string, start: number, count: number): Quoted {
  if (expression.length > MAX_LENGTH) throw new PatternError('It is too long.');
  const open = expression.charAt(start);
  const close = BRACKETS[open] ?? (DELIMITERS.has(open) ? open : undefined);
  if (close === undefined) throw new PatternError('Its delimiter is not understood.');
  const parts: string[] = [];
  let at = start + 1;
  while (parts.length < count) {
    // Each part has brackets of its own, s{…}{…}; a delimiter stands between two parts once.
    if (parts.length > 0 && open !== close) {
      while (/\s/.test(expression.charAt(at))) at++;
      if (expression.charAt(at) !== open) throw new PatternError('It does not end.');
      at++;
    }
    const end = endOf(expression, at, open, close);
    // Perl's versions differ in whether it is an alternative then.
    if (open === '|' && expression.slice(at, end).includes('\\|'))
      throw new PatternError('Its delimiter stands in it.');
    parts.push(unescaped(expression.slice(at, end), open, close));
    at = end + 1;
  }
  const flags = expression.slice(at);
  if (!/^[a-z]*$/.test(flags)) throw new PatternError('Something follows its end.');
  return { parts, flags };
}

function endOf(expression: string, start: number, open: string, close: string): number {
  let depth = 1;
  for (let at = start; at < expression.length; at++) {
    const char = expression.charAt(at);
    if (char === '\\') at++;
    else if (char === close) depth--;
    else if (char === open) depth++;
    if (depth === 0) return at;
  }
  throw new PatternError('It does not end.');
}

/** The delimiter within a part loses its backslash; brackets keep theirs, for they mean something in a pattern. */
function unescaped(part: string, open: string, close: string): string {
  return open === close ? part.replaceAll(/\\(.)/gsu, (whole, char) => (char === open ? open : whole)) : part;
}
