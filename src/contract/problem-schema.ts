import { z } from 'zod';

/**
 * What a person can do about a problem. The window turns it into a button or a sentence,
 * the command line into a hint; code that throws only names it.
 */
export const NextStep = z.enum([
  'choose-another-source',
  'check-connection',
  'trust-authority',
  'give-client-certificate',
  'sign-in-to-proxy',
  'sign-in-again',
  'enter-pin',
  'ask-for-permission',
  'free-disk-space',
  'retry',
  'review-identity',
  'review-rules',
  'review-pixels',
  'reinsert-disc',
  'correct-input',
  'report-bug',
]);
export type NextStep = z.infer<typeof NextStep>;

/** A failure as plain data, able to cross a process or the network. `message` never holds patient data. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  next: NextStep.optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The body of every answer of the application API that is not 2xx. */
export const ProblemBody = z.object({ error: Problem });
