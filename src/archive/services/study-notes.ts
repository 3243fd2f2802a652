import { randomUUID } from 'node:crypto';
import { type Caller, permissionsOn } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { findStudy, type StudyRow } from '../store/study-records.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound, notPermitted, ServiceError } from './errors.ts';
import { callerOf, onStudy, person } from './needs.ts';
import { flag, text } from './params.ts';

interface CommentRow {
  readonly uuid: string;
  readonly study: string;
  readonly user: string;
  readonly user_name: string;
  readonly body: string;
  readonly created: string;
}

/** Only people have stars and comments of their own; a visit through a link has no name to put below. */
function userOf(caller: Caller): string {
  if (caller.kind !== 'user') throw notPermitted();
  return caller.user.uuid;
}

const onComment: Need<CommentRow> = {
  find: (call) => {
    const comment = call.archive.database.get<CommentRow>(
      `SELECT study_comment.*, user.name AS user_name FROM study_comment JOIN user ON user.uuid = study_comment.user
       WHERE study_comment.uuid = ?`,
      call.params['uuid'] ?? '',
    );
    const study = comment && findStudy(call.archive.database, comment.study);
    const granted = study && permissionsOn(call.archive.database, callerOf(call), study);
    if (comment === undefined || granted?.has('study_comment_view') !== true) throw notFound('comment');
    return comment;
  },
};

/** The study that a tag is put on; other objects have no tags here. */
const tagged: Need<StudyRow> = {
  find: (call) => {
    if (call.params['object'] !== 'Study') throw new ServiceError('INVALID_OBJECT', 'object');
    return onStudy('study_tag', 'study_id').find({ ...call, params: { study_id: call.params['object_id'] ?? '' } });
  },
};

export const studyNoteCommands: readonly Command[] = [
  command({
    url: '/study/star',
    required: ['uuid', 'star'],
    params: { star: flag().optional() },
    needs: onStudy('study_star'),
    run: (input, call) => {
      const user = userOf(callerOf(call));
      const sql =
        input.star === true
          ? 'INSERT INTO study_star (user, study) VALUES (?, ?) ON CONFLICT DO NOTHING'
          : 'DELETE FROM study_star WHERE user = ? AND study = ?';
      call.archive.database.run(sql, user, call.target.uuid);
      return {};
    },
  }),
  command({
    url: '/study/comment/add',
    required: ['study_id', 'body'],
    params: { body: text(20_000).optional() },
    needs: onStudy('study_comment_edit', 'study_id'),
    run: ({ body = '' }, call) => {
      const uuid = randomUUID();
      call.archive.database.run(
        'INSERT INTO study_comment (uuid, study, user, body, created) VALUES (?, ?, ?, ?, ?)',
        uuid,
        call.target.uuid,
        userOf(callerOf(call)),
        body,
        timestamp(call.archive.now()),
      );
      return { uuid };
    },
  }),
  command({
    url: '/study/comment/get',
    required: ['uuid'],
    needs: onComment,
    run: (_, call) => describeComment(call, call.target),
  }),
  command({
    url: '/study/comment/delete',
    required: ['uuid'],
    needs: onComment,
    run: (_, { archive, caller, target: comment }) => {
      if (caller?.kind !== 'user' || comment.user !== caller.user.uuid) throw notPermitted('study_comment_edit');
      archive.database.run('DELETE FROM study_comment WHERE uuid = ?', comment.uuid);
      return {};
    },
  }),
  command({
    url: '/tag/add',
    required: ['tag', 'object', 'object_id'],
    params: { tag: text(100).optional() },
    needs: tagged,
    run: ({ tag = '' }, { archive, target: study }) => {
      archive.database.run('INSERT INTO study_tag (study, tag) VALUES (?, ?) ON CONFLICT DO NOTHING', study.uuid, tag);
      return {};
    },
  }),
  command({
    url: '/tag/delete',
    required: ['tag', 'object', 'object_id'],
    needs: tagged,
    run: (_, { archive, params, target: study }) => {
      archive.database.run('DELETE FROM study_tag WHERE study = ? AND tag = ?', study.uuid, params['tag'] ?? '');
      return {};
    },
  }),
  command({
    url: '/tag/list',
    required: ['object'],
    needs: person,
    run: (_, call) => {
      if (call.params['object'] !== 'Study') throw new ServiceError('INVALID_OBJECT', 'object');
      const rows = call.archive.database.all<{ tag: string }>(
        `SELECT DISTINCT tag FROM study_tag JOIN study ON study.uuid = study_tag.study
           JOIN member ON member.namespace = study.phi_namespace AND member.user = ? ORDER BY tag`,
        call.target.uuid,
      );
      return { tags: rows.map(({ tag }) => tag) };
    },
  }),
];

/** What the record of a study says of the notes on it, as this caller sees them. */
export function notesOn(call: Call, study: StudyRow): Answer {
  const { database } = call.archive;
  const caller = callerOf(call);
  const user = caller.kind === 'user' ? caller.user.uuid : '';
  const starred = database.get('SELECT 1 FROM study_star WHERE user = ? AND study = ?', user, study.uuid);
  const tags = database.all<{ tag: string }>('SELECT tag FROM study_tag WHERE study = ? ORDER BY tag', study.uuid);
  const comments = permissionsOn(database, caller, study).has('study_comment_view')
    ? database.all<CommentRow>(
        `SELECT study_comment.*, user.name AS user_name FROM study_comment JOIN user ON user.uuid = study_comment.user
         WHERE study = ? ORDER BY study_comment.seq`,
        study.uuid,
      )
    : [];
  return {
    star: starred === undefined ? 0 : 1,
    ...(tags.length === 0 ? {} : { tags: tags.map(({ tag }) => tag) }),
    ...(comments.length === 0 ? {} : { comments: comments.map((comment) => describeComment(call, comment)) }),
  };
}

function describeComment({ caller }: Call, comment: CommentRow): Answer {
  return {
    uuid: comment.uuid,
    study_id: comment.study,
    user_id: comment.user,
    user_name: comment.user_name,
    body: comment.body,
    created: comment.created,
    is_mine: Number(caller?.kind === 'user' && caller.user.uuid === comment.user),
  };
}
