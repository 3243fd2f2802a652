import { type Permission, permissionFlags, permissionsIn, permissionsOn } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { findNamespace, findNamespaceOf, type NamespaceRow } from '../store/accounts.ts';
import { deleteStudy } from '../store/study-deletion.ts';
import { demographicNames } from '../store/study-fields.ts';
import { addStudy, findStudyByTriplet, recordsOf, type StudyRow } from '../store/study-records.ts';
import { clone, type Reshaping, split } from '../storage/reshape.ts';
import { StorageError } from '../storage/errors.ts';
import { instancesOf } from '../storage/instances.ts';
import { newUid } from '../storage/derive.ts';
import { type Call, type Command, command } from './command.ts';
import { missingFieldsOf } from './custom-fields.ts';
import { notFound, notPermitted, ServiceError } from './errors.ts';
import { callerOf, onStudy } from './needs.ts';
import { flag, hash, integer, optional, text, uid } from './params.ts';

const maxDelay = 600;

/** The values that a study's status may have. Accounts have no settings here to choose their own. */
const statuses = ['', 'Read', 'Unread', 'In Progress', 'Complete'];

export const studyWorkflowCommands: readonly Command[] = [
  command({
    url: '/study/permissions',
    required: ['uuid'],
    needs: onStudy('study_view'),
    run: (_, call) => permissionFlags(permissionsOn(call.archive.database, callerOf(call), call.target)),
  }),
  command({
    url: '/study/approve',
    required: ['uuid'],
    params: { delay: optional(integer()), must_match: optional(hash()) },
    needs: onStudy('study_approve'),
    run: (input, call) => {
      const { target: study, archive } = call;
      if (input.delay !== undefined && input.must_match !== undefined) throw new ServiceError('DELAY_OR_MATCH');
      if (input.delay !== undefined && input.delay > maxDelay) throw new ServiceError('INVALID_DELAY');
      // An approval counts at once: who wants it later would not get what was asked for.
      if ((input.delay ?? 0) > 0) throw new ServiceError('NOT_SUPPORTED', 'delay');
      for (const [field, value] of Object.entries(input.must_match ?? {})) {
        const name = demographicNames.find((each) => each === field);
        if (name === undefined || study[name] !== value) throw new ServiceError('INVALID_FIELD', field);
      }
      const missing = missingFieldsOf(call, study);
      if (missing.length > 0)
        throw new ServiceError(
          'INVALID_CUSTOMFIELD',
          missing.map(({ name }) => name),
        );
      archive.database.run(
        'UPDATE study SET must_approve = 0, updated = ? WHERE uuid = ?',
        timestamp(archive.now()),
        study.uuid,
      );
      return {};
    },
  }),
  command({
    url: '/study/reject',
    required: ['uuid'],
    params: { message: text(2000).optional() },
    needs: onStudy('study_approve'),
    run: (_, { archive, target }) => {
      // Only what waits can be turned away; deleting asks for another right.
      if (target.must_approve !== 1) throw notFound('study');
      deleteStudy(archive, target);
      return {};
    },
  }),
  command({
    url: '/study/status/get',
    required: ['study_id'],
    needs: onStudy('study_status_view', 'study_id'),
    run: (_, { target }) => ({
      study_status: target.study_status,
      study_status_tags: statuses.filter(Boolean),
      study_status_tags_default: '',
    }),
  }),
  command({
    url: '/study/status/set',
    required: ['study_id', 'new'],
    params: { old: text(100).optional(), new: text(100) },
    needs: onStudy('study_status_edit', 'study_id'),
    run: (input, call) => {
      const { target: study, archive } = call;
      if (!statuses.includes(input.new)) throw new ServiceError('INVALID_TAG');
      const caller = callerOf(call);
      archive.database.write(() => {
        const now = archive.now();
        const changes = archive.database.run(
          `UPDATE study SET study_status = ?, updated = ? WHERE uuid = ? AND coalesce(study_status, '') = ?`,
          input.new,
          timestamp(now),
          study.uuid,
          input.old ?? '',
        );
        if (changes === 0) throw new ServiceError('STALE');
        archive.database.run(
          'INSERT INTO study_status_change (study, user, old, new, at) VALUES (?, ?, ?, ?, ?)',
          study.uuid,
          caller.kind === 'user' ? caller.user.uuid : null,
          study.study_status,
          input.new,
          now,
        );
      });
      return {};
    },
  }),
  command({
    url: '/study/status/history',
    required: ['study_id'],
    needs: onStudy('study_status_view', 'study_id'),
    run: (_, { archive, target }) => {
      const changes = archive.database.all<{ old: string | null; new: string; at: number }>(
        'SELECT old, new, at FROM study_status_change WHERE study = ? ORDER BY seq',
        target.uuid,
      );
      const since = (index: number) => changes[index - 1]?.at ?? Date.parse(`${target.created.replace(' ', 'T')}Z`);
      return {
        history: changes.map(({ at, old, new: now }, index) => ({
          date: timestamp(at),
          old,
          new: now,
          seconds: Math.max(0, Math.round((at - since(index)) / 1000)),
        })),
      };
    },
  }),
  command({
    url: '/study/freeze',
    required: ['uuid'],
    params: { thaw: flag().optional() },
    needs: onStudy('study_freeze'),
    run: ({ thaw = false }, { archive, target }) => {
      const frozen = Number(!thaw);
      if (target.frozen === frozen) throw new ServiceError('ALREADY');
      archive.database.run(
        'UPDATE study SET frozen = ? WHERE storage_namespace = ? AND study_uid = ?',
        frozen,
        target.storage_namespace,
        target.study_uid,
      );
      return {};
    },
  }),
  command({
    url: '/study/move',
    required: ['uuid', 'namespace_id'],
    needs: onStudy('study_move'),
    run: (_, { archive, target: study, ...call }) => {
      const place = destination({ ...call, archive }, 'study_share');
      archive.database.write(() => {
        if (findStudyByTriplet(archive.database, { ...study, phi_namespace: place.uuid }) !== undefined) {
          throw new ServiceError('ALREADY_EXISTS');
        }
        archive.database.run(
          'UPDATE study SET phi_namespace = ?, must_approve = ?, updated = ? WHERE uuid = ?',
          place.uuid,
          place.must_approve_move,
          timestamp(archive.now()),
          study.uuid,
        );
      });
      return {};
    },
  }),
  command({
    url: '/study/duplicate',
    required: ['uuid', 'namespace_id || study_request_id'],
    params: { include_attachments: flag().optional(), overwrite: flag().optional(), exclude_phi: flag().optional() },
    needs: onStudy('study_duplicate'),
    run: (input, call) => {
      if ((call.params['namespace_id'] ?? '') === '') throw notFound('study_request_id');
      return { uuid: duplicate(call, call.target, destination(call, 'study_upload'), input) };
    },
  }),
  command({
    url: '/study/split',
    required: ['uuid', 'namespace_id'],
    params: { no_split: flag().optional() },
    needs: onStudy('study_split'),
    run: async ({ no_split = false }, call) => {
      const place = destination(call, 'study_upload');
      if (call.target.phantom === 1) throw new ServiceError('NOT_AVAILABLE');
      const series = new Set(instancesOf(call.archive.database, call.target).map(({ series_uid }) => series_uid));
      for (const series_uid of no_split ? [''] : series) {
        await reshaped(call, (reshaping) => split(reshaping), { to_namespace: place.uuid, series_uid });
      }
      return {};
    },
  }),
  command({
    url: '/study/clone',
    required: ['uuid'],
    params: { new_series_uids: flag().optional(), new_image_uids: flag().optional(), study_uid: optional(uid()) },
    needs: onStudy('study_clone'),
    run: async (input, call) => {
      const namespace = call.params['phi_namespace'] ?? '';
      const both = [namespace, input.study_uid ?? ''].filter((each) => each !== '').length;
      if (both === 1) throw new ServiceError('MISSING_FIELDS', [namespace === '' ? 'phi_namespace' : 'study_uid']);
      if (call.target.phantom === 1) throw new ServiceError('NOT_AVAILABLE');
      const to_namespace = namespace === '' ? call.target.storage_namespace : namespaceOf(call, namespace);
      const study_uid = input.study_uid ?? newUid();
      await reshaped(call, (reshaping) => clone(reshaping), {
        to_namespace,
        study_uid,
        new_series_uids: String(Number(input.new_series_uids ?? false)),
        new_image_uids: String(Number(input.new_image_uids ?? false)),
      });
      return { study_uid };
    },
  }),
];

