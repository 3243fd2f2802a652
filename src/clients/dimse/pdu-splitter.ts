import { FieldReader } from './byte-fields.ts';
import { decodePdu, HEADER_BYTES, type Pdu } from './pdu.ts';
import { ProtocolError } from './protocol-error.ts';

/** The longest PDU that is taken, without its header: what Fileroom says of itself, and what any negotiation fits into. */
export const MAX_PDU_BYTES = 131_072;

/** Cuts what arrives on a connection into PDUs. It never holds more than one of them. */
export class PduSplitter {
  #held: Uint8Array = new Uint8Array(0);

  /**
   * The PDUs that are whole with these bytes.
   * @throws ProtocolError at the first header that is none
   */
  *push(chunk: Uint8Array): Generator<Pdu> {
    this.#held = joined(this.#held, chunk);
    while (this.#held.length >= HEADER_BYTES) {
      const header = new FieldReader(this.#held);
      const code = header.uint8();
      header.uint8();
      const length = header.uint32();
      if (code < 1 || code > 7) throw new ProtocolError(`There is no PDU of type ${code}`);
      if (length > MAX_PDU_BYTES) throw new ProtocolError(`A PDU of ${length} bytes`);
      const end = HEADER_BYTES + length;
      if (this.#held.length < end) return;
      const body = this.#held.subarray(HEADER_BYTES, end);
      this.#held = this.#held.subarray(end);
      yield decodePdu(code, body);
    }
  }
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  if (before.length === 0) return after;
  const both = new Uint8Array(before.length + after.length);
  both.set(before);
  both.set(after, before.length);
  return both;
}
