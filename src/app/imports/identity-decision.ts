import { type IdentityDecision, needsReason } from '../../contract/identity-decision.ts';
import type { ComparedIdentity } from '../../contract/identity-comparison.ts';
import type { IdentityKeyword, NewImport, Treatment } from '../../contract/import.ts';
import { compareIdentities } from '../../deid/compare-identity.ts';
import { UnprocessableError } from '../errors.ts';
import type { Choice } from './plan-import.ts';

const keywords: Readonly<Record<keyof ComparedIdentity, IdentityKeyword>> = {
  patientName: 'PatientName',
  patientId: 'PatientID',
  birthDate: 'PatientBirthDate',
  sex: 'PatientSex',
  accessionNumber: 'AccessionNumber',
};

/** A study whose files name different patients. */
export function isContested({ study }: Choice): boolean {
  return study.conflicts.some(({ code }) => code === 'conflicting-identity');
}

/**
 * The record of an identity that is burned in: the comparison is made here, not taken from whoever asks.
 * @throws UnprocessableError where the two are different and nobody says why that is right
 */
export function decisionOf(
  { treatment, decision, destination }: NewImport,
  choices: readonly Choice[],
  by: string | undefined,
): IdentityDecision | undefined {
  const [first] = choices;
  if (treatment.kind !== 'burn-in' || first === undefined) return undefined;
  const disc = onDisc(choices, first);
  const comparison = compareIdentities(disc, { ...disc, ...written(treatment.set) });
  const contested = choices.some(isContested);
  const { source, reason } = decision ?? { source: { kind: 'typed' as const } };
  // A visitor knows nothing of the house, and a script was written before there was anything to compare.
  const isAsked = destination.kind === 'namespace' && source.kind !== 'command-line';
  if (isAsked && reason === undefined && needsReason(comparison, contested)) {
    throw new UnprocessableError(
      'reason-needed',
      'The identity differs from that of the disc. Say why it is the same patient all the same.',
      { next: 'review-identity' },
    );
  }
  return {
    source,
    ...(reason === undefined ? {} : { reason }),
    ...(by === undefined ? {} : { by }),
    at: new Date().toISOString(),
    comparison,
    ...(contested ? { contested } : {}),
  };
}

/**
 * Of a disc that contradicts itself something is corrected (0400,0565), and nobody knows whose its ID is: it is not kept
 * as another one of the patient.
 */
export function corrected(treatment: Treatment, choices: readonly Choice[]): Treatment {
  if (treatment.kind !== 'burn-in' || !choices.some(isContested)) return treatment;
  const { keepOutsideId: _, ...rest } = treatment;
  return { ...rest, reason: 'CORRECT' };
}

/** An accession number is that of one study. */
function onDisc(choices: readonly Choice[], { patient, study }: Choice): ComparedIdentity {
  const { patientName, patientId, birthDate, sex } = patient;
  const accessionNumber = choices.length === 1 ? study.accessionNumber : undefined;
  return Object.fromEntries(
    Object.entries({ patientName, patientId, birthDate, sex, accessionNumber }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

function written(set: Readonly<Partial<Record<IdentityKeyword, string>>>): ComparedIdentity {
  return Object.fromEntries(
    Object.entries(keywords).flatMap(([field, keyword]) => {
      const value = set[keyword];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}
