import { z } from 'zod';
import type { DestinationRules } from '../../contract/connection.ts';
import { flag, optionalText, orJsonText, text } from './answers.ts';

/** Field → substitution expression; an empty list is how Perl servers write an empty hash. */
const Rules = orJsonText(
  z.union([z.record(z.string(), z.string()), z.array(z.never()).transform((): Record<string, string> => ({}))]),
);

/** /namespace/share_code: what a destination demands. */
export const ShareCode = z.object({
  namespace_id: text,
  share_name: optionalText,
  share_description: optionalText,
  anonymize_rules: z.union([z.null(), z.literal(''), Rules]).optional(),
  prompt_for_anonymize: flag,
  upload_one_study: flag,
  /** Present when someone without an account may upload: what to ask a session with. */
  link_id: optionalText,
});
export type ShareCode = z.infer<typeof ShareCode>;

export function toRules(answer: ShareCode): DestinationRules {
  return {
    destination: answer.share_description ?? answer.share_name ?? '',
    namespaceId: answer.namespace_id,
    anonymizeRules: answer.anonymize_rules === '' ? {} : (answer.anonymize_rules ?? {}),
    promptForAnonymize: answer.prompt_for_anonymize,
    oneStudyOnly: answer.upload_one_study,
  };
}
