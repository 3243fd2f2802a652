import type { Socket } from 'node:net';
import type { DicomPeer } from '../../contract/dicom-peer.ts';
import { concat } from '../../dicom/inflate.ts';
import { IMPLEMENTATION_CLASS_UID } from '../../dicom/file-meta.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../dicom/transfer-syntax.ts';
import { BadAnswerError, RefusedError, UnreachableError } from '../port/errors.ts';
import { type CommandSet, decodeCommand, encodeCommand, NO_DATA_SET, WITH_DATA_SET } from './command-set.ts';
import { encodePdu, HEADER_BYTES, type Pdu } from './pdu.ts';
import { MAX_PDU_BYTES, PduSplitter } from './pdu-splitter.ts';
import { connectTo, hopOf, unreachable } from './peer-socket.ts';
import { ProtocolError } from './protocol-error.ts';
import { abortedBy, rejectedBy } from './refusals.ts';

/** What is wanted of a peer: an abstract syntax, in the transfer syntaxes that its data sets may be in. */
export interface Wanted {
  readonly abstractSyntax: string;
  readonly transferSyntaxes?: readonly string[];
}

/** A message of PS3.7: a command, and its data set in the transfer syntax of its presentation context. */
export interface Message {
  readonly command: CommandSet;
  readonly dataSet?: Uint8Array;
}

/** A presentation context that both sides agreed on. */
export interface Context {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntax: string;
}

export interface AssociationOptions {
  readonly signal: AbortSignal;
  readonly connectMs?: number;
  /** How long the peer may be silent while an answer is awaited. */
  readonly silenceMs?: number;
}

const MAX_COMMAND_BYTES = 16_384;
const MAX_DATA_SET_BYTES = 4 * 1024 * 1024;
/** What a fragment has in front, within the length that the peer takes (PS3.8 D.1). */
const FRAGMENT_BYTES = 65_536;
const ABORT_BY_USER = encodePdu({ type: 'abort', source: 0, reason: 0 });

/**
 * Calls a peer and does something with it; afterwards the association is released, or aborted when that failed.
 * @throws UnreachableError, RefusedError, ServerFailedError, BadAnswerError; the signal's reason
 */
export async function withAssociation<T>(
  peer: DicomPeer,
  wanted: readonly Wanted[],
  options: AssociationOptions,
  use: (association: Association) => Promise<T>,
): Promise<T> {
  const { signal, connectMs = 10_000, silenceMs = 30_000 } = options;
  const socket = await connectTo(peer, connectMs, signal);
  const association = new Association(peer, socket, silenceMs);
  try {
    await association.negotiate(wanted);
    const result = await use(association);
    await association.release();
    return result;
  } catch (error) {
    association.abort();
    signal.throwIfAborted();
    throw told(peer, error);
  }
}

function told(peer: DicomPeer, error: unknown): unknown {
  if (error instanceof ProtocolError) {
    const message = `${hopOf(peer)} does not answer as a DICOM server does (${error.message}).`;
    return new BadAnswerError('not-dicom-peer', message, { next: 'correct-input', cause: error });
  }
  return error instanceof Error && 'code' in error && !('toProblem' in error) ? unreachable(peer, error) : error;
}

/** The requesting side of an association (PS3.8 7.1). One thing at a time: nothing is pipelined. */
export class Association {
  readonly #peer: DicomPeer;
  readonly #socket: Socket;
  readonly #pdus: AsyncIterator<Pdu>;
  #contexts: readonly Context[] = [];
  #maxSent = FRAGMENT_BYTES;
  #messages = 0;

  constructor(peer: DicomPeer, socket: Socket, silenceMs: number) {
    this.#peer = peer;
    this.#socket = socket;
    this.#pdus = pdusOf(socket);
    // An error is told to whoever reads or writes next.
    socket.on('error', () => undefined);
    socket.setTimeout(silenceMs, () =>
      socket.destroy(
        new UnreachableError('peer-silent', `${hopOf(peer)} took the connection but did not answer in time.`, {
          next: 'correct-input',
        }),
      ),
    );
  }

