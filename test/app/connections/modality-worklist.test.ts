import { expect, test } from 'vitest';
import { element } from '../../../src/dicom/new-element.ts';
import { ask, get, newApp } from '../api.ts';
import { hasWlmscpfs, wlmscpfs } from '../../clients/dimse/wlmscpfs.ts';
import { scriptedPeer } from '../../clients/dimse/scripted-peer.ts';
import { encodePdu } from '../../../src/clients/dimse/pdu.ts';

const params = { connectionId: 'embedded' };
const disc = { patientName: 'PHANTOM^CHEST', patientId: 'OUT-1', birthDate: '19700102' };

const rejecting = async () =>
  scriptedPeer((_, socket) => socket.end(encodePdu({ type: 'associate-rj', result: 1, source: 1, reason: 3 })));

test('is kept over a restart, and taken away', async () => {
  const app = await newApp();
  expect(await get(app, 'modalityWorklist', { params })).toEqual({});
  const worklist = { host: 'ris.example.org', port: 104, calledAe: 'RIS', callingAe: 'FILEROOM', tls: false, days: 30 };
  await get(app, 'setModalityWorklist', { params, body: { worklist } });
  await app.close();
  const again = await newApp(app.dataDir);
  expect(await get(again, 'modalityWorklist', { params })).toEqual({ worklist });
  await get(again, 'setModalityWorklist', { params, body: {} });
  expect(await get(again, 'modalityWorklist', { params })).toEqual({});
});

test.each([
  ['a title of two values', { calledAe: 'A\\B' }],
  ['a title that is too long', { callingAe: 'SEVENTEENLETTERSX' }],
  ['an address with a port', { host: 'ris.example.org/x' }],
  ['a port that is none', { port: 70_000 }],
  ['an authority that is no certificate', { authority: 'trust me' }],
])('%s is refused', async (_, wrong) => {
  const app = await newApp();
  const worklist = { host: 'ris', port: 104, calledAe: 'RIS', callingAe: 'FILEROOM', tls: true, ...wrong };
  expect((await ask(app, 'setModalityWorklist', { params, body: { worklist } })).status).toBe(400);
});

test('a check names the reason', async () => {
  const app = await newApp();
  const { peer } = await rejecting();
  expect(await get(app, 'checkModalityWorklist', { body: peer })).toMatchObject({
    ok: false,
    problem: { code: 'calling-ae-unknown', next: 'correct-input' },
  });
});

test('a worklist that fails does not hide what the server has found, and is told', async () => {
  const app = await newApp();
  const { peer } = await rejecting();
  await get(app, 'setModalityWorklist', { params, body: { worklist: peer } });
  const search = { text: 'PHANTOM', disc };
  expect(await get(app, 'findIdentities', { params, body: search })).toMatchObject({
    matches: [],
    unanswered: [{ by: 'modality-worklist', problem: { code: 'calling-ae-unknown' } }],
  });
  const without = await get(app, 'findIdentities', { params, body: { ...search, serverOnly: true } });
  expect(without).toEqual({ matches: [], unanswered: [] });
});

function scheduled(accession: string, name: string, id: string) {
  return [
    element('AccessionNumber', accession),
    element('ReferringPhysicianName', ''),
    element('PatientName', name),
    element('PatientID', id),
    element('PatientBirthDate', '19700102'),
    element('PatientSex', 'F'),
    element('StudyInstanceUID', '1.2.3'),
    element('RequestedProcedureDescription', 'CT CHEST'),
    element('RequestedProcedureID', 'RP1'),
    element('ScheduledProcedureStepSequence', {
      items: [
        [
          element('Modality', 'CT'),
          element('ScheduledStationAETitle', 'CT1'),
          element('ScheduledProcedureStepStartDate', '20260105'),
          element('ScheduledProcedureStepStartTime', '0930'),
          element('ScheduledPerformingPhysicianName', ''),
          element('ScheduledProcedureStepDescription', 'Chest'),
          element('ScheduledProcedureStepID', 'S1'),
        ],
      ],
    }),
  ];
}

test.skipIf(!hasWlmscpfs)('what is scheduled (wlmscpfs of dcmtk) is ranked beside what the server has', async () => {
  const app = await newApp();
  const worklist = await wlmscpfs([scheduled('A1', 'PHANTOM^KNEE', 'PH-7'), scheduled('A2', 'PHANTOM^CHEST', 'PH-1')]);
  await get(app, 'setModalityWorklist', { params, body: { worklist } });
  const { matches, unanswered } = await get(app, 'findIdentities', { params, body: { text: 'PHANTOM', disc } });
  expect(unanswered).toEqual([]);
  expect(matches.map(({ record: { kind, accessionNumber } }) => [kind, accessionNumber])).toEqual([
    ['scheduled', 'A2'],
    ['scheduled', 'A1'],
  ]);
});
