/** The frames of a WebSocket (RFC 6455, section 5), as far as a server of short texts needs them. */

export type Message =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'ping'; readonly data: Buffer }
  | { readonly kind: 'close'; readonly data: Buffer };

/** The other side does not keep to the protocol; `code` closes the connection (7.4.1). */
export class FrameError extends Error {
  override readonly name = 'FrameError';
  readonly code: 1002 | 1003 | 1007 | 1009;

  constructor(code: FrameError['code']) {
    super(`WebSocket ${code}`);
    this.code = code;
  }
}

const opcode = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;
const maxMessage = 64 * 1024;

/** Puts messages together from the bytes that come in. */
export class FrameReader {
  #rest = Buffer.alloc(0);
  #parts: Buffer[] | undefined;

  /** @throws FrameError */
  *read(chunk: Buffer): Generator<Message> {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (let next = this.#frame(); next !== undefined; next = this.#frame()) {
      const message = this.#message(next);
      if (message !== undefined) yield message;
    }
  }

  #frame(): { readonly isLast: boolean; readonly code: number; readonly data: Buffer } | undefined {
    const bytes = this.#rest;
    if (bytes.length < 2) return undefined;
    const [first = 0, second = 0] = bytes;
    const short = second & 0x7f;
    const at = short === 126 ? 4 : short === 127 ? 10 : 2;
    // Reserved bits belong to extensions, of which none was agreed on; what a client sends is masked (5.1, 5.2).
    if ((first & 0x70) !== 0 || (second & 0x80) === 0) throw new FrameError(1002);
    if (bytes.length < at) return undefined;
    const length = at === 2 ? short : at === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    if (length > maxMessage) throw new FrameError(1009);
    if (bytes.length < at + 4 + length) return undefined;
    const mask = bytes.subarray(at, at + 4);
    const data = Buffer.from(bytes.subarray(at + 4, at + 4 + length)).map(
      (byte, index) => byte ^ (mask[index % 4] ?? 0),
    );
    this.#rest = bytes.subarray(at + 4 + length);
    return { isLast: (first & 0x80) !== 0, code: first & 0x0f, data: Buffer.from(data.buffer) };
  }

  #message({ isLast, code, data }: { isLast: boolean; code: number; data: Buffer }): Message | undefined {
    if (code >= opcode.close) {
      if (!isLast || data.length > 125) throw new FrameError(1002);
      if (code === opcode.close) return { kind: 'close', data };
      if (code === opcode.ping) return { kind: 'ping', data };
      if (code === opcode.pong) return undefined;
      throw new FrameError(1002);
    }
    const begins = code !== opcode.continuation;
    if (begins && code !== opcode.text) throw new FrameError(1003);
    if (begins !== (this.#parts === undefined)) throw new FrameError(1002);
    const parts = [...(this.#parts ?? []), data];
    if (parts.reduce((sum, { length }) => sum + length, 0) > maxMessage) throw new FrameError(1009);
    this.#parts = isLast ? undefined : parts;
    return isLast ? { kind: 'text', text: utf8(Buffer.concat(parts)) } : undefined;
  }
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FrameError(1007);
  }
}

export const textFrame = (text: string): Buffer => frame(opcode.text, Buffer.from(text));
export const pongFrame = (data: Buffer): Buffer => frame(opcode.pong, data);
export const pingFrame = (): Buffer => frame(opcode.ping, Buffer.alloc(0));

export function closeFrame(code: number): Buffer {
  const data = Buffer.alloc(2);
  data.writeUInt16BE(code);
  return frame(opcode.close, data);
}

function frame(code: number, data: Buffer): Buffer {
  const head = Buffer.alloc(data.length < 126 ? 2 : data.length < 65_536 ? 4 : 10);
  head[0] = 0x80 | code;
  if (head.length === 2) head[1] = data.length;
  else if (head.length === 4) {
    head[1] = 126;
    head.writeUInt16BE(data.length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(data.length), 2);
  }
  return Buffer.concat([head, data]);
}
