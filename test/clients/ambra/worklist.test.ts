import { afterEach, beforeEach, expect, test } from 'vitest';
import { WorklistQuery } from '../../../src/contract/study.ts';
import type { AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { credentials, ok, refused, scriptedAmbra, studyRecord, type ScriptedAmbra } from './scripted-ambra.ts';

let server: ScriptedAmbra;
let connection: AmbraConnection;
beforeEach(async () => {
  server = await scriptedAmbra();
  connection = server.connect();
  await connection.session.signIn(credentials);
});
afterEach(() => server.close());

const empty = ok({ studies: [], page: { more: 0, rows: 50, number: 1 } });

test('what is asked for becomes filters, paging and sorting', async () => {
  server.script({ '/study/list': empty, '/study/count': ok({ count: '0' }) });
  const query = WorklistQuery.parse({
    namespaceId: 'n1',
    search: 'phantom',
    modality: 'CT',
    dateFrom: '20260101',
    dateTo: '20261231',
    sort: 'patientName',
    direction: 'asc',
    page: 3,
    rows: 25,
  });
  expect(await connection.worklist.list(query)).toEqual({ studies: [], page: 1, more: false, total: 0 });
  const filter = {
    'filter.phi_namespace.equals': 'n1',
    'filter.SMART_SEARCH.equals': 'phantom',
    'filter.modality.like': '%CT%',
    'filter.study_date.ge': '20260101',
    'filter.study_date.le': '20261231',
  };
  expect(server.callsOf('/study/count')[0]?.params).toEqual(filter);
  expect(server.callsOf('/study/list')[0]?.params).toEqual({
    ...filter,
    sort_by: 'patient_name-asc,created-desc',
    'page.rows': '25',
    'page.number': '3',
  });
});

test('the plain question has no filter', async () => {
  server.script({ '/study/list': empty, '/study/count': ok({ count: 0 }) });
  await connection.worklist.list(WorklistQuery.parse({ search: ' ' }));
  expect(server.callsOf('/study/count')[0]?.params).toEqual({});
  expect(server.callsOf('/study/list')[0]?.params['sort_by']).toBe('created-desc');
});

test('one request for page and total, but for a search that a bundle would take for a template', async () => {
  server.script({ '/study/list': empty, '/study/count': ok({ count: 0 }) });
  for (const search of ['phantom', '{{status}}']) await connection.worklist.list(WorklistQuery.parse({ search }));
  const types = server.callsOf('/study/count').map(({ headers }) => headers['content-type']);
  expect(types).toEqual(['application/json', 'application/x-www-form-urlencoded']);
  expect(server.callsOf('/study/count')[1]?.params['filter.SMART_SEARCH.equals']).toBe('{{status}}');
});

test('loose values become strict ones', async () => {
  const loose = studyRecord({
    phantom: '1',
    image_count: null,
    patientid: 12345,
    study_date: '2026-01-31',
    modality: '',
  });
  server.script({
    '/study/list': ok({ studies: [loose], page: { more: '1', rows: '50', number: '2' }, extra: 'ignored' }),
    '/study/count': ok({ count: '71' }),
  });
  expect(await connection.worklist.list(WorklistQuery.parse({ page: 2 }))).toEqual({
    studies: [
      {
        uuid: 's1',
        studyInstanceUid: '1.2.3.4',
        namespaceId: 'n1',
        patientName: 'PHANTOM^CHEST',
        patientId: '12345',
        studyDate: '20260131',
        imageCount: 0,
        state: 'arriving',
        created: '2026-01-31T10:20:30.123Z',
      },
    ],
    page: 2,
    more: true,
    total: 71,
  });
});

test('a server that does not count leaves the total open', async () => {
  server.script({ '/study/list': empty, '/study/count': refused('DISABLED') });
  expect(await connection.worklist.list(WorklistQuery.parse({}))).toEqual({ studies: [], page: 1, more: false });
});
