import { permissionFlags, permissionsIn } from '../access.ts';
import { findNamespaceOf, type NamespaceRow } from '../store/accounts.ts';
import { updateRow } from '../store/records.ts';
import { approvalNames, approvalParams } from './approval.ts';
import { type Command, command, type Need } from './command.ts';
import { refuseCustomFields } from './custom-fields.ts';
import { notFound, ServiceError } from './errors.ts';
import { callerOf, knownNamespace, knownStudy, requireInAccount } from './needs.ts';
import { optional, text } from './params.ts';
import { refuseUnsupported } from './unsupported.ts';

/** An account here is one house with one set of rules: what the vendor sells to many has no place in it. */
const unsupported = [
  'password_expire',
  'session_expire',
  'can_request',
  'share_settings',
  'share_via_gateway',
  'hl7_template',
  'search_threshold',
  'settings',
  'css',
  'vendor',
  'client_code',
  'role_id',
  'site_management_account_id',
];

const account: Need<NamespaceRow> = {
  find: (call) => {
    const uuid = requireInAccount(call, 'account_edit', call.params['uuid'] ?? '');
    const namespace = findNamespaceOf(call.archive.database, uuid);
    if (namespace === undefined) throw notFound('account');
    return namespace;
  },
};

export const accountEditCommands: readonly Command[] = [
  command({
    url: '/account/set',
    required: ['uuid'],
    params: {
      name: optional(text()),
      share_code: text(64).optional(),
      share_description: text().optional(),
      ...approvalParams,
    },
    needs: account,
    run: (input, { archive: { database }, target, params }) => {
      refuseCustomFields(params);
      refuseUnsupported(params, [...unsupported, ...Object.keys(params).filter((name) => name.startsWith('setting_'))]);
      const code = input.share_code === '' ? undefined : input.share_code;
      const taken =
        code === undefined
          ? undefined
          : database.get<{ uuid: string }>('SELECT uuid FROM namespace WHERE share_code = ?', code);
      if (taken !== undefined && taken.uuid !== target.uuid) throw new ServiceError('DUP_SHARE_CODE');
      const other = database.get(
        'SELECT 1 FROM account WHERE name = ? AND uuid <> ?',
        input.name ?? '',
        target.account,
      );
      if (other !== undefined) throw new ServiceError('DUPLICATE_NAME');
      database.write(() => {
        updateRow(database, 'account', target.account, { name: input.name });
        updateRow(database, 'namespace', target.uuid, {
          ...Object.fromEntries(
            approvalNames.map((name) => [name, input[name] === undefined ? undefined : Number(input[name])]),
          ),
          name: input.name,
          share_code: code,
          share_description: input.share_description,
        });
      });
      return {};
    },
  }),
  command({
    url: '/namespace/permissions',
    required: ['namespace_id || study_id || study_uid && storage_namespace && phi_namespace'],
    needs: {
      find: (call) => {
        const uuid = call.params['namespace_id'] ?? '';
        const found = uuid === '' ? knownStudy(call, 'study_id')?.phi_namespace : knownNamespace(call, uuid)?.uuid;
        if (found === undefined) throw notFound(uuid === '' ? 'study' : 'namespace');
        return found;
      },
    },
    run: (_, call) => permissionFlags(permissionsIn(call.archive.database, callerOf(call), call.target)),
  }),
];
