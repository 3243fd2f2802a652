import { z } from 'zod';

/**
 * What a person can do about a problem. The window turns it into a button or a sentence,
 * the command line into a hint; code that throws only names it.
 */
export const NextStep = z.enum([
  'choose-another-source',
  'check-connection',
  'trust-authority',
  'give-client-certificate',
  'sign-in-to-proxy',
  'sign-in-again',
  'enter-pin',
  'ask-for-permission',
  'free-disk-space',
  'retry',
  'review-identity',
  'review-rules',
  'review-pixels',
  'reinsert-disc',
  'correct-input',
  'report-bug',
]);
export type NextStep = z.infer<typeof NextStep>;

/** A failure as plain data, able to cross a process or the network. `message` never holds patient data. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  next: NextStep.optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The body of every answer of the application API that is not 2xx. */
export const ProblemBody = z.object({ error: Problem });

/**
 * The base of every error the program throws on purpose: a literal `name`, a stable `code`,
 * a message without patient data, and the next step. The original error is kept as `cause`.
 */
export abstract class FileroomError extends Error {
  abstract override readonly name: string;
  readonly code: string;
  readonly next: NextStep | undefined;

  constructor(code: string, message: string, options: { next?: NextStep; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.next = options.next;
  }

  toProblem(): Problem {
    return {
      code: this.code,
      message: this.message,
      ...(this.next === undefined ? {} : { next: this.next }),
    };
  }
}

/** The caller asked for something that makes no sense, or that does not exist. */
export class InvalidRequestError extends FileroomError {
  readonly name = 'InvalidRequestError';
}

/** The thing asked for is not there. */
export class NotFoundError extends FileroomError {
  readonly name = 'NotFoundError';
}

/** The local disk refused a write: full, read-only, or no rights. */
export class LocalStorageError extends FileroomError {
  readonly name = 'LocalStorageError';
}

/**
 * Any thrown value as a {@link Problem}. What the program did not foresee becomes `unexpected` with its
 * class only: an unknown message might hold a path or a name.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof FileroomError) return error.toProblem();
  const kind = error instanceof Error ? error.name : typeof error;
  return { code: 'unexpected', message: `Something unforeseen happened (${kind}).`, next: 'report-bug' };
}
