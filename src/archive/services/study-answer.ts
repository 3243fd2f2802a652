import { permissionFlags, permissionsOn } from '../access.ts';
import { findNamespace } from '../store/accounts.ts';
import { demographicNames } from '../store/study-fields.ts';
import type { StudyRow } from '../store/study-records.ts';
import type { Answer, Call } from './command.ts';
import { ServiceError } from './errors.ts';
import { customFieldsOf } from './custom-fields.ts';
import { callerOf } from './needs.ts';
import { textList } from './params.ts';
import { pick } from './select-fields.ts';
import { notesOn } from './study-notes.ts';

/** A study record as /study/get and /study/list answer it. */
export function describeStudy(call: Call, study: StudyRow): Answer {
  const { database } = call.archive;
  return {
    uuid: study.uuid,
    study_uid: study.study_uid,
    phi_namespace: study.phi_namespace,
    phi_namespace_name: findNamespace(database, study.phi_namespace)?.name,
    storage_namespace: study.storage_namespace,
    engine_fqdn: hostOf(call),
    source: study.source,
    share_message: study.share_message ?? undefined,
    must_approve: study.must_approve,
    phantom: study.phantom,
    thin: 0,
    ...Object.fromEntries(demographicNames.map((name) => [name, study[name] ?? null])),
    transfer_syntax_uid: study.transfer_syntax_uid,
    image_count: study.image_count,
    series_count: study.series_count,
    attachment_count: study.attachment_count,
    size: study.size,
    integration_key: study.integration_key,
    permissions: permissionFlags(permissionsOn(database, callerOf(call), study)),
    study_status: study.study_status,
    is_locked: 0,
    is_frozen: study.frozen,
    ...customFieldsOf(call, study),
    ...notesOn(call, study),
    created: study.created,
    updated: study.updated,
  };
}

/** The host that the caller used: the archive stores where it answers. */
export function hostOf(call: Call): string {
  return new URL(call.origin).host;
}

/** Keeps the fields that the `fields` parameter names. */
export function onlyFields(call: Call, record: Answer): Answer {
  const value = call.params['fields'] ?? '';
  if (value === '') return record;
  const wanted = textList().safeParse(value);
  if (!wanted.success) throw new ServiceError(wanted.error.issues[0]?.message ?? 'INVALID_JSON', 'fields');
  return pick(record, wanted.data);
}
