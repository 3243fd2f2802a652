import type { Problem } from '../contract/problem.ts';

/** Ends a run before its work is done. Not a failure: what is left stays in the journal. */
export class Stop extends Error {
  override readonly name = 'Stop';
  readonly phase: 'paused' | 'cancelled';
  readonly problem: Problem | undefined;

  constructor(phase: 'paused' | 'cancelled', problem?: Problem) {
    super(phase);
    this.phase = phase;
    this.problem = problem;
  }
}

/** Not {@link interrupted}: nobody but a person goes on with it. */
export const pausedByHand: Problem = {
  code: 'paused',
  message: 'Paused. Nothing is lost: it goes on where it stopped.',
};

export const interrupted: Problem = {
  code: 'interrupted',
  message: 'The import was interrupted. Nothing is lost: it goes on where it stopped.',
  next: 'retry',
};
