import type { IdentityRecord } from '../../contract/identity-record.ts';
import type { ModalityWorklist } from '../../contract/modality-worklist.ts';
import type { DataSet } from '../../dicom/data-set.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import { element, type NewElement } from '../../dicom/new-element.ts';
import type { Identities } from '../port/archive-connection.ts';
import { type AssociationOptions, withAssociation } from './association.ts';
import { find } from './find.ts';
import { verify } from './verification.ts';
import { wildcardName, worklistSearches, type WorklistSearch } from './worklist-search.ts';

const MODALITY_WORKLIST = '1.2.840.10008.5.1.4.31';
const service = { abstractSyntax: MODALITY_WORKLIST, name: 'Modality Worklist' };

/** No person looks through more; a server that ignores a key is not listened to for ever. */
const WANTED = 50;
const AT_ALL = 2000;
const TOTAL_MS = 30_000;
const CHECK_MS = 15_000;

export interface WorklistOptions extends Pick<AssociationOptions, 'connectMs' | 'silenceMs'> {
  readonly now?: () => Date;
}

/** Whether the worklist is there, knows this program and offers the service; the milliseconds it took. */
export async function checkModalityWorklist(
  worklist: ModalityWorklist,
  signal?: AbortSignal,
  options: WorklistOptions = {},
): Promise<number> {
  return verify(worklist, service, { ...options, signal: limited(CHECK_MS, signal) });
}

/** What is scheduled in the house, by name, patient ID or accession number (PS3.4 K). */
export function openModalityWorklist(worklist: ModalityWorklist, options: WorklistOptions = {}): Identities {
  const { now = () => new Date() } = options;
  return {
    async find({ text }, signal) {
      const searches = worklistSearches(text);
      if (searches.length === 0) return [];
      const dates = worklist.days === undefined ? '' : dateRange(now(), worklist.days);
      return withAssociation(
        worklist,
        [service],
        { ...options, signal: limited(TOTAL_MS, signal) },
        async (association) => {
          const context = association.context(MODALITY_WORKLIST, service.name);
          const found = new Map<string, IdentityRecord>();
          for (const search of searches) {
            const matches = await find(association, context, {
              keys: keysOf(search, dates),
              wants: (identifier) => isWanted(identifier, search),
              wanted: WANTED,
              atAll: AT_ALL,
            });
            for (const record of matches.flatMap(toRecord)) found.set(record.id, record);
          }
          return [...found.values()];
        },
      );
    },
  };
}

function limited(milliseconds: number, signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(milliseconds);
  return signal === undefined ? limit : AbortSignal.any([limit, signal]);
}

/** The keys that match, and those that only come back (PS3.4 K.6.1.2.2). */
function keysOf(search: WorklistSearch, dates: string): NewElement[] {
  const { patientName = '', patientId = '', accessionNumber = '' } = search;
  const keys = [
    element('AccessionNumber', accessionNumber),
    element('ReferringPhysicianName', ''),
    element('PatientName', patientName === '' ? '' : wildcardName(patientName)),
    element('PatientID', patientId),
    element('IssuerOfPatientID', ''),
    element('PatientBirthDate', ''),
    element('PatientSex', ''),
    element('StudyInstanceUID', ''),
    element('RequestedProcedureDescription', ''),
    element('RequestedProcedureID', ''),
    element('ScheduledProcedureStepSequence', {
      items: [
        [
          element('Modality', ''),
          element('ScheduledStationAETitle', ''),
          element('ScheduledProcedureStepStartDate', dates),
          element('ScheduledProcedureStepStartTime', ''),
          element('ScheduledProcedureStepDescription', ''),
          element('ScheduledProcedureStepID', ''),
        ],
      ],
    }),
  ];
  return patientName === '' || isAscii(patientName)
    ? keys
    : [element('SpecificCharacterSet', isLatin(patientName) ? 'ISO_IR 100' : 'ISO_IR 192'), ...keys];
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function isLatin(text: string): boolean {
  return /^[ -~\u00a0-\u00ff]*$/.test(text);
}

/** From the beginning of the day so many days ago, of this computer's time zone, to that many ahead. */
function dateRange(now: Date, days: number): string {
  const day = (offset: number): string => {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + offset);
    const parts = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
    return `${date.getFullYear()}${parts.join('')}`;
  };
  return `${day(-days)}-${day(days)}`;
}

/** Accession Number and Patient ID are keys that a server may ignore, and then it sends everybody. */
function isWanted(identifier: DataSet, { patientName, patientId, accessionNumber }: WorklistSearch): boolean {
  const starts = (keyword: string, wanted: string): boolean => textOf(identifier, keyword)?.startsWith(wanted) === true;
  if (accessionNumber !== undefined) return starts('AccessionNumber', accessionNumber);
  if (patientId !== undefined) return starts('PatientID', patientId);
  // How names match beyond their case and marks is for the server to say; it must match this key (PS3.4 K.6.1.2.2).
  return patientName !== undefined;
}

function toRecord(identifier: DataSet): IdentityRecord[] {
  const patientName = textOf(identifier, 'PatientName');
  const patientId = textOf(identifier, 'PatientID');
  // Without a number or a name it identifies nobody.
  if (patientName === undefined || patientId === undefined) return [];
  const [step] = identifier.items(tagOf('ScheduledProcedureStepSequence'));
  const accessionNumber = textOf(identifier, 'AccessionNumber');
  const procedure = textOf(identifier, 'RequestedProcedureID');
  const studyInstanceUid = textOf(identifier, 'StudyInstanceUID');
  const id = accessionNumber ?? procedure ?? studyInstanceUid ?? patientId;
  const fields = {
    issuerOfPatientId: textOf(identifier, 'IssuerOfPatientID'),
    birthDate: dateIn(identifier, 'PatientBirthDate'),
    sex: textOf(identifier, 'PatientSex'),
    accessionNumber,
    referringPhysician: textOf(identifier, 'ReferringPhysicianName'),
    studyDescription:
      textOf(identifier, 'RequestedProcedureDescription') ?? textOf(step, 'ScheduledProcedureStepDescription'),
    modality: textOf(step, 'Modality'),
    scheduledDate: dateIn(step, 'ScheduledProcedureStepStartDate'),
    studyInstanceUid,
  };
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  return [{ kind: 'scheduled', id, patientName, patientId, ...Object.fromEntries(said) }];
}

function textOf(dataSet: DataSet | undefined, keyword: string): string | undefined {
  const text = dataSet?.text(tagOf(keyword))?.trim();
  return text === '' ? undefined : text;
}

/** A whole date; anything else is none to burn into an image. */
function dateIn(dataSet: DataSet | undefined, keyword: string): string | undefined {
  const date = textOf(dataSet, keyword);
  return date !== undefined && /^\d{8}$/.test(date) ? date : undefined;
}
