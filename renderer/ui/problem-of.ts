import { ApiError } from '../api.ts';
import { toProblem } from '../../src/contract/problem.ts';
import type { Problem } from '../../src/contract/problem.ts';

/** Any failure as the problem to show. */
export function problemOf(failure: Problem | Error): Problem {
  if (failure instanceof ApiError) return failure.problem;
  return failure instanceof Error ? toProblem(failure) : failure;
}
