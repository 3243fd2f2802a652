import { PassThrough, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { type Streams, systemTerminal } from '../../src/app/cli/terminal.ts';

function failing(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => {
      done(Object.assign(new Error(code), { code }));
    },
  });
}

function terminalOf(streams: Partial<Streams>) {
  return systemTerminal({ stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough(), ...streams });
}

it('says when the result cannot be written', async () => {
  await expect(terminalOf({ stdout: failing('ENOSPC') }).result('{}')).rejects.toMatchObject({
    code: 'output-failed',
    next: 'free-disk-space',
  });
});

it('does not mind when nobody reads the result any more', async () => {
  await expect(terminalOf({ stdout: failing('EPIPE') }).result('{}')).resolves.toBeUndefined();
});

it('asks nobody where there is no terminal', async () => {
  expect(await terminalOf({}).ask('Login: ', { signal: new AbortController().signal })).toBeUndefined();
});

it.each([
  ['an answer', 'clerk\r', 'clerk', 0],
  ['Ctrl-D', '\u0004', undefined, 0],
  ['Ctrl-C', '\u0003', undefined, 1],
])('takes %s to a question', async (_, keys, answer, interrupts) => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = Object.assign(new PassThrough(), { isTTY: true });
  let interrupted = 0;
  const onInterrupt = () => {
    interrupted += 1;
  };
  process.on('SIGINT', onInterrupt);
  try {
    const asked = terminalOf({ stdin, stderr }).ask('Password: ', {
      hidden: true,
      signal: new AbortController().signal,
    });
    stdin.write(keys);
    expect(await asked).toBe(answer);
    expect(interrupted).toBe(interrupts);
  } finally {
    process.off('SIGINT', onInterrupt);
  }
});

it('does not wait for an answer once it is interrupted', async () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = Object.assign(new PassThrough(), { isTTY: true });
  const controller = new AbortController();
  const asked = terminalOf({ stdin, stderr }).ask('Login: ', { signal: controller.signal });
  controller.abort();
  expect(await asked).toBeUndefined();
});
