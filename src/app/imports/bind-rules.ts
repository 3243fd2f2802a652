import type { DestinationRules } from '../../contract/connection.ts';
import type { NewImport, Treatment } from '../../contract/import.ts';
import { areSameRules, takesOnly, type IngressRules } from '../../contract/ingress-rules.ts';
import type { FileroomError, Problem } from '../../contract/problem.ts';
import { RuleError } from '../../deid/rules/rule-error.ts';
import { parseRules } from '../../deid/rules/rule-set.ts';
import { UnprocessableError } from '../errors.ts';
import { refuseCounters } from './rule-values.ts';

/**
 * A treatment with the destination's rules in it, as they are now. Refused is what does not carry them out, what was
 * shown with other rules, and rules that nobody can carry out.
 * @throws UnprocessableError, RuleError
 */
export function bindRules({ treatment, declineRules }: NewImport, { ingress }: DestinationRules): Treatment {
  const shown = treatment.kind === 'as-is' ? undefined : treatment.rules;
  if (ingress === undefined) {
    if (shown !== undefined || treatment.kind === 'rules') throw rulesChanged();
    return treatment;
  }
  parseRules(ingress);
  const taken = takesOnly(ingress);
  const rules = ingress.substitutions.length > 0 ? ingress : taken;
  if (shown !== undefined && !areSameRules(shown, ingress)) throw rulesChanged();
  const mustSubstitute = ingress.substitutions.length > 0 && !(declineRules === true && ingress.mayDecline);
  switch (treatment.kind) {
    case 'rules':
      return { ...treatment, rules: ingress };
    case 'deidentify':
      return rules === undefined ? treatment : { ...treatment, rules };
    case 'as-is':
      if (mustSubstitute) throw rulesRequired();
      return taken === undefined ? treatment : { kind: 'rules', rules: taken };
    case 'burn-in':
      if (mustSubstitute) throw rulesRequired();
      return taken === undefined ? treatment : { ...treatment, rules: taken };
    default:
      return treatment satisfies never;
  }
}

/**
 * Why a destination's rules cannot be carried out; undefined when they can.
 * @param isShared whether other computers may send there, too
 */
export function problemOf(ingress: IngressRules | undefined, isShared: boolean): Problem | undefined {
  if (ingress === undefined) return undefined;
  try {
    if (isShared) refuseCounters(ingress);
    else parseRules(ingress);
    return undefined;
  } catch (error) {
    if (error instanceof RuleError) return (error as FileroomError).toProblem();
    throw error;
  }
}

/** With the values of rules as their names: nothing is counted for a look. */
export function previewed(treatment: Treatment): Treatment {
  if (treatment.kind === 'as-is' || treatment.rules === undefined) return treatment;
  return { ...treatment, rules: { ...treatment.rules, values: 'preview' } };
}

function rulesChanged(): UnprocessableError {
  return new UnprocessableError(
    'rules-changed',
    'The destination’s rules have changed since they were shown. Look at them again.',
    { next: 'review-rules' },
  );
}

function rulesRequired(): UnprocessableError {
  return new UnprocessableError(
    'deidentify-required',
    'This destination takes studies only after its rules are carried out, or de-identified as well.',
    { next: 'review-rules' },
  );
}
