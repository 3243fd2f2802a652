import { TreatmentRefusedError } from '../refused.ts';

const MAX_SHOWN = 200;

/** A rule of the destination that cannot be read or carried out. Nothing is sent then; the rule itself is shown. */
export class RuleError extends TreatmentRefusedError {
  override readonly name = 'RuleError';

  /** @param rule as the destination wrote it; leave it out where it could hold a patient's data */
  constructor(code: 'rule-unreadable' | 'rule-too-slow' | 'rule-value-unknown', reason: string, rule?: string) {
    super(code, rule === undefined ? reason : `${reason} The rule: ${shown(rule)}`, { next: 'review-rules' });
  }
}

function shown(rule: string): string {
  const visible = rule.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return visible.length > MAX_SHOWN ? `${visible.slice(0, MAX_SHOWN)}…` : visible;
}
