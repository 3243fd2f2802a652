import { addNamespace, findNamespaceOf, type NamespaceRow } from '../store/accounts.ts';
import { timestamp } from '../archive-context.ts';
import type { Permission } from '../access.ts';
import { randomUUID } from 'node:crypto';
import { updateRow } from '../store/records.ts';
import { findRole, fitsRole } from '../store/roles.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { approvalNames, approvalParams } from './approval.ts';
import { refuseCustomFields } from './custom-fields.ts';
import { notFound, ServiceError } from './errors.ts';
import type { ListSource } from './columns.ts';
import { list } from './listing.ts';
import {
  describeMember,
  findMember,
  memberTable,
  type MemberRow,
  putMember,
  removeMember,
  roleFor,
} from './membership.ts';
import { callerOf, inAccount, requireInAccount } from './needs.ts';
import { type Params, text } from './params.ts';
import { refuseUnsupported } from './unsupported.ts';

type Kind = 'group' | 'location';

const placeList: ListSource = {
  table: '(SELECT *, rowid AS seq, holder AS place FROM namespace)',
  columns: { uuid: 'text', name: 'text', share_code: 'text', created: 'instant' },
};
const memberList: ListSource = {
  table: memberTable,
  columns: { user_id: 'text', user_name: 'text', user_email: 'text', role_id: 'text', role_name: 'text' },
};

/** No gateway delivers here: a place set up so would be another than its maker meant. */
const unsupported = ['share_via_gateway', 'hl7_template', 'site_id', 'site_qualified', 'site_inactive'] as const;

const placeParams = {
  name: text().optional(),
  share_code: text(64).optional(),
  share_description: text().optional(),
  ...approvalParams,
};

/** Groups and locations are the same thing under two names: a namespace of the account with members of its own. */
export function placeCommands(kind: Kind): readonly Command[] {
  const view: Permission = `${kind}_view`;
  const edit: Permission = `${kind}_edit`;
  const onPlace = (permission: Permission): Need<NamespaceRow> => ({
    find: (call) => {
      const place = findNamespaceOf(call.archive.database, call.params['uuid'] ?? '');
      if (place?.kind !== kind) throw notFound(kind);
      requireInAccount(call, permission, place.account, kind);
      return place;
    },
  });

  return [
    command({
      url: `/${kind}/list`,
      required: ['account_id'],
      needs: inAccount(view),
      run: (_, call) => {
        const scope = { sql: 'account = ? AND kind = ?', values: [call.target, kind] };
        const { rows, page } = list<NamespaceRow>(call, placeList, scope);
        return { [`${kind}s`]: rows.map(describePlace), page };
      },
    }),
    command({
      url: `/${kind}/get`,
      required: ['uuid'],
      needs: onPlace(view),
      run: (_, { target }) => describePlace(target),
    }),
    command({
      url: `/${kind}/add`,
      required: ['name', 'account_id'],
      params: placeParams,
      needs: inAccount(edit, 'ACCOUNT_NOT_FOUND'),
      run: (input, call) => {
        const { archive, target: account } = call;
        const columns = columnsOf(call, account, kind, undefined);
        const uuid = randomUUID();
        const at = timestamp(archive.now());
        return archive.database.write(() => {
          const namespace = { account, kind, holder: uuid, name: input.name ?? '' };
          const namespace_id = addNamespace(archive.database, namespace, at);
          updateRow(archive.database, 'namespace', namespace_id, {
            ...columns,
            share_description: input.share_description,
          });
          admitAtStart(call, namespace_id);
          return { uuid, namespace_id };
        });
      },
    }),
    command({
      url: `/${kind}/set`,
      required: ['uuid'],
      params: placeParams,
      needs: onPlace(edit),
      run: (input, call) => {
        const { target: place, archive } = call;
        const columns = columnsOf(call, place.account, kind, place);
        const name = input.name === '' ? undefined : input.name;
        const { share_description } = input;
        updateRow(archive.database, 'namespace', place.uuid, { ...columns, name, share_description });
        return {};
      },
    }),
    command({
      url: `/${kind}/delete`,
      required: ['uuid'],
      needs: onPlace(edit),
      run: (_, { archive: { database }, target: place }) =>
        database.write(() => {
          const kept = database.get(
            'SELECT 1 FROM study WHERE phi_namespace = ? OR storage_namespace = ?',
            place.uuid,
            place.uuid,
          );
          if (kept !== undefined) throw new ServiceError('NOT_EMPTY');
          database.run('DELETE FROM link WHERE namespace = ?', place.uuid);
          database.run('DELETE FROM namespace WHERE uuid = ?', place.uuid);
          return {};
        }),
    }),
    command({
      url: `/${kind}/user/list`,
      required: ['uuid'],
      needs: onPlace(view),
      run: (_, call) => {
        const scope = { sql: 'namespace = ?', values: [call.target.uuid] };
        const { rows, page } = list<MemberRow>(call, memberList, scope);
        return { users: rows.map(describeMember), page };
      },
    }),
    command({
      url: `/${kind}/user/add`,
      required: ['uuid', 'user_id'],
      needs: onPlace(edit),
      run: (_, call) => {
        const account = findNamespaceOf(call.archive.database, call.target.account);
        const user = call.params['user_id'] ?? '';
        if (findMember(call, account?.uuid ?? '', user) === undefined) throw new ServiceError('USER_NOT_FOUND');
        putMember(call, call.target, user, roleFor(call, call.target));
        return {};
      },
    }),
    command({
      url: `/${kind}/user/delete`,
      required: ['uuid', 'user_id'],
      needs: onPlace(edit),
      run: (_, call) => {
        const user = call.params['user_id'] ?? '';
        if (findMember(call, call.target.uuid, user) === undefined) throw notFound('user_id');
        removeMember(call, call.target, user);
        return {};
      },
    }),
  ];
}

