import { createHash } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** What a client sent over its line. */
interface Sent {
  readonly action: string;
  readonly channel?: string;
  readonly sid?: string;
}

interface ChannelLine {
  readonly sent: readonly Sent[];
  readonly isOpen: boolean;
  say(message: object): void;
  /** A text frame with anything in it. */
  sayText(text: string): void;
  /** The head of a text frame that claims to be so long. */
  claim(bytes: number): void;
  binary(bytes: Uint8Array): void;
  drop(): void;
  /** Takes everything and answers nothing any more, pings included. */
  fallSilent(): void;
}

export interface ScriptedChannel {
  readonly lines: readonly ChannelLine[];
  /** How many asked for a line, those who were turned away included. */
  readonly knocks: number;
  /** The answer to a message; by default each is confirmed. */
  reply: (sent: Sent) => object | undefined;
  /** An HTTP status to turn clients away with. */
  turnAway: number | undefined;
  /** Resolves as soon as it holds. */
  until(holds: () => boolean): Promise<void>;
}

const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

/** The other end of WebSocket channels, by hand (RFC 6455): so that it can misbehave as no library would. */
export function scriptedChannel(server: Server): ScriptedChannel {
  const lines: ChannelLine[] = [];
  const waiting = new Set<() => void>();
  const moved = () => {
    for (const look of waiting) look();
  };
  const channel = {
    lines,
    knocks: 0,
    reply: ({ channel: name }: Sent): object | undefined => ({
      status: 'OK',
      ...(name === undefined ? {} : { channel: name }),
    }),
    turnAway: undefined as number | undefined,
    until: (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!holds()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    channel.knocks += 1;
    if (channel.turnAway !== undefined || request.url !== '/api/v3/channel/websocket') {
      socket.end(`HTTP/1.1 ${channel.turnAway ?? 404} No\r\ncontent-length: 0\r\n\r\n`);
      return moved();
    }
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
    );
    lines.push(openLine(socket, (sent) => channel.reply(sent), moved));
    return moved();
  });
  return channel;
}

function openLine(socket: Duplex, reply: (sent: Sent) => object | undefined, moved: () => void): ChannelLine {
  const sent: Sent[] = [];
  let received = Buffer.alloc(0);
  let isSilent = false;
  const write = (opcode: number, payload: Uint8Array) => {
    if (!socket.destroyed && !isSilent) socket.write(Buffer.concat([head(opcode, payload.byteLength), payload]));
  };
  const line: ChannelLine = {
    sent,
    get isOpen() {
      return !socket.destroyed;
    },
    say: (message) => line.sayText(JSON.stringify(message)),
    sayText: (text) => write(opcodes.text, Buffer.from(text)),
    claim: (bytes) => socket.write(head(opcodes.text, bytes)),
    binary: (bytes) => write(opcodes.binary, bytes),
    drop: () => socket.destroy(),
    fallSilent: () => {
      isSilent = true;
    },
  };
  socket.on('error', () => socket.destroy());
  socket.on('close', moved);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (let frame = takeFrame(received); frame !== undefined; frame = takeFrame(received)) {
      received = received.subarray(frame.bytes);
      if (frame.opcode === opcodes.ping) write(opcodes.pong, frame.payload);
      if (frame.opcode === opcodes.close) socket.end();
      if (frame.opcode !== opcodes.text) continue;
      const message = JSON.parse(frame.payload.toString()) as Sent;
      sent.push(message);
      const answer = reply(message);
      if (answer !== undefined) line.say(answer);
    }
    moved();
  });
  return line;
}

function head(opcode: number, bytes: number): Buffer {
  const start = Buffer.from([0x80 | opcode, Math.min(bytes, bytes < 126 ? bytes : 127)]);
  if (bytes < 126) return start;
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(bytes));
  return Buffer.concat([start, length]);
}

/** A client's frames are masked, and here always short. */
function takeFrame(bytes: Buffer): { opcode: number; payload: Buffer; bytes: number } | undefined {
  if (bytes.length < 6) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const start = short === 126 ? 4 : 2;
  const length = short === 126 ? bytes.readUInt16BE(2) : short;
  const end = start + 4 + length;
  if (bytes.length < end) return undefined;
  const mask = bytes.subarray(start, start + 4);
  const payload = Buffer.from(bytes.subarray(start + 4, end).map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
  return { opcode: bytes.readUInt8(0) & 0x0f, payload, bytes: end };
}
