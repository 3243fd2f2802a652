import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ArchiveOptions, type EmbeddedArchive, openArchive } from '../../src/archive/open-archive.ts';
import { type Client, newArchive, owner, storeStudy, temporaryFolder } from './harness.ts';

interface Heard {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A receiver of calls that answers with these HTTP codes in turn, and 200 afterwards. */
async function receiver(codes: number[] = []) {
  const heard: Heard[] = [];
  const waiting: ((call: Heard) => void)[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', headers } = request;
    const call = { method, url: new URL(request.url ?? '', 'http://x'), headers, body: await text(request) };
    response.writeHead(codes.shift() ?? 200, { location: 'http://127.0.0.1:1/' }).end('thanks');
    const next = waiting.shift();
    if (next === undefined) heard.push(call);
    else next(call);
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const next = async () => heard.shift() ?? (await new Promise<Heard>((resolve) => void waiting.push(resolve)));
  return { host, address: `http://${host}/told`, next, heard };
}

async function house(hosts: readonly string[], options: Partial<ArchiveOptions> = {}) {
  return settled(await newArchive({ webhookHosts: hosts, ...options }));
}

/** One that the test closes itself. */
async function houseToClose(hosts: readonly string[], options: Partial<ArchiveOptions> = {}) {
  const dir = await temporaryFolder();
  return settled(Object.assign(await openArchive({ dir, webhookHosts: hosts, ...options }), { dir }));
}

async function settled(archive: EmbeddedArchive & { readonly dir: string }) {
  const user = await owner(archive);
  const account = (await user.ok('/account/list')).accounts[0].uuid as string;
  return { archive, user, account };
}

const addWebhook = async (user: Client, account: string, params: Record<string, string | number>) =>
  (await user.ok('/webhook/add', { account_id: account, name: 'Tell', method: 'POST', event: 'STUDY_SYNC', ...params }))
    .uuid as string;

describe('webhooks', () => {
  it('call for what happened, with fields of the study', async () => {
    const { host, address, next } = await receiver();
    const { archive, user, account } = await house([host]);
    const parameters = JSON.stringify({ name: 'study.patient_name', what: 'webhook.event', fixed: 'yes' });
    await addWebhook(user, account, {
      url: address,
      parameters,
      auth: JSON.stringify({ basic: { username: 'u', password: 'p' } }),
    });
    await storeStudy(user, archive.info.namespaceId);
    const { method, headers, body } = await next();
    expect(method).toBe('POST');
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      name: 'PHANTOM^CHEST',
      what: 'STUDY_SYNC',
      fixed: 'yes',
    });
    expect(headers.authorization).toBe(`Basic ${Buffer.from('u:p').toString('base64')}`);
  });

  it.each([
    ['POST_JSON', { a: 'study.accession_number' }, '{"a":"A-1"}', ''],
    [
      'POST_JSON',
      { _JSON_TEMPLATE_: '{"n":"{{study.patient_name}}","t":"\\{\\{x}}"}' },
      '{"n":"PHANTOM^CHEST","t":"{{x}}"}',
      '',
    ],
    ['GET', { a: 'study.accession_number' }, '', '?a=A-1'],
    ['PUT', { a: 'study.modality' }, 'a=CT', ''],
  ])('call by %s with %j', async (method, parameters, body, query) => {
    const { host, address, next } = await receiver();
    const { archive, user, account } = await house([host]);
    await addWebhook(user, account, { url: address, method, parameters: JSON.stringify(parameters) });
    await storeStudy(user, archive.info.namespaceId);
    const heard = await next();
    expect([heard.method, heard.body, heard.url.search]).toEqual([method.replace('_JSON', ''), body, query]);
  });

  it('try again a minute later, ten and an hour, then say that they failed', async () => {
    const { host, address, next, heard } = await receiver([500, 302, 500, 500]);
    let now = Date.now();
    const { archive, user, account } = await house([host], { now: () => now });
    const uuid = await addWebhook(user, account, { url: address, retry: 1 });
    await addWebhook(user, account, {
      url: address,
      event: 'WEBHOOK_FAILED',
      parameters: JSON.stringify({ why: 'webhook.last_error' }),
    });
    await storeStudy(user, archive.info.namespaceId);
    await next();
    for (const minutes of [1, 10, 60]) {
      // The failure is written before the time comes.
      await expect.poll(async () => (await user.ok('/webhook/get', { uuid })).last_error).not.toBeNull();
      await expect.poll(async () => await dueIn(archive.dir, now)).toBe(minutes);
      now += minutes * 60_000;
      await user.ok('/session/uuid');
      await next();
    }
    expect((await next()).body).toBe('why=HTTP+500');
    expect(heard).toEqual([]);
  });

  it('outlive the program', async () => {
    const { host, address, next } = await receiver();
    let now = Date.now();
    const { archive, user, account } = await houseToClose([host], { now: () => now });
    await addWebhook(user, account, { url: address, delay: 60 });
    await storeStudy(user, archive.info.namespaceId);
    await expect.poll(async () => await dueIn(archive.dir, now)).toBe(1);
    await archive.close();
    now += 61_000;
    await newArchive({ dir: archive.dir, webhookHosts: [host], now: () => now });
    expect((await next()).method).toBe('POST');
  });

  it('are called by one process alone, whoever makes it happen', async () => {
    const { host, address, next, heard } = await receiver();
    const { archive, user, account } = await houseToClose([host]);
    await addWebhook(user, account, { url: address, parameters: JSON.stringify({ name: 'study.patient_name' }) });
    const waiting = await newArchive({ dir: archive.dir, webhookHosts: [host] });
    const importing = await newArchive({ dir: archive.dir });
    await storeStudy(await owner(importing), archive.info.namespaceId);
    await user.ok('/session/uuid');
    await next();
    await expect.poll(async () => await dueIn(archive.dir, Date.now())).toBeUndefined();
    await archive.close();
    // Who waited takes over.
    await storeStudy(await owner(importing), archive.info.namespaceId);
    await (await owner(waiting)).ok('/session/uuid');
    await next();
    expect(heard).toEqual([]);
  });

  it('go only where the operator allows, when they are added and when they are called', async () => {
    const { host, address } = await receiver();
    const { archive, user, account } = await houseToClose([host]);
    const add = (url: string) =>
      user.call('/webhook/add', { account_id: account, name: 'T', method: 'GET', event: 'MANUAL', url });
    for (const url of [
      'http://127.0.0.1:1/',
      'file:///etc/passwd',
      `http://u:p@${host}/`,
      'http://169.254.169.254/',
      'x',
    ])
      expect((await add(url)).body).toMatchObject({ error_type: 'INVALID_URL' });
    const uuid = await addWebhook(user, account, { url: address, event: 'MANUAL' });
    const study = await storeStudy(user, archive.info.namespaceId);
    expect((await user.ok('/webhook/run', { uuid, study_id: study.uuid })).results).toBe('thanks');
    await archive.close();
    const closed = await newArchive({ dir: archive.dir });
    const again = await owner(closed);
    expect((await again.call('/webhook/run', { uuid, study_id: study.uuid })).body.status).toBe('ERROR');
  });

  it('are filtered by expressions, of which none may run for long, and run once where they should', async () => {
    const { host, address, next, heard } = await receiver();
    const { archive, user, account } = await house([host]);
    const event = 'STUDY_STATUS';
    const of = (filter_field: string, filter_regexp: string) => ({ url: address, event, filter_field, filter_regexp });
    await addWebhook(user, account, of('patient_name', '(P+)+(H|HH)+(P+)+$^(.*)*x'));
    await addWebhook(user, account, of('patient_name', 'KNEE'));
    await addWebhook(user, account, { ...of('patient_name', '^PHANTOM'), once: 1 });
    await addWebhook(user, account, { ...of('study_status', 'Complete'), parameters: '{"last":"1"}' });
    const study = await storeStudy(user, archive.info.namespaceId, [{ PatientName: 'PHANTOM^CHEST' }]);
    await user.ok('/study/status/set', { study_id: study.uuid, new: 'Read' });
    expect((await next()).body).toBe('');
    await user.ok('/study/status/set', { study_id: study.uuid, old: 'Read', new: 'Complete' });
    expect((await next()).body).toBe('last=1');
    expect(heard).toEqual([]);
  });

  it.each([
    [{ event: 'NO_SUCH' }, 'INVALID_EVENT'],
    [{ method: 'PATCH' }, 'INVALID_METHOD'],
    [{ parameters: '{' }, 'INVALID_JSON'],
    [{ parameters: '[]' }, 'NOT_HASH'],
    [{ filter_field: 'patient_name' }, 'INCOMPLETE_FILTER'],
    [{ filter_field: 'password_hash', filter_regexp: 'x' }, 'INVALID_FILTER_FIELD'],
    [{ filter_field: 'patient_name', filter_regexp: '(' }, 'INVALID_REGEXP'],
    [{ node_id: 'n' }, 'NODE_NOT_FOUND'],
    [{ sid_user_id: 'n' }, 'SID_USER_NOT_FOUND'],
    [{ auth: '{"custom":{"a\\nb":"c"}}' }, 'CUSTOM_NOT_HASH'],
    [{ account_id: 'n' }, 'ACCOUNT_NOT_FOUND'],
  ])('are refused with %j', async (wrong, code) => {
    const { user, account } = await house(['receiver.test']);
    const right = { account_id: account, name: 'T', event: 'MANUAL', method: 'POST', url: 'https://receiver.test/' };
    const { uuid } = await user.ok('/webhook/add', right);
    expect((await user.call('/webhook/add', { ...right, ...wrong })).body).toMatchObject({ error_type: code });
    if (!('account_id' in wrong))
      expect((await user.call('/webhook/set', { uuid, ...wrong })).body).toMatchObject({ error_type: code });
    expect((await user.ok('/webhook/list', { account_id: account })).webhooks).toHaveLength(1);
    await user.ok('/webhook/delete', { uuid });
    expect((await user.call('/webhook/get', { uuid })).body).toMatchObject({ error_type: 'NOT_FOUND' });
  });
});

/** Minutes until the only call that waits is due. */
async function dueIn(dir: string, now: number): Promise<number | undefined> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(`${dir}/archive.sqlite`, { readOnly: true });
  try {
    const row = database.prepare('SELECT due FROM webhook_delivery').get() as { due: number } | undefined;
    return row === undefined ? undefined : (row.due - now) / 60_000;
  } finally {
    database.close();
  }
}
