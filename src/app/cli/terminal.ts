import { once } from 'node:events';
import { type Interface, createInterface } from 'node:readline/promises';
import { type Readable, Writable } from 'node:stream';
import { LocalStorageError, type NextStep, type Problem } from '../../contract/problem.ts';

/** Results go to stdout, everything said to a person to stderr. */
export interface Terminal {
  /** Resolves when it is written, or when nobody reads it any more; throws when it cannot be written. */
  result(text: string | Uint8Array): Promise<void>;
  /** Whether anything has gone to stdout. */
  readonly hasResult: boolean;
  say(line: string): void;
  /** Rewrites one line in place; only on a terminal. */
  readonly live: ((line: string) => void) | undefined;
  /** `undefined` when nobody is there to answer, or does not want to. */
  ask(question: string, options: AskOptions): Promise<string | undefined>;
}

export interface AskOptions {
  readonly hidden?: boolean;
  /** Ends the question without an answer. */
  readonly signal: AbortSignal;
}

type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
}

export function systemTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  let hasResult = false;
  // Who reads us may leave at any time (`| head`): that must not end what is being sent. `result` sees the error itself.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  return {
    async result(text) {
      hasResult = true;
      await new Promise<void>((resolve, reject) => {
        const whole = typeof text !== 'string' || text.endsWith('\n') ? text : `${text}\n`;
        stdout.write(whole, (error) => {
          if (error === null || error === undefined || codeOf(error) === 'EPIPE') resolve();
          else reject(outputFailed(error));
        });
      });
    },
    get hasResult() {
      return hasResult;
    },
    say: (line) => void stderr.write(`${line}\n`),
    live:
      stderr.isTTY === true
        ? (line) => {
            stderr.write(`\r\u001B[K${line.slice(0, Math.max(20, (stderr.columns ?? 80) - 1))}`);
          }
        : undefined,
    async ask(question, { hidden = false, signal }) {
      if (stdin.isTTY !== true || stderr.isTTY !== true) return undefined;
      stderr.write(question);
      const silent = new Writable({
        write: (_chunk, _encoding, done) => {
          done();
        },
      });
      const reader = createInterface({ input: stdin, output: hidden ? silent : stderr, terminal: true });
      try {
        return await answer(reader, signal);
      } finally {
        reader.close();
        if (hidden) stderr.write('\n');
      }
    },
  };
}

/** The line typed, or `undefined` after Ctrl-D or Ctrl-C. On a raw terminal Ctrl-C is a key: it is passed on as the signal. */
async function answer(reader: Interface, signal: AbortSignal): Promise<string | undefined> {
  reader.once('SIGINT', () => {
    process.emit('SIGINT');
    reader.close();
  });
  const closed = once(reader, 'close').then(() => undefined);
  try {
    return await Promise.race([reader.question('', { signal }), closed]);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return undefined;
    throw error;
  }
}

function outputFailed(cause: Error): LocalStorageError {
  const code = codeOf(cause);
  const next: { next?: NextStep } = code === 'ENOSPC' || code === 'EDQUOT' ? { next: 'free-disk-space' } : {};
  return new LocalStorageError('output-failed', `The result could not be written (${code ?? 'unknown reason'}).`, {
    ...next,
    cause,
  });
}

function codeOf(error: Error): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

const hints: Record<NextStep, string> = {
  'choose-another-source': 'Choose another disc, folder or file.',
  'check-connection': 'Check the network and the server’s address, then run the command again.',
  'trust-authority': 'Trust it with: fileroom connections network NAME --ca FILE (the authority’s PEM file).',
  'give-client-certificate': 'Show one with: fileroom connections network NAME --client-certificate FILE.',
  'sign-in-to-proxy': 'Sign in there: fileroom connections network NAME --proxy http://name:password@host:port.',
  'sign-in-again': 'Sign in again: set FILEROOM_LOGIN and FILEROOM_PASSWORD, or run it in a terminal to be asked.',
  'enter-pin': 'Enter the PIN that the server has sent: set FILEROOM_PIN, or run it in a terminal to be asked.',
  'ask-for-permission': 'Ask who runs the server for the permission.',
  'free-disk-space': 'Free some disk space, then run the command again.',
  retry: 'Run the command again.',
  'review-identity': 'Say whose study it is: --study UID --set PatientName=… --set PatientID=…',
  'review-rules': 'Look at what the destination asks for: --deid rules or basic, or one --study at a time.',
  'review-pixels': 'Look at the images and sign them off in the window, or leave the option clean-pixel-data out.',
  'reinsert-disc': 'Put the disc back, then run the command again.',
  'correct-input': 'See fileroom --help.',
  'report-bug': 'This is our fault. Please report it with what the log in the data folder says.',
};

/** One line: what happened and what to do next. */
export function problemLine({ message, next }: Problem): string {
  return next === undefined ? message : `${message} ${hints[next]}`;
}
