import { SignInError, PermissionError } from '../../clients/port/errors.ts';
import type { Problem } from '../../contract/problem.ts';

/** What the command line ends with; documented in the README. */
export const exitCode = {
  done: 0,
  failed: 1,
  /** Finished, but some objects were not sent or not readable: they are listed. */
  incomplete: 2,
  noDicom: 3,
  refused: 4,
  /** By Ctrl-C; to be gone on with. */
  interrupted: 130,
} as const;

export function exitCodeOfError(error: unknown): number {
  return error instanceof SignInError || error instanceof PermissionError ? exitCode.refused : exitCode.failed;
}

export function exitCodeOfProblem({ next }: Problem): number {
  const isRefusal = next === 'sign-in-again' || next === 'enter-pin' || next === 'ask-for-permission';
  return isRefusal ? exitCode.refused : exitCode.failed;
}
