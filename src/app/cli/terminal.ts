import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { NextStep, Problem } from '../../contract/problem.ts';

/** Results go to stdout, everything said to a person to stderr. */
export interface Terminal {
  result(text: string): void;
  say(line: string): void;
  /** Rewrites one line in place; only on a terminal. */
  readonly live: ((line: string) => void) | undefined;
  /** `undefined` when nobody is there to answer. */
  ask(question: string, options?: { readonly hidden?: boolean }): Promise<string | undefined>;
}

export function systemTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    result: (text) => void stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    say: (line) => void stderr.write(`${line}\n`),
    live: stderr.isTTY
      ? (line) => {
          stderr.write(`\r\u001B[K${line.slice(0, Math.max(20, stderr.columns - 1))}`);
        }
      : undefined,
    async ask(question, { hidden = false } = {}) {
      if (!stdin.isTTY || !stderr.isTTY) return undefined;
      stderr.write(question);
      const silent = new Writable({
        write: (_chunk, _encoding, done) => {
          done();
        },
      });
      const reader = createInterface({ input: stdin, output: hidden ? silent : stderr, terminal: true });
      try {
        return await reader.question('');
      } finally {
        reader.close();
        if (hidden) stderr.write('\n');
      }
    },
  };
}

const hints: Record<NextStep, string> = {
  'choose-another-source': 'Choose another disc, folder or file.',
  'check-connection': 'Check the network and the server’s address, then run the command again.',
  'sign-in-again': 'Sign in again: set FILEROOM_LOGIN and FILEROOM_PASSWORD, or run it in a terminal to be asked.',
  'enter-pin': 'Enter the PIN that the server has sent: set FILEROOM_PIN, or run it in a terminal to be asked.',
  'ask-for-permission': 'Ask who runs the server for the permission.',
  'free-disk-space': 'Free some disk space, then run the command again.',
  retry: 'Run the command again.',
  'review-identity': 'Say whose study it is: --study UID --set PatientName=… --set PatientID=…',
  'review-rules': 'Look at what the destination asks for: --deid basic, or one --study at a time.',
  'reinsert-disc': 'Put the disc back, then run the command again.',
  'correct-input': 'See fileroom --help.',
  'report-bug': 'This is our fault. Please report it with what the log in the data folder says.',
};

/** One line: what happened and what to do next. */
export function problemLine({ message, next }: Problem): string {
  return next === undefined ? message : `${message} ${hints[next]}`;
}
