import { z } from 'zod';
import { NotFoundError } from '../../contract/problem.ts';
import type { NewShare, Recipient, RecipientKind, Share } from '../../contract/sharing.ts';
import type { Study } from '../../contract/study.ts';
import type { Shares } from '../port/archive-connection.ts';
import { badAnswer } from './errors.ts';
import { optionalInstant, optionalText, present, text } from './answers.ts';
import { done, type Services } from './services.ts';

const Candidates = z.object({ shares: z.array(z.object({ uuid: text, name: optionalText, email: optionalText })) });

/** With `name` each entry is a hash; a server that does not know the flag lists plain ids. */
const Entry = z.union([
  text.transform((uuid) => ({ uuid, name: undefined, email: undefined, created: undefined })),
  z.object({ uuid: text, name: optionalText, email: optionalText, created: optionalInstant }),
]);
const Entries = z
  .array(Entry)
  .nullish()
  .transform((entries) => entries ?? []);
const ShareList = z.object({
  account_id: Entries,
  location_id: Entries,
  group_id: Entries,
  user_id: Entries,
  user_invite_share_id: Entries,
});

const recipientKinds = ['user', 'group', 'location', 'account'] as const;

/** Where the services list and stop a share of each kind. An e-mail address stands there as an invitation. */
const fields: Readonly<Record<RecipientKind, keyof z.infer<typeof ShareList>>> = {
  user: 'user_id',
  group: 'group_id',
  location: 'location_id',
  account: 'account_id',
  email: 'user_invite_share_id',
};

export function createShares(services: Services): Shares {
  const list = async (study: Study, signal?: AbortSignal): Promise<Share[]> => {
    const answer = await services.call(
      { url: '/study/share/list', params: { uuid: study.uuid, name: true }, answer: ShareList, repeatable: true },
      { signal },
    );
    return ([...recipientKinds, 'email'] as const).flatMap((kind) =>
      answer[fields[kind]].map((entry) =>
        present({ id: `${kind}:${entry.uuid}`, recipient: toRecipient(kind, entry), created: entry.created }),
      ),
    );
  };

  return {
    async who(study, signal) {
      const answers = await services.bundle(
        recipientKinds.map((type) => ({
          url: '/study/share/who',
          params: { uuid: study.uuid, type },
          answer: Candidates,
        })),
        { signal },
      );
      return answers.flatMap(({ shares }, index) =>
        shares.map((entry) => toRecipient(recipientKinds[index] ?? 'user', entry)),
      );
    },

    list,

    async add(study, share, signal) {
      const before = new Set((await list(study, signal)).map(({ id }) => id));
      await services.call(
        {
          url: '/study/share',
          params: {
            uuid: study.uuid,
            [share.kind === 'email' ? 'email' : fields[share.kind]]: share.id,
            message: share.message,
          },
          answer: done,
        },
        { signal },
      );
      const after = await list(study, signal);
      const made = after.find((one) => isFor(one, share)) ?? after.find(({ id }) => !before.has(id));
      if (made === undefined) throw badAnswer('/study/share/list');
      return made;
    },

    async stop(study, shareId, signal) {
      const [, kind, uuid] = /^(user|group|location|account|email):(.+)$/.exec(shareId) ?? [];
      if (kind === undefined || uuid === undefined) throw new NotFoundError('NOT_FOUND', 'There is no such share.');
      await services.call(
        {
          url: '/study/share/stop',
          params: { uuid: study.uuid, [fields[kind as RecipientKind]]: uuid },
          answer: done,
        },
        { signal },
      );
    },
  };
}

/** An address that belongs to a user of the server becomes a share with that user. */
function isFor({ recipient }: Share, { kind, id }: NewShare): boolean {
  if (kind !== 'email') return recipient.kind === kind && recipient.id === id;
  return [recipient.email, recipient.name].some((address) => address?.toLowerCase() === id.toLowerCase());
}

function toRecipient(
  kind: RecipientKind,
  entry: { uuid: string; name: string | undefined; email: string | undefined },
): Recipient {
  const name = entry.name ?? entry.email ?? entry.uuid;
  if (kind === 'email') return { kind, id: entry.email ?? name, name };
  return present({ kind, id: entry.uuid, name, email: entry.email });
}
