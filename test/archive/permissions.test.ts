import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generateArchiveCoverage } from '../../scripts/generate-archive-coverage.ts';
import { absentCommands } from '../../src/archive/services/absent.generated.ts';
import { commandUrls } from '../../src/archive/services/dispatch.ts';
import { sharedPath } from '../helpers/shared.ts';
import { house, type Ids, paramsFor } from './furnished.ts';
import { client, type Client, colleagueIn, newArchive, owner } from './harness.ts';

/** What a command refuses everybody whom the parameters' owner let in nowhere. */
const refusals = new Set([
  'NOT_FOUND',
  'NOT_PERMITTED',
  'NAMESPACE_NOT_FOUND',
  'USER_NOT_FOUND',
  'ACCOUNT_NOT_FOUND',
  'NOT_SYSADMIN_OR_SUPPORT',
]);
/** About the caller alone: their own session, name, places and studies. */
const aboutOneself = [
  '/account/list',
  '/activity/list',
  '/activity/list/count',
  '/filter/list',
  '/message/count',
  '/message/list',
  '/role/default/permissions',
  '/session/ttl',
  '/session/user',
  '/study/count',
  '/study/count_by_filter',
  '/study/exists',
  '/study/list',
  '/tag/list',
  '/user/namespace/list',
];
/** For those who have no session yet. */
const withoutSession = [
  '/link/session',
  '/link/status',
  '/namespace/share_code',
  '/session/login',
  '/session/oauth/token',
  '/session/uuid',
];

/** The commands that do not refuse, besides those that need no session. */
async function answered(who: Client, ids: Ids): Promise<string[]> {
  const found: string[] = [];
  for (const url of commandUrls().filter((each) => !withoutSession.includes(each))) {
    // It would end the session for the commands behind it.
    if (url === '/session/logout') continue;
    const { body } = await who.call(url, paramsFor(url, ids));
    if (!refusals.has(body.error_type)) found.push(body.status === 'OK' ? url : `${url} ${JSON.stringify(body)}`);
  }
  return found;
}

describe('every command', () => {
  it('asks for a session, but for those that open one', async () => {
    const { archive, ids } = await house();
    const open: string[] = [];
    for (const url of commandUrls()) {
      if ((await client(archive).call(url, paramsFor(url, ids))).http !== 401) open.push(url);
    }
    expect(open).toEqual(withoutSession);
  });

  it('tells a user whom nobody let in nothing of others, and changes nothing of theirs', async () => {
    const { archive, user, ids } = await house();
    const stranger = await colleagueIn(archive, undefined);
    const before = await everything(user, ids);
    expect(await answered(stranger, ids)).toEqual(aboutOneself);
    expect((await stranger.ok('/study/list')).studies).toEqual([]);
    expect((await stranger.ok('/account/list')).accounts).toEqual([]);
    expect((await stranger.ok('/activity/list')).activities).toEqual([]);
    expect((await stranger.ok('/message/list')).messages).toEqual([]);
    expect(await everything(user, ids)).toEqual(before);
  });

  it('tells a visitor with a share code nothing of others, and changes nothing of theirs', async () => {
    const { archive, user, ids } = await house();
    const { link_id } = await client(archive).ok('/namespace/share_code', { share_code: archive.info.shareCode });
    const { sid } = await client(archive).ok('/link/session', { uuid: link_id });
    const visitor = client(archive, sid);
    const before = await everything(user, ids);
    expect(await answered(visitor, ids)).toEqual([
      '/namespace/engine/fqdn',
      '/namespace/permissions',
      '/role/default/permissions',
      '/session/ttl',
      '/session/user',
      '/study/add',
      '/study/exists',
      '/user/namespace/list',
      '/webhook/event',
    ]);
    expect(await everything(user, ids)).toEqual(before);
  });
});

/** What the owner sees of everything that was made. */
async function everything(user: Client, ids: Ids): Promise<unknown> {
  const get = async (url: string, uuid: string | undefined) => (await user.call(url, { uuid: uuid ?? '' })).body;
  const { studies } = await user.ok('/study/list');
  return {
    studies: studies.filter(({ uuid }: { uuid: string }) => uuid === ids['study']),
    comment: await get('/study/comment/get', ids['comment']),
    filter: await get('/filter/get', ids['filter']),
    annotation: await get('/annotation/get', ids['annotation']),
    keyimage: await get('/keyimage/get', ids['keyimage']),
    link: await get('/link/get', ids['link']),
    order: await get('/order/get', ids['order']),
    patient: await get('/patient/get', ids['patient']),
    role: await get('/role/get', ids['role']),
    group: await get('/group/get', ids['group']),
    location: await get('/location/get', ids['location']),
    webhook: await get('/webhook/get', ids['webhook']),
    message: await get('/message/get', ids['message']),
    anonymization: await get('/anonymization/get', ids['anonymization']),
    users: await user.ok('/account/user/list', { uuid: ids['account'] ?? '' }),
  };
}

describe('a command of the protocol that is not here', () => {
  it('is refused with a code that it documents, in a session', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    expect((await client(archive).call('/meeting/add')).http).toBe(401);
    const { http, body } = await user.call('/meeting/add');
    expect([http, body]).toEqual([
      412,
      { status: 'ERROR', error_type: absentCommands['/meeting/add'], error_subtype: 'not-in-this-archive' },
    ]);
    expect((await user.call('/constructor')).http).toBe(404);
  });

  const catalogue = sharedPath('ambra/services.json');
  it.skipIf(catalogue === undefined)('is told in the documentation', async () => {
    for (const [name, text] of await generateArchiveCoverage(catalogue ?? '')) {
      const committed = await readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
      expect(committed === text, name).toBe(true);
    }
  });
});
