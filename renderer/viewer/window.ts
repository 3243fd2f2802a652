/** Window Center and Width of PS3.3 C.11.2. */
export interface Window {
  readonly center: number;
  readonly width: number;
}

/** The values drawn black and white. */
export interface Range {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The range of a window. `exact` is LINEAR_EXACT and SIGMOID (PS3.3 C.11.2.1.3), and also what is done with values that
 * are no integers: LINEAR counts in whole steps and has no meaning for a width below 1 (C.11.2.1.2.1).
 */
export function rangeOf({ center, width }: Window, exact: boolean): Range {
  const half = (exact ? width : width - 1) / 2;
  const middle = exact ? center : center - 0.5;
  return { lower: middle - half, upper: middle + half };
}

/** The window of a range; the inverse of {@link rangeOf}. */
export function windowOf({ lower, upper }: Range, exact: boolean): Window {
  const step = exact ? 0 : 1;
  return { center: (lower + upper + step) / 2, width: upper - lower + step };
}