/** The account's global users and whoever made the place are in it from the start. */
function admitAtStart(call: Call, namespace: string): void {
  const caller = callerOf(call);
  const maker = caller.kind === 'user' ? caller.user : undefined;
  call.archive.database.run(
    `INSERT INTO member (user, namespace, role)
     SELECT member.user, ?, member.role FROM member JOIN user ON user.uuid = member.user
       JOIN namespace ON namespace.uuid = member.namespace
     WHERE namespace.holder = ? AND (user.global = 1 OR user.uuid = ?)`,
    namespace,
    maker?.account ?? '',
    maker?.uuid ?? '',
  );
}

function columnsOf(call: Call, account: string, kind: Kind, place: NamespaceRow | undefined) {
  const { params } = call;
  refuseCustomFields(params);
  refuseUnsupported(params, unsupported);
  const flags = approvalNames.map((name) => [
    name,
    params[name] === undefined ? undefined : Number(params[name] === '1'),
  ]);
  return {
    ...Object.fromEntries(flags),
    share_code: shareCodeOf(call, place),
    default_role: defaultRoleOf(call, params, account, kind),
  };
}

function shareCodeOf(call: Call, place: NamespaceRow | undefined): string | undefined {
  const code = call.params['share_code'] ?? '';
  if (code === '' || code === place?.share_code) return undefined;
  const taken = call.archive.database.get('SELECT 1 FROM namespace WHERE share_code = ?', code);
  if (taken !== undefined) throw new ServiceError('DUP_SHARE_CODE');
  return code;
}

function defaultRoleOf({ archive }: Call, params: Params, account: string, kind: Kind): string | undefined {
  const named = params['role_id'] ?? '';
  if (named === '') return undefined;
  const role = findRole(archive.database, named);
  if (role === undefined || role.account !== account) throw notFound('role_id');
  if (!fitsRole(role, kind)) throw new ServiceError('ROLE_NAMESPACE_MISMATCH', 'INCOMPATIBLE_ROLE');
  return role.uuid;
}

function describePlace(place: NamespaceRow): Answer {
  return {
    uuid: place.holder,
    name: place.name,
    namespace_id: place.uuid,
    ...Object.fromEntries(approvalNames.map((name) => [name, place[name]])),
    share_code: place.share_code,
    share_description: place.share_description,
    share_via_gateway: 0,
    hl7_template: null,
    search_threshold: null,
    role_id: place.default_role,
  };
}
