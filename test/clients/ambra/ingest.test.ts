import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import type { OpenStudy } from '../../../src/clients/port/archive-connection.ts';
import {
  credentials,
  ok,
  refused,
  scriptedAmbra,
  storageFailure,
  studyRecord,
  type ScriptedAmbra,
} from './scripted-ambra.ts';

let server: ScriptedAmbra;
let connection: AmbraConnection;
let study: OpenStudy;
beforeEach(async () => {
  server = await scriptedAmbra();
  server.script({
    '/namespace/engine/fqdn': ok({ engine_fqdn: server.host, storage_namespace: 'st1' }),
    '/study/add': ok({ uuid: 's1', engine_fqdn: server.host }),
  });
  connection = server.connect();
  await connection.session.signIn(credentials);
  study = {
    uuid: 's1',
    studyInstanceUid: '1.2.3.4',
    namespaceId: 'n1',
    storageNamespaceId: 'st1',
    storageHost: server.host,
  };
});
afterEach(() => server.close());

const bytes = Buffer.from('not really a Part 10 file');
const object = {
  sopInstanceUid: '1.2.3.4.5',
  bytes: bytes.length,
  open: () => new Response(bytes).body as ReadableStream<Uint8Array>,
};
const image = 'POST storage/namespace/st1/image';
const schema = 'GET storage/study/st1/1.2.3.4/schema';
const stored = { study_uid: '1.2.3.4', image_uid: '1.2.3.4.5', image_version: 'v1', namespace: 'st1', attr: {} };

describe('opening a study', () => {
  const header = { studyInstanceUid: '1.2.3.4', patientName: 'PHANTOM^CHEST', studyDate: '20260131' };

  test('announces it with the storage triplet and the header', async () => {
    expect(await connection.ingest.open('n1', header)).toEqual(study);
    expect(server.callsOf('/study/add')[0]?.params).toEqual({
      study_uid: '1.2.3.4',
      storage_namespace: 'st1',
      phi_namespace: 'n1',
      patient_name: 'PHANTOM^CHEST',
      study_date: '20260131',
    });
  });

  test('goes on with the study that is there', async () => {
    const existing = studyRecord({ uuid: 's0', storage_namespace: 'st0', engine_fqdn: server.host });
    server.script({ '/study/add': refused('ALREADY_EXISTS', { error_subtype: 's0', error_data: existing }) });
    expect(await connection.ingest.open('n1', header)).toEqual({ ...study, uuid: 's0', storageNamespaceId: 'st0' });
  });

  test.each([
    ['of another study', { study_uid: '1.2.3.99' }],
    ['in another folder', { phi_namespace: 'n2' }],
    ['that is not the one it names', { uuid: 's9' }],
  ])('does not go on with one %s', async (_, fields) => {
    const foreign = studyRecord({ uuid: 's0', engine_fqdn: server.host, ...fields });
    server.script({ '/study/add': refused('ALREADY_EXISTS', { error_subtype: 's0', error_data: foreign }) });
    await expect(connection.ingest.open('n1', header)).rejects.toMatchObject({ name: 'BadAnswerError' });
  });

  test('a name in braces stays what it is: the command is not bundled', async () => {
    await connection.ingest.open('n1', { ...header, patientName: '{{sid}}' });
    expect(server.callsOf('/study/add')[0]?.params['patient_name']).toBe('{{sid}}');
  });
});

describe('sending an object', () => {
  test('streams the bytes as they are, with their length', async () => {
    server.script({ [image]: ok(stored) });
    expect(await connection.ingest.putObject(study, object)).toEqual({ sopInstanceUid: '1.2.3.4.5', version: 'v1' });
    const [call] = server.callsOf(image);
    expect(call?.body).toEqual(bytes);
    expect(call?.params).toEqual({ study_uid: '1.2.3.4', sid: 'sid-1' });
    expect(call?.headers).toMatchObject({ 'content-length': String(bytes.length), 'accept-encoding': 'identity' });
  });

  test('an acknowledgement of another object is none', async () => {
    server.script({ [image]: ok({ ...stored, image_uid: '1.2.3.4.6' }) });
    await expect(connection.ingest.putObject(study, object)).rejects.toMatchObject({
      name: 'BadAnswerError',
      code: 'stored-otherwise',
    });
  });

  test('a failure is the caller’s to repeat', async () => {
    server.script({ [image]: { status: 503, headers: { 'retry-after': '9' }, body: '' } });
    await expect(connection.ingest.putObject(study, object)).rejects.toMatchObject({
      name: 'ServerFailedError',
      retryAfterMs: 9000,
    });
    expect(server.callsOf(image)).toHaveLength(1);
  });

  test('the session id goes to no other host over plain HTTP', async () => {
    const elsewhere = { ...study, storageHost: 'storage.example' };
    await expect(connection.ingest.putObject(elsewhere, object)).rejects.toMatchObject({ code: 'bad-engine' });
    const forged = { ...study, storageHost: '127.0.0.1@evil.example/x?' };
    await expect(connection.ingest.putObject(forged, object)).rejects.toMatchObject({ code: 'bad-engine' });
  });

  test('an abort ends it with the reason', async () => {
    const reason = new Error('cancelled');
    const controller = new AbortController();
    const endless = {
      sopInstanceUid: '1.2.3.4.5',
      bytes: 1e9,
      open: () =>
        new ReadableStream<Uint8Array>({
          pull(sink) {
            sink.enqueue(new Uint8Array(65_536));
            controller.abort(reason);
          },
        }),
    };
    await expect(connection.ingest.putObject(study, endless, controller.signal)).rejects.toBe(reason);
  });
});

describe('the end of a study', () => {
  test('a sync that is blocked as a repeat is as good as done', async () => {
    server.script({ '/study/sync': refused('BLOCKED') });
    await connection.ingest.complete(study, 3);
    expect(server.callsOf('/study/sync')[0]?.params).toEqual({ study_id: 's1', image_count: '3' });
  });

  test('the server’s own list, once it is computed', async () => {
    server.script({
      [schema]: [
        storageFailure(409, 'CONFLICT'),
        ok({ series: [{ series_uid: '1.2', images: [{ id: '1.2.3.4.5', version: 'v1', extra: 1 }] }] }),
      ],
    });
    expect(await connection.ingest.listStored(study)).toEqual([{ sopInstanceUid: '1.2.3.4.5', version: 'v1' }]);
  });

  test('a study storage has seen nothing of holds nothing', async () => {
    server.script({ [schema]: storageFailure(404, 'STUDY_NOT_FOUND') });
    expect(await connection.ingest.listStored(study)).toEqual([]);
  });

  test('a path that leads nowhere is not an empty study', async () => {
    server.script({ [schema]: { status: 404, body: 'no such page' } });
    await expect(connection.ingest.listStored(study)).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});

test.each([
  ['absent', {}],
  ['null', { anonymize_rules: null }],
  ['an empty list', { anonymize_rules: [] }],
  ['blank', { anonymize_rules: '' }],
])('a destination whose rules are %s asks for none', async (_, rules) => {
  server.script({ '/namespace/share_code': ok({ namespace_id: 'n1', share_name: 'Phantom Clinic', ...rules }) });
  expect(await connection.ingest.rules({ namespaceId: 'n1' })).toMatchObject({
    destination: 'Phantom Clinic',
    anonymizeRules: {},
  });
});
