import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { permissionsIn, permissionsOn } from '../access.ts';
import { inProcessOrigin, timestamp } from '../archive-context.ts';
import { hashPassword } from '../security/password.ts';
import { findNamespace, type NamespaceRow } from '../store/accounts.ts';
import { findLink, type LinkRow } from '../store/link-records.ts';
import { findStudy, type StudyRow } from '../store/study-records.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound, notPermitted, ServiceError } from './errors.ts';
import type { ListSource } from './columns.ts';
import { list } from './listing.ts';
import { callerOf, inNamespace, onStudy, person } from './needs.ts';
import { array, flag, json, optional, positive, text } from './params.ts';
import { refuseUnsupported } from './unsupported.ts';

/** Taken in silence, these would leave a link more open than its maker meant. */
const unsupported = [
  'filter',
  'user_id',
  'account_id',
  'email',
  'mobile_phone',
  'notify',
  'message',
  'password_is_dob',
  'password_is_phi',
  'pin_auth',
  'referer',
  'acceptance_required',
  'charge_amount',
  'share_on_view',
  'include_priors',
  'upload_match',
  'upload_study_customfields',
  'anonymize',
  'prompt_for_anonymize',
  'meeting_id',
  'workflow',
  'inherit_permissions',
  'share_code',
] as const;

const linkList: ListSource = {
  table: 'link',
  columns: {
    uuid: 'text',
    action: 'text',
    description: 'text',
    hits: 'number',
    max_hits: 'number',
    minutes_alive: 'number',
    created: 'instant',
  },
};

interface Target {
  readonly study: StudyRow | undefined;
  readonly namespace: NamespaceRow | undefined;
}

const newLinkTarget: Need<Target> = {
  find: (call) => {
    person.find(call);
    if ((call.params['study_id'] ?? '') !== '') {
      const named = { ...call, params: { study_id: call.params['study_id'] ?? '' } };
      return { study: onStudy('link_edit', 'study_id').find(named), namespace: undefined };
    }
    return { study: undefined, namespace: inNamespace('link_edit_upload', 'namespace_id').find(call) };
  },
};

/** A link that the caller may look at or change, by the rights on what it opens. */
function onLink(permission: 'link_view' | 'link_edit'): Need<LinkRow> {
  return {
    find: (call) => {
      const { database } = call.archive;
      const caller = callerOf(call);
      if (caller.kind !== 'user') throw notPermitted(permission);
      const link = findLink(database, call.params['uuid'] ?? '');
      if (link === undefined || link.of_share_code === 1) throw notFound('link');
      const opened = link.study === null ? undefined : findStudy(database, link.study);
      const granted =
        opened === undefined
          ? permissionsIn(database, caller, link.namespace ?? '')
          : permissionsOn(database, caller, opened);
      if (granted.size === 0) throw notFound('link');
      if (!granted.has(permission)) throw notPermitted(permission);
      return link;
    },
  };
}

export const linkCommands: readonly Command[] = [
  command({
    url: '/link/add',
    required: ['study_id || namespace_id', 'action'],
    params: {
      action: z.enum(['STUDY_LIST', 'STUDY_VIEW', 'STUDY_UPLOAD'], 'INVALID_ACTION'),
      password: text().optional(),
      password_max_attempts: optional(positive()),
      max_hits: optional(positive()),
      minutes_alive: optional(positive()),
      skip_email_prompt: flag().optional(),
      description: text().optional(),
      parameters: optional(array()),
      ui_json: optional(json()),
    },
    needs: newLinkTarget,
    run: async (input, call) => {
      const { archive, target, params } = call;
      refuseUnsupported(params, unsupported);
      if ((input.action === 'STUDY_UPLOAD') !== (target.namespace !== undefined)) {
        throw new ServiceError('INVALID_ACTION', 'action');
      }
      const uuid = randomUUID();
      const password = input.password ?? '';
      const minutes = input.minutes_alive ?? null;
      const now = archive.now();
      const hash = password === '' ? null : await hashPassword(password);
      archive.database.run(
        `INSERT INTO link (uuid, action, study, namespace, user, description, parameters, ui_json, skip_email_prompt,
           password_hash, password_max_attempts, max_hits, minutes_alive, expires, created)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        uuid,
        input.action,
        target.study?.uuid ?? null,
        target.namespace?.uuid ?? null,
        person.find(call).uuid,
        input.description ?? null,
        params['parameters'] || null,
        params['ui_json'] || null,
        Number(input.skip_email_prompt ?? false),
        hash,
        input.password_max_attempts ?? null,
        input.max_hits ?? null,
        minutes,
        minutes === null ? null : now + minutes * 60_000,
        timestamp(now),
      );
      return { uuid, url: linkUrl(call, uuid), redirect_url: linkUrl(call, uuid) };
    },
  }),
  command({
    url: '/link/list',
    required: ['study_id || user_id || account_id'],
    needs: person,
    run: (_, call) => {
      const { rows, page } = list<LinkRow>(call, linkList, linksFor(call));
      return { page, links: rows.map((row) => describe(call, row)) };
    },
  }),
  command({
    url: '/link/get',
    required: ['uuid'],
    needs: onLink('link_view'),
    run: (_, call) => describe(call, call.target),
  }),
  command({
    url: '/link/delete',
    required: ['uuid'],
    needs: onLink('link_edit'),
    run: (_, { archive, target }) => {
      // Its sessions go with it.
      archive.database.run('DELETE FROM link WHERE uuid = ?', target.uuid);
      return {};
    },
  }),
];

/** Links of one study, or all that the caller has made. */
function linksFor(call: Call): { sql: string; values: string[] } {
  const self = person.find(call);
  if ((call.params['study_id'] ?? '') !== '') {
    return { sql: 'of_share_code = 0 AND study = ?', values: [onStudy('link_view', 'study_id').find(call).uuid] };
  }
  if ((call.params['user_id'] || self.uuid) !== self.uuid) throw notPermitted('link_view');
  if ((call.params['account_id'] || self.account) !== self.account) throw notFound('account_id');
  return { sql: 'of_share_code = 0 AND user = ?', values: [self.uuid] };
}

/** At the address that the caller used; for calls inside the program, which use none, where the archive is served. */
function linkUrl(call: Call, uuid: string): string | undefined {
  const origin = call.origin === inProcessOrigin ? call.archive.linkOrigin() : call.origin;
  return origin === undefined ? undefined : `${origin}/l/${uuid}`;
}

function describe(call: Call, link: LinkRow): Answer {
  const namespace = link.namespace === null ? undefined : findNamespace(call.archive.database, link.namespace);
  return {
    uuid: link.uuid,
    url: linkUrl(call, link.uuid),
    redirect_url: linkUrl(call, link.uuid),
    action: link.action,
    description: link.description,
    study_id: link.study,
    namespace_id: link.namespace,
    namespace_name: namespace?.name,
    user_id: link.user,
    has_password: link.password_hash === null ? 0 : 1,
    password_max_attempts: link.password_max_attempts,
    skip_email_prompt: link.skip_email_prompt,
    max_hits: link.max_hits,
    hits: link.hits,
    minutes_alive: link.minutes_alive,
    parameters: link.parameters,
    ui_json: link.ui_json,
    created: link.created,
  };
}
