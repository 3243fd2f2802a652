import { z } from 'zod';
import { requestReport } from '../reports/reports.ts';
import type { ListSource } from './columns.ts';
import { writeAudit } from './audit-trail.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound, ServiceError } from './errors.ts';
import { list } from './listing.ts';
import { inAccount, knownStudy, person, requireInAccount } from './needs.ts';
import { flag, text } from './params.ts';

interface AuditRow {
  readonly seq: number;
  readonly object: string;
  readonly type: string;
  readonly what: string | null;
  readonly action: string;
  readonly who: string;
  readonly sid_md5: string | null;
  readonly client_address: string | null;
  readonly detail: string;
  readonly created: string;
}

const auditList: ListSource = {
  table: 'audit',
  columns: { action: 'text', type: 'text', who: 'text', user: 'text', object: 'text', created: 'instant' },
};
const listParams = { reverse: flag().optional(), download: flag().optional() };

const studyActions = [
  'STUDY_VIEW',
  'STUDY_VIEW_REASON',
  'STUDY_EDIT',
  'STUDY_ANONYMIZE',
  'REPORT_UPLOAD',
  'REPORT_REMOVE',
  'REPORT_VIEW',
  'IMAGE_ADDED',
  'IMAGE_UPDATED',
  'IMAGE_DELETED',
  'STUDY_DOWNLOAD',
  'ACCEPTED_NOT_DIAGNOSTIC',
  'CANCELED_NOT_DIAGNOSTIC',
  'AI_ACTION',
  'VIEWER_ACTION',
  'SIGNED_REPORT_ADDENDUM',
] as const;

/** Something that was done to in the caller's account. */
const auditedObject: Need<string> = {
  find: (call) => {
    const { account } = person.find(call);
    const uuid = call.params['uuid'] ?? '';
    const known = call.archive.database.get('SELECT 1 FROM audit WHERE object = ? AND account = ?', uuid, account);
    if (known === undefined) throw notFound('object');
    requireInAccount(call, 'audit_view', account, 'object');
    return uuid;
  },
};

/** Who did what, and when. */
export const auditCommands: readonly Command[] = [
  command({
    url: '/audit/object',
    required: ['uuid'],
    params: listParams,
    needs: auditedObject,
    run: (input, call) => events(call, input, { sql: 'object = ?', values: [call.target] }),
  }),
  command({
    url: '/audit/user',
    required: ['user_id', 'account_id'],
    params: listParams,
    needs: inAccount('audit_view'),
    run: (input, call) => {
      const user = call.params['user_id'] ?? '';
      const sql = 'SELECT 1 FROM user WHERE uuid = ? AND account = ?';
      if (call.archive.database.get(sql, user, call.target) === undefined) throw notFound('user');
      return events(call, input, { sql: 'account = ? AND user = ?', values: [call.target, user] });
    },
  }),
  command({
    url: '/audit/account',
    required: ['account_id'],
    params: listParams,
    needs: inAccount('audit_view'),
    run: (input, call) => events(call, input, { sql: 'account = ?', values: [call.target] }),
  }),
  command({
    url: '/audit/deleted',
    required: ['account_id', 'type'],
    needs: inAccount('audit_view'),
    run: (_, call) => {
      const { rows, page } = list<AuditRow>(call, auditList, {
        sql: "account = ? AND type = ? AND action = 'DELETED'",
        values: [call.target, call.params['type'] ?? ''],
      });
      return {
        page,
        objects: rows.map(({ object, who, created, client_address }) => ({
          uuid: object,
          who,
          when: created,
          client_address,
        })),
      };
    },
  }),
  command({
    url: '/study/audit',
    required: ['uuid || study_uid && storage_namespace', 'action', 'detail'],
    params: { action: z.enum(studyActions, 'INVALID_ACTION').optional(), detail: text(4096).optional() },
    needs: {
      find: (call) => {
        // The storage namespace is the study's own, unless another one is named.
        const { storage_namespace: storage = '', phi_namespace: phi = storage } = call.params;
        const found = knownStudy({ ...call, params: { ...call.params, phi_namespace: phi } }, 'uuid');
        if (found === undefined) throw notFound('study');
        return found;
      },
    },
    run: ({ action = 'STUDY_VIEW', detail = '' }, call) => {
      const { uuid, patient_name: what } = call.target as { uuid: string; patient_name?: string | null };
      writeAudit(call, { object: uuid, type: 'Study', what: what ?? undefined, action, detail });
      return {};
    },
  }),
];

type Input = Readonly<{ reverse?: boolean | undefined; download?: boolean | undefined }>;
type Scope = Readonly<{ sql: string; values: readonly string[] }>;

/** A page of events, or a report of all of them. */
function events(call: Call, input: Input, scope: Scope): Answer {
  const params = { ...call.params, ...(input.reverse === true ? { sort_by: 'created-asc' } : {}) };
  if (input.download !== true) {
    const { rows, page } = list<AuditRow>({ ...call, params }, auditList, scope);
    return { page, events: rows.map(describe) };
  }
  const { rows, page } = list<AuditRow>({ ...call, params: { ...params, 'page.rows': '5000' } }, auditList, scope);
  // Half a report would look like a whole one.
  if (page.more === 1) throw new ServiceError('INVALID_PARAMETERS', 'download');
  const columns = ['when', 'who', 'action', 'type', 'uuid', 'what', 'detail'] as const;
  const lines = rows.map(describe).map((event) => columns.map((name) => cell(event[name])));
  return { report_id: requestReport(call.archive, person.find(call).uuid, 'audit.csv', [[...columns], ...lines]) };
}

const cell = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);

function describe(row: AuditRow): Answer {
  return {
    uuid: row.object,
    action: row.action,
    what: row.what,
    who: row.who,
    when: row.created,
    type: row.type,
    detail: JSON.parse(row.detail) as unknown,
    client_address: row.client_address,
    sid: row.sid_md5,
  };
}
