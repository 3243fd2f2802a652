import { randomUUID } from 'node:crypto';
import { timestamp } from '../archive-context.ts';
import { type Answer, type Command, command } from './command.ts';
import { notFound } from './errors.ts';
import { describeMark, isStoredImage, type MarkRow, marksOf, onMark } from './marks.ts';
import { callerOf, onStudy } from './needs.ts';
import { integer, text, uid } from './params.ts';

interface KeyImageRow extends MarkRow {
  readonly version: string | null;
}

export const keyImageCommands: readonly Command[] = [
  command({
    url: '/keyimage/list',
    required: ['study_id || study_uid && storage_namespace && phi_namespace'],
    needs: onStudy('keyimage_view', 'study_id'),
    run: (_, call) => ({ images: marksOf<KeyImageRow>(call, 'keyimage', call.target).map(describe) }),
  }),
  command({
    url: '/keyimage/add',
    required: [
      'study_id || study_uid && storage_namespace && phi_namespace',
      'series_uid && instance_uid && frame_number && version',
    ],
    params: { series_uid: uid(), instance_uid: uid(), frame_number: integer(), version: text(64) },
    needs: onStudy('keyimage_edit', 'study_id'),
    run: (input, call) => {
      const { target } = call;
      if (!isStoredImage(call, target, input.series_uid, input.instance_uid)) throw notFound('instance_uid');
      const caller = callerOf(call);
      const uuid = randomUUID();
      call.archive.database.run(
        `INSERT INTO keyimage (uuid, storage_namespace, study_uid, user, series_uid, instance_uid, frame_number,
           version, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        uuid,
        target.storage_namespace,
        target.study_uid,
        caller.kind === 'user' ? caller.user.uuid : null,
        input.series_uid,
        input.instance_uid,
        input.frame_number,
        input.version,
        timestamp(call.archive.now()),
      );
      return { uuid };
    },
  }),
  command({
    url: '/keyimage/get',
    required: ['uuid'],
    needs: onMark<KeyImageRow>('keyimage', 'keyimage_view'),
    run: (_, { target }) => describe(target),
  }),
  command({
    url: '/keyimage/delete',
    required: ['uuid'],
    needs: onMark<KeyImageRow>('keyimage', 'keyimage_edit', 'nobody'),
    run: (_, { archive, target }) => {
      archive.database.run('DELETE FROM keyimage WHERE uuid = ?', target.uuid);
      return {};
    },
  }),
];

function describe(image: KeyImageRow): Answer {
  return { ...describeMark(image), version: image.version };
}
