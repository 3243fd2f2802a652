import { randomUUID } from 'node:crypto';
import type { Permission } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import type { Database } from '../store/database.ts';
import { insertRow, updateRow } from '../store/records.ts';
import { checkAnonymizeRules } from './anonymize-rules.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound, ServiceError } from './errors.ts';
import type { ListSource } from './columns.ts';
import { list } from './listing.ts';
import { inAccount, requireInAccount } from './needs.ts';
import { hash, optional, text } from './params.ts';

export interface AnonymizationRow {
  readonly uuid: string;
  readonly account: string;
  readonly name: string;
  /** JSON object. */
  readonly rules: string;
}

function onProfile(permission: Permission): Need<AnonymizationRow> {
  return {
    find: (call) => {
      const found = findProfile(call, call.params['uuid'] ?? '');
      if (found === undefined) throw notFound('anonymization');
      requireInAccount(call, permission, found.account, 'anonymization');
      return found;
    },
  };
}

export function findProfile({ archive }: Call, uuid: string): AnonymizationRow | undefined {
  return archive.database.get<AnonymizationRow>('SELECT * FROM anonymization WHERE uuid = ?', uuid);
}

const profileList: ListSource = { table: 'anonymization', columns: { uuid: 'text', name: 'text', created: 'instant' } };

const params = { name: optional(text(200)), rules: optional(hash()) };

/** Rules with a name, which several namespaces can be connected to. */
export const anonymizationCommands: readonly Command[] = [
  command({
    url: '/anonymization/list',
    required: ['account_id'],
    needs: inAccount('account_view'),
    run: (_, call) => {
      const { rows, page } = list<AnonymizationRow>(call, profileList, { sql: 'account = ?', values: [call.target] });
      return { page, anonymization_profiles: rows.map((row) => describe(call, row)) };
    },
  }),
  command({
    url: '/anonymization/add',
    required: ['account_id', 'name', 'rules'],
    params,
    needs: inAccount('account_edit'),
    run: ({ name, rules = {} }, { archive, target }) => {
      const uuid = randomUUID();
      insertRow(archive.database, 'anonymization', {
        uuid,
        account: target,
        name,
        rules: JSON.stringify(checkAnonymizeRules(rules)),
        created: timestamp(archive.now()),
      });
      return { uuid };
    },
  }),
  command({
    url: '/anonymization/set',
    required: ['uuid'],
    params,
    needs: onProfile('account_edit'),
    run: ({ name, rules }, { archive, target }) => {
      if (rules !== undefined) requireUnused(archive.database, target);
      updateRow(archive.database, 'anonymization', target.uuid, {
        name,
        rules: rules && JSON.stringify(checkAnonymizeRules(rules)),
      });
      return {};
    },
  }),
  command({
    url: '/anonymization/get',
    required: ['uuid'],
    needs: onProfile('account_view'),
    run: (_, call) => describe(call, call.target),
  }),
  command({
    url: '/anonymization/delete',
    required: ['uuid'],
    needs: onProfile('account_edit'),
    run: (_, { archive, target }) => {
      requireUnused(archive.database, target);
      archive.database.run('DELETE FROM anonymization WHERE uuid = ?', target.uuid);
      return {};
    },
  }),
];

/** What a namespace promises to those who upload there is not changed behind its back. */
function requireUnused(database: Database, { uuid }: AnonymizationRow): void {
  if (database.get('SELECT 1 FROM namespace WHERE anonymization = ?', uuid) !== undefined)
    throw new ServiceError('IN_USE');
}

function describe({ archive }: Call, { uuid, account, name, rules }: AnonymizationRow): Answer {
  return {
    uuid,
    name,
    rules: JSON.parse(rules) as unknown,
    account_id: account,
    namespaces: archive.database.all('SELECT uuid, name FROM namespace WHERE anonymization = ? ORDER BY name', uuid),
  };
}
