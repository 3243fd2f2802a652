import { SignInError, PermissionError } from '../../clients/port/errors.ts';
import { FileroomError, type Problem } from '../../contract/problem.ts';

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

/** A source without one DICOM object. */
export class NoDicomError extends FileroomError {
  readonly name = 'NoDicomError';

  constructor() {
    super('no-dicom', 'There is no DICOM object here.', { next: 'choose-another-source' });
  }
}

export function exitCodeOfError(error: unknown): number {
  if (error instanceof NoDicomError) return exitCode.noDicom;
  return error instanceof SignInError || error instanceof PermissionError ? exitCode.refused : exitCode.failed;
}

export function exitCodeOfProblem({ next }: Problem): number {
  const isRefusal = next === 'sign-in-again' || next === 'enter-pin' || next === 'ask-for-permission';
  return isRefusal ? exitCode.refused : exitCode.failed;
}
