import type { SessionState } from '../../contract/connection.ts';
import type { Sender, Treatment } from '../../contract/import.ts';
import type { IngressRules, RuleValues } from '../../contract/ingress-rules.ts';
import type { ScannedPatient, ScannedStudy } from '../../contract/scan.ts';
import { RuleError } from '../../deid/rules/rule-error.ts';
import { parseRules, type Rule } from '../../deid/rules/rule-set.ts';
import { counterKey, md5Of } from '../../deid/rules/special-values.ts';
import type { RuleCounters } from './rule-counters.ts';

interface ValueContext {
  readonly session: SessionState;
  /** Who sends where nobody is signed in, as they say. */
  readonly sender?: Sender | undefined;
  readonly counters: RuleCounters;
  /** Where the counters count. */
  readonly destination: string;
  /** The server's number for an MD5 sum, where the server has such. */
  readonly md5Counter: ((md5: string) => Promise<string>) | undefined;
}

interface Choice {
  readonly patient: ScannedPatient;
  readonly study: ScannedStudy;
}

/** A treatment with the values that its rules ask for. */
export async function withRuleValues(
  treatment: Treatment,
  choices: readonly Choice[],
  context: ValueContext,
): Promise<Treatment> {
  if (treatment.kind === 'as-is' || treatment.rules === undefined) return treatment;
  const values = await ruleValues(treatment.rules, choices, context);
  return { ...treatment, rules: { ...treatment.rules, values } };
}

/**
 * The numbers of a counter are a namespace's (/namespace/anonymize), and there is no call that hands them out: where
 * other computers send too, two of them could give two patients the same number.
 * @throws RuleError for a rule that counts
 */
export function refuseCounters(rules: IngressRules): void {
  const counting = parseRules(rules).rules.find(({ substitution }) =>
    substitution.specials.some(({ kind }) => kind === 'counter'),
  );
  if (counting !== undefined)
    throw new RuleError(
      'rule-value-unknown',
      'A rule of the destination numbers the patients, and the server cannot be asked for the next number: two computers that send there could give two patients the same one. Ask the destination for a rule with __MD5_COUNTER__, __MD5_HASH__ or __UUID__ instead.',
      `${counting.field}: ${counting.substitution.expression}`,
    );
}

/** Finds out what the special values of rules stand for. What is not found is refused when an object needs it. */
async function ruleValues(rules: IngressRules, choices: readonly Choice[], context: ValueContext): Promise<RuleValues> {
  const { session, counters, destination } = context;
  const places = parseRules(rules).rules.flatMap((rule) =>
    rule.substitution.specials.map((special, at) => ({ rule, special, place: counterKey(rule.index, at) })),
  );
  const counted: Record<string, Record<string, string>> = {};
  const md5Counters: Record<string, string> = {};
  for (const { patient, study } of choices) {
    const uid = study.studyInstanceUid;
    const own: Record<string, string> = {};
    for (const { special, place } of places)
      if (special.kind === 'counter' && !special.last)
        own[place] = counters.next(destination, special.digits, uid, place);
    for (const { special, place } of places) {
      if (special.kind !== 'counter' || !special.last) continue;
      const last = counters.last(destination, special.digits, uid);
      if (last !== undefined) own[place] = last;
    }
    counted[uid] = own;
    const fields = fieldsOf(patient, study);
    for (const { rule, special } of places) {
      if (special.kind !== 'md5-counter' || context.md5Counter === undefined) continue;
      const md5 = md5Of(fields[rule.field] ?? '');
      md5Counters[md5] ??= await context.md5Counter(md5);
    }
  }
  const asking = places.find(({ special }) => special.kind === 'user-email' || special.kind === 'sharer')?.rule;
  return { counters: counted, md5Counters, ...personValues(personOf(session, context.sender), asking) };
}

interface Person {
  readonly name: string;
  readonly email?: string | undefined;
}

function personOf(session: SessionState, sender: Sender | undefined): Person | undefined {
  return session.state === 'signed-in' ? { name: session.userName, email: session.email } : sender;
}

/** @throws RuleError when a rule asks who sends, and nobody said */
function personValues(person: Person | undefined, asking: Rule | undefined): RuleValues {
  if (person === undefined && asking !== undefined)
    throw new RuleError(
      'rule-value-unknown',
      'A rule of the destination asks who sends: give a name and an e-mail address.',
      `${asking.field}: ${asking.substitution.expression}`,
    );
  if (person === undefined) return {};
  const { name, email } = person;
  const withEmail = email === undefined ? {} : { email };
  return { sharer: { name, ...withEmail }, ...(email === undefined ? {} : { userEmail: email }) };
}

function fieldsOf(patient: ScannedPatient, study: ScannedStudy): Readonly<Record<string, string | undefined>> {
  return {
    patient_name: patient.patientName,
    patient_sex: patient.sex,
    patient_birth_date: patient.birthDate,
    patientid: patient.patientId,
    accession_number: study.accessionNumber,
    study_description: study.description,
    study_date: study.studyDate,
    referring_physician: study.referringPhysician,
  };
}
