import { describe, expect, test } from 'vitest';
import { checkModalityWorklist, openModalityWorklist } from '../../../src/clients/dimse/modality-worklist.ts';
import { element, type NewElement } from '../../../src/dicom/new-element.ts';
import { hasWlmscpfs, wlmscpfs } from './wlmscpfs.ts';

interface Scheduled {
  readonly name: string;
  readonly id: string;
  readonly accession: string;
  readonly date: string;
  readonly charset?: string;
}

function item({ name, id, accession, date, charset }: Scheduled): NewElement[] {
  return [
    ...(charset === undefined ? [] : [element('SpecificCharacterSet', charset)]),
    element('AccessionNumber', accession),
    element('ReferringPhysicianName', 'REFERRER^ONE'),
    element('PatientName', name),
    element('PatientID', id),
    element('IssuerOfPatientID', 'HOUSE'),
    element('PatientBirthDate', '19700102'),
    element('PatientSex', 'F'),
    element('StudyInstanceUID', `1.2.3.4.${accession.slice(1)}`),
    element('RequestedProcedureDescription', 'CT CHEST'),
    element('RequestedProcedureID', `RP${accession}`),
    element('ScheduledProcedureStepSequence', {
      items: [
        [
          element('Modality', 'CT'),
          element('ScheduledStationAETitle', 'CT1'),
          element('ScheduledProcedureStepStartDate', date),
          element('ScheduledProcedureStepStartTime', '0930'),
          element('ScheduledPerformingPhysicianName', ''),
          element('ScheduledProcedureStepDescription', 'Chest'),
          element('ScheduledProcedureStepID', `S${accession}`),
        ],
      ],
    }),
  ];
}

const items = [
  { name: 'PHANTOM^CHEST', id: 'PH-1', accession: 'A1', date: '20260105' },
  { name: 'PHANTOM^KNEE', id: 'PH-2', accession: 'A2', date: '20260305' },
  { name: 'MÜSTER^ÄNNE', id: 'PH-3', accession: 'A3', date: '20260105', charset: 'ISO_IR 100' },
].map(item);

describe.skipIf(!hasWlmscpfs)('a real worklist server (wlmscpfs of dcmtk)', () => {
  test('is checked', async () => {
    await expect(checkModalityWorklist(await wlmscpfs(items))).resolves.toBeGreaterThan(0);
  });

  test('says that it has no such title', async () => {
    const peer = await wlmscpfs(items);
    await expect(checkModalityWorklist({ ...peer, calledAe: 'NOBODY' })).rejects.toMatchObject({
      code: 'called-ae-unknown',
    });
  });

  test('finds by accession number, with all that is burned in', async () => {
    const found = await openModalityWorklist(await wlmscpfs(items)).find({ text: 'A1' });
    expect(found).toEqual([
      {
        kind: 'scheduled',
        id: 'A1',
        patientName: 'PHANTOM^CHEST',
        patientId: 'PH-1',
        issuerOfPatientId: 'HOUSE',
        birthDate: '19700102',
        sex: 'F',
        accessionNumber: 'A1',
        referringPhysician: 'REFERRER^ONE',
        studyDescription: 'CT CHEST',
        modality: 'CT',
        scheduledDate: '20260105',
        studyInstanceUid: '1.2.3.4.1',
      },
    ]);
  });

  test('finds by patient ID, by the beginning of a name, and by a name that is not ASCII', async () => {
    const worklist = openModalityWorklist(await wlmscpfs(items));
    const ids = async (text: string) => (await worklist.find({ text })).map(({ patientId }) => patientId).sort();
    await expect(ids('PH-2')).resolves.toEqual(['PH-2']);
    await expect(ids('phan')).resolves.toEqual(['PH-1', 'PH-2']);
    await expect(ids('Phantom, Knee')).resolves.toEqual(['PH-2']);
    await expect(ids('MÜSTER')).resolves.toEqual(['PH-3']);
    await expect(ids('nobody')).resolves.toEqual([]);
    await expect(ids('**')).resolves.toEqual([]);
  });

  test('names are read in the character set of the item', async () => {
    const [found] = await openModalityWorklist(await wlmscpfs(items)).find({ text: 'PH-3' });
    expect(found?.patientName).toBe('MÜSTER^ÄNNE');
  });

  test('asks for the days around today only, when it is set so', async () => {
    const peer = await wlmscpfs(items);
    const worklist = openModalityWorklist({ ...peer, days: 7 }, { now: () => new Date(2026, 0, 10) });
    expect((await worklist.find({ text: 'PHANTOM' })).map(({ patientId }) => patientId)).toEqual(['PH-1']);
  });
});
