import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewAnnotation } from '../../../src/contract/reading.ts';
import type { Study } from '../../../src/contract/study.ts';
import type { AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { credentials, ok, scriptedAmbra, studyRecord, type ScriptedAmbra } from './scripted-ambra.ts';

let server: ScriptedAmbra;
let connection: AmbraConnection;
let study: Study;
beforeEach(async () => {
  server = await scriptedAmbra();
  server.script({ '/study/get': ok(studyRecord({ engine_fqdn: server.host })) });
  connection = server.connect();
  await connection.session.signIn(credentials);
  study = await connection.studies.get('s1');
});
afterEach(() => server.close());

const annotation: NewAnnotation = {
  seriesInstanceUid: '1.2',
  sopInstanceUid: '1.2.3',
  frame: 2,
  shape: {
    tool: 'length',
    space: 'image',
    points: [
      [1.5, 2, 0],
      [3, 4.25, 0],
    ],
  },
};
const json = JSON.stringify({ fileroom: 1, shape: annotation.shape });
const record = { uuid: 'a1', user_name: 'Reader', series_uid: '1.2', instance_uid: '1.2.3', frame_number: '1', json };

test('an object that the server lists twice is one', async () => {
  const [image, other] = [
    { id: '1.2.3', version: 'v1' },
    { id: '1.2.4', version: 'v1' },
  ];
  const series = [
    { series_uid: '1.2', images: [image, image, other] },
    { series_uid: '1.9', images: [other] },
  ];
  server.script({ 'GET storage/study/st1/1.2.3.4/schema': ok({ series }) });
  const tree = await connection.studies.tree(study);
  expect(tree.series.map(({ instances }) => instances.map(({ sopInstanceUid }) => sopInstanceUid))).toEqual([
    ['1.2.3', '1.2.4'],
    [],
  ]);
});

describe('annotations', () => {
  test('are written with a version marker, frames counted from 0, and read back from the server', async () => {
    server.script({ '/annotation/add': ok({ uuid: 'a1' }), '/annotation/get': ok(record) });
    expect(await connection.annotations.add(study, annotation)).toEqual({
      ...annotation,
      uuid: 'a1',
      author: 'Reader',
    });
    expect(server.callsOf('/annotation/add')[0]?.params).toEqual({
      study_id: 's1',
      series_uid: '1.2',
      instance_uid: '1.2.3',
      frame_number: '1',
      json,
    });
  });

  test('of other programs are left out, whatever they hold, and stay where they are', async () => {
    const others = [
      'not JSON',
      '{"fileroom":2,"shape":{}}',
      '{"tool":"arrow"}',
      '{"fileroom":1,"shape":{"tool":"length","space":"image","points":[]}}',
      null,
      [],
    ].map((foreign, index) => Object.assign({ uuid: `other-${index}`, frame_number: 'all' }, { json: foreign }));
    server.script({ '/annotation/list': ok({ annotations: [...others, { uuid: 'stamp', stamp: 1 }, record] }) });
    const found = await connection.annotations.list(study);
    expect(found.map(({ uuid }) => uuid)).toEqual(['a1']);
    expect(server.callsOf('/annotation/delete')).toEqual([]);
  });

  test('that the server decoded already are read as well', async () => {
    server.script({ '/annotation/list': ok({ annotations: [{ ...record, json: JSON.parse(json) as unknown }] }) });
    expect(await connection.annotations.list(study)).toHaveLength(1);
  });

  test('changed and deleted by their id', async () => {
    server.script({ '/annotation/set': ok(), '/annotation/get': ok(record), '/annotation/delete': ok() });
    await connection.annotations.set(study, 'a1', annotation);
    await connection.annotations.delete(study, 'a1');
    expect(server.callsOf('/annotation/set')[0]?.params).toEqual({ uuid: 'a1', json });
    expect(server.callsOf('/annotation/delete')[0]?.params).toEqual({ uuid: 'a1' });
  });
});

describe('key images', () => {
  const images = [{ id: '1.2.3', version: 'v7' }];
  const schema = 'GET storage/study/st1/1.2.3.4/schema';

  test('name the version of the object they were set on', async () => {
    server.script({
      [schema]: ok({ series: [{ series_uid: '1.2', images }] }),
      '/keyimage/add': ok({ uuid: 'k1' }),
      '/keyimage/get': ok({ uuid: 'k1', series_uid: '1.2', instance_uid: '1.2.3', frame_number: 0 }),
    });
    const { shape: _, ...image } = { ...annotation, frame: 1 };
    expect(await connection.keyImages.add(study, image)).toEqual({ ...image, uuid: 'k1' });
    expect(server.callsOf('/keyimage/add')[0]?.params).toMatchObject({ frame_number: '0', version: 'v7' });
  });

  test('of an image the study does not hold', async () => {
    server.script({ [schema]: ok({ series: [{ series_uid: '1.9', images }] }) });
    await expect(connection.keyImages.add(study, annotation)).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
    expect(server.callsOf('/keyimage/add')).toEqual([]);
  });
});
