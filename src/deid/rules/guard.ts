import type { IngressRules } from '../../contract/ingress-rules.ts';
import type { DataSet } from '../../dicom/data-set.ts';
import { entryOf, formatTag, type Tag } from '../../dicom/dictionary.ts';
import { TreatmentRefusedError } from '../refused.ts';
import { matchExpression } from './expression.ts';
import { readTag } from './fields.ts';
import type { Pattern } from './pattern/match-pattern.ts';
import { PatternError, StepLimitError } from './pattern/pattern-error.ts';
import { RuleError } from './rule-error.ts';

/** What a destination takes at all. */
export interface Guard {
  readonly matches: readonly Match[];
  readonly filters: readonly Filter[];
}

interface Match {
  readonly tests: readonly { readonly tag: Tag; readonly pattern: Pattern }[];
  readonly needed: number;
}

interface Filter {
  readonly tag: Tag;
  readonly shown: string;
  readonly takes: (values: readonly string[]) => boolean;
}

/** An object that the destination does not take: of another patient, or of a kind that it does not want. */
class NotTakenError extends TreatmentRefusedError {
  override readonly name = 'NotTakenError';
}

type Compare = (value: string, wanted: string) => boolean;

/** What must be so; of several values one is enough, but none may be what is ruled out. */
const EVALUATIONS: Readonly<Record<string, { readonly compare: Compare; readonly every?: boolean }>> = {
  '=': { compare: (value, wanted) => value === wanted },
  '==': { compare: (value, wanted) => value === wanted },
  '!=': { compare: (value, wanted) => value.toUpperCase() !== wanted.toUpperCase(), every: true },
  '<': { compare: (value, wanted) => order(value, wanted) < 0, every: true },
  '<=': { compare: (value, wanted) => order(value, wanted) <= 0, every: true },
  '>': { compare: (value, wanted) => order(value, wanted) > 0, every: true },
  '>=': { compare: (value, wanted) => order(value, wanted) >= 0, every: true },
};

/** @throws RuleError */
export function parseGuard({ match, filters }: IngressRules): Guard {
  return {
    matches: match.map(({ tests, needed }) => {
      const count = Number(needed ?? tests.length);
      if (!Number.isInteger(count) || count < 0 || count > tests.length) throw unreadableMatch();
      return { tests: tests.map(({ tag, expression }) => parseTest(tag, expression)), needed: count };
    }),
    filters: filters.map((each) => {
      const tag = readTag(each.tag);
      const evaluation = Object.hasOwn(EVALUATIONS, each.evaluation) ? EVALUATIONS[each.evaluation] : undefined;
      const shown = `${each.tag} ${each.evaluation} ${each.value}`;
      if (tag === undefined || evaluation === undefined)
        throw new RuleError('rule-unreadable', 'A filter of the destination cannot be read.', shown);
      const { compare, every = false } = evaluation;
      const takes = (values: readonly string[]): boolean =>
        every
          ? values.every((value) => compare(value, each.value))
          : values.some((value) => compare(value, each.value));
      return { tag, shown, takes };
    }),
  };
}

/**
 * Whether the destination takes an object, as it was before it is treated.
 * @throws TreatmentRefusedError when it does not
 */
export function refuseUnwanted(dataSet: DataSet, { matches, filters }: Guard): void {
  for (const { tests, needed } of matches) {
    const missed = tests.filter(({ tag, pattern }) => !matched(pattern, dataSet.texts(tag).join('\\')));
    // What was wanted may be a patient's birth date: only the attributes are named.
    if (tests.length - missed.length < needed)
      throw new NotTakenError(
        'upload-match',
        `The destination takes studies of one patient only, and this one differs in ${missed.map(({ tag }) => nameOf(tag)).join(', ')}.`,
        { next: 'review-identity' },
      );
  }
  const refusing = filters.find(({ tag, takes }) => !takes(dataSet.texts(tag)));
  if (refusing !== undefined)
    throw new NotTakenError(
      'ingress-filter',
      `The destination does not take such objects: ${nameOf(refusing.tag)}. The rule: ${refusing.shown}`,
      { next: 'review-rules' },
    );
}

function matched(pattern: Pattern, value: string): boolean {
  try {
    return pattern.test(value);
  } catch (error) {
    if (error instanceof StepLimitError)
      throw new RuleError('rule-too-slow', 'A pattern that studies must match takes too long on a value.');
    throw error;
  }
}

function parseTest(text: string, expression: string): Match['tests'][number] {
  const tag = readTag(text);
  if (tag === undefined) throw unreadableMatch();
  try {
    return { tag, pattern: matchExpression(expression) };
  } catch (error) {
    if (error instanceof PatternError) throw unreadableMatch(error.message);
    throw error;
  }
}

/** It is not shown: it may hold a name or a birth date. */
function unreadableMatch(reason = ''): RuleError {
  return new RuleError(
    'rule-unreadable',
    `What studies must match at the destination cannot be read. ${reason}`.trim(),
  );
}

function nameOf(tag: Tag): string {
  return entryOf(tag)?.name ?? formatTag(tag);
}

/** Numbers as numbers, anything else as text: dates and times are in order. What is no number has none beside one. */
function order(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)];
  if (a !== '' && b !== '' && !Number.isNaN(right)) return left - right;
  return a < b ? -1 : Number(a > b);
}
