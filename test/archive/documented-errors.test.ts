import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../scripts/ambra-commands/catalogue.ts';
import { unproduced } from '../../scripts/archive-coverage/unproduced.ts';
import { commandUrls } from '../../src/archive/services/dispatch.ts';
import { Database } from '../../src/archive/store/database.ts';
import { sharedPath } from '../helpers/shared.ts';
import { house, type Ids, paramsFor } from './furnished.ts';
import { client, type Client, colleagueIn, newUid } from './harness.ts';

type Wrong = Readonly<Record<string, string>>;

/** What is no flag, no number, no date, no JSON, and nobody's id; then JSON of the two shapes that are not wanted. */
const wrongValues = ['{nobody', '[]', '{"nobody":"s"}'];
/** It would end the session for the commands behind it, or answers bytes. */
const left: ReadonlySet<string> = new Set(['/session/logout', '/report/zip']);

/** Errors that one wrong parameter does not make. */
function special(url: string, ids: Ids): Wrong[] {
  const weak = { password: 'short' };
  const taken = { share_code: 'TAKEN', name: 'Annex', email: 'reader@fileroom.test' };
  const cases: Readonly<Record<string, Wrong[]>> = {
    '/session/login': [{ use_pkey: '1' }],
    '/user/add': [weak, taken],
    '/user/set': [{ ...weak, old_password: 'x' }, taken, { time_zone: 'Nowhere' }],
    '/group/add': [taken],
    '/location/add': [taken],
    '/account/set': [{ uuid: ids['account'] ?? '', ...taken }],
    '/webhook/add': [
      { filter_field: 'patient_name' },
      { filter_field: 'password_hash', filter_regexp: 'x' },
      { filter_field: 'patient_name', filter_regexp: '(' },
      { auth: '{"custom":{"a b":"c"}}' },
      { sid_user_id: 'nobody' },
    ],
    '/webhook/run': [{ uuid: ids['pushing'] ?? '' }],
    '/namespace/anonymize': [
      { rules: '{"patient_name":"s/(/x/"}' },
      { rules: '{"patient_name":"s/a/b/"}', anonymization_id: ids['anonymization'] ?? '' },
    ],
    '/study/add': [{ study_uid: newUid(), storage_namespace: 'nobody' }],
    '/link/status': [{ uuid: 'nobody' }],
  };
  return cases[url] ?? [];
}

/** Somebody of the account who may look at its custom fields and nothing else. */
async function outsiderIn(archive: Awaited<ReturnType<typeof house>>['archive']): Promise<Client> {
  const outsider = await colleagueIn(archive, 'user');
  const database = new Database(path.join(archive.dir, 'archive.sqlite'));
  database.write(() => {
    database.run(
      `INSERT INTO role (uuid, account, name, permissions, created, updated)
       SELECT 'outsider', uuid, 'Outsider', '["customfield_view"]', created, created FROM account`,
    );
    database.run(
      "UPDATE member SET role = 'outsider' WHERE user IN (SELECT uuid FROM user WHERE login = 'reader@fileroom.test')",
    );
  });
  database.close();
  return outsider;
}

const catalogue = sharedPath('ambra/services.json');

describe('the documented errors', () => {
  it.skipIf(catalogue === undefined)(
    'of every command are produced, but for those that are named',
    async () => {
      const here = new Set(commandUrls());
      const commands = readCatalogue(await readFile(catalogue ?? '', 'utf8')).filter(({ url }) => here.has(url));
      const { archive, user, ids } = await house();
      const outsider = await outsiderIn(archive);
      await user.ok('/location/set', { uuid: ids['location'] ?? '', share_code: 'TAKEN' });
      const produced = new Set<string>();
      const broken: string[] = [];
      const call = async (who: Client, url: string, params: Wrong) => {
        const { http, body } = await who.call(url, params);
        if (http >= 500) broken.push(`${url} ${JSON.stringify(params)}`);
        if (body.error_type !== undefined) produced.add(`${url} ${body.error_type}`);
      };
      const walked = commands.filter(({ url }) => !left.has(url));
      for (const { url } of walked) await call(outsider, url, paramsFor(url, ids));
      for (const { url, fields, alternatives } of walked) {
        const right = paramsFor(url, ids);
        await call(user, url, {});
        for (const wrong of special(url, ids)) await call(user, url, { ...right, ...wrong });
        const all = [...fields, ...alternatives.flat(2)].map(({ name }) => name);
        // What would delete the thing that others are about to be tried on is only tried on what is not there.
        const names = url.endsWith('/delete') ? ['uuid', 'user_id'] : all.filter((name) => name !== 'sid');
        for (const name of new Set(names))
          for (const value of wrongValues) await call(user, url, { ...right, [name]: value });
      }
      for (let guess = 0; guess < 6; guess += 1)
        for (const url of ['/session/login', '/session/oauth/token'])
          await call(client(archive), url, { ...paramsFor(url, ids), login: 'nobody' });
      const documented = commands.flatMap(({ url, errors }) => [...new Set(errors)].map((code) => `${url} ${code}`));
      const found = documented.filter((each) => !produced.has(each));
      const named = unproduced.flatMap(({ errors }) =>
        Object.entries(errors).flatMap(([code, urls]) => urls.map((url) => `${url} ${code}`)),
      );
      expect(broken).toEqual([]);
      expect(found.sort()).toEqual(named.sort());
    },
    120_000,
  );
});
