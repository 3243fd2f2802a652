import { permissionFlags, permissionsIn } from '../access.ts';
import { findNamespaceOf, type NamespaceRow } from '../store/accounts.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound } from './errors.ts';
import type { ListSource } from './columns.ts';
import { list } from './listing.ts';
import { findMember } from './membership.ts';
import { callerOf, person } from './needs.ts';
import { flag } from './params.ts';

interface AccountRow {
  readonly uuid: string;
  readonly name: string;
}

const accountList: ListSource = {
  table: '(SELECT *, rowid AS seq FROM account)',
  columns: { uuid: 'text', name: 'text', created: 'instant' },
};

/** An account that the caller belongs to. */
const ownAccount: Need<AccountRow> = {
  find: (call) => {
    // A visit has a place to bring studies to, and no account.
    person.find(call);
    const account = call.archive.database.get<AccountRow>(
      'SELECT * FROM account WHERE uuid = ?',
      call.params['uuid'] ?? '',
    );
    const namespace = account && findNamespaceOf(call.archive.database, account.uuid);
    if (account === undefined || namespace === undefined) throw notFound('account');
    if (permissionsIn(call.archive.database, callerOf(call), namespace.uuid).size === 0) {
      throw notFound('account');
    }
    return account;
  },
};

export const accountCommands: readonly Command[] = [
  command({
    url: '/account/list',
    params: { permissions: flag().optional() },
    needs: person,
    run: (input, call) => {
      const { rows, page } = list<AccountRow>(call, accountList, {
        sql: `uuid IN (SELECT namespace.account FROM member JOIN namespace ON namespace.uuid = member.namespace
                WHERE member.user = ? AND namespace.kind = 'account')`,
        values: [call.target.uuid],
      });
      return { accounts: rows.map((account) => describe(call, account, input.permissions === true)), page };
    },
  }),
  command({
    url: '/account/get',
    required: ['uuid'],
    params: { permissions: flag().optional() },
    needs: ownAccount,
    run: (input, call) => describe(call, call.target, input.permissions === true),
  }),
];

function describe(call: Call, account: AccountRow, withPermissions: boolean): Answer {
  const namespace = findNamespaceOf(call.archive.database, account.uuid);
  if (namespace === undefined) throw new Error('An account without a namespace');
  return {
    uuid: account.uuid,
    name: account.name,
    vanity: null,
    namespace_id: namespace.uuid,
    must_approve: namespace.must_approve,
    must_approve_upload: namespace.must_approve_upload,
    must_approve_harvest: namespace.must_approve_harvest,
    must_approve_move: namespace.must_approve_move,
    must_approve_copy: namespace.must_approve_copy,
    no_share: namespace.no_share,
    can_request: 0,
    share_code: namespace.share_code,
    share_description: namespace.share_description,
    share_via_gateway: 0,
    settings: {},
    ...(withPermissions ? rights(call, namespace) : {}),
  };
}

function rights(call: Call, namespace: NamespaceRow): Answer {
  const caller = callerOf(call);
  const member = caller.kind === 'user' ? findMember(call, namespace.uuid, caller.user.uuid) : undefined;
  return {
    permissions: permissionFlags(permissionsIn(call.archive.database, caller, namespace.uuid)),
    role_id: member?.role_id,
    role_name: member?.role_name,
    default_role_id: namespace.default_role,
  };
}
