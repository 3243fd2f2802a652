import type { z } from 'zod';
import { flag } from './params.ts';

/** Which studies of a place wait for somebody to approve them, and whether any can be shared with it. */
export const approvalNames = [
  'must_approve',
  'must_approve_upload',
  'must_approve_harvest',
  'must_approve_move',
  'must_approve_copy',
  'no_share',
] as const;

export const approvalParams = Object.fromEntries(approvalNames.map((name) => [name, flag().optional()])) as Record<
  (typeof approvalNames)[number],
  z.ZodOptional<ReturnType<typeof flag>>
>;
