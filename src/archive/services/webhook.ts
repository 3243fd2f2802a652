import { createHash, randomUUID } from 'node:crypto';
import { timestamp } from '../archive-context.ts';
import type { Happening } from '../channels/happenings.ts';
import type { NamespaceRow } from '../store/accounts.ts';
import { findStudy } from '../store/study-records.ts';
import { insertRow, updateRow } from '../store/records.ts';
import type { WebhookRow } from '../webhooks/webhook-row.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound, ServiceError } from './errors.ts';
import { callerOf, inAccount, requireInAccount } from './needs.ts';
import { permissionsOn, type Permission } from '../access.ts';
import { checkWebhook, webhookParams } from './webhook-params.ts';

function onWebhook(permission: Permission): Need<WebhookRow> {
  return {
    find: (call) => {
      const { database } = call.archive;
      const found = database.get<WebhookRow>('SELECT * FROM webhook WHERE uuid = ?', call.params['uuid'] ?? '');
      if (found === undefined) throw notFound('webhook');
      requireInAccount(call, permission, found.account, 'webhook');
      return found;
    },
  };
}

/** Calls that the archive makes to other programs when something happened. */
export const webhookCommands: readonly Command[] = [
  command({
    url: '/webhook/list',
    required: ['account_id'],
    needs: inAccount('webhook_view'),
    run: (_, { archive, target }) => ({
      webhooks: archive.database
        .all<WebhookRow>('SELECT * FROM webhook WHERE account = ? ORDER BY seq', target)
        .map(describe),
    }),
  }),
  command({
    url: '/webhook/add',
    required: ['account_id', 'name', 'event', 'url', 'method'],
    params: webhookParams,
    needs: inAccount('webhook_edit', 'ACCOUNT_NOT_FOUND'),
    run: (input, call) => {
      const columns = checkWebhook(input, call, call.target, undefined);
      const uuid = randomUUID();
      const created = timestamp(call.archive.now());
      insertRow(call.archive.database, 'webhook', { uuid, account: call.target, created, ...columns });
      return { uuid };
    },
  }),
  command({
    url: '/webhook/set',
    required: ['uuid'],
    params: webhookParams,
    needs: onWebhook('webhook_edit'),
    run: (input, call) => {
      const { account, uuid } = call.target;
      updateRow(call.archive.database, 'webhook', uuid, checkWebhook(input, call, account, call.target));
      return {};
    },
  }),
  command({
    url: '/webhook/get',
    required: ['uuid'],
    needs: onWebhook('webhook_view'),
    run: (_, { target }) => describe(target),
  }),
  command({
    url: '/webhook/delete',
    required: ['uuid'],
    needs: onWebhook('webhook_edit'),
    run: (_, { archive, target }) => {
      archive.database.run('DELETE FROM webhook WHERE uuid = ?', target.uuid);
      return {};
    },
  }),
  command({
    url: '/webhook/trigger',
    required: ['uuid', 'study_id'],
    needs: onWebhook('webhook_edit'),
    run: (_, call) => {
      call.archive.webhooks.trigger(call.target, manually(call, call.target).seq);
      return {};
    },
  }),
  command({
    url: '/webhook/run',
    required: ['uuid', 'study_id'],
    needs: onWebhook('webhook_run'),
    run: async (_, call) => {
      const { target: webhook } = call;
      if (webhook.event !== 'MANUAL' || webhook.delay > 0 || webhook.retry === 1) {
        throw new ServiceError('INVALID_WEBHOOK_SETUP');
      }
      try {
        return { results: await call.archive.webhooks.call(webhook, manually(call, webhook)) };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        updateRow(call.archive.database, 'webhook', webhook.uuid, { last_error: reason });
        throw new ServiceError('FAILED', reason);
      }
    },
  }),
];

/** That somebody set the webhook off for a study of its account, as something that happened. */
function manually(call: Call, webhook: WebhookRow): Happening {
  const { database } = call.archive;
  const study = findStudy(database, call.params['study_id'] ?? '');
  const namespace = study && database.get<NamespaceRow>('SELECT * FROM namespace WHERE uuid = ?', study.phi_namespace);
  const caller = callerOf(call);
  if (study === undefined || namespace?.account !== webhook.account) throw notFound('study');
  if (permissionsOn(database, caller, study).size === 0) throw notFound('study');
  const happening = database.get<Happening>(
    "INSERT INTO happening (event, namespace, study, user, told) VALUES ('MANUAL', ?, ?, ?, 1) RETURNING *",
    study.phi_namespace,
    study.uuid,
    caller.kind === 'user' ? caller.user.uuid : null,
  );
  if (happening === undefined) throw new Error('A row that was inserted is not there');
  return happening;
}

function describe(webhook: WebhookRow): Answer {
  const { sid_user, parameters, auth, seq: _, account: __, ...columns } = webhook;
  return {
    ...columns,
    node_id: null,
    sid_user_id: sid_user,
    by_webhook_event: 0,
    cron: null,
    parameters: JSON.parse(parameters) as unknown,
    auth: withoutSecrets(JSON.parse(auth) as Record<string, unknown>),
  };
}

/** A password leaves as its MD5, as documented: enough to see whether it is the one that was meant. */
function withoutSecrets(auth: Readonly<Record<string, unknown>>): Answer {
  const basic = auth['basic'] as Record<string, string> | undefined;
  if (basic === undefined) return auth;
  const password = createHash('md5')
    .update(basic['password'] ?? '')
    .digest('hex');
  return { basic: { ...basic, password } };
}
