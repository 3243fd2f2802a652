import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import { runCli } from '../../src/app/cli.ts';

const script = fileURLToPath(new URL('cli-process.ts', import.meta.url));
const server = fileURLToPath(new URL('server-process.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** The first line on stdout. */
  readonly firstLine: Promise<string>;
}

/** Starts the command line as a process of its own, without a terminal: for signals, and where a process is the point. */
export function start(dataDir: string, arguments_: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = run([script, ...arguments_], { ...process.env, FILEROOM_DATA: dataDir, ...env });
  const { stdout, stderr, firstLine } = collect(child);
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout: stdout(), stderr: stderr() }));
  return { child, ended, firstLine };
}

/** Starts the application behind HTTP as a process of its own. */
export async function startServer(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = run([server, dataDir], process.env);
  return { child, url: await collect(child).firstLine };
}

function run(arguments_: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, arguments_, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Runs the command line here, with the same entry, streams and environment as a process has. */
export async function fileroom(
  dataDir: string,
  arguments_: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  for (const [name, value] of Object.entries({ ...env, FILEROOM_DATA: dataDir })) vi.stubEnv(name, value);
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const { stdout, stderr } = collect(streams);
  try {
    const code = await runCli(arguments_, {
      streams,
      openWindow: async (request) => {
        streams.stdout.write(JSON.stringify(request));
        return 0;
      },
    });
    return { code, stdout: stdout(), stderr: stderr() };
  } finally {
    vi.unstubAllEnvs();
  }
}

function collect({ stdout, stderr }: { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream }) {
  const texts = { stdout: '', stderr: '' };
  const line = Promise.withResolvers<string>();
  stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
    const [first, ...more] = texts.stdout.split('\n');
    if (more.length > 0) line.resolve(first ?? '');
  });
  stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  return { stdout: () => texts.stdout, stderr: () => texts.stderr, firstLine: line.promise };
}
