import type { SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import type { RoleGrant } from '../access.ts';
import { findNamespaceOf } from '../store/accounts.ts';
import { isFilterField, several } from '../webhooks/context.ts';
import { isPattern } from '../webhooks/pattern.ts';
import { webhookEvents, webhookMethods, type WebhookRow } from '../webhooks/webhook-row.ts';
import type { Call } from './command.ts';
import { notFound, ServiceError } from './errors.ts';
import { isAboveCaller } from './membership.ts';
import { flag, hash, integer, optional, text } from './params.ts';
import { refuseUnsupported } from './unsupported.ts';

export const webhookParams = {
  name: optional(text(200)),
  event: optional(text(64).refine((event) => webhookEvents.has(event), 'INVALID_EVENT')),
  url: optional(text(2000)),
  method: optional(z.enum(webhookMethods, 'INVALID_METHOD')),
  suspended: flag().optional(),
  parameters: optional(hash()),
  auth: optional(hash()),
  retry: flag().optional(),
  sid_user_id: text(64).optional(),
  filter_field: text(2000).optional(),
  filter_regexp: text(2000).optional(),
  once: flag().optional(),
  by_uid: flag().optional(),
  by_accession_number: flag().optional(),
  delay: optional(integer()),
  max_age: optional(integer()),
};
type Input = z.output<z.ZodObject<typeof webhookParams>>;

const flags = ['suspended', 'retry', 'once', 'by_uid', 'by_accession_number'] as const;

/** The columns that a call sets, when they make a webhook together with what is there `before`. */
export function checkWebhook(
  input: Input,
  call: Call,
  account: string,
  before: WebhookRow | undefined,
): Record<string, SQLInputValue | undefined> {
  // There are no gateways here to go through, no clock that sets webhooks off.
  if ((call.params['node_id'] ?? '') !== '') throw new ServiceError('NODE_NOT_FOUND', 'node_id');
  refuseUnsupported(call.params, ['cron', 'by_webhook_event']);
  if (input.url !== undefined && !call.archive.webhooks.mayCall(input.url))
    throw new ServiceError('INVALID_URL', 'url');
  const filter_field = input.filter_field ?? before?.filter_field ?? '';
  const filter_regexp = input.filter_regexp ?? before?.filter_regexp ?? '';
  checkFilter(several(filter_field), several(filter_regexp));
  if (input.auth !== undefined) checkAuth(input.auth);
  return {
    name: input.name,
    event: input.event,
    url: input.url,
    method: input.method,
    ...Object.fromEntries(flags.map((name) => [name, input[name] === undefined ? undefined : Number(input[name])])),
    parameters: input.parameters && JSON.stringify(input.parameters),
    auth: input.auth && JSON.stringify(input.auth),
    sid_user: input.sid_user_id === undefined ? undefined : sidUser(call, account, input.sid_user_id),
    filter_field: filter_field || null,
    filter_regexp: filter_regexp || null,
    delay: input.delay,
    max_age: input.max_age,
  };
}

function checkFilter(fields: readonly string[], patterns: readonly string[]): void {
  if (fields.length !== patterns.length) throw new ServiceError('INCOMPLETE_FILTER');
  if (!fields.every(isFilterField)) throw new ServiceError('INVALID_FILTER_FIELD', 'filter_field');
  if (!patterns.every(isPattern)) throw new ServiceError('INVALID_REGEXP', 'filter_regexp');
}

const texts = z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), z.string().regex(/^[\t\x20-\x7e]*$/));

/** `basic` and `custom`; the ways into one vendor's cloud are not known here. */
function checkAuth(auth: Readonly<Record<string, unknown>>): void {
  const [kind, ...more] = Object.keys(auth);
  if (kind === undefined) return;
  if (more.length > 0 || (kind !== 'basic' && kind !== 'custom')) throw new ServiceError('NOT_SUPPORTED', 'auth');
  if (!texts.safeParse(auth[kind]).success)
    throw new ServiceError(kind === 'custom' ? 'CUSTOM_NOT_HASH' : 'NOT_HASH', 'auth');
}

/** Somebody of the account who may do no more than the caller: a session of theirs goes out with each call. */
function sidUser(call: Call, account: string, uuid: string): string | null {
  if (uuid === '') return null;
  const { database } = call.archive;
  if (database.get('SELECT 1 FROM user WHERE uuid = ?', uuid) === undefined) {
    throw new ServiceError('SID_USER_NOT_FOUND', 'sid_user_id');
  }
  const namespace = findNamespaceOf(database, account);
  if (namespace === undefined) throw notFound('account');
  const role = database.get<RoleGrant>(
    'SELECT role.type, role.permissions FROM member JOIN role ON role.uuid = member.role WHERE user = ? AND namespace = ?',
    uuid,
    namespace.uuid,
  );
  if (role === undefined) throw new ServiceError('SID_USER_NOT_IN_ACCOUNT', 'sid_user_id');
  if (isAboveCaller(call, account, role)) throw new ServiceError('SID_USER_PRIVILEGE_ESCALATION', 'sid_user_id');
  return uuid;
}
