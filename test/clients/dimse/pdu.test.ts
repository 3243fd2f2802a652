import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCommand, encodeCommand } from '../../../src/clients/dimse/command-set.ts';
import { decodePdu, encodePdu, HEADER_BYTES, type Pdu } from '../../../src/clients/dimse/pdu.ts';
import { MAX_PDU_BYTES, PduSplitter } from '../../../src/clients/dimse/pdu-splitter.ts';
import { ProtocolError } from '../../../src/clients/dimse/protocol-error.ts';

const byte = fc.integer({ min: 0, max: 255 });
const short = fc.integer({ min: 0, max: 0xffff });
const uid = fc.stringMatching(/^[0-9.]{1,64}$/);
const title = fc.stringMatching(/^[A-Z0-9_]{1,16}$/);
const negotiation = {
  calledAe: title,
  callingAe: title,
  maxLength: fc.integer({ min: 0, max: 0xffff_ffff }),
  implementationClassUid: uid,
};
const pdu: fc.Arbitrary<Pdu> = fc.oneof(
  fc.record({
    type: fc.constant('associate-rq' as const),
    contexts: fc.array(
      fc.record({ id: byte, abstractSyntax: uid, transferSyntaxes: fc.array(uid, { maxLength: 3 }) }),
      {
        maxLength: 4,
      },
    ),
    ...negotiation,
  }),
  fc.record({
    type: fc.constant('associate-ac' as const),
    contexts: fc.array(fc.record({ id: byte, result: byte, transferSyntax: uid }), { maxLength: 4 }),
    ...negotiation,
  }),
  fc.record({ type: fc.constant('associate-rj' as const), result: byte, source: byte, reason: byte }),
  fc.record({
    type: fc.constant('data' as const),
    values: fc.array(
      fc.record({
        contextId: byte,
        isCommand: fc.boolean(),
        isLast: fc.boolean(),
        data: fc.uint8Array({ maxLength: 200 }),
      }),
      { maxLength: 4 },
    ),
  }),
  fc.constantFrom({ type: 'release-rq' as const }, { type: 'release-rp' as const }),
  fc.record({ type: fc.constant('abort' as const), source: byte, reason: byte }),
);

test('what is written is read as it was, wherever the network cuts it', () => {
  fc.assert(
    fc.property(fc.array(pdu, { maxLength: 4 }), fc.integer({ min: 1, max: 50 }), (pdus, step) => {
      const splitter = new PduSplitter();
      const bytes = Uint8Array.from(pdus.flatMap((each) => [...encodePdu(each)]));
      const read: Pdu[] = [];
      for (let at = 0; at < bytes.length; at += step) read.push(...splitter.push(bytes.subarray(at, at + step)));
      expect(read).toEqual(pdus);
    }),
  );
});

test('any bytes are read, or are a fault of the peer', () => {
  fc.assert(
    fc.property(byte, fc.uint8Array({ maxLength: 300 }), (code, body) => {
      try {
        decodePdu(code, body);
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a PDU with a byte changed or cut off is read, or is a fault of the peer', () => {
  fc.assert(
    fc.property(pdu, fc.nat(), byte, fc.nat(), (whole, at, value, end) => {
      const bytes = encodePdu(whole);
      bytes[HEADER_BYTES + (at % Math.max(1, bytes.length - HEADER_BYTES))] = value;
      const cut = bytes.subarray(HEADER_BYTES, Math.max(HEADER_BYTES, end % (bytes.length + 1)));
      try {
        decodePdu(bytes[0] ?? 0, cut);
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a PDU that is too long is refused by its header, before it is there', () => {
  const header = Uint8Array.of(4, 0, 0xff, 0xff, 0xff, 0xff);
  expect(() => [...new PduSplitter().push(header)]).toThrow(ProtocolError);
  const longest = new Uint8Array(HEADER_BYTES);
  new DataView(longest.buffer).setUint32(2, MAX_PDU_BYTES);
  longest[0] = 4;
  expect([...new PduSplitter().push(longest)]).toEqual([]);
});

test('HTTP is no DICOM', () => {
  expect(() => [...new PduSplitter().push(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))]).toThrow(/type 72/);
});

test('a command set is read as it was written', () => {
  const command = fc.record(
    { AffectedSOPClassUID: uid, CommandField: short, MessageID: short, CommandDataSetType: short, Status: short },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(command, (set) => {
      expect(decodeCommand(encodeCommand(set))).toEqual(set);
    }),
  );
});

test('any bytes are a command set, or a fault of the peer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      try {
        decodeCommand(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
      }
    }),
  );
});
