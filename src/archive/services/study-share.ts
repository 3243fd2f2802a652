import { z } from 'zod';
import { timestamp } from '../archive-context.ts';
import { demographicNames } from '../store/study-fields.ts';
import { addStudy, findStudyByTriplet, recordsOf, type StudyRow } from '../store/study-records.ts';
import { deleteStudy } from '../store/study-deletion.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { passedFields, saveFields } from './custom-fields.ts';
import { notFound, ServiceError } from './errors.ts';
import { onStudy, person } from './needs.ts';
import { flag, text } from './params.ts';
import { type Recipient, recipientKeys, recipientsNamed, recipientsOf } from './recipients.ts';

const byId = Object.keys(recipientKeys).join(' || ');

/** A study that a person with an account may share. */
const shareable: Need<{ study: StudyRow; account: string }> = {
  find: (call) => ({ account: person.find(call).account, study: onStudy('study_share').find(call) }),
};

export const studyShareCommands: readonly Command[] = [
  command({
    url: '/study/share/who',
    required: ['uuid', 'type'],
    params: { type: z.enum(['account', 'location', 'group', 'user'], 'INVALID_PARAMETERS') },
    needs: shareable,
    run: ({ type }, { archive, target }) => ({
      shares: recipientsOf(archive.database, target.account, type)
        .filter(({ uuid }) => uuid !== target.study.phi_namespace)
        .map(({ holder, name, email }) => ({ uuid: holder, name, email: email ?? undefined })),
    }),
  }),
  command({
    url: '/study/share',
    required: ['uuid || study_uid && storage_namespace && phi_namespace', `${byId} || share_code || email`],
    params: { message: text(2000).optional(), integration_key: text().optional() },
    needs: shareable,
    run: (input, call) => {
      const { archive, target } = call;
      const fields = passedFields(
        call,
        target.study.phi_namespace,
        ([name]) => new ServiceError('FORBIDDEN_FIELD', name),
      );
      const self = person.find(call);
      const recipients = recipientsNamed(call, self);
      const more = {
        share_message: input.message ?? null,
        integration_key: input.integration_key ?? target.study.integration_key,
        created_by: self.uuid,
        at: timestamp(archive.now()),
      };
      archive.database.write(() => {
        for (const recipient of recipients) share(call, target.study, recipient, { ...more, fields });
      });
      return {};
    },
  }),
  command({
    url: '/study/share/stop',
    required: ['uuid', `${byId} || user_invite_share_id`],
    needs: shareable,
    run: (_, call) => {
      const [recipient] = recipientsNamed(call, person.find(call));
      const shared = sharesOf(call, call.target.study).find(({ phi_namespace }) => phi_namespace === recipient?.uuid);
      if (shared === undefined) throw notFound('share');
      deleteStudy(call.archive, shared);
      return {};
    },
  }),
  command({
    url: '/study/share/list',
    required: ['uuid'],
    params: { name: flag().optional() },
    needs: shareable,
    run: (input, call) => listShares(call, call.target, input.name === true),
  }),
];

/** A share is a record in the recipient's namespace that points at the same stored study. Call inside `write`. */
function share(
  call: Call,
  study: StudyRow,
  recipient: Recipient,
  more: Pick<StudyRow, 'share_message' | 'integration_key' | 'created_by'> & {
    readonly at: string;
    readonly fields: ReadonlyMap<string, string>;
  },
): void {
  const { database } = call.archive;
  const { at, fields, ...columns } = more;
  if (recipient.uuid === study.phi_namespace) throw new ServiceError('SHARE_FAILED', 'SAME');
  if (recipient.no_share === 1) throw new ServiceError('SHARE_FAILED', 'NO_DESTINATION');
  if (study.phantom === 1) throw new ServiceError('PHANTOM');
  const key = { study_uid: study.study_uid, storage_namespace: study.storage_namespace };
  // Shared before: it is there, which is what was asked for.
  if (findStudyByTriplet(database, { ...key, phi_namespace: recipient.uuid }) !== undefined) return;
  const uuid = addStudy(
    database,
    {
      ...key,
      ...Object.fromEntries(demographicNames.map((name) => [name, study[name]])),
      ...columns,
      phi_namespace: recipient.uuid,
      source: 'share',
      shared_from: study.uuid,
      phantom: 0,
      must_approve: recipient.must_approve,
      created_in: null,
      transfer_syntax_uid: study.transfer_syntax_uid,
    },
    at,
  );
  saveFields(call, uuid, fields);
}

function sharesOf(call: Call, study: StudyRow): StudyRow[] {
  return recordsOf(call.archive.database, study).filter(({ shared_from }) => shared_from === study.uuid);
}

function listShares(call: Call, target: { study: StudyRow; account: string }, withNames: boolean): Answer {
  const shares = new Map(sharesOf(call, target.study).map((each) => [each.phi_namespace, each]));
  return {
    ...Object.fromEntries(
      Object.entries(recipientKeys).map(([key, kind]) => [
        key,
        recipientsOf(call.archive.database, target.account, kind).flatMap(({ uuid, holder, name, email }) => {
          const shared = shares.get(uuid);
          if (shared === undefined) return [];
          return [withNames ? { uuid: holder, name, email, action: 'share', created: shared.created } : holder];
        }),
      ]),
    ),
    user_invite_share_id: [],
  };
}
