/** What commands take, told as the benchmarks tell it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Seconds {
  readonly wall: number;
  /** Of all threads and children; the system's work for them included. */
  readonly cpu: number;
}

/** Only its parent is told of a program's processor time: of the shell's children, `times` says it (POSIX). */
const CLOCK = '"$@" >/dev/null || exit; times';
const NOT_INSTALLED = 127;

/** What a command takes; none when it is not installed. */
export async function timed(command: string, args: readonly string[]): Promise<Seconds[]> {
  const started = performance.now();
  try {
    const { stdout } = await run('sh', ['-c', CLOCK, 'sh', command, ...args]);
    const wall = (performance.now() - started) / 1000;
    const ofChildren = stdout.trim().split('\n').at(-1) ?? '';
    const parts = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)];
    return [
      { wall, cpu: parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0) },
    ];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NOT_INSTALLED) return [];
    throw error;
  }
}

/** The best of each: other work on the machine hits now one, now another. */
export const best = (all: readonly Seconds[]): Seconds => ({
  wall: Math.min(...all.map(({ wall }) => wall)),
  cpu: Math.min(...all.map(({ cpu }) => cpu)),
});

export const cpuOf = ({ cpu }: Seconds): string => `${cpu.toFixed(2)} s of processor time`;

export const line = (name: string, figure: string, note = ''): void =>
  void process.stdout.write(`${name.padEnd(34)}${figure.padStart(14)}  ${note}\n`);

export const verdict = (holds: boolean): string => (holds ? 'holds' : 'FAILS');
