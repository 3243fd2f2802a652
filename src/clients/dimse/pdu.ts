import { ascii, FieldReader, uint16, uint32 } from './byte-fields.ts';
import { ProtocolError } from './protocol-error.ts';

/** What one side proposes: an abstract syntax in one of several transfer syntaxes (PS3.8 9.3.2.2). */
export interface ProposedContext {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntaxes: readonly string[];
}

/** What the other makes of it (PS3.8 9.3.3.2): result 0 accepts, and only then the transfer syntax means anything. */
export interface AnsweredContext {
  readonly id: number;
  readonly result: number;
  readonly transferSyntax: string;
}

interface Negotiation {
  readonly calledAe: string;
  readonly callingAe: string;
  /** The longest P-DATA-TF that its sender takes, without the header; 0 for any (PS3.8 D.1). */
  readonly maxLength: number;
  readonly implementationClassUid: string;
}

/** A fragment of a message (PS3.8 9.3.5.1 and E.2). */
export interface DataValue {
  readonly contextId: number;
  readonly isCommand: boolean;
  readonly isLast: boolean;
  readonly data: Uint8Array;
}

/** The protocol data units of the upper layer (PS3.8 9.3). */
export type Pdu =
  | ({ readonly type: 'associate-rq'; readonly contexts: readonly ProposedContext[] } & Negotiation)
  | ({ readonly type: 'associate-ac'; readonly contexts: readonly AnsweredContext[] } & Negotiation)
  | { readonly type: 'associate-rj'; readonly result: number; readonly source: number; readonly reason: number }
  | { readonly type: 'data'; readonly values: readonly DataValue[] }
  | { readonly type: 'release-rq' }
  | { readonly type: 'release-rp' }
  | { readonly type: 'abort'; readonly source: number; readonly reason: number };

const codes: Readonly<Record<Pdu['type'], number>> = {
  'associate-rq': 1,
  'associate-ac': 2,
  'associate-rj': 3,
  data: 4,
  'release-rq': 5,
  'release-rp': 6,
  abort: 7,
};

export const HEADER_BYTES = 6;
const APPLICATION_CONTEXT = '1.2.840.10008.3.1.1.1';
const ITEM = {
  application: 0x10,
  proposed: 0x20,
  answered: 0x21,
  abstractSyntax: 0x30,
  transferSyntax: 0x40,
  user: 0x50,
  maxLength: 0x51,
  implementation: 0x52,
} as const;

export function encodePdu(pdu: Pdu): Uint8Array<ArrayBuffer> {
  if (pdu.type === 'data') return encodeData(pdu.values);
  const body = bodyOf(pdu);
  return Uint8Array.from([codes[pdu.type], 0, ...uint32(body.length), ...body]);
}

function bodyOf(pdu: Exclude<Pdu, { type: 'data' }>): number[] {
  switch (pdu.type) {
    case 'associate-rq':
      return negotiation(pdu, pdu.contexts.flatMap(proposed));
    case 'associate-ac':
      return negotiation(pdu, pdu.contexts.flatMap(answered));
    case 'associate-rj':
      return [0, pdu.result, pdu.source, pdu.reason];
    case 'release-rq':
    case 'release-rp':
      return [0, 0, 0, 0];
    case 'abort':
      return [0, 0, pdu.source, pdu.reason];
    default:
      return pdu satisfies never;
  }
}

function negotiation({ calledAe, callingAe, ...user }: Negotiation, contexts: number[]): number[] {
  const titles = [calledAe, callingAe].flatMap((title) => ascii(title.padEnd(16).slice(0, 16)));
  return [
    ...uint16(1),
    ...uint16(0),
    ...titles,
    ...Array.from({ length: 32 }, () => 0),
    ...item(ITEM.application, ascii(APPLICATION_CONTEXT)),
    ...contexts,
    ...item(ITEM.user, [
      ...item(ITEM.maxLength, uint32(user.maxLength)),
      ...item(ITEM.implementation, ascii(user.implementationClassUid)),
    ]),
  ];
}

function proposed({ id, abstractSyntax, transferSyntaxes }: ProposedContext): number[] {
  const syntaxes = transferSyntaxes.flatMap((uid) => item(ITEM.transferSyntax, ascii(uid)));
  return item(ITEM.proposed, [id, 0, 0, 0, ...item(ITEM.abstractSyntax, ascii(abstractSyntax)), ...syntaxes]);
}

function answered({ id, result, transferSyntax }: AnsweredContext): number[] {
  return item(ITEM.answered, [id, 0, result, 0, ...item(ITEM.transferSyntax, ascii(transferSyntax))]);
}

function item(type: number, content: readonly number[]): number[] {
  return [type, 0, ...uint16(content.length), ...content];
}

