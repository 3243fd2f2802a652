import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { generateAmbraCommands } from '../../../scripts/generate-ambra-commands.ts';
import { wires } from '../../../src/clients/ambra/commands/commands.generated.ts';
import type { AmbraCommands } from '../../../src/clients/ambra/commands/commands.ts';
import { encodeParams } from '../../../src/clients/ambra/commands/encode.ts';
import { BadAnswerError, RefusedError } from '../../../src/clients/port/errors.ts';
import { sharedPath } from '../../helpers/shared.ts';
import { credentials, ok, refused, scriptedAmbra, type ScriptedAmbra } from './scripted-ambra.ts';

const catalogue = sharedPath('ambra/services.json');

describe.skipIf(catalogue === undefined)('the commands of the catalogue', () => {
  test('are what the generator makes of it', async () => {
    for (const [name, text] of await generateAmbraCommands(catalogue ?? '')) {
      const committed = await readFile(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), 'utf8');
      expect(committed === text, name).toBe(true);
    }
  });

  test('are all there, and no others', async () => {
    const { commands } = JSON.parse(await readFile(catalogue ?? '', 'utf8')) as { commands: { url: string }[] };
    expect(Object.keys(wires).sort()).toEqual(commands.map(({ url }) => url).sort());
  });
});

describe('a command', () => {
  let server: ScriptedAmbra;
  let commands: AmbraCommands;

  beforeEach(async () => {
    server = await scriptedAmbra();
    const connection = server.connect();
    await connection.session.signIn(credentials);
    commands = connection.commands;
  });
  afterEach(() => server.close());

  test('goes to its own path, every one of them, in the session', async () => {
    server.script(Object.fromEntries(Object.keys(wires).map((url) => [url, ok()])));
    const called = new Set<string>();
    for (const [group, methods] of Object.entries(commands)) {
      for (const [name, method] of Object.entries(
        methods as Readonly<Record<string, (params: object) => Promise<unknown>>>,
      )) {
        const before = server.calls.length;
        // A file's answer is never JSON: that the call was made is all that counts here.
        await method({}).catch((error: unknown) => expect(error).toBeInstanceOf(BadAnswerError));
        const [call] = server.calls.slice(before);
        expect(call?.sid, `${group}.${name}`).toBe('sid-1');
        called.add(call?.url ?? '');
      }
    }
    expect([...called].sort()).toEqual(Object.keys(wires).sort());
  });

  test('writes flags as 1 and 0, filters and custom fields by their names, JSON as text', async () => {
    server.script({ '/study/list': ok({ studies: [] }), '/study/set': ok() });
    await commands.study.list({
      filter: { modality: { in: ['CT', 'MR'] }, patient_name: { like: 'PHANTOM%' } },
      page: { number: 2, rows: 50 },
      sort_by: 'study_date-desc',
      extra: true,
      customfield_h: false,
      fields: ['uuid', 'study_uid'],
    });
    expect(server.callsOf('/study/list')[0]?.params).toEqual({
      'filter.modality.in': '["CT","MR"]',
      'filter.patient_name.like': 'PHANTOM%',
      'page.number': '2',
      'page.rows': '50',
      sort_by: 'study_date-desc',
      extra: '1',
      customfield_h: '0',
      fields: '["uuid","study_uid"]',
    });
    await commands.study.set({ study_id: 's1', customfield: { c1: 'yes' } });
    expect(server.callsOf('/study/set')[0]?.params).toEqual({ study_id: 's1', 'customfield-c1': 'yes' });
  });

  test('takes what is absent for absent', () => {
    expect(
      encodeParams(
        { uuid: 'u1', filter: { modality: { equals: undefined } }, page: undefined },
        { families: { filter: 'filter.' } },
      ),
    ).toEqual({ uuid: 'u1' });
  });

  test('answers in the types of the catalogue, however loosely the server writes them', async () => {
    server.script({
      '/study/count': ok({ count: '42' }),
      '/study/share/who': ok({ shares: [{ uuid: 7, name: null, email: 'not in the catalogue' }] }),
      '/study/permissions': ok({ study_share: '1', study_delete: 0, study_edit: '' }),
    });
    expect(await commands.study.count({ filter: {} })).toEqual({ count: 42 });
    expect(await commands.study.shareWho({ uuid: 's1', type: 'user' })).toEqual({ shares: [{ uuid: '7' }] });
    expect(await commands.study.permissions({ uuid: 's1' })).toEqual({
      study_share: true,
      study_delete: false,
      study_edit: false,
    });
  });

  test('refuses an answer of another shape', async () => {
    server.script({ '/study/count': ok({ count: 'many' }) });
    await expect(commands.study.count()).rejects.toBeInstanceOf(BadAnswerError);
  });

  test('rejects with the code of the catalogue', async () => {
    server.script({ '/study/share': refused('ALREADY_SHARED') });
    const sharing = commands.study.share({ uuid: 's1', group_id: 'g1' });
    await expect(sharing).rejects.toBeInstanceOf(RefusedError);
    await expect(sharing).rejects.toMatchObject({ code: 'ALREADY_SHARED' });
  });

  test('streams a file, and does not take a refusal for one', async () => {
    server.script({
      '/radreport/pdf': [
        { headers: { 'content-type': 'application/pdf' }, body: Buffer.from('%PDF-1.7') },
        refused('NOT_FOUND'),
      ],
    });
    const answer = await commands.radreport.pdf({ uuid: 'r1' });
    expect(await answer.text()).toBe('%PDF-1.7');
    await expect(commands.radreport.pdf({ uuid: 'r1' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is typed: alternatives, flags, choices and refusals', () => {
    expectTypeOf<{ uuid: string }>().toExtend<Parameters<AmbraCommands['study']['get']>[0]>();
    expectTypeOf<{
      study_uid: string;
      storage_namespace: string;
      phi_namespace: string;
    }>().toExtend<Parameters<AmbraCommands['study']['get']>[0]>();
    expectTypeOf<{ study_uid: string }>().not.toExtend<Parameters<AmbraCommands['study']['get']>[0]>();
    expectTypeOf<{ uuid: string; type: 'nobody' }>().not.toExtend<Parameters<AmbraCommands['study']['shareWho']>[0]>();
  });
});
