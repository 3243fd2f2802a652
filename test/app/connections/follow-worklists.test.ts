import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { openServices, type Services } from '../../../src/app/services.ts';
import type { AppEvent } from '../../../src/contract/events.ts';
import { credentials, ok, scriptedAmbra, studyRecord, type ScriptedAmbra } from '../../clients/ambra/scripted-ambra.ts';
import { scriptedChannel, type ScriptedChannel } from '../../clients/scripted-channel.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

let server: ScriptedAmbra;
let channel: ScriptedChannel;
beforeEach(async () => {
  server = await scriptedAmbra();
  channel = scriptedChannel(server.server);
});
afterEach(() => server.close());

async function signedIn(shell: 'browser' | 'none'): Promise<{ services: Services; connectionId: string }> {
  const services = await openServices({ dataDir: await tempFolder(), shell });
  onTestFinished(() => services.close());
  const { id } = services.connections.add({ name: 'Phantom', vendor: 'ambra', url: server.url });
  await services.connections.signIn(id, credentials);
  return { services, connectionId: id };
}

async function nextWorklist(events: AsyncIterator<AppEvent>): Promise<AppEvent> {
  for (;;) {
    const { value, done } = await events.next();
    if (done === true) throw new Error('no more events');
    if (value.type === 'worklist') return value;
  }
}

test('windows hear when a study arrives on a server where somebody is signed in', async () => {
  const { services, connectionId } = await signedIn('browser');
  const events = services.events.subscribe();
  expect(await nextWorklist(events)).toEqual({ type: 'worklist', connectionId });
  const followed = () => channel.lines[0]?.sent.flatMap((sent) => sent.channel ?? []) ?? [];
  await channel.until(() => followed().length === 3);
  expect(followed()).toEqual(['study.n1', 'study.n2', 'study.n3']);
  // The first news came with the line; this one, after it, is of its own.
  channel.lines[0]?.say({ event: 'READY', channel: 'study.n2', sid_md5: 'another' });
  expect(await nextWorklist(events)).toEqual({ type: 'worklist', connectionId });
});

test('a server that is removed, or that nobody is signed in to, is not followed', async () => {
  const { services, connectionId } = await signedIn('browser');
  await channel.until(() => channel.lines[0]?.isOpen === true);
  await services.connections.signOut(connectionId);
  await channel.until(() => channel.lines[0]?.isOpen === false);
  await services.connections.signIn(connectionId, credentials);
  await channel.until(() => channel.lines[1]?.isOpen === true);
  await services.connections.remove(connectionId);
  await channel.until(() => channel.lines[1]?.isOpen === false);
});

test('without a window no line is opened', async () => {
  const { services, connectionId } = await signedIn('none');
  server.script({ '/study/get': ok(studyRecord()) });
  await (await services.connections.open(connectionId)).studies?.get('s1');
  expect(channel.knocks).toBe(0);
});