function encodeData(values: readonly DataValue[]): Uint8Array<ArrayBuffer> {
  const length = values.reduce((sum, { data }) => sum + data.length + HEADER_BYTES, 0);
  const bytes = new Uint8Array(HEADER_BYTES + length);
  bytes.set([codes.data, 0, ...uint32(length)]);
  let at = HEADER_BYTES;
  for (const { contextId, isCommand, isLast, data } of values) {
    bytes.set([...uint32(data.length + 2), contextId, (isCommand ? 1 : 0) | (isLast ? 2 : 0)], at);
    bytes.set(data, at + HEADER_BYTES);
    at += HEADER_BYTES + data.length;
  }
  return bytes;
}

/**
 * A PDU from the type of its header and what follows the header.
 * @throws ProtocolError
 */
export function decodePdu(code: number, body: Uint8Array): Pdu {
  const fields = new FieldReader(body);
  switch (code) {
    case codes['associate-rq']: {
      const { proposals, ...rest } = readNegotiation(fields);
      return { type: 'associate-rq', ...rest.user, contexts: proposals };
    }
    case codes['associate-ac']: {
      const { answers, ...rest } = readNegotiation(fields);
      return { type: 'associate-ac', ...rest.user, contexts: answers };
    }
    case codes['associate-rj']:
      fields.uint8();
      return { type: 'associate-rj', result: fields.uint8(), source: fields.uint8(), reason: fields.uint8() };
    case codes.data:
      return { type: 'data', values: readValues(fields) };
    case codes['release-rq']:
      return { type: 'release-rq' };
    case codes['release-rp']:
      return { type: 'release-rp' };
    case codes.abort:
      fields.uint16();
      return { type: 'abort', source: fields.uint8(), reason: fields.uint8() };
    default:
      throw new ProtocolError(`There is no PDU of type ${code}`);
  }
}

function readValues(fields: FieldReader): DataValue[] {
  const values: DataValue[] = [];
  while (!fields.isAtEnd) {
    const length = fields.uint32();
    if (length < 2) throw new ProtocolError(`A presentation data value of ${length} bytes`);
    const contextId = fields.uint8();
    const header = fields.uint8();
    values.push({
      contextId,
      isCommand: (header & 1) !== 0,
      isLast: (header & 2) !== 0,
      data: fields.take(length - 2),
    });
  }
  return values;
}

interface ReadNegotiation {
  readonly user: Negotiation;
  readonly proposals: ProposedContext[];
  readonly answers: AnsweredContext[];
}

/** Items that are not known are passed over, as PS3.8 9.3.1 wants it. */
function readNegotiation(fields: FieldReader): ReadNegotiation {
  const version = fields.uint16();
  if ((version & 1) === 0) throw new ProtocolError(`Protocol version ${version}`);
  fields.uint16();
  const calledAe = fields.text(16);
  const callingAe = fields.text(16);
  fields.take(32);
  const proposals: ProposedContext[] = [];
  const answers: AnsweredContext[] = [];
  const user = { maxLength: 0, implementationClassUid: '' };
  for (const { type, content } of itemsOf(fields)) {
    if (type === ITEM.proposed) proposals.push(readProposal(content));
    if (type === ITEM.answered) answers.push(readAnswer(content));
    if (type === ITEM.user) Object.assign(user, readUser(content));
  }
  return { user: { calledAe, callingAe, ...user }, proposals, answers };
}

function readProposal(content: FieldReader): ProposedContext {
  const id = content.uint8();
  content.take(3);
  const syntaxes = [...itemsOf(content)].map(({ type, content: uid }) => ({ type, uid: uid.text(uid.length) }));
  return {
    id,
    abstractSyntax: syntaxes.find(({ type }) => type === ITEM.abstractSyntax)?.uid ?? '',
    transferSyntaxes: syntaxes.filter(({ type }) => type === ITEM.transferSyntax).map(({ uid }) => uid),
  };
}

function readAnswer(content: FieldReader): AnsweredContext {
  const id = content.uint8();
  content.uint8();
  const result = content.uint8();
  content.uint8();
  const syntax = [...itemsOf(content)].find(({ type }) => type === ITEM.transferSyntax)?.content;
  return { id, result, transferSyntax: syntax?.text(syntax.length) ?? '' };
}

function readUser(content: FieldReader): Partial<Negotiation> {
  const user: { maxLength?: number; implementationClassUid?: string } = {};
  for (const { type, content: value } of itemsOf(content)) {
    if (type === ITEM.maxLength) user.maxLength = value.uint32();
    if (type === ITEM.implementation) user.implementationClassUid = value.text(value.length);
  }
  return user;
}

function* itemsOf(fields: FieldReader): Generator<{ type: number; content: FieldReader }> {
  while (!fields.isAtEnd) {
    const type = fields.uint8();
    fields.uint8();
    yield { type, content: new FieldReader(fields.take(fields.uint16())) };
  }
}
