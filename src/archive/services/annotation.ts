import { randomUUID } from 'node:crypto';
import { timestamp } from '../archive-context.ts';
import { type Answer, type Call, type Command, command } from './command.ts';
import { notFound, ServiceError } from './errors.ts';
import { describeMark, isStoredImage, type MarkRow, marksOf, onMark } from './marks.ts';
import { callerOf, onStudy } from './needs.ts';
import { flag, integer, json, optional, uid } from './params.ts';

interface AnnotationRow extends MarkRow {
  readonly json: string | null;
  readonly stamp: number;
  readonly locked: number;
}

const maxJson = 256 * 1024;
const onAnnotation = onMark<AnnotationRow>('annotation', 'annotation_edit', 'annotation_edit_all');

export const annotationCommands: readonly Command[] = [
  command({
    url: '/annotation/list',
    required: ['study_id || study_uid && storage_namespace && phi_namespace'],
    needs: onStudy('annotation_view', 'study_id'),
    run: (_, call) => ({ annotations: marksOf<AnnotationRow>(call, 'annotation', call.target).map(describe) }),
  }),
  command({
    url: '/annotation/add',
    required: [
      'study_id || study_uid && storage_namespace && phi_namespace',
      'series_uid && instance_uid && frame_number',
      'json || stamp',
    ],
    params: {
      series_uid: uid(),
      instance_uid: uid(),
      frame_number: integer(),
      json: optional(json(maxJson)),
      stamp: flag().optional(),
    },
    needs: onStudy('annotation_edit', 'study_id'),
    run: (input, call) => {
      const { target, params } = call;
      if (input.json === undefined && input.stamp !== true) throw new ServiceError('MISSING_FIELDS', ['json', 'stamp']);
      if (!isStoredImage(call, target, input.series_uid, input.instance_uid)) throw notFound('instance_uid');
      const caller = callerOf(call);
      const uuid = randomUUID();
      const at = timestamp(call.archive.now());
      call.archive.database.run(
        `INSERT INTO annotation (uuid, storage_namespace, study_uid, user, series_uid, instance_uid, frame_number,
           json, stamp, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        uuid,
        target.storage_namespace,
        target.study_uid,
        caller.kind === 'user' ? caller.user.uuid : null,
        input.series_uid,
        input.instance_uid,
        input.frame_number,
        params['json'] || null,
        Number(input.stamp ?? false),
        at,
        at,
      );
      return { uuid };
    },
  }),
  command({
    url: '/annotation/get',
    required: ['uuid'],
    needs: onMark<AnnotationRow>('annotation', 'annotation_view'),
    run: (_, { target }) => describe(target),
  }),
  command({
    url: '/annotation/set',
    required: ['uuid', 'json'],
    params: { json: json(maxJson) },
    needs: onAnnotation,
    run: (_, call) => {
      const changed = call.archive.database.run(
        'UPDATE annotation SET json = ?, updated = ? WHERE uuid = ? AND locked = 0',
        call.params['json'] ?? '',
        timestamp(call.archive.now()),
        call.target.uuid,
      );
      if (changed === 0) throw new ServiceError('LOCKED');
      return { uuid: call.target.uuid };
    },
  }),
  command({
    url: '/annotation/delete',
    required: ['uuid'],
    needs: onAnnotation,
    run: (_, { archive, target }) => {
      if (archive.database.run('DELETE FROM annotation WHERE uuid = ? AND locked = 0', target.uuid) === 0) {
        throw new ServiceError('LOCKED');
      }
      return {};
    },
  }),
  command({
    url: '/annotation/lock',
    required: ['uuid'],
    needs: onAnnotation,
    run: (_, call) => {
      if (call.target.stamp === 1) throw new ServiceError('CANNOT_LOCK_STAMP');
      return setLock(call, call.target, 1);
    },
  }),
  command({
    url: '/annotation/unlock',
    required: ['uuid'],
    needs: onAnnotation,
    run: (_, call) => setLock(call, call.target, 0),
  }),
];

function setLock(call: Call, annotation: AnnotationRow, locked: 0 | 1): Answer {
  call.archive.database.run('UPDATE annotation SET locked = ? WHERE uuid = ?', locked, annotation.uuid);
  return {};
}

/** The json comes back as the text that was given: its form is the client's own. */
function describe(annotation: AnnotationRow): Answer {
  return {
    ...describeMark(annotation),
    json: annotation.json,
    stamp: annotation.stamp,
    locked: annotation.locked,
  };
}
