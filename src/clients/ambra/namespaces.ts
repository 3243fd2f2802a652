import { z } from 'zod';
import type { Namespace } from '../../contract/connection.ts';
import { flag, optionalText, text } from './answers.ts';

/** /user/namespace/list */
export const NamespaceList = z.object({
  namespaces: z.array(
    z.object({
      uuid: text,
      name: optionalText,
      type: optionalText,
      permissions: z.object({ study_upload: flag }).nullish(),
    }),
  ),
});

const kinds: Readonly<Record<string, Namespace['kind']>> = {
  account_id: 'account',
  account: 'account',
  location_id: 'location',
  location: 'location',
  group_id: 'group',
  group: 'group',
  user_id: 'user',
  user: 'user',
};

/** Namespaces of a kind that is not documented are left out: nothing is known of what may be done there. */
export function toNamespaces({ namespaces }: z.infer<typeof NamespaceList>): Namespace[] {
  return namespaces.flatMap(({ uuid, name, type, permissions }) => {
    const kind = kinds[type ?? ''];
    if (kind === undefined) return [];
    // A person may always upload into the own folder (notes of /study/sync).
    const mayUpload = permissions?.study_upload === true || kind === 'user';
    return [{ id: uuid, name: name ?? uuid, kind, mayUpload }];
  });
}
