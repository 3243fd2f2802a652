import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { encodeCommand, COMMAND } from '../../../src/clients/dimse/command-set.ts';
import { checkModalityWorklist, openModalityWorklist } from '../../../src/clients/dimse/modality-worklist.ts';
import { encodePdu, type Pdu } from '../../../src/clients/dimse/pdu.ts';
import { selfSigned } from '../http/self-signed.ts';
import { accepting, scriptedPeer, willing } from './scripted-peer.ts';

const rejections: [result: number, source: number, reason: number, code: string][] = [
  [1, 1, 1, 'association-rejected'],
  [1, 1, 2, 'dicom-version'],
  [1, 1, 3, 'calling-ae-unknown'],
  [1, 1, 7, 'called-ae-unknown'],
  [1, 2, 2, 'dicom-version'],
  [2, 3, 1, 'peer-busy'],
  [2, 3, 2, 'peer-busy'],
  [2, 1, 1, 'peer-busy'],
  [9, 99, 200, 'association-rejected'],
];

test.each(rejections)('a rejection %i %i %i is %s', async (result, source, reason, code) => {
  const { peer } = await scriptedPeer((_, socket) => {
    socket.end(encodePdu({ type: 'associate-rj', result, source, reason }));
  });
  await expect(checkModalityWorklist(peer)).rejects.toMatchObject({ code });
});

const echoed = (pdu: Pdu, status = 0): Buffer => {
  const contextId = pdu.type === 'data' ? (pdu.values[0]?.contextId ?? 0) : 0;
  const data = encodeCommand({
    CommandField: COMMAND.echoRsp,
    MessageIDBeingRespondedTo: 1,
    CommandDataSetType: 0x0101,
    Status: status,
  });
  return Buffer.from(encodePdu({ type: 'data', values: [{ contextId, isCommand: true, isLast: true, data }] }));
};

test('a peer that answers is there, and the association is released', async () => {
  const { peer, received, idle } = await scriptedPeer(willing((pdu, socket) => socket.write(echoed(pdu))));
  await expect(checkModalityWorklist(peer)).resolves.toBeGreaterThanOrEqual(0);
  await idle();
  expect(received.map(({ type }) => type)).toEqual(['associate-rq', 'data', 'release-rq']);
});

test('a peer without the service is named as such, and the association is aborted', async () => {
  const { peer, received, idle } = await scriptedPeer((pdu, socket) => {
    if (pdu.type !== 'associate-rq') return;
    const answer = accepting(pdu);
    if (answer.type !== 'associate-ac') return;
    const contexts = answer.contexts.map((each) => (each.id === 3 ? { ...each, result: 3 } : each));
    socket.write(encodePdu({ ...answer, contexts }));
  });
  await expect(checkModalityWorklist(peer)).rejects.toMatchObject({ code: 'service-declined' });
  await idle();
  expect(received.at(-1)).toMatchObject({ type: 'abort' });
});

test.each<[string, (pdu: Pdu) => Uint8Array, string]>([
  ['garbage', () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'not-dicom-peer'],
  ['a PDU of four gigabytes', () => Uint8Array.of(4, 0, 0xff, 0xff, 0xff, 0xff), 'not-dicom-peer'],
  ['an answer to nothing', () => encodePdu({ type: 'release-rp' }), 'not-dicom-peer'],
  ['an abort', () => encodePdu({ type: 'abort', source: 2, reason: 1 }), 'association-aborted'],
  ['a failure', (pdu) => echoed(pdu, 0x0110), 'echo-failed'],
  [
    'a transfer syntax that nobody proposed',
    (pdu) =>
      pdu.type === 'associate-rq'
        ? encodePdu({
            ...pdu,
            type: 'associate-ac',
            contexts: [{ id: 1, result: 0, transferSyntax: '1.2.840.10008.1.2.4.50' }],
          })
        : new Uint8Array(),
    'not-dicom-peer',
  ],
])('%s is told as what it is', async (_, answer, code) => {
  const isEcho = code === 'echo-failed';
  const always = (pdu: Pdu, socket: { write(bytes: Uint8Array): void }): void => socket.write(answer(pdu));
  const { peer } = await scriptedPeer(isEcho ? willing(always) : always);
  await expect(checkModalityWorklist(peer)).rejects.toMatchObject({ code });
});