function namespaceOf(call: Call & { readonly target: StudyRow }, uuid: string): string {
  const place = destination({ ...call, params: { namespace_id: uuid } }, 'study_upload');
  if (place.account !== findNamespace(call.archive.database, call.target.phi_namespace)?.account) {
    throw new ServiceError('NOT_IN_ACCOUNT');
  }
  return place.uuid;
}

/** The namespace named by `namespace_id`, in which the caller has a right. */
function destination(call: Call, permission: Permission): NamespaceRow {
  const { database } = call.archive;
  const uuid = call.params['namespace_id'] ?? '';
  const place = findNamespace(database, uuid) ?? findNamespaceOf(database, uuid);
  const granted = place && permissionsIn(database, callerOf(call), place.uuid);
  if (place === undefined || granted === undefined || granted.size === 0) throw notFound('namespace_id');
  if (!granted.has(permission)) throw notPermitted(permission);
  return place;
}

/** Storage does it; what it refuses is told as services tell it. */
async function reshaped(
  call: Call & { readonly target: StudyRow },
  work: (reshaping: Reshaping) => Promise<Response>,
  query: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await work({ archive: call.archive, caller: callerOf(call), key: call.target, query });
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    if (error.kind === 'CONFLICT') throw new ServiceError('ALREADY_EXISTS');
    if (error.kind === 'NO_IMAGES_IN_STUDY') throw new ServiceError('NOT_AVAILABLE');
    throw new ServiceError('FAILED', error.kind);
  }
}

