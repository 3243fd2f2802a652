import type { TFunction } from 'i18next';
import type { IdentityRecord } from '../../../src/contract/identity-record.ts';
import { formatDate, formatPersonName } from '../../ui/format.ts';

/** Whom a record names, in one line. */
export function whoIs(
  { patientName, patientId, birthDate, sex, accessionNumber }: IdentityRecord,
  t: TFunction<'gate'>,
): string {
  return [
    formatPersonName(patientName),
    patientId,
    birthDate === undefined ? '' : t('record.born', { date: formatDate(birthDate) }),
    sex ?? '',
    accessionNumber === undefined ? '' : t('record.accession', { number: accessionNumber }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What was ordered, in one line; empty for a patient. */
export function whatIs({ studyDescription, modality, scheduledDate }: IdentityRecord, t: TFunction<'gate'>): string {
  const date = scheduledDate === undefined ? '' : t('record.scheduled', { date: formatDate(scheduledDate) });
  return [studyDescription ?? '', modality ?? '', date].filter(Boolean).join(' · ');
}
