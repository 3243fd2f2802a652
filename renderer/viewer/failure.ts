import { ApiError } from '../api.ts';
import type { Problem } from '../../src/contract/problem.ts';

/** Why a picture could not be shown: the server's refusal, or pixels that could not be decoded. */
export type Failure =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'syntax'; readonly transferSyntaxUid: string }
  | { readonly kind: 'no-pixels' }
  | { readonly kind: 'pixels' };

/** The loader throws plain errors and sentences; what is known of them is told apart here. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof ApiError) return { kind: 'problem', problem: thrown.problem };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (/pixel data is missing/i.test(message)) return { kind: 'no-pixels' };
  const syntax = /no decoder for transfer syntax ([\d.]+)/i.exec(message)?.[1];
  return syntax === undefined ? { kind: 'pixels' } : { kind: 'syntax', transferSyntaxUid: syntax };
}

/** Whether the picture may come by itself: its disc was taken out, and can be put back. */
export function mayComeBack(thrown: unknown): boolean {
  return thrown instanceof ApiError && thrown.problem.next === 'reinsert-disc';
}
