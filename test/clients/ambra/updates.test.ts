import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openAmbraConnection, type AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import type { UpdatesTiming } from '../../../src/clients/ambra/updates.ts';
import { scriptedChannel, type ScriptedChannel } from '../scripted-channel.ts';
import { credentials, ok, scriptedAmbra, type ScriptedAmbra } from './scripted-ambra.ts';

const never = 3_600_000;
const timing: UpdatesTiming = {
  pingMs: never,
  silentMs: never,
  pollMs: never,
  renewMs: never,
  baseMs: 1,
  maxMs: 5,
  stableMs: never,
};
const noSession = { status: 401, body: { status: 'ERROR' } };

let server: ScriptedAmbra;
let channel: ScriptedChannel;
let connection: AmbraConnection;
beforeEach(async () => {
  server = await scriptedAmbra();
  channel = scriptedChannel(server.server);
  connection = await connect();
});
afterEach(() => server.close());

async function connect(changes: Partial<UpdatesTiming> = {}): Promise<AmbraConnection> {
  const made = server.connect({ updates: { ...timing, ...changes } });
  await made.session.signIn(credentials);
  return made;
}

/** Follows a namespace until the test is over. */
function follow(of: AmbraConnection, namespaceId: string) {
  let times = 0;
  let expected: { readonly times: number; readonly resolve: () => void } | undefined;
  const stop = of.updates?.followStudies(namespaceId, () => {
    times += 1;
    if (expected !== undefined && times >= expected.times) expected.resolve();
  });
  if (stop === undefined) throw new Error('nothing to follow');
  onTestFinished(stop);
  return {
    stop,
    get times() {
      return times;
    },
    /** Resolves once it was told so often in all. */
    told: (wanted: number) =>
      new Promise<void>((resolve) => {
        expected = { times: wanted, resolve };
        if (times >= wanted) resolve();
      }),
  };
}

const ready = (namespaceId: string) => ({ event: 'READY', channel: `study.${namespaceId}`, sid_md5: 'x' });
const lineAt = (index: number) => {
  const line = channel.lines[index];
  if (line === undefined) throw new Error(`no line ${index}`);
  return line;
};
const subscriptions = (index: number) =>
  lineAt(index).sent.flatMap(({ action, channel: name, sid }) => (action === 'subscribe' ? [`${name} ${sid}`] : []));

describe('the channels of studies', () => {
  test('tell once they are heard, and with each event', async () => {
    const followed = follow(connection, 'n1');
    await followed.told(1);
    expect(lineAt(0).sent).toEqual([{ action: 'subscribe', channel: 'study.n1', sid: 'sid-1' }]);
    lineAt(0).say(ready('n1'));
    await followed.told(2);
  });

  test('go over one line, which ends with the last who follows', async () => {
    const [first, second, other] = [follow(connection, 'n1'), follow(connection, 'n1'), follow(connection, 'n2')];
    await Promise.all([first.told(1), second.told(1), other.told(1)]);
    expect(subscriptions(0)).toEqual(['study.n1 sid-1', 'study.n2 sid-1']);
    lineAt(0).say(ready('n2'));
    await other.told(2);
    expect([first.times, second.times]).toEqual([1, 1]);
    first.stop();
    other.stop();
    await channel.until(() => lineAt(0).sent.length === 3);
    expect(lineAt(0).sent[2]).toEqual({ action: 'unsubscribe', channel: 'study.n2', sid: 'sid-1' });
    second.stop();
    await channel.until(() => !lineAt(0).isOpen);
    expect(channel.lines).toHaveLength(1);
  });

  test('one that is followed later goes over the open line', async () => {
    await follow(connection, 'n1').told(1);
    await follow(connection, 'n2').told(1);
    expect(subscriptions(0)).toEqual(['study.n1 sid-1', 'study.n2 sid-1']);
  });

  test('unknown events of a channel count, foreign channels do not', async () => {
    const followed = follow(connection, 'n1');
    await followed.told(1);
    lineAt(0).say(ready('n9'));
    lineAt(0).say({ status: 'OK', channel: 'study.n9' });
    lineAt(0).say({ event: 'RADREPORT_LOCKED', channel: 'study.n1', more: { of: 'it' } });
    await followed.told(2);
    expect(followed.times).toBe(2);
  });

  test('there are none where no socket leads', () => {
    const plain = openAmbraConnection({ baseUrl: server.url, fetch: async () => new Response() });
    expect(plain.updates).toBeUndefined();
  });
});

