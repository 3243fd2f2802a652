import { randomUUID } from 'node:crypto';
import { permissionsIn, permissionsOn, type UserRow } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { findNamespace, type NamespaceRow } from '../store/accounts.ts';
import { insertRow } from '../store/records.ts';
import { findStudy } from '../store/study-records.ts';
import type { ListSource } from './columns.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound, notPermitted } from './errors.ts';
import { list } from './listing.ts';
import { callerOf, person } from './needs.ts';
import { flag, optional, text } from './params.ts';
import { recipientsNamed } from './recipients.ts';

interface MessageRow {
  readonly seq: number;
  readonly uuid: string;
  readonly user: string;
  readonly user_name: string;
  readonly namespace: string;
  readonly namespace_name: string;
  readonly study: string | null;
  readonly parent: string | null;
  readonly subject: string | null;
  readonly body: string;
  readonly created: string;
}

const messages = `(SELECT message.*, message.user AS user_id, message.namespace AS namespace_id, message.study AS study_id,
  message.parent AS parent_id, user.name AS user_name, namespace.name AS namespace_name
  FROM message JOIN user ON user.uuid = message.user JOIN namespace ON namespace.uuid = message.namespace)`;
const messageList: ListSource = {
  table: messages,
  columns: {
    uuid: 'text',
    user_id: 'text',
    namespace_id: 'text',
    study_id: 'text',
    parent_id: 'text',
    subject: 'text',
    body: 'text',
    created: 'instant',
  },
};

/** Messages are read where they were sent to, and by whoever sent them. */
const onMessage: Need<MessageRow> = {
  find: (call) => {
    const self = person.find(call);
    const found = call.archive.database.get<MessageRow>(
      `SELECT * FROM ${messages} WHERE uuid = ?`,
      call.params['uuid'] ?? '',
    );
    const granted = found && permissionsIn(call.archive.database, callerOf(call), found.namespace);
    if (found === undefined || granted === undefined) throw notFound('message');
    if (found.user === self.uuid) return found;
    if (granted.size === 0) throw notFound('message');
    if (!granted.has('message_view')) throw notPermitted('message_view');
    return found;
  },
};

const recipients =
  'namespace_id || user_id || group_id || location_id || account_id || email || share_code || study_id';

export const messageCommands: readonly Command[] = [
  command({
    url: '/message/list',
    needs: person,
    run: (_, call) => {
      const { rows, page } = list<MessageRow>(call, messageList, {
        sql: `user = ? OR namespace IN (${readable(call)})`,
        values: [call.target.uuid],
      });
      return { page, messages: rows.map((row) => describe(row, call.target)) };
    },
  }),
  command({
    url: '/message/add',
    required: [recipients, 'body'],
    params: { body: text(64 * 1024).optional(), subject: optional(text(1000)), parent_id: optional(text(64)) },
    needs: person,
    run: (input, call) => {
      const { archive, target: self, params } = call;
      const to = recipientOf(call, self);
      // Everybody may be written to by those of the same account; a place, by those who may write there.
      const granted = permissionsIn(archive.database, callerOf(call), to.uuid);
      if (to.kind !== 'user' && !granted.has('message_edit')) throw notPermitted('message_edit');
      if (input.parent_id !== undefined) onMessage.find({ ...call, params: { uuid: input.parent_id } });
      const uuid = randomUUID();
      insertRow(archive.database, 'message', {
        uuid,
        user: self.uuid,
        namespace: to.uuid,
        study: params['study_id'] || undefined,
        parent: input.parent_id,
        subject: input.subject,
        body: input.body,
        created: timestamp(archive.now()),
      });
      return { uuid };
    },
  }),
  command({
    url: '/message/get',
    required: ['uuid'],
    needs: onMessage,
    run: (_, call) => describe(call.target, person.find(call)),
  }),
  command({
    url: '/message/delete',
    required: ['uuid'],
    needs: onMessage,
    run: (_, call) => {
      if (call.target.user !== person.find(call).uuid) throw notPermitted('message_edit');
      call.archive.database.run('DELETE FROM message WHERE uuid = ?', call.target.uuid);
      return {};
    },
  }),
  command({
    url: '/message/count',
    params: { reset: flag().optional() },
    needs: person,
    run: (input, call) => {
      const { database } = call.archive;
      const row = database.get<{ count: number; last: number | null }>(
        `SELECT count(*) AS count, max(seq) AS last FROM message WHERE user <> ? AND namespace IN (${readable(call)})
         AND seq > coalesce((SELECT seq FROM message_counted WHERE user = ?), 0)`,
        call.target.uuid,
        call.target.uuid,
      );
      if (input.reset === true && row?.last !== null && row?.last !== undefined) {
        database.run('INSERT OR REPLACE INTO message_counted (user, seq) VALUES (?, ?)', call.target.uuid, row.last);
      }
      return { count: row?.count ?? 0 };
    },
  }),
];

function recipientOf(call: Call, self: UserRow): NamespaceRow {
  const { database } = call.archive;
  const { namespace_id: namespace = '', study_id: study = '' } = call.params;
  if (study !== '') {
    const found = findStudy(database, study);
    if (found === undefined || permissionsOn(database, callerOf(call), found).size === 0) throw notFound('study');
    return required(findNamespace(database, found.phi_namespace));
  }
  if (namespace !== '') return required(findNamespace(database, namespace));
  return required(recipientsNamed(call, self)[0]);
}

function required(namespace: NamespaceRow | undefined): NamespaceRow {
  if (namespace === undefined) throw notFound('namespace');
  return namespace;
}

/** The namespaces whose messages the caller may read, as texts of SQL: they are uuids of the database's own. */
function readable(call: Call): string {
  const { database } = call.archive;
  const caller = callerOf(call);
  if (caller.kind !== 'user') return '';
  return database
    .all<{ namespace: string }>('SELECT namespace FROM member WHERE user = ?', caller.user.uuid)
    .filter(({ namespace }) => permissionsIn(database, caller, namespace).has('message_view'))
    .map(({ namespace }) => `'${namespace}'`)
    .join(', ');
}

function describe(row: MessageRow, self: UserRow): Answer {
  return {
    uuid: row.uuid,
    user_id: row.user,
    user_name: row.user_name,
    namespace_id: row.namespace,
    namespace_name: row.namespace_name,
    body: row.body,
    subject: row.subject,
    created: row.created,
    is_mine: Number(row.user === self.uuid),
    parent_id: row.parent,
    study_id: row.study,
    query_id: null,
  };
}
