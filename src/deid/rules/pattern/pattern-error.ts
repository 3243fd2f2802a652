/** A pattern that is none, or that says more than this program understands. The message is for people. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** A value took more steps than any honest pattern takes. */
export class StepLimitError extends Error {
  override readonly name = 'StepLimitError';
}
