import { z } from 'zod';
import type { SessionState } from '../../contract/connection.ts';
import { flag, integer, optionalInteger, optionalText, orJsonText, present, text } from './answers.ts';
import { type NamespaceList, toNamespaces } from './namespaces.ts';

/** What a header can carry. An error about any other would quote it. */
const sidText = z.string().regex(/^[\x21-\x7e]{1,1024}$/);
export const Login = z.object({
  sid: sidText,
  pin_required: flag,
  pin_via: optionalText,
  sign_required: flag,
  training_todo: flag,
  terms_md5: optionalText,
  privacy_md5: optionalText,
  indicator_md5: optionalText,
});
export type Login = z.infer<typeof Login>;
export const OauthSession = z.object({ sid: sidText });
export const Token = z.object({ access_token: sidText, expires_in: optionalInteger });
/** Forms as JSON, or as JSON text. */
export const Training = z
  .object({ forms: orJsonText(z.array(z.object({ form_description: optionalText, form_number: text })).max(100)) })
  .transform(({ forms }) => forms.map(({ form_description, form_number }) => form_description ?? form_number));
export const nothingToDo = z.unknown().transform((): string[] => []);
export const User = z.object({ name: optionalText, first: optionalText, last: optionalText, email: optionalText });
export const Ttl = z.object({ ttl: integer });
export const LinkSession = z.object({ sid: sidText, pin_required: flag });

export function toState(
  user: z.infer<typeof User>,
  list: z.infer<typeof NamespaceList>,
  more: { readonly ttlSeconds: number | undefined; readonly training?: string[] | undefined },
): SessionState {
  const namespaces = toNamespaces(list);
  return present({
    state: 'signed-in' as const,
    userName: user.name ?? [user.first, user.last].filter((part) => part !== undefined).join(' '),
    email: user.email,
    accountName: namespaces.find(({ kind }) => kind === 'account')?.name,
    namespaces,
    ttlSeconds: more.ttlSeconds,
    training: more.training?.length === 0 ? undefined : more.training,
  });
}
