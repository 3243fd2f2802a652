import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { encodePdu, type Pdu } from '../../../src/clients/dimse/pdu.ts';
import { PduSplitter } from '../../../src/clients/dimse/pdu-splitter.ts';
import type { DicomPeer } from '../../../src/contract/dicom-peer.ts';
import { EXPLICIT_LE } from '../../../src/dicom/transfer-syntax.ts';

export type Answer = (pdu: Pdu, socket: Socket) => void;

export interface ScriptedPeer {
  readonly peer: DicomPeer;
  readonly received: Pdu[];
  /** Every connection is closed. */
  readonly idle: () => Promise<void>;
}

/** A peer that does with every PDU what a test says. */
export async function scriptedPeer(answer: Answer): Promise<ScriptedPeer> {
  const received: Pdu[] = [];
  const closed: Promise<unknown>[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const splitter = new PduSplitter();
    sockets.add(socket);
    closed.push(once(socket, 'close'));
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const pdu of splitter.push(chunk)) {
        received.push(pdu);
        answer(pdu, socket);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return {
    peer: { host: '127.0.0.1', port, calledAe: 'HOUSE', callingAe: 'FILEROOM', tls: false },
    received,
    idle: async () => void (await Promise.all(closed)),
  };
}

/** What a peer says that takes every first transfer syntax that is proposed. */
export function accepting(pdu: Extract<Pdu, { type: 'associate-rq' }>): Pdu {
  const contexts = pdu.contexts.map(({ id }) => ({ id, result: 0, transferSyntax: EXPLICIT_LE }));
  return { ...pdu, type: 'associate-ac', contexts };
}

/** Accepts associations, and releases them; everything else is for the test. */
export function willing(answer: Answer): Answer {
  return (pdu, socket) => {
    if (pdu.type === 'associate-rq') socket.write(encodePdu(accepting(pdu)));
    else if (pdu.type === 'release-rq') socket.write(encodePdu({ type: 'release-rp' }));
    else answer(pdu, socket);
  };
}