test('a peer that hangs up is told', async () => {
  const { peer } = await scriptedPeer((_, socket) => socket.end());
  await expect(checkModalityWorklist(peer)).rejects.toMatchObject({ code: 'connection-broken' });
});

test('a peer that takes the connection and is silent is told', async () => {
  const { peer } = await scriptedPeer(() => undefined);
  await expect(checkModalityWorklist(peer, undefined, { silenceMs: 50 })).rejects.toMatchObject({
    code: 'peer-silent',
  });
});

test('nobody listens', async () => {
  const port = await freePort();
  const peer = { host: '127.0.0.1', port, calledAe: 'HOUSE', callingAe: 'FILEROOM', tls: false };
  await expect(checkModalityWorklist(peer)).rejects.toMatchObject({ code: 'connection-refused' });
  await expect(checkModalityWorklist({ ...peer, host: 'nobody.invalid' })).rejects.toMatchObject({
    code: 'dns-failed',
  });
});

test('a search that nobody waits for any more ends at once', async () => {
  const controller = new AbortController();
  const { peer, idle } = await scriptedPeer(willing(() => controller.abort()));
  const search = openModalityWorklist(peer).find({ text: 'PHANTOM' }, controller.signal);
  await expect(search).rejects.toMatchObject({ name: 'AbortError' });
  await idle();
});

test('a peer that sends matches without end is told to stop, then left', async () => {
  const { peer, received } = await scriptedPeer(
    willing((pdu, socket) => {
      if (pdu.type !== 'data') return;
      const contextId = pdu.values[0]?.contextId ?? 0;
      const command = encodeCommand({
        CommandField: COMMAND.findRsp,
        MessageIDBeingRespondedTo: 1,
        CommandDataSetType: 1,
        Status: 0xff00,
      });
      const one = encodePdu({
        type: 'data',
        values: [
          { contextId, isCommand: true, isLast: true, data: command },
          { contextId, isCommand: false, isLast: true, data: new Uint8Array(0) },
        ],
      });
      const many = Buffer.concat(Array.from({ length: 1000 }, () => one));
      const more = (): void => {
        if (!socket.destroyed) socket.write(many, () => setImmediate(more));
      };
      if (received.length < 4) more();
    }),
  );
  await expect(openModalityWorklist(peer).find({ text: '12345' })).rejects.toMatchObject({ code: 'not-dicom-peer' });
});

test('a certificate of the house is trusted when it is given, and of nobody else', async () => {
  const { key, cert } = selfSigned();
  const server = createTlsServer({ key, cert }, (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(encodePdu({ type: 'associate-rj', result: 1, source: 1, reason: 7 })));
  });
  server.on('tlsClientError', () => undefined);
  const port = await listening(server);
  const peer = { host: '127.0.0.1', port, calledAe: 'HOUSE', callingAe: 'FILEROOM', tls: true };
  await expect(checkModalityWorklist(peer)).rejects.toMatchObject({ code: 'certificate-untrusted' });
  const known = { ...peer, authority: cert };
  await expect(checkModalityWorklist(known)).rejects.toMatchObject({ code: 'called-ae-unknown' });
});

test('a peer without TLS is told where TLS was asked for', async () => {
  const { peer } = await scriptedPeer(() => undefined);
  const plain = createServer((socket) => socket.on('error', () => undefined).end('no'));
  const port = await listening(plain);
  await expect(checkModalityWorklist({ ...peer, port, tls: true })).rejects.toMatchObject({ code: 'tls-failed' });
});

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