  async negotiate(wanted: readonly Wanted[]): Promise<void> {
    const contexts = wanted.map(({ abstractSyntax, transferSyntaxes = [EXPLICIT_LE, IMPLICIT_LE] }, index) => ({
      id: 2 * index + 1,
      abstractSyntax,
      transferSyntaxes,
    }));
    const { calledAe, callingAe } = this.#peer;
    const mine = { calledAe, callingAe, maxLength: MAX_PDU_BYTES, implementationClassUid: IMPLEMENTATION_CLASS_UID };
    await this.#write(encodePdu({ type: 'associate-rq', contexts, ...mine }));
    const answer = await this.#next();
    if (answer.type === 'associate-rj') throw rejectedBy(this.#peer, answer);
    if (answer.type !== 'associate-ac') throw new ProtocolError(`${answer.type} as the answer to a request`);
    this.#contexts = contexts.flatMap(({ id, abstractSyntax, transferSyntaxes }) => {
      const accepted = answer.contexts.find((each) => each.id === id && each.result === 0);
      if (accepted === undefined) return [];
      if (!transferSyntaxes.includes(accepted.transferSyntax))
        throw new ProtocolError('a transfer syntax that nobody proposed');
      return [{ id, abstractSyntax, transferSyntax: accepted.transferSyntax }];
    });
    // A peer that takes nothing at all would be sent fragments without end.
    if (answer.maxLength > 0) this.#maxSent = Math.min(FRAGMENT_BYTES, Math.max(answer.maxLength - HEADER_BYTES, 64));
  }

  /** @throws RefusedError when the peer has declined it */
  context(abstractSyntax: string, service: string): Context {
    const found = this.#contexts.find((each) => each.abstractSyntax === abstractSyntax);
    if (found !== undefined) return found;
    throw new RefusedError(
      'service-declined',
      `${this.#peer.calledAe} answers, but does not offer ${service} to ${this.#peer.callingAe}.`,
      { next: 'correct-input' },
    );
  }

  /** The ID of the next message, from 1. */
  nextId(): number {
    return ++this.#messages;
  }

  async send(context: Context, { command, dataSet }: Message): Promise<void> {
    const hasDataSet = dataSet !== undefined;
    const whole = { ...command, CommandDataSetType: hasDataSet ? WITH_DATA_SET : NO_DATA_SET };
    await this.#sendPart(context.id, encodeCommand(whole), true);
    if (hasDataSet) await this.#sendPart(context.id, dataSet, false);
  }

  /** The next message of the peer. Throws ProtocolError for one that is not whole, too long, or of another context. */
  async receive(context: Context): Promise<Message> {
    const command = decodeCommand(await this.#receivePart(context.id, true, MAX_COMMAND_BYTES));
    if ((command.CommandDataSetType ?? NO_DATA_SET) === NO_DATA_SET) return { command };
    return { command, dataSet: await this.#receivePart(context.id, false, MAX_DATA_SET_BYTES) };
  }

  async release(): Promise<void> {
    await this.#write(encodePdu({ type: 'release-rq' }));
    for (;;) {
      const pdu = await this.#next();
      if (pdu.type === 'release-rp') break;
      // Both may ask at once (PS3.8 7.2.2.7); answers that were under way are passed over.
      if (pdu.type === 'release-rq') await this.#write(encodePdu({ type: 'release-rp' }));
    }
    this.#socket.destroy();
  }

  abort(): void {
    if (this.#socket.destroyed) return;
    this.#socket.write(ABORT_BY_USER);
    this.#socket.destroySoon();
  }

  async #sendPart(contextId: number, bytes: Uint8Array, isCommand: boolean): Promise<void> {
    let at = 0;
    do {
      const data = bytes.subarray(at, at + this.#maxSent);
      at += data.length;
      const isLast = at >= bytes.length;
      await this.#write(encodePdu({ type: 'data', values: [{ contextId, isCommand, isLast, data }] }));
    } while (at < bytes.length);
  }

  readonly #waiting: Extract<Pdu, { type: 'data' }>['values'][number][] = [];

  async #receivePart(contextId: number, isCommand: boolean, limit: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const value = await this.#nextValue();
      if (value.contextId !== contextId || value.isCommand !== isCommand)
        throw new ProtocolError('a fragment of another message');
      parts.push(value.data);
      length += value.data.length;
      if (length > limit || parts.length > limit) throw new ProtocolError(`a message of more than ${limit} bytes`);
      if (value.isLast) return concat(parts);
    }
  }

  async #nextValue() {
    for (;;) {
      const value = this.#waiting.shift();
      if (value !== undefined) return value;
      const pdu = await this.#next();
      if (pdu.type !== 'data') throw new ProtocolError(`${pdu.type} within a message`);
      this.#waiting.push(...pdu.values);
    }
  }

  async #next(): Promise<Pdu> {
    const { done, value } = await this.#pdus.next();
    if (done === true)
      throw new UnreachableError('connection-broken', `${hopOf(this.#peer)} closed the connection without an answer.`, {
        next: 'correct-input',
      });
    if (value.type === 'abort') throw abortedBy(value);
    return value;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.write(bytes, (error) => (error == null ? resolve() : reject(this.#socket.errored ?? error)));
    });
  }
}

async function* pdusOf(socket: Socket): AsyncGenerator<Pdu, undefined> {
  const splitter = new PduSplitter();
  for await (const chunk of socket) yield* splitter.push(chunk as Uint8Array);
  return undefined;
}
