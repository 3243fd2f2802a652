import { areSameRules, type IngressRules } from '../contract/ingress-rules.ts';
import type { DestinationRules } from '../contract/connection.ts';
import { FileroomError } from '../contract/problem.ts';
import { askServer, type Run } from './run.ts';

/** The destination has other rules by now than the import was planned with. */
class RulesChangedError extends FileroomError {
  readonly name = 'RulesChangedError';
}

/** Before anything leaves, at the beginning and whenever an import goes on. @throws RulesChangedError */
export async function refuseChangedRules(run: Run): Promise<void> {
  const { destination, treatment } = run.import;
  const where = destination.kind === 'namespace' ? destination : { shareCode: destination.code };
  const now = await askServer(run, async () => run.connection.ingest.rules(where, run.controller.signal));
  const planned = treatment.kind === 'as-is' ? undefined : treatment.rules;
  if (isStillMet(planned, now)) return;
  throw new RulesChangedError(
    'rules-changed',
    'The destination’s rules have changed since this import was planned. Nothing more is sent: look at them and begin anew.',
    { next: 'review-rules' },
  );
}

/** Also where the person declined what may be declined. */
function isStillMet(planned: IngressRules | undefined, { ingress }: DestinationRules): boolean {
  const now = ingress ?? none;
  const then = planned ?? none;
  const isDeclined = then.substitutions.length === 0 && now.mayDecline;
  return areSameRules(then, isDeclined ? { ...now, substitutions: [] } : now);
}

const none: IngressRules = {
  substitutions: [],
  tags: {},
  match: [],
  filters: [],
  originalsAskedFor: [],
  mayDecline: false,
};
