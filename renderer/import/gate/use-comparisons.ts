import { useQueries } from '@tanstack/react-query';
import type { IdentityComparison } from '../../../src/contract/identity-comparison.ts';
import { queries } from '../../api.ts';
import { patientKey } from '../choices.ts';
import { formOf } from '../draft.ts';
import type { ImportDraft } from '../draft.ts';
import type { Chosen } from '../selection.ts';
import { comparedAfter, comparedOnDisc, ofPatient } from './patient-identity.ts';

/** Each patient of the disc beside the identity that they shall have. */
export function useComparisons(draft: ImportDraft, all: Chosen): ReadonlyMap<string, IdentityComparison> {
  const isAsked = draft.treatment === 'burn-in' && draft.step === 'treat';
  const asked = (isAsked ? all.patients : []).map((patient) => {
    const chosen = ofPatient(all, patient);
    return {
      key: patientKey(patient),
      disc: comparedOnDisc(chosen),
      after: comparedAfter(chosen, formOf(draft, chosen)),
    };
  });
  const answers = useQueries({ queries: asked.map(({ disc, after }) => queries.comparison(disc, after)) });
  return new Map(
    asked.flatMap(({ key }, at) => {
      const found = answers[at]?.data;
      return found === undefined ? [] : [[key, found]];
    }),
  );
}
