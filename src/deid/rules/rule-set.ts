import type { IngressRules } from '../../contract/ingress-rules.ts';
import type { Tag } from '../../dicom/dictionary.ts';
import { FIELDS, isChangeable, readTag, STUDY_FIELDS } from './fields.ts';
import { type Guard, parseGuard } from './guard.ts';
import { RuleError } from './rule-error.ts';
import { Substitution } from './substitution.ts';

/** One substitution and what it is for. */
export interface Rule {
  readonly field: string;
  readonly substitution: Substitution;
  /** Its place among the destination's rules: counters are kept by it. */
  readonly index: number;
  readonly tags: ReadonlySet<Tag> | 'private';
  /** The attribute of the field itself: it is written where an object lacks it. */
  readonly own: Tag | undefined;
}

/** Rules that were understood, in the order in which they are applied. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly guard: Guard;
}

const PRIVATE = 'ALL_PRIVATE_TAGS';
const OTHER = 'OTHER_INGRESS_TAGS';

/**
 * Reads all rules of a destination. The rules for many tags come first, so that what a field's own rule writes into
 * one of them stays.
 * @throws RuleError for the first that cannot be read or carried out: then nothing may be sent
 */
export function parseRules(raw: IngressRules): RuleSet {
  const rules = raw.substitutions
    .map(({ field, expression }, index) => parseRule(raw, field, expression, index))
    .toSorted((a, b) => rank(a) - rank(b));
  return { rules, guard: parseGuard(raw) };
}

function rank({ field }: Rule): number {
  return field === PRIVATE ? 0 : field === OTHER ? 1 : 2;
}

function parseRule(raw: IngressRules, field: string, expression: string, index: number): Rule {
  const substitution = new Substitution(expression);
  for (const special of substitution.specials)
    if (special.kind === 'study' && !STUDY_FIELDS.has(special.field))
      throw unreadable(`A study has no field ${special.field} before it is sent.`, field, expression);
  const own = FIELDS.get(field);
  if (field === PRIVATE) return { field, substitution, index, tags: 'private', own };
  // Wherever the destination says a field is, the name stays the name.
  const mapped = (Object.hasOwn(raw.tags, field) ? (raw.tags[field] ?? []) : []).map((text) => {
    const tag = readTag(text);
    if (tag === undefined || !isChangeable(tag))
      throw unreadable('One of its tags cannot be changed without harm to the object.', field, expression);
    return tag;
  });
  const tags = new Set(own === undefined ? mapped : [own, ...mapped]);
  if (tags.size === 0) {
    const reason = field === OTHER ? 'The destination does not say which tags these are.' : 'The field is not known.';
    throw unreadable(reason, field, expression);
  }
  return { field, substitution, index, tags, own };
}

function unreadable(reason: string, field: string, expression: string): RuleError {
  return new RuleError(
    'rule-unreadable',
    `A rule of the destination cannot be carried out. ${reason}`,
    `${field}: ${expression}`,
  );
}
