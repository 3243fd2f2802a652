import { permissionFlags, permissionsIn, type UserRow } from '../access.ts';
import { findNamespace, type NamespaceRow } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { namespacesOf } from '../store/namespaces.ts';
import { type Answer, type Call, type Command, command } from './command.ts';
import { notFound } from './errors.ts';
import type { ListSource } from './columns.ts';
import { whereOf } from './listing.ts';
import { callerOf, person, requireInAccount, signedIn } from './needs.ts';
import { flag } from './params.ts';

export const userCommands: readonly Command[] = [
  command({
    url: '/user/get',
    needs: person,
    run: (_, call) => {
      const { archive, target: self, params } = call;
      const user = findUser(call, params['uuid'] || self.uuid);
      return describeUser(archive.database, user);
    },
  }),
  command({
    url: '/user/namespace/list',
    params: { name_and_id_only: flag().optional() },
    needs: signedIn,
    run: (input, call) => ({
      namespaces: namespacesOf(call.archive.database, call.target)
        .filter(isListed(call))
        .map((namespace) =>
          input.name_and_id_only === true
            ? { uuid: namespace.uuid, name: namespace.name }
            : describeNamespace(call, namespace),
        ),
    }),
  }),
];

/** Oneself, or another of the account for those who may see its users. */
function findUser(call: Call & { readonly target: UserRow }, uuid: string): UserRow {
  const { target: self, archive } = call;
  if (uuid === self.uuid) return self;
  const user = archive.database.get<UserRow>('SELECT * FROM user WHERE uuid = ? AND account = ?', uuid, self.account);
  if (user === undefined) throw notFound('user');
  requireInAccount(call, 'account_user_view', self.account, 'user');
  return user;
}

const namespaceList: ListSource = {
  table: `(SELECT uuid, name, kind || '_id' AS type, holder AS type_uuid, account AS account_id, share_code FROM namespace)`,
  columns: { uuid: 'text', name: 'text', type: 'text', type_uuid: 'text', account_id: 'text', share_code: 'text' },
};

function isListed(call: Call): (namespace: NamespaceRow) => boolean {
  const account = call.params['account_id'] || null;
  const { where, values } = whereOf(call, namespaceList, {
    sql: 'account_id = coalesce(?, account_id)',
    values: [account],
  });
  const found = call.archive.database.all<{ uuid: string }>(
    `SELECT uuid FROM ${namespaceList.table} WHERE ${where}`,
    ...values,
  );
  const listed = new Set(found.map(({ uuid }) => uuid));
  return ({ uuid }) => listed.has(uuid);
}

/** The caller, as /user/get and /session/user tell. */
export function describeSelf(call: Call, self: UserRow): Answer {
  return describeUser(call.archive.database, self);
}

function describeUser(database: Database, user: UserRow): Answer {
  const contact = database.get<{ alt_emails: string; mobile_phone: string | null; time_zone: string }>(
    'SELECT alt_emails, mobile_phone, time_zone FROM user WHERE uuid = ?',
    user.uuid,
  );
  const [first = '', ...last] = user.name.split(' ');
  return {
    uuid: user.uuid,
    name: user.name,
    first,
    last: last.join(' '),
    email: user.login,
    ...contact,
    namespace_id: user.namespace,
    account_id: user.account,
    sysadmin: 0,
    support: 0,
    is_anonymous: 0,
    share_code: findNamespace(database, user.namespace)?.share_code,
    last_login: user.last_login,
  };
}

function describeNamespace(call: Call, namespace: NamespaceRow): Answer {
  const { database } = call.archive;
  const granted = permissionsIn(database, callerOf(call), namespace.uuid);
  const count = database.get<{ count: number }>(
    'SELECT count(*) AS count FROM study WHERE phi_namespace = ? AND phantom = 0',
    namespace.uuid,
  );
  return {
    uuid: namespace.uuid,
    name: namespace.name,
    type: `${namespace.kind}_id`,
    type_uuid: namespace.holder,
    account_id: namespace.account,
    permissions: permissionFlags(granted),
    role_id: null,
    role_name: null,
    settings: {},
    destinations: [],
    events: {},
    share_code: namespace.share_code,
    study_count: granted.has('study_view') ? count?.count : 0,
    thin_study_count: 0,
    must_approve: namespace.must_approve,
    must_approve_upload: namespace.must_approve_upload,
    must_approve_harvest: namespace.must_approve_harvest,
    must_approve_move: namespace.must_approve_move,
    must_approve_copy: namespace.must_approve_copy,
  };
}
