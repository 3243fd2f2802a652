import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ArchiveContext } from '../archive-context.ts';
import { closeFrame, FrameError, FrameReader, type Message, pingFrame, pongFrame, textFrame } from './frames.ts';
import { Subscriptions } from './subscriptions.ts';

const path = /^(?:\/host\/[^/?]+)?\/api\/v3\/channel\/websocket(?:\?|$)/;
/** Of RFC 6455, 1.3. */
const handshakeKey = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const maxConnections = 1000;
/** Whoever takes nothing for so long that this much waits is let go. */
const maxWaiting = 1024 * 1024;
const pingEveryMs = 30_000;
/** Sessions also end by the clock, and in other processes: nobody tells. */
const lookForEndedEveryMs = 1_000;
/** Policy Violation (RFC 6455, 7.4.1): what was listened to may not be heard any longer. */
const notPermitted = 1008;
/** So long the other side has to close, too. */
const goodbyeMs = 1_000;

/** The WebSocket connections to `/channel/websocket`. */
export class ChannelServer {
  readonly #archive: ArchiveContext;
  readonly #open = new Set<Duplex>();

  constructor(archive: ArchiveContext) {
    this.#archive = archive;
  }

  /** Answers what asks for another protocol than HTTP. The socket is the server's no longer. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = this.#refusal(request);
    socket.on('error', () => socket.destroy());
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`);
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${handshakeKey}`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    this.#serve(socket, head);
  }

  close(): void {
    for (const socket of this.#open) {
      socket.end(closeFrame(1001));
      setTimeout(() => socket.destroy(), goodbyeMs).unref();
    }
  }

  #refusal({ url = '', method, headers }: IncomingMessage): string | undefined {
    if (!path.test(url)) return '404 Not Found';
    const asks = method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';
    if (!asks || !/^[A-Za-z0-9+/]{22}==$/.test(headers['sec-websocket-key'] ?? '')) return '400 Bad Request';
    if (headers['sec-websocket-version'] !== '13') return '426 Upgrade Required\r\nSec-WebSocket-Version: 13';
    // A page of another site in somebody's browser has no business here.
    const { origin } = headers;
    const isOurs = origin === undefined || (URL.canParse(origin) && new URL(origin).host === headers.host);
    if (!isOurs) return '403 Forbidden';
    return this.#open.size >= maxConnections ? '503 Service Unavailable' : undefined;
  }

  #serve(socket: Duplex, head: Buffer): void {
    const reader = new FrameReader();
    const send = (frame: Buffer): void => {
      if (socket.writableLength > maxWaiting) socket.destroy();
      else if (socket.writable) socket.write(frame);
    };
    const subscriptions = new Subscriptions(this.#archive, (message) => send(textFrame(JSON.stringify(message))));
    const heard = (message: Message): void => {
      if (message.kind === 'text') subscriptions.hear(message.text);
      else if (message.kind === 'ping') send(pongFrame(message.data));
      else socket.end(closeFrame(message.data.length < 2 ? 1000 : message.data.readUInt16BE(0)));
    };
    const take = (chunk: Buffer): void => {
      try {
        for (const message of reader.read(chunk)) heard(message);
      } catch (error) {
        if (!(error instanceof FrameError)) this.#archive.report(error);
        socket.removeListener('data', take);
        socket.end(closeFrame(error instanceof FrameError ? error.code : 1011));
      }
    };
    const ping = setInterval(() => send(pingFrame()), pingEveryMs).unref();
    const look = setInterval(() => {
      try {
        if (subscriptions.dropEnded()) socket.end(closeFrame(notPermitted));
      } catch (error) {
        this.#archive.report(error);
      }
    }, lookForEndedEveryMs).unref();
    this.#open.add(socket);
    socket.on('close', () => {
      clearInterval(ping);
      clearInterval(look);
      subscriptions.close();
      this.#open.delete(socket);
    });
    // Nobody listens for the end of what is read: a half-closed connection would stay.
    socket.on('end', () => socket.end());
    if (head.length > 0) take(head);
    socket.on('data', take);
  }
}
