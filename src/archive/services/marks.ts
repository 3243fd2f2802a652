import { type Permission, permissionsIn, permissionsOn } from '../access.ts';
import { recordsOf, type StorageKey } from '../store/study-records.ts';
import type { Call, Need } from './command.ts';
import { notFound, notPermitted } from './errors.ts';
import { callerOf } from './needs.ts';

/** A mark on one frame of a stored study: an annotation or a key image. */
export interface MarkRow extends StorageKey {
  readonly uuid: string;
  readonly user: string | null;
  readonly user_name: string | null;
  readonly series_uid: string;
  readonly instance_uid: string;
  readonly frame_number: number;
  readonly created: string;
}

/** The fields that annotations and key images answer alike. */
export function describeMark(mark: MarkRow): Record<string, unknown> {
  return {
    uuid: mark.uuid,
    user_id: mark.user,
    user_name: mark.user_name,
    series_uid: mark.series_uid,
    instance_uid: mark.instance_uid,
    frame_number: mark.frame_number,
    created: mark.created,
  };
}

/** Marks of a stored study, whichever of its shares they were made on. */
export function marksOf<Mark extends MarkRow>(call: Call, table: 'annotation' | 'keyimage', key: StorageKey): Mark[] {
  return call.archive.database.all<Mark>(
    `SELECT ${table}.*, user.name AS user_name FROM ${table} LEFT JOIN user ON user.uuid = ${table}.user
     WHERE storage_namespace = ? AND study_uid = ? ORDER BY seq`,
    key.storage_namespace,
    key.study_uid,
  );
}

/**
 * A mark by its uuid, through any record of its study that the caller has. Others' marks need `overOthers` where the
 * study is stored: whoever it was shared with does not wipe out what others drew.
 */
export function onMark<Mark extends MarkRow>(
  table: 'annotation' | 'keyimage',
  permission: Permission,
  overOthers?: Permission | 'nobody',
): Need<Mark> {
  return {
    find: (call) => {
      const { database } = call.archive;
      const caller = callerOf(call);
      const mark = database.get<Mark>(
        `SELECT ${table}.*, user.name AS user_name FROM ${table} LEFT JOIN user ON user.uuid = ${table}.user
         WHERE ${table}.uuid = ?`,
        call.params['uuid'] ?? '',
      );
      const granted = (mark === undefined ? [] : recordsOf(database, mark))
        .map((record) => permissionsOn(database, caller, record))
        .filter(({ size }) => size > 0);
      if (mark === undefined || granted.length === 0) throw notFound(table);
      if (!granted.some((set) => set.has(permission))) throw notPermitted(permission);
      const own = caller.kind === 'user' && caller.user.uuid === mark.user;
      if (own || overOthers === undefined) return mark;
      const allowed =
        overOthers !== 'nobody' && permissionsIn(database, caller, mark.storage_namespace).has(overOthers);
      if (!allowed) throw notPermitted(permission);
      return mark;
    },
  };
}

/** True when the named image is stored in the study. */
export function isStoredImage(call: Call, key: StorageKey, seriesUid: string, instanceUid: string): boolean {
  return (
    call.archive.database.get(
      'SELECT 1 FROM instance WHERE storage_namespace = ? AND study_uid = ? AND series_uid = ? AND sop_uid = ?',
      key.storage_namespace,
      key.study_uid,
      seriesUid,
      instanceUid,
    ) !== undefined
  );
}
