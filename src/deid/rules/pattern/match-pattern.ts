import { sameIgnoringCase, word } from './char-set.ts';
import { compilePattern, type Program } from './compile-pattern.ts';
import { parsePattern, type PatternFlags } from './parse-pattern.ts';
import { StepLimitError } from './pattern-error.ts';
import type { Place } from './syntax.ts';

/** How far matching one value may go; an honest pattern needs some thousands. */
const MAX_STEPS = 1_000_000;

/** What was found, as positions among the characters of the value. A group that was not matched has none. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (readonly [start: number, end: number] | undefined)[];
}

/** The characters of one value, and the steps that are left for it. */
export class Subject {
  readonly codes: readonly number[];
  stepsLeft = MAX_STEPS;

  constructor(text: string) {
    this.codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  }

  text(start: number, end: number): string {
    let result = '';
    for (let at = start; at < end; at++) result += String.fromCodePoint(this.codes[at] ?? 0);
    return result;
  }
}

interface State {
  readonly step: number;
  readonly at: number;
  readonly slots: readonly number[];
}

/**
 * A regular expression of Perl that finds what Perl finds, in a number of steps that is bounded. It tries the ways to
 * match in Perl's order; a place of the pattern at a place of the text that has failed once is not tried again, so
 * that time grows with the length of both, and not exponentially. Where that is impossible, with references to
 * groups, the limit of steps ends it: a value that cannot be decided is an error, never a mismatch.
 */
export class Pattern {
  readonly names: ReadonlyMap<string, number>;
  readonly groups: number;
  private readonly program: Program;

  /** @throws PatternError */
  constructor(source: string, flags: PatternFlags) {
    const tree = parsePattern(source, flags);
    this.names = tree.names;
    this.groups = tree.groups;
    this.program = compilePattern(tree);
  }

  test(text: string): boolean {
    return this.find(new Subject(text), 0) !== undefined;
  }

  /**
   * The first match at or behind `from`.
   * @param nonEmptyAt where a match must not be empty, behind the one before
   * @throws StepLimitError
   */
  find(subject: Subject, from: number, nonEmptyAt = -1): Match | undefined {
    const seen = new Set<number>();
    const empty = Array.from({ length: this.program.slots }, () => -1);
    for (let start = from; start <= subject.codes.length; start++) {
      const mustMove = start === nonEmptyAt;
      const found = this.run(subject, { step: 0, at: start, slots: empty }, mustMove ? new Set() : seen, (end) =>
        mustMove ? end > start : true,
      );
      if (found !== undefined) return { start, end: found.at, groups: this.groupsOf(found.slots) };
    }
    return undefined;
  }

  private groupsOf(slots: readonly number[]): Match['groups'] {
    return Array.from({ length: this.groups + 1 }, (_, index) => {
      const [start = -1, end = -1] = slots.slice(2 * index, 2 * index + 2);
      return start === -1 || end === -1 ? undefined : [start, end];
    });
  }

  private run(subject: Subject, begin: State, seen: Set<number>, accepts: (end: number) => boolean): State | undefined {
    const { steps, remembers } = this.program;
    const stack: State[] = [begin];
    for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
      subject.stepsLeft--;
      if (subject.stepsLeft < 0) throw new StepLimitError('The pattern takes too long.');
      const { at, slots } = state;
      if (remembers) {
        const key = this.keyOf(state, subject.codes.length);
        if (seen.has(key)) continue;
        seen.add(key);
      }
      const step = steps[state.step];
      const next = state.step + 1;
      switch (step?.op) {
        case 'accept':
          if (accepts(at)) return state;
          break;
        case 'char': {
          const code = subject.codes[at];
          if (code !== undefined && step.set(code)) stack.push({ step: next, at: at + 1, slots });
          break;
        }
        case 'place':
          if (isAt(step.place, subject.codes, at)) stack.push({ step: next, at, slots });
          break;
        case 'split':
          stack.push({ step: step.second, at, slots }, { step: step.first, at, slots });
          break;
        case 'jump':
          stack.push({ step: step.to, at, slots });
          break;
        case 'save':
          stack.push({ step: next, at, slots: slots.with(step.slot, at) });
          break;
        case 'moved':
          stack.push({ step: slots[step.slot] === at ? step.end : next, at, slots });
          break;
        case 'back': {
          const end = repeatedAt(subject.codes, at, slots.slice(2 * step.group, 2 * step.group + 2), step.ignoreCase);
          if (end !== undefined) stack.push({ step: next, at: end, slots });
          break;
        }
        case 'atomic': {
          const found = this.run(subject, { step: next, at, slots }, new Set(), () => true);
          if (found !== undefined) stack.push({ step: step.end, at: found.at, slots: found.slots });
          break;
        }
        case 'look': {
          const found = this.look(subject, { step: next, at, slots }, step.behind);
          if ((found !== undefined) !== step.negative)
            stack.push({ step: step.end, at, slots: step.negative ? slots : (found?.slots ?? slots) });
          break;
        }
        case undefined:
          break;
        default:
          step satisfies never;
      }
    }
    return undefined;
  }

  /**
   * What decides how it goes on: the step, the place, and which repetitions have begun at this very place, for they
   * end when they do not move. All other slots only say what groups have matched.
   */
  private keyOf({ step, at, slots }: State, length: number): number {
    let key = step * (length + 1) + at;
    for (let slot = this.program.firstLoop; slot < slots.length; slot++) key = 2 * key + Number(slots[slot] === at);
    return key;
  }

  private look(subject: Subject, from: State, behind: number | undefined): State | undefined {
    if (behind === undefined) return this.run(subject, from, new Set(), () => true);
    for (let back = 0; back <= Math.min(behind, from.at); back++) {
      const found = this.run(subject, { ...from, at: from.at - back }, new Set(), (end) => end === from.at);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function isAt(place: Place, codes: readonly number[], at: number): boolean {
  const isEnd = at === codes.length;
  switch (place) {
    case 'text-start':
      return at === 0;
    case 'text-end':
      return isEnd;
    case 'text-end-or-break':
      return isEnd || (at === codes.length - 1 && codes[at] === 0x0a);
    case 'line-start':
      return at === 0 || (!isEnd && codes[at - 1] === 0x0a);
    case 'line-end':
      return isEnd || codes[at] === 0x0a;
    case 'word':
    case 'no-word':
      return (isWord(codes[at - 1]) !== isWord(codes[at])) === (place === 'word');
    default:
      return place satisfies never;
  }
}

function isWord(code: number | undefined): boolean {
  return code !== undefined && word(code);
}

/** Behind what a group matched, when it comes again at a place. A group that was not matched comes nowhere. */
function repeatedAt(
  codes: readonly number[],
  at: number,
  [start = -1, end = -1]: readonly number[],
  ignoreCase: boolean,
): number | undefined {
  if (start === -1 || end === -1) return undefined;
  const same = codes.slice(start, end).every((code, index) => {
    const other = codes[at + index];
    return other !== undefined && (ignoreCase ? sameIgnoringCase(code, other) : code === other);
  });
  return same ? at + end - start : undefined;
}