describe('a line that fails', () => {
  test.each<[string, (index: number) => void]>([
    ['drops', (index) => lineAt(index).drop()],
    ['says garbage', (index) => lineAt(index).sayText('<html>')],
    ['says something of another shape', (index) => lineAt(index).say({ hello: 1 })],
    [
      'says something huge',
      (index) => lineAt(index).sayText(JSON.stringify({ ...ready('n1'), pad: 'x'.repeat(70_000) })),
    ],
    ['claims to say something endless', (index) => lineAt(index).claim(2 ** 40)],
    ['sends bytes where text was agreed', (index) => lineAt(index).binary(Buffer.from('{}'))],
  ])('because the server %s is opened again, and what was missed is looked for', async (_what, fail) => {
    const followed = follow(connection, 'n1');
    await followed.told(1);
    fail(0);
    await followed.told(2);
    expect(subscriptions(1)).toEqual(['study.n1 sid-1']);
    await channel.until(() => !lineAt(0).isOpen);
    lineAt(1).say(ready('n1'));
    await followed.told(3);
  });

  test('because nothing comes over it any more', async () => {
    const patient = await connect({ pingMs: 20, silentMs: 60 });
    const followed = follow(patient, 'n1');
    await followed.told(1);
    lineAt(0).fallSilent();
    await followed.told(2);
    await channel.until(() => !lineAt(0).isOpen);
    expect(lineAt(0).sent).toContainEqual({ action: 'ping' });
  });

  test('a server that answers pings, and says nothing else, is there', async () => {
    const patient = await connect({ pingMs: 10, silentMs: 200 });
    channel.reply = ({ action, channel: name }) => (action === 'ping' ? undefined : { status: 'OK', channel: name });
    await follow(patient, 'n1').told(1);
    await channel.until(() => lineAt(0).sent.filter(({ action }) => action === 'ping').length >= 40);
    expect(channel.lines).toHaveLength(1);
  });
});

describe('where nothing is heard', () => {
  test.each([404, 401, 200, 502])(
    'because the server takes no lines (%i), those who follow look at intervals',
    async (status) => {
      channel.turnAway = status;
      const followed = follow(await connect({ pollMs: 10 }), 'n1');
      await followed.told(3);
      expect(channel.lines).toEqual([]);
      channel.turnAway = undefined;
      await channel.until(() => channel.lines.length === 1 && lineAt(0).sent.length === 1);
    },
  );

  test('because one channel is refused, the others are heard', async () => {
    channel.reply = ({ channel: name }) =>
      name === 'study.n1'
        ? { status: 'ERROR', error_type: 'NOT_PERMITTED', channel: name }
        : { status: 'OK', channel: name };
    const polling = await connect({ pollMs: 10 });
    const [refused, heard] = [follow(polling, 'n1'), follow(polling, 'n2')];
    await refused.told(3);
    await heard.told(1);
    expect(heard.times).toBe(1);
    expect(channel.lines).toHaveLength(1);
  });

  test('because nobody is signed in, nobody is told to look', async () => {
    const followed = follow(connection, 'n1');
    await followed.told(1);
    await connection.session.signOut();
    await channel.until(() => !lineAt(0).isOpen);
    expect(followed.times).toBe(1);
    server.script({ '/session/login': ok({ sid: 'sid-2' }) });
    await connection.session.signIn(credentials);
    await followed.told(2);
    expect(subscriptions(1)).toEqual(['study.n1 sid-2']);
  });
});

test('a session that the server has ended is renewed, and the channels go on in the next', async () => {
  const followed = follow(connection, 'n1');
  await followed.told(1);
  channel.reply = ({ sid, channel: name }) =>
    sid === 'sid-1' ? { status: 'ERROR', error_type: 'AUTH_FAILED' } : { status: 'OK', channel: name };
  server.script({
    '/session/login': ok({ sid: 'sid-2' }),
    '/session/user': ({ sid }) => (sid === 'sid-1' ? noSession : ok({ name: 'Phantom Reader' })),
  });
  lineAt(0).drop();
  await followed.told(2);
  expect(connection.session.state.state).toBe('signed-in');
  expect(subscriptions(2)).toEqual(['study.n1 sid-2']);
});

test('a session that ends without a word on its line is noticed', async () => {
  const watchful = await connect({ renewMs: 10 });
  const followed = follow(watchful, 'n1');
  await followed.told(1);
  server.script({
    '/session/login': ok({ sid: 'sid-2' }),
    '/session/user': ({ sid }) => (sid === 'sid-1' ? noSession : ok({ name: 'Phantom Reader' })),
  });
  channel.reply = ({ sid, channel: name }) =>
    sid === 'sid-1' ? { status: 'ERROR', error_type: 'AUTH_FAILED', channel: name } : { status: 'OK', channel: name };
  await followed.told(2);
  expect(subscriptions(1)[0]).toBe('study.n1 sid-2');
});

test('the session id is in no report of a line that failed', async () => {
  const reports: unknown[] = [];
  const reporting = server.connect({ updates: timing, report: (error) => reports.push(error) });
  await reporting.session.signIn(credentials);
  const followed = follow(reporting, 'n1');
  await followed.told(1);
  lineAt(0).sayText('sid-1');
  await followed.told(2);
  expect(reports).toMatchObject([{ name: 'BadAnswerError' }]);
  expect(JSON.stringify(reports)).not.toContain('sid-1');
});
