import { FileroomError } from '../../contract/problem.ts';

/** No sign-in, a wrong password, or a session that ended. */
export class SignInError extends FileroomError {
  readonly name = 'SignInError';
}

/** Signed in, but not allowed to do this. */
export class PermissionError extends FileroomError {
  readonly name = 'PermissionError';
}

/** The server could not be reached, or the connection broke: nothing is known of its side. Worth a retry. */
export class UnreachableError extends FileroomError {
  readonly name = 'UnreachableError';
}

/** The server answered that it failed (5xx) or is busy (429, 409 while computing). Worth a retry. */
export class ServerFailedError extends FileroomError {
  readonly name = 'ServerFailedError';
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, options: { cause?: unknown; retryAfterMs?: number | undefined } = {}) {
    super(code, message, { next: 'retry', ...('cause' in options ? { cause: options.cause } : {}) });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The server understood and refused: the same request will be refused again. */
export class RefusedError extends FileroomError {
  readonly name = 'RefusedError';
}

/** The server's answer does not have the shape that its documentation promises. */
export class BadAnswerError extends FileroomError {
  readonly name = 'BadAnswerError';
}
