import type { NextStep, Problem } from './problem-schema.ts';

// Without zod: every thread loads this, and checks nothing that comes from outside.
export type { NextStep, Problem } from './problem-schema.ts';

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
