import { type IncomingMessage, type ServerResponse, request as ask } from 'node:http';
import type { Socket } from 'node:net';
import { readBody, serve } from '../../clients/loopback-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One request on its way, in the hands of a fault. */
export interface Exchange {
  readonly path: string;
  readonly isUpload: boolean;
  /** The whole request to the archive, and its whole answer. */
  pass(): Promise<Answer>;
  /** Another call of the archive, as whoever asks. */
  ask(method: string, path: string): Promise<void>;
  /** The first half of the body to the archive, then the line to it is cut. */
  passHalf(): Promise<void>;
  answer(answer: Partial<Answer>): void;
  /** The head of the answer and half of its body, then the line is cut. */
  answerHalf(answer: Answer): void;
  /** One byte after the other. */
  drip(answer: Answer): Promise<void>;
  reset(): void;
}

export type Fault = (exchange: Exchange) => Promise<void> | void;

export interface MisbehavingProxy {
  readonly url: string;
  /** Chooses what happens to a request; undefined lets it pass. */
  misbehave: ((exchange: Exchange) => Fault | undefined) | undefined;
  readonly requests: number;
  /** Requests that a fault was done to. */
  readonly faults: number;
  /** From now on nothing listens at the address. */
  refuse(): Promise<void>;
  /** Listens there again. */
  accept(): Promise<void>;
  close(): Promise<void>;
}

/** An HTTP server that hands everything to `upstream`, except for what its script says. */
export async function misbehavingProxy(upstream: string): Promise<MisbehavingProxy> {
  const counts = { requests: 0, faults: 0 };
  const sockets = new Set<Socket>();
  const proxy = await serve((request, response) => {
    void handle(request, response);
  });
  proxy.server.on('connection', (socket: Socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    counts.requests += 1;
    // Whoever asks may hang up at any time: that is the subject here.
    for (const each of [request, response]) each.on('error', () => undefined);
    const exchange = exchangeOf(upstream, request, response);
    const fault = self.misbehave?.(exchange);
    if (fault !== undefined) counts.faults += 1;
    try {
      await (fault === undefined ? exchange.answer(await exchange.pass()) : fault(exchange));
    } catch {
      // The one side is gone: so is the other.
      exchange.reset();
    }
  }

  const self: MisbehavingProxy = {
    url: proxy.url,
    misbehave: undefined,
    get requests() {
      return counts.requests;
    },
    get faults() {
      return counts.faults;
    },
    refuse: async () => {
      const closed = new Promise((resolve) => proxy.server.close(resolve));
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
    accept: () =>
      new Promise((resolve) => {
        proxy.server.listen(proxy.port, '127.0.0.1', resolve);
      }),
    close: () => proxy.close(),
  };
  return self;
}

function exchangeOf(upstream: string, request: IncomingMessage, response: ServerResponse): Exchange {
  const path = new URL(request.url ?? '', upstream).pathname;
  const open = () => ask(upstream + (request.url ?? ''), { method: request.method, headers: request.headers });
  const exchange: Exchange = {
    path,
    isUpload: request.method === 'POST' && /\/storage\/namespace\/[^/]+\/image$/.test(path),
    async pass() {
      const body = await readBody(request);
      const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
      open().on('response', resolve).on('error', reject).end(body);
      const answer = await promise;
      const headers = { 'content-type': answer.headers['content-type'] ?? 'application/octet-stream' };
      return { status: answer.statusCode ?? 0, headers, body: await readBody(answer) };
    },
    async ask(method, other) {
      const url = new URL(request.url ?? '', upstream);
      url.pathname = other;
      await (await fetch(url, { method })).arrayBuffer();
    },
    async passHalf() {
      const body = await readBody(request);
      const outgoing = open().on('error', () => undefined);
      await new Promise((resolve) => {
        outgoing.write(body.subarray(0, Math.ceil(body.length / 2)), resolve);
      });
      outgoing.destroy();
    },
    answer({ status = 200, headers = {}, body = Buffer.alloc(0) }) {
      response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
    },
    answerHalf({ status, headers, body }) {
      response.writeHead(status, { ...headers, 'content-length': body.length });
      response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    },
    async drip({ status, headers, body }) {
      response.writeHead(status, { ...headers, 'content-length': body.length });
      for (const byte of body) await new Promise((resolve) => response.write(Buffer.of(byte), resolve));
      response.end();
    },
    reset() {
      request.socket.resetAndDestroy();
    },
  };
  return exchange;
}
