import { permissionsIn, permissionsOn, type UserRow } from '../access.ts';
import type { Happening } from '../channels/happenings.ts';
import { findNamespace } from '../store/accounts.ts';
import { findStudy } from '../store/study-records.ts';
import type { ListSource } from './columns.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound } from './errors.ts';
import { count, list } from './listing.ts';
import { callerOf, person } from './needs.ts';
import { describeStudy } from './study-answer.ts';
import type { Condition } from './filters.ts';

type ActivityRow = Happening & { readonly user_name: string | null };

const activityList: ListSource = {
  table: `(SELECT happening.*, happening.event AS type, CAST(happening.seq AS TEXT) AS uuid,
    happening.namespace AS namespace_id, happening.study AS study_id, user.name AS user_name
    FROM happening LEFT JOIN user ON user.uuid = happening.user)`,
  columns: { uuid: 'text', type: 'text', namespace_id: 'text', study_id: 'text', created: 'instant' },
};

/** An entry that the caller sees in the list. */
const onActivity: Need<ActivityRow> = {
  find: (call) => {
    const { sql, values } = visible(call, person.find(call));
    const found = call.archive.database.get<ActivityRow>(
      `SELECT * FROM ${activityList.table} WHERE uuid = ? AND ${sql}`,
      call.params['uuid'] ?? '',
      ...values,
    );
    if (found === undefined || !isKnown(call, found)) throw notFound('activity');
    return found;
  },
};

/** What happened where the caller is a member. */
export const activityCommands: readonly Command[] = [
  command({
    url: '/activity/list',
    needs: person,
    run: (_, call) => {
      const { rows, page } = list<ActivityRow>(call, activityList, visible(call, call.target));
      return { page, activities: rows.filter((row) => isKnown(call, row)).map((row) => describe(call, row)) };
    },
  }),
  command({
    url: '/activity/list/count',
    needs: person,
    run: (_, call) => ({ count: count(call, activityList, visible(call, call.target)) }),
  }),
  command({
    url: '/activity/get',
    required: ['uuid'],
    needs: onActivity,
    run: (_, call) => describe(call, call.target),
  }),
  command({
    url: '/activity/delete',
    required: ['uuid'],
    needs: onActivity,
    run: (_, call) => {
      // It goes from the caller's list only: others have not seen it yet.
      call.archive.database.run(
        'INSERT OR IGNORE INTO activity_hidden (user, happening) VALUES (?, ?)',
        person.find(call).uuid,
        call.target.seq,
      );
      return {};
    },
  }),
];

/** What waits for approval is for those who approve; whoever does not view studies does not hear of them. */
function visible(call: Call, self: UserRow): Condition {
  const { database } = call.archive;
  const caller = callerOf(call);
  const account = call.params['account_id'] || null;
  const namespaces = database
    .all<{ namespace: string }>(
      `SELECT member.namespace FROM member JOIN namespace ON namespace.uuid = member.namespace
       WHERE user = ? AND namespace.account = coalesce(?, namespace.account)`,
      self.uuid,
      account,
    )
    .map(({ namespace }) => ({ namespace, granted: permissionsIn(database, caller, namespace) }))
    .filter(({ granted }) => granted.has('study_view'));
  const approved = namespaces.filter(({ granted }) => granted.has('study_approve'));
  return {
    sql: `namespace IN (SELECT value FROM json_each(?)) AND seq NOT IN
      (SELECT happening FROM activity_hidden WHERE activity_hidden.user = ?) AND
      (event NOT IN ('STUDY_REQUEST_APPROVAL', 'STUDY_REJECT') OR namespace IN (SELECT value FROM json_each(?)))`,
    values: [
      JSON.stringify(namespaces.map(({ namespace }) => namespace)),
      self.uuid,
      JSON.stringify(approved.map(({ namespace }) => namespace)),
    ],
  };
}

function isKnown(call: Call, { study }: ActivityRow): boolean {
  const row = study === null ? undefined : findStudy(call.archive.database, study);
  return row === undefined || permissionsOn(call.archive.database, callerOf(call), row).size > 0;
}

function describe(call: Call, row: ActivityRow & { readonly uuid?: string }): Answer {
  const { database } = call.archive;
  const study = row.study === null ? undefined : findStudy(database, row.study);
  return {
    uuid: String(row.seq),
    created: row.created,
    created_by: row.user_name,
    // A study that waits is told as the documentation calls it.
    type: row.event === 'STUDY_REQUEST_APPROVAL' ? 'STUDY_APPROVE' : row.event,
    namespace_id: row.namespace,
    namespace_name: findNamespace(database, row.namespace)?.name,
    ...(row.study === null ? {} : { study_id: row.study }),
    ...(study === undefined ? {} : { study: describeStudy(call, study) }),
  };
}
