import type { DestinationRules } from '../../../src/contract/connection.ts';
import type { DeidOption, Treatment } from '../../../src/contract/import.ts';
import type { Lookup } from '../../../src/contract/lookup.ts';
import type { ImportDraft } from '../draft.ts';
import { shownRules } from '../rules/obey.ts';
import { chosenOfPatients } from '../selection.ts';
import type { Chosen } from '../selection.ts';

/** How to de-identify. No patient is in it: it is remembered for each connection as long as the window is open. */
export interface DeidWishes {
  readonly options: readonly DeidOption[];
  readonly keepMap: boolean;
}

export const noWishes: DeidWishes = { options: [], keepMap: false };

/** A table that was read without a fault: chosen for one import, and kept nowhere else than in its draft. */
export interface LookupTable {
  readonly fileName: string;
  readonly patients: Lookup;
}

/** Where images go; what is wished for de-identification depends on it. */
export interface Where {
  readonly connectionId?: string | undefined;
  readonly rules?: DestinationRules | undefined;
}

/** De-identification as it is wished for, with those rows of the table that are about the chosen patients. */
export function deidTreatment(
  { wishes, lookup }: ImportDraft,
  { patients }: Chosen,
  { connectionId = '', rules }: Where,
): Extract<Treatment, { kind: 'deidentify' }> {
  const { options, keepMap } = wishes.get(connectionId) ?? noWishes;
  const ids = new Set(patients.map(({ patientId }) => patientId));
  return {
    kind: 'deidentify',
    profile: 'basic',
    ...(options.length === 0 ? {} : { options: [...options] }),
    ...(keepMap ? { keepMap } : {}),
    ...(lookup === undefined ? {} : { lookup: lookup.patients.filter(({ id }) => ids.has(id)) }),
    ...shownRules(rules),
  };
}

/** What will be sent of the chosen: of patients who are not in the lookup table, nothing. */
export function leavingOf(draft: ImportDraft, chosen: Chosen): Chosen {
  if (!usesTable(draft)) return chosen;
  const ids = new Set(draft.lookup?.patients.map(({ id }) => id));
  return chosenOfPatients(chosen.patients.filter(({ patientId = '' }) => ids.has(patientId)));
}

export function usesTable({ treatment, lookup }: ImportDraft): boolean {
  return treatment === 'deidentify' && lookup !== undefined;
}
