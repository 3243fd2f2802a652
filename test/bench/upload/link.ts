/**
 * A link between a client and a server, for `upload.ts`: every byte arrives later, and no faster than the link is wide,
 * whatever the number of connections. It tells its port, and ends with its input.
 */
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

const [port, delayMs, mbitPerSecond] = process.argv.slice(2).map(Number);
const bytesPerMs = ((mbitPerSecond ?? 0) * 1e6) / 8 / 1000;
/** What a router would hold back: a twentieth of a second's worth, at least some packets. */
const backlogMs = 50;

/** When what was last put on the wire has left it, of each direction. */
class Wire {
  #free = 0;

  /** Milliseconds from now until `bytes` have left. */
  put(bytes: number): number {
    const now = performance.now();
    if (bytesPerMs === 0) return 0;
    this.#free = Math.max(this.#free, now) + bytes / bytesPerMs;
    return this.#free - now;
  }
}

function carry(from: Socket, to: Socket, wire: Wire): void {
  const due: { readonly at: number; readonly chunk: Buffer }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const deliver = () => {
    timer = undefined;
    while (due[0] !== undefined && due[0].at <= performance.now()) to.write(due.shift()?.chunk ?? '');
    if (due[0] !== undefined) timer = setTimeout(deliver, Math.max(0, due[0].at - performance.now()));
    else if (from.readableEnded) to.end();
  };
  from.on('data', (chunk: Buffer) => {
    const leavesIn = wire.put(chunk.length);
    due.push({ at: performance.now() + leavesIn + (delayMs ?? 0), chunk });
    timer ??= setTimeout(deliver, leavesIn + (delayMs ?? 0));
    if (leavesIn <= backlogMs) return;
    from.pause();
    setTimeout(() => from.resume(), leavesIn - backlogMs);
  });
  from.on('end', () => {
    if (due.length === 0) to.end();
  });
  from.on('error', () => to.destroy());
  from.on('close', () => {
    if (due.length === 0) to.destroy();
  });
}

const [there, back] = [new Wire(), new Wire()];
const server = createServer({ highWaterMark: 16 * 1024, noDelay: true }, (client) => {
  const upstream = connect({ port: port ?? 0, host: '127.0.0.1', noDelay: true });
  carry(client, upstream, there);
  carry(upstream, client, back);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
process.stdin.resume().on('end', () => process.exit());
