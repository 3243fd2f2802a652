import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { answered, part } from '../../../src/clients/ambra/commands/bundle.ts';
import type { AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { refusalOf } from '../../../src/clients/ambra/refusal.ts';
import { credentials, ok, refused, scriptedAmbra, type ScriptedAmbra } from './scripted-ambra.ts';

let server: ScriptedAmbra;
let connection: AmbraConnection;
beforeEach(async () => {
  server = await scriptedAmbra();
  connection = server.connect();
  await connection.session.signIn(credentials);
});
afterEach(() => server.close());

describe('a bundle', () => {
  test('is one request; what one command answered goes into the next', async () => {
    server.script({ '/study/list': ok({ studies: [{ uuid: 's1' }] }), '/study/count': ok({ count: '1' }) });
    const before = server.calls.length;
    const [list, count] = await connection.bundle([
      part('/study/list', { filter: { modality: { equals: 'CT' } } }),
      part('/study/count', { cached: answered('studies.[0].uuid') }),
    ]);
    expect(list.studies).toEqual([{ uuid: 's1' }]);
    expectTypeOf(count.count).toEqualTypeOf<number | undefined>();
    expect(count).toEqual({ count: 1 });
    const calls = server.calls.slice(before);
    expect(calls.map(({ url }) => url)).toEqual(['/study/list', '/study/count']);
    expect(calls[0]?.params).toEqual({ 'filter.modality.equals': 'CT' });
    expect(calls[1]?.params).toEqual({ cached: '{{studies.[0].uuid}}' });
    expect(calls[1]?.sid).toBe('sid-1');
  });

  test('never lets what somebody typed become a reference', async () => {
    const typed = part('/study/list', { filter: { patient_name: { equals: '{{sid}}' } } });
    const tied = part('/study/count', { cached: answered('studies.[0].uuid') });
    await expect(connection.bundle([typed, tied])).rejects.toMatchObject({ code: 'braces' });
    expect(() => answered('}} {{sid')).toThrow(/studies\.\[0\]/);
    server.script({ '/study/list': ok({ studies: [] }) });
    await connection.bundle([typed]);
    expect(server.callsOf('/study/list')[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  test('is asked again after a failure only when all of it reads', async () => {
    const failing = { status: 503, body: { status: 'ERROR' } };
    server.script({ '/study/count': [failing, ok({ count: 1 })] });
    expect(await connection.bundle([part('/study/count', {})])).toEqual([{ count: 1 }]);
    server.script({ '/filter/delete': [failing, ok()] });
    const changing = connection.bundle([part('/study/count', {}), part('/filter/delete', { uuid: 'f1' })]);
    await expect(changing).rejects.toMatchObject({ name: 'ServerFailedError' });
  });
});

describe('a refusal', () => {
  test('keeps the subtype and the data of the server, and neither in what is logged or shown', async () => {
    const detail = { error_subtype: ['uuid', 'study_uid'], error_data: { patient_name: 'PHANTOM^CHEST' } };
    server.script({ '/study/share': refused('MISSING_FIELDS', detail) });
    const error = await connection.commands.study.share({ uuid: 's1', group_id: 'g1' }).catch((one: unknown) => one);
    expect(refusalOf(error, '/study/share')).toEqual({
      status: 412,
      code: 'MISSING_FIELDS',
      subtype: ['uuid', 'study_uid'],
      data: { patient_name: 'PHANTOM^CHEST' },
    });
    expect(JSON.stringify(error) + String((error as Error).cause)).not.toContain('PHANTOM');
  });

  test('one subtype is a list of one; what is no refusal has none', async () => {
    server.script({ '/study/list': refused('INVALID_FIELD', { error_subtype: 'filter.nothing.equals' }) });
    const error = await connection.commands.study.list().catch((one: unknown) => one);
    expect(refusalOf(error)?.subtype).toEqual(['filter.nothing.equals']);
    expect(refusalOf(new Error('something else'))).toBeUndefined();
  });

  test('its code is one of the command’s own', () => {
    type Code = NonNullable<ReturnType<typeof refusalOf<'/session/pin'>>>['code'];
    expectTypeOf<'PIN_EXPIRED'>().toExtend<Code>();
    expectTypeOf<'ALREADY_SHARED'>().not.toExtend<Code>();
  });
});

test('fields, a time zone and a saved filter are spelled as the services take them', async () => {
  server.script({ '/study/list': ok({ studies: [] }) });
  await connection.commands.study.list(
    { filter_id: 'f1', 'filter.tz': '-4:00' },
    { fields: { study: ['uuid', 'modality'], _top: ['studies'] } },
  );
  expect(server.callsOf('/study/list')[0]?.params).toEqual({
    filter_id: 'f1',
    'filter.tz': '-4:00',
    'fields.study': '["uuid","modality"]',
    'fields._top': '["studies"]',
  });
});
