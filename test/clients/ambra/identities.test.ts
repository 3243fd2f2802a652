import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PermissionError } from '../../../src/clients/port/errors.ts';
import type { AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { openArchive, type EmbeddedArchive } from '../../../src/archive/open-archive.ts';
import { openAmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { credentials, ok, refused, scriptedAmbra, type ScriptedAmbra } from './scripted-ambra.ts';

describe('whom the house knows', () => {
  let archive: EmbeddedArchive;
  let connection: AmbraConnection;
  let account_id: string;

  beforeEach(async () => {
    const login = { login: 'owner@phantom.example', password: 'a password for this test' };
    archive = await openArchive({ dir: await tempFolder(), ...login });
    connection = openAmbraConnection({
      baseUrl: 'http://archive.localhost',
      fetch: (request) => archive.fetch(request),
      rate: 'off',
    });
    await connection.session.signIn(login);
    const { namespaces = [] } = await connection.commands.user.namespaceList();
    account_id = namespaces.find(({ type }) => type === 'account_id')?.type_uuid ?? '';
  });
  afterEach(() => archive.close());

  const find = async (text: string) =>
    (await connection.identities.find({ text })).map(({ kind, patientId }) => `${kind} ${patientId}`);

  test('is found by any beginning of a number and by any order of a name', async () => {
    const { order, patient } = connection.commands;
    const made = await order.add({
      account_id,
      patientid: 'PH-1',
      patient_name: 'PHANTOM^CHEST',
      accession_number: 'A-17',
      patient_birth_date: '1970-01-02',
      patient_sex: '',
      referring_physician: '',
      sending_facility: '',
    });
    await order.spsAdd({
      order_id: made.uuid ?? '',
      modality: 'CT',
      scheduled_procedure_step_id: 'S-1',
      requested_procedure_id: 'R-1',
      requested_procedure_description: 'CT chest',
      scheduled_station_aetitle: 'CT1',
      scheduled_procedure_step_start_date: '2026-01-31',
      scheduled_procedure_step_start_time: '1015',
      scheduled_procedure_step_description: 'Chest, plain',
    });
    await patient.add({ account_id, name: 'PHANTOM^KNEE', mrn: 'PH-2' });
    expect(await find('A-1')).toEqual(['order PH-1']);
    expect(await find('PH-')).toEqual(['order PH-1', 'patient PH-2']);
    expect(await find('phantom, knee')).toEqual(['patient PH-2']);
    expect(await find('Z-9')).toEqual([]);
    expect(await connection.identities.find({ text: 'PHANTOM CHEST' })).toEqual([
      {
        kind: 'order',
        id: made.uuid,
        patientName: 'PHANTOM^CHEST',
        patientId: 'PH-1',
        birthDate: '19700102',
        accessionNumber: 'A-17',
        studyDescription: 'CT chest',
        modality: 'CT',
        scheduledDate: '20260131',
      },
    ]);
  });

  test('what is typed is looked for as it is', async () => {
    await connection.commands.patient.add({ account_id, name: 'PHANTOM^KNEE', mrn: 'PH-2' });
    expect(await find('P_-2')).toEqual([]);
  });
});

describe('of another server', () => {
  let server: ScriptedAmbra;
  let connection: AmbraConnection;

  beforeEach(async () => {
    server = await scriptedAmbra();
    server.script({
      '/user/namespace/list': ok({ namespaces: [{ uuid: 'n1', type: 'account_id', type_uuid: 'a1' }] }),
    });
    connection = server.connect();
    await connection.session.signIn(credentials);
  });
  afterEach(() => server.close());

  test('what may not be seen hides nothing else', async () => {
    server.script({
      '/order/list': refused('NOT_PERMITTED'),
      '/patient/list': ok({ patients: [{ uuid: 'p1', mrn: 7, name: 'PHANTOM^CHEST', birth_date: '2 January' }] }),
    });
    expect(await connection.identities.find({ text: 'PHANTOM' })).toEqual([
      { kind: 'patient', id: 'p1', patientId: '7', patientName: 'PHANTOM^CHEST' },
    ]);
  });

  test('to see nothing at all is said', async () => {
    server.script({ '/order/list': refused('NOT_PERMITTED'), '/patient/list': refused('NOT_PERMITTED') });
    await expect(connection.identities.find({ text: 'PHANTOM' })).rejects.toBeInstanceOf(PermissionError);
  });
});
