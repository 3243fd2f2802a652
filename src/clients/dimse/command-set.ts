import { ProtocolError } from './protocol-error.ts';

/** The elements of group 0000 that the services here use, by the keywords of PS3.7 E.1. */
const elements = {
  AffectedSOPClassUID: { number: 0x0002, vr: 'UI' },
  CommandField: { number: 0x0100, vr: 'US' },
  MessageID: { number: 0x0110, vr: 'US' },
  MessageIDBeingRespondedTo: { number: 0x0120, vr: 'US' },
  Priority: { number: 0x0700, vr: 'US' },
  CommandDataSetType: { number: 0x0800, vr: 'US' },
  Status: { number: 0x0900, vr: 'US' },
  AffectedSOPInstanceUID: { number: 0x1000, vr: 'UI' },
} as const;

type Keyword = keyof typeof elements;
type ValueOf<K extends Keyword> = (typeof elements)[K]['vr'] extends 'US' ? number : string;
export type CommandSet = { readonly [K in Keyword]?: ValueOf<K> };

/** PS3.7 E.1-1. */
export const COMMAND = {
  storeRq: 0x0001,
  storeRsp: 0x8001,
  findRq: 0x0020,
  findRsp: 0x8020,
  cancelRq: 0x0fff,
  echoRq: 0x0030,
  echoRsp: 0x8030,
} as const;

export const NO_DATA_SET = 0x0101;
export const WITH_DATA_SET = 0x0001;

const keywords = Object.keys(elements) as Keyword[];

/** A command set: implicit VR, little endian, whatever was negotiated (PS3.7 6.3.1). */
export function encodeCommand(command: CommandSet): Uint8Array<ArrayBuffer> {
  const body = keywords.flatMap((keyword) => {
    const value = command[keyword];
    return value === undefined ? [] : written(elements[keyword].number, valueBytes(value));
  });
  return Uint8Array.from([...written(0, little(body.length, 4)), ...body]);
}

function valueBytes(value: number | string): number[] {
  if (typeof value === 'number') return little(value, 2);
  const bytes = Array.from(value, (character) => character.charCodeAt(0) & 0x7f);
  return bytes.length % 2 === 0 ? bytes : [...bytes, 0];
}

function written(number: number, value: readonly number[]): number[] {
  return [0, 0, ...little(number, 2), ...little(value.length, 4), ...value];
}

function little(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 0xff);
}

/**
 * What is known of a command set; elements of other services are passed over.
 * @throws ProtocolError
 */
export function decodeCommand(bytes: Uint8Array): CommandSet {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Partial<Record<Keyword, number | string>> = {};
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length || view.getUint16(at, true) !== 0) throw new ProtocolError('No command set');
    const number = view.getUint16(at + 2, true);
    const start = at + 8;
    at = start + view.getUint32(at + 4, true);
    if (at > bytes.length) throw new ProtocolError('A command set that breaks off');
    const keyword = keywords.find((each) => elements[each].number === number);
    if (keyword === undefined) continue;
    if (elements[keyword].vr === 'UI') {
      found[keyword] = String.fromCharCode(...bytes.subarray(start, at)).replace(/[\0 ]+$/, '');
    } else {
      if (at - start !== 2) throw new ProtocolError(`A command element of ${at - start} bytes`);
      found[keyword] = view.getUint16(start, true);
    }
  }
  return found as CommandSet;
}
