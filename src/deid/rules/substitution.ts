import { RuleError } from './rule-error.ts';
import { patternOf, quotedSubstitution } from './expression.ts';
import { type Match, type Pattern, Subject } from './pattern/match-pattern.ts';
import { PatternError, StepLimitError } from './pattern/pattern-error.ts';
import { type CaseMode, parseReplacement, type ReplacementPart, type Special } from './replacement.ts';

/** No value of an identifying attribute is longer, and no replacement may make it so. */
const MAX_RESULT = 100_000;

/** `s/pattern/replacement/flags`, understood. */
export class Substitution {
  readonly expression: string;
  readonly replacement: readonly ReplacementPart[];
  private readonly pattern: Pattern;
  private readonly global: boolean;

  /** @throws RuleError with the expression */
  constructor(expression: string) {
    this.expression = expression;
    try {
      const { parts, flags } = quotedSubstitution(expression.trim());
      const [source = '', replacement = ''] = parts;
      this.pattern = patternOf(source, flags);
      this.global = flags.includes('g');
      this.replacement = parseReplacement(replacement, this.pattern);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      throw new RuleError('rule-unreadable', `A rule of the destination cannot be read. ${error.message}`, expression);
    }
  }

  get specials(): readonly Special[] {
    return this.replacement.flatMap((part) => (part.kind === 'special' ? [part.special] : []));
  }

  /**
   * The value with the rule applied, as Perl would.
   * @param resolve what a special value is; `occurrence` counts them in the replacement
   * @throws RuleError when it takes too long
   */
  apply(value: string, resolve: (special: Special, occurrence: number) => string): string {
    const subject = new Subject(value);
    let result = '';
    let at = 0;
    let nonEmptyAt = -1;
    try {
      for (;;) {
        const match = this.pattern.find(subject, at, nonEmptyAt);
        if (match === undefined) break;
        result += subject.text(at, match.start) + this.replaced(match, subject, resolve);
        if (result.length > MAX_RESULT) throw new StepLimitError('The result is too long.');
        at = match.end;
        // Behind an empty match, another empty one would be the same again.
        nonEmptyAt = match.start === match.end ? match.end : -1;
        if (!this.global) break;
      }
    } catch (error) {
      if (!(error instanceof StepLimitError)) throw error;
      throw new RuleError('rule-too-slow', 'A rule of the destination takes too long on a value.', this.expression);
    }
    return result + subject.text(at, subject.codes.length);
  }

  private replaced(match: Match, subject: Subject, resolve: (special: Special, occurrence: number) => string): string {
    const letters = new Letters();
    let occurrence = 0;
    for (const part of this.replacement) {
      switch (part.kind) {
        case 'text':
          letters.add(part.text);
          break;
        case 'group': {
          const [start, end] = (part.index === 0 ? [match.start, match.end] : match.groups[part.index]) ?? [0, 0];
          letters.add(subject.text(start, end));
          break;
        }
        case 'special':
          letters.add(resolve(part.special, occurrence));
          occurrence++;
          break;
        case 'case':
          letters.turn(part.mode);
          break;
        default:
          part satisfies never;
      }
    }
    return letters.text;
  }
}

/** Text in upper and lower case as \U, \L, \u and \l say. */
class Letters {
  text = '';
  private mode: 'upper' | 'lower' | undefined;
  private nextMode: 'upper' | 'lower' | undefined;

  turn(mode: CaseMode): void {
    if (mode === 'upper-next' || mode === 'lower-next') this.nextMode = mode === 'upper-next' ? 'upper' : 'lower';
    else this.mode = mode === 'end' ? undefined : mode;
  }

  add(text: string): void {
    if (text === '') return;
    const [first = '', ...rest] = text;
    const mode = this.nextMode ?? this.mode;
    this.text += inCase(first, mode) + inCase(rest.join(''), this.mode);
    this.nextMode = undefined;
  }
}

function inCase(text: string, mode: 'upper' | 'lower' | undefined): string {
  if (mode === undefined) return text;
  return mode === 'upper' ? text.toUpperCase() : text.toLowerCase();
}
