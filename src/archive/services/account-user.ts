import type { Permission } from '../access.ts';
import { findNamespaceOf, type NamespaceRow } from '../store/accounts.ts';
import { updateRow } from '../store/records.ts';
import { findRole, type RoleRow } from '../store/roles.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { refuseCustomFields } from './custom-fields.ts';
import { notFound, ServiceError } from './errors.ts';
import type { ListSource } from './columns.ts';
import { list } from './listing.ts';
import {
  describeMember,
  findMember,
  isAboveCaller,
  type MemberRow,
  memberTable,
  putMember,
  removeMember,
  roleFor,
} from './membership.ts';
import { callerOf, requireInAccount } from './needs.ts';
import { flag, text } from './params.ts';
import { refuseUnsupported } from './unsupported.ts';

const unsupported = [
  'global_role_id',
  'account_email',
  'account_login',
  'account_password',
  'password_reset',
  'epic_user',
  'session_expire',
  'max_sessions',
  'sso_only',
  'external_roles',
  'settings',
] as const;
const memberParams = { global: flag().optional(), account_alias: text().optional() };

const userList: ListSource = {
  table: memberTable,
  columns: {
    user_id: 'text',
    user_name: 'text',
    user_email: 'text',
    role_id: 'text',
    role_name: 'text',
    global: 'number',
    disabled: 'number',
    last_login: 'instant',
  },
};

/** The namespace of the account named by `uuid`. */
function onAccount(permission: Permission): Need<NamespaceRow> {
  return {
    find: (call) => {
      const account = requireInAccount(call, permission, call.params['uuid'] ?? '');
      const namespace = findNamespaceOf(call.archive.database, account);
      if (namespace === undefined) throw notFound('account');
      return namespace;
    },
  };
}

/** Whoever manages users; and everybody about themselves. */
function onMember(permission: Permission): Need<{ account: NamespaceRow; member: MemberRow; role: RoleRow }> {
  return {
    find: (call) => {
      const caller = callerOf(call);
      const isSelf = caller.kind === 'user' && caller.user.uuid === call.params['user_id'];
      const account = onAccount(isSelf ? 'study_view' : permission).find(call);
      const member = findMember(call, account.uuid, call.params['user_id'] ?? '');
      const role = member && findRole(call.archive.database, member.role_id);
      if (member === undefined || role === undefined) throw new ServiceError('USER_NOT_FOUND');
      // Who manages users manages no one above them.
      const changes = permission === 'account_user_edit' && !isSelf;
      if (changes && isAboveCaller(call, account.account, role)) throw new ServiceError('NOT_PERMITTED', 'role_id');
      return { account, member, role };
    },
  };
}