/** A record with instances of its own in another namespace; the objects, the same bytes, are there once. */
function duplicate(
  call: Call,
  study: StudyRow,
  place: NamespaceRow,
  options: Partial<Record<'include_attachments' | 'overwrite' | 'exclude_phi', boolean | undefined>>,
): string {
  const { archive } = call;
  const { database } = archive;
  const target = { storage_namespace: place.uuid, study_uid: study.study_uid };
  const there = recordsOf(database, target);
  if (there.length > 0 && options.overwrite !== true) throw new ServiceError('ALREADY_EXISTS');
  const isSame = place.uuid === study.storage_namespace;
  if (isSame) throw new ServiceError('ALREADY_EXISTS');
  const mayDelete = permissionsIn(database, callerOf(call), place.uuid).has('study_delete');
  if (there.length > 0 && !mayDelete) throw notPermitted('study_delete');
  for (const each of there) deleteStudy(archive, each);
  const caller = callerOf(call);
  return database.write(() => {
    for (const [table, view] of [
      ['instance', 'latest_instance'],
      ...(options.include_attachments ? [['attachment', 'attachment']] : []),
    ] as const) {
      const columns = columnsOf[table as keyof typeof columnsOf];
      database.run(
        `INSERT INTO ${table} (storage_namespace, ${columns.insert}) SELECT ?, ${columns.select} FROM ${view}
         WHERE storage_namespace = ? AND study_uid = ? ORDER BY seq`,
        place.uuid,
        study.storage_namespace,
        study.study_uid,
      );
    }
    return addStudy(
      database,
      {
        ...(options.exclude_phi === true
          ? {}
          : Object.fromEntries(demographicNames.map((name) => [name, study[name]]))),
        ...target,
        phi_namespace: place.uuid,
        // What a duplicate is: as if it was uploaded there.
        source: 'upload',
        created_by: caller.kind === 'user' ? caller.user.uuid : null,
        created_in: null,
        phantom: study.phantom,
        must_approve: place.must_approve_copy,
        transfer_syntax_uid: study.transfer_syntax_uid,
      },
      timestamp(archive.now()),
    );
  });
}

const instanceColumns =
  'study_uid, sop_uid, version, object, series_uid, sop_class_uid, transfer_syntax_uid, series_number, series_description, modality, instance_number, frames, rows, columns, created';
const columnsOf = {
  instance: { insert: instanceColumns, select: instanceColumns },
  attachment: {
    insert: 'uuid, study_uid, version, object, filename, mime_type, user, created',
    select: `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' ||
      substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))), study_uid, version, object, filename, mime_type, user, created`,
  },
} as const;
