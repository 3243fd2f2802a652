import type { DeidOption } from '../../../src/contract/import.ts';

/** Options that let something stay which the profile takes out, and those that clean it instead. */
export const keeping = [
  'retain-full-dates',
  'retain-modified-dates',
  'retain-patient-characteristics',
  'retain-device-identity',
  'retain-institution-identity',
  'retain-uids',
  'retain-safe-private',
] as const satisfies readonly DeidOption[];
export const cleaning = [
  'clean-descriptors',
  'clean-structured-content',
  'clean-graphics',
  'clean-pixel-data',
  'clean-recognizable-visual-features',
] as const satisfies readonly DeidOption[];

/** What nobody can promise here: it is shown, so that nobody takes its absence for an oversight. */
export const unavailable: ReadonlySet<DeidOption> = new Set(['clean-recognizable-visual-features']);

const exclusive: readonly (readonly DeidOption[])[] = [['retain-full-dates', 'retain-modified-dates']];

/** The chosen option that rules this one out. */
export function conflictOf(option: DeidOption, chosen: readonly DeidOption[]): DeidOption | undefined {
  return exclusive.find((group) => group.includes(option))?.find((each) => each !== option && chosen.includes(each));
}