export const accountUserCommands: readonly Command[] = [
  command({
    url: '/account/user/list',
    required: ['uuid'],
    needs: onAccount('account_user_view'),
    run: (_, call) => {
      const { rows, page } = list<MemberRow>(call, userList, { sql: 'namespace = ?', values: [call.target.uuid] });
      return { users: rows.map((member) => describe(call.target, member)), page };
    },
  }),
  command({
    url: '/account/user/get',
    required: ['uuid', 'user_id'],
    needs: onMember('account_user_view'),
    run: (_, call) => {
      const { account, member } = call.target;
      return {
        ...describe(account, member),
        groups: placesOf(call, member, 'group'),
        locations: placesOf(call, member, 'location'),
      };
    },
  }),
  command({
    url: '/account/user/add',
    required: ['uuid', 'email || user_id'],
    params: memberParams,
    needs: onAccount('account_user_edit'),
    run: (input, call) => {
      refuseCustomFields(call.params);
      refuseUnsupported(call.params, unsupported);
      const { archive, target: account, params } = call;
      const { database } = archive;
      const user = database.get<{ uuid: string }>(
        'SELECT uuid FROM user WHERE account = ? AND (uuid = ? OR login = ?)',
        account.account,
        params['user_id'] ?? '',
        params['email'] ?? '',
      );
      if (user === undefined) throw new ServiceError('USER_NOT_FOUND');
      if (findMember(call, account.uuid, user.uuid) !== undefined) throw new ServiceError('ALREADY_EXISTS');
      return database.write(() => {
        putMember(call, account, user.uuid, roleFor(call, account));
        change(call, user.uuid, input);
        return { uuid: user.uuid };
      });
    },
  }),
  command({
    url: '/account/user/set',
    required: ['uuid', 'user_id'],
    params: memberParams,
    needs: onMember('account_user_edit'),
    run: (input, call) => {
      refuseCustomFields(call.params);
      refuseUnsupported(call.params, unsupported);
      const { account, member, role } = call.target;
      const mayManage = manages(call, account);
      const wantsRole = (call.params['role_id'] ?? '') !== '' && call.params['role_id'] !== member.role_id;
      if (!mayManage && wantsRole) throw new ServiceError('CAN_NOT_PROMOTE');
      if (!mayManage && input.global !== undefined) throw new ServiceError('NOT_PERMITTED', 'account_user_edit');
      return call.archive.database.write(() => {
        putMember(call, account, member.user_id, wantsRole ? roleFor(call, account) : role);
        change(call, member.user_id, input);
        return {};
      });
    },
  }),
  command({
    url: '/account/user/delete',
    required: ['uuid', 'user_id'],
    needs: onMember('account_user_edit'),
    run: (_, call) => {
      const { account, member } = call.target;
      if (!manages(call, account)) throw new ServiceError('NOT_PERMITTED', 'account_user_edit');
      return call.archive.database.write(() => {
        removeMember(call, account, member.user_id);
        // Out of the account is out of its groups and locations, and of every session.
        call.archive.database.run(
          `DELETE FROM member WHERE user = ? AND namespace IN
             (SELECT uuid FROM namespace WHERE account = ? AND kind IN ('group', 'location'))`,
          member.user_id,
          account.account,
        );
        call.archive.database.run('DELETE FROM session WHERE user = ?', member.user_id);
        return {};
      });
    },
  }),
];

function manages(call: Call, account: NamespaceRow): boolean {
  try {
    requireInAccount(call, 'account_user_edit', account.holder);
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.type === 'NOT_PERMITTED') return false;
    throw error;
  }
}

function change(
  call: Call,
  user: string,
  input: { global?: boolean | undefined; account_alias?: string | undefined },
): void {
  const { global, account_alias: alias } = input;
  updateRow(call.archive.database, 'user', user, { alias, global: global === undefined ? undefined : Number(global) });
  if (global !== true) return;
  call.archive.database.run(
    `INSERT INTO member (user, namespace, role)
     SELECT user.uuid, namespace.uuid, coalesce(namespace.default_role, own.role) FROM user
       JOIN namespace AS home ON home.holder = user.account
       JOIN member AS own ON own.user = user.uuid AND own.namespace = home.uuid
       JOIN namespace ON namespace.account = user.account AND namespace.kind IN ('group', 'location')
     WHERE user.uuid = ? ON CONFLICT DO NOTHING`,
    user,
  );
}

const placesOf = (call: Call, member: MemberRow, kind: 'group' | 'location'): unknown[] =>
  call.archive.database.all(
    `SELECT namespace.holder AS uuid, namespace.name, role.uuid AS role_id, role.name AS role_name
     FROM member JOIN namespace ON namespace.uuid = member.namespace JOIN role ON role.uuid = member.role
     WHERE member.user = ? AND namespace.kind = ? ORDER BY namespace.name`,
    member.user_id,
    kind,
  );

function describe(account: NamespaceRow, member: MemberRow): Answer {
  return {
    uuid: account.holder,
    ...describeMember(member),
    user_alt_emails: member.user_alt_emails,
    disabled: member.disabled,
    account_alias: member.alias,
    global: member.global,
    last_login: member.last_login,
    settings: {},
  };
}
