/** De-identifies one folder with the compiled program and prints what it took, as JSON: a process of its own for `deid.ts`. */
import { PassThrough } from 'node:stream';
import type * as cli from '../../src/app/cli.ts';

export interface MeasuredDeid {
  readonly objects: number;
  /** Seconds, the start of the process and what it loads included: of other programs they are measured, too. */
  readonly wall: number;
  /** Of all threads, in the same time. */
  readonly cpu: number;
  readonly peakMb: number;
}

const [source = '', out = '', data = ''] = process.argv.slice(2);
const compiled = new URL('../../dist/src/app/cli.js', import.meta.url).href;
const { runCli } = (await import(compiled)) as typeof cli;

const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
const told: Buffer[] = [];
streams.stdout.on('data', (chunk: Buffer) => told.push(chunk));
streams.stderr.pipe(process.stderr);
const code = await runCli(['deid', source, '--out', out, '--data', data, '--json'], {
  streams,
  openWindow: async () => 1,
});
const wall = performance.now() / 1000;
if (code !== 0) throw new Error(`Ended with ${code}`);
const { objects } = JSON.parse(Buffer.concat(told).toString()) as { objects: unknown[] };
const { user, system } = process.cpuUsage();
const measured: MeasuredDeid = {
  objects: objects.length,
  wall,
  cpu: (user + system) / 1e6,
  peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
};
process.stdout.write(JSON.stringify(measured));
