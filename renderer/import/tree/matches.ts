import { NOTICES } from '../../../src/contract/scan.ts';
import { formatPersonName } from '../../ui/format.ts';
import type { Branch } from '../choices.ts';

/** What a series can be looked for by: whatever is wrong with it, what was mended, whose it is. */
export const marks = ['problems', 'repaired', 'conflicting'] as const;
export type Mark = (typeof marks)[number];

export function hasMark({ study, series }: Required<Branch>, mark: Mark): boolean {
  switch (mark) {
    case 'problems':
      return study.conflicts.length > 0 || series.repairs.length > 0;
    case 'repaired':
      return series.repairs.some((repair) => !NOTICES.has(repair));
    case 'conflicting':
      return study.conflicts.length > 0;
  }
}

/** Whether a series, or what it belongs to, holds every one of the words somewhere; case and accents do not matter. */
export function matcherOf(words: string): (branch: Required<Branch>) => boolean {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return () => true;
  return (branch) => {
    const text = plain(textOf(branch));
    return wanted.every((word) => text.includes(word));
  };
}

function textOf({ patient, study, series }: Required<Branch>): string {
  return [
    patient.patientName?.replaceAll(/[=^]/g, ' '),
    formatPersonName(patient.patientName),
    patient.patientId,
    study.description,
    study.accessionNumber,
    study.studyDate,
    series.description,
    series.modality,
    series.number,
  ].join(' ');
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
