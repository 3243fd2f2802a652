import { FileroomError } from '../contract/problem.ts';

/** The thing is in a state in which this cannot be done, or is there already. */
export class ConflictError extends FileroomError {
  readonly name = 'ConflictError';
}

/** Well-formed, but what it asks for must not or cannot be done. */
export class UnprocessableError extends FileroomError {
  readonly name = 'UnprocessableError';
}
