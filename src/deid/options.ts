import type { DeidOption, TagChange } from '../contract/import.ts';
import { isPrivate } from '../dicom/dictionary.ts';
import { element, type NewElement } from '../dicom/new-element.ts';
import { profileRow } from './profile.ts';
import { readTag } from './rules/fields.ts';
import { TreatmentRefusedError } from './refused.ts';

export type Options = ReadonlySet<DeidOption>;

/** CID 7050, De-identification Method. */
const codes: Readonly<Record<'basic' | DeidOption, readonly [code: string, meaning: string]>> = {
  basic: ['113100', 'Basic Application Confidentiality Profile'],
  'clean-pixel-data': ['113101', 'Clean Pixel Data Option'],
  'clean-recognizable-visual-features': ['113102', 'Clean Recognizable Visual Features Option'],
  'clean-graphics': ['113103', 'Clean Graphics Option'],
  'clean-structured-content': ['113104', 'Clean Structured Content Option'],
  'clean-descriptors': ['113105', 'Clean Descriptors Option'],
  'retain-full-dates': ['113106', 'Retain Longitudinal Temporal Information Full Dates Option'],
  'retain-modified-dates': ['113107', 'Retain Longitudinal Temporal Information Modified Dates Option'],
  'retain-patient-characteristics': ['113108', 'Retain Patient Characteristics Option'],
  'retain-device-identity': ['113109', 'Retain Device Identity Option'],
  'retain-uids': ['113110', 'Retain UIDs Option'],
  'retain-safe-private': ['113111', 'Retain Safe Private Option'],
  'retain-institution-identity': ['113112', 'Retain Institution Identity Option'],
};

/** Nobody takes faces off here, so that nothing may say it (PS3.15 E.3.2). */
const UNSUPPORTED: ReadonlySet<DeidOption> = new Set(['clean-recognizable-visual-features']);

/**
 * @param pixelsAreClean of this object, which somebody must have shown (PS3.15 E.3.1)
 * @throws TreatmentRefusedError for options that are not there yet, are not true, or contradict each other
 */
export function checkedOptions(chosen: readonly DeidOption[], pixelsAreClean: boolean): Options {
  const options = new Set(chosen);
  const missing = chosen.find((option) => UNSUPPORTED.has(option));
  if (missing !== undefined)
    throw new TreatmentRefusedError(
      'option-unsupported',
      `${codes[missing][1]} (${missing}) is not supported yet. Leave it out, and look yourself at what the images show.`,
      { next: 'correct-input' },
    );
  if (options.has('clean-pixel-data') && !pixelsAreClean)
    throw new TreatmentRefusedError('needs-review', 'Nobody has shown that the pixels are clean.', {
      next: 'review-pixels',
    });
  if (options.has('retain-full-dates') && options.has('retain-modified-dates'))
    throw new TreatmentRefusedError(
      'options-conflict',
      'Dates can be kept as they are (retain-full-dates) or shifted (retain-modified-dates), not both: choose one.',
      { next: 'correct-input' },
    );
  return options;
}

/** The items of De-identification Method Code Sequence (0012,0064), profile first (PS3.15 E.2, PS3.3 C.7.1.1). */
export function methodCodes(options: Options): NewElement[][] {
  return (['basic', ...options] as const)
    .map((method) => codes[method])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, meaning]) => [
      element('CodeValue', code),
      element('CodingSchemeDesignator', 'DCM'),
      element('CodeMeaning', meaning),
    ]);
}

/** Longitudinal Temporal Information Modified (0028,0303), PS3.3 C.12.1.1. */
export function datesAre(options: Options): 'UNMODIFIED' | 'MODIFIED' | 'REMOVED' {
  if (options.has('retain-full-dates')) return 'UNMODIFIED';
  return options.has('retain-modified-dates') ? 'MODIFIED' : 'REMOVED';
}

/** Which of the chosen options let an attribute stay or be cleaned; none for what the profile takes away all the same. */
export function decidingOptions({ tag, action }: TagChange, chosen: readonly DeidOption[]): DeidOption[] {
  const known = readTag(tag);
  if (known === undefined || (action !== 'keep' && action !== 'replace')) return [];
  if (isPrivate(known)) return chosen.filter((option) => option === 'retain-safe-private');
  const row = profileRow(known);
  return chosen.filter((option) => row?.options.has(option));
}
