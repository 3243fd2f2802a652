import { appendFileSync, renameSync, statSync } from 'node:fs';
import { redact } from '../contract/redact.ts';

const MAX_BYTES = 5 * 1024 * 1024;

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one line of JSON per entry. Every text is redacted here, whatever the caller passes. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, error: unknown, fields?: LogFields): void;
}

/** `write` gets whole lines. */
export function createLog(write: (line: string) => void): Log {
  const entry = (level: string, event: string, fields: LogFields) => {
    const safe = Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? redact(value) : value]);
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...Object.fromEntries(safe) })}\n`);
  };
  return {
    info(event, fields = {}) {
      entry('info', event, fields);
    },
    error(event, error, fields = {}) {
      entry('error', event, { ...fields, ...describe(error) });
    },
  };
}

/** A line writer to a file that starts anew at 5 MiB; the one before is kept as `.1`. */
export function fileWriter(file: string): (line: string) => void {
  return (line) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.1`);
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // The log must never be what stops the program (full disk); the line goes where someone may still see it.
      process.stderr.write(line);
    }
  };
}

function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : undefined;
  return { error: error.name, message: error.message, cause, stack: stackOf(error) };
}

/** Where it happened, without the message and with file names only: the folders above them are the user's. */
function stackOf(error: Error): string | undefined {
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    ?.slice(0, 8)
    .map((frame) => frame.trim().replace(/(?:file:\/\/)?[^\s()]*[\\/]([^\\/()]+)/, '$1'))
    .join(' | ');
}
