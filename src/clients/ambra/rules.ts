import { z } from 'zod';
import type { DestinationRules } from '../../contract/connection.ts';
import { IngressRulesFromJson } from '../../contract/ingress-rules.ts';
import { flag, optionalText, text } from './answers.ts';

/** /namespace/share_code: what a destination demands. */
export const ShareCode = z.intersection(
  z.object({
    namespace_id: text,
    share_name: optionalText,
    share_description: optionalText,
    upload_one_study: flag,
    account_id: optionalText,
    /** Present when someone without an account may upload: what to ask a session with. */
    link_id: optionalText,
  }),
  IngressRulesFromJson.transform((ingress) => ({ ingress })),
);
export type ShareCode = z.infer<typeof ShareCode>;

export function toRules(answer: ShareCode): DestinationRules {
  return {
    destination: answer.share_description ?? answer.share_name ?? '',
    namespaceId: answer.namespace_id,
    anonymizeRules: Object.fromEntries(
      answer.ingress.substitutions.map(({ field, expression }) => [field, expression]),
    ),
    promptForAnonymize: answer.ingress.mayDecline,
    oneStudyOnly: answer.upload_one_study,
    ingress: answer.ingress,
  };
}
