import { z } from 'zod';
import { timestamp } from '../archive-context.ts';
import { findNamespace, type NamespaceRow } from '../store/accounts.ts';
import { permissionsIn } from '../access.ts';
import { type Command, command, type Need } from './command.ts';
import { notFound, notPermitted } from './errors.ts';
import { callerOf } from './needs.ts';
import { integer, optional, text } from './params.ts';

const types = ['STUDY_UPLOAD_START', 'STUDY_UPLOAD_END', 'STUDY_UPLOAD_SUCCESS', 'STUDY_UPLOAD_FAIL'] as const;

/** The namespace by its id or its share code, when the caller may upload into it. */
const uploadNamespace: Need<NamespaceRow> = {
  find: (call) => {
    const { database } = call.archive;
    const code = call.params['share_code'] ?? '';
    const found =
      code === ''
        ? findNamespace(database, call.params['namespace_id'] ?? '')
        : database.get<NamespaceRow>('SELECT * FROM namespace WHERE share_code = ?', code);
    if (found === undefined) throw notFound('namespace');
    if (!permissionsIn(database, callerOf(call), found.uuid).has('study_upload')) throw notPermitted('study_upload');
    return found;
  },
};

export const webhookEventCommands: readonly Command[] = [
  /** Recorded; a trigger of the database makes it something that happened. */
  command({
    url: '/webhook/event',
    required: ['type', 'namespace_id || share_code'],
    params: {
      type: z.enum(types, 'INVALID_TYPE'),
      integration_key: text().optional(),
      study_count: optional(integer()),
    },
    needs: uploadNamespace,
    run: (input, { archive, target }) => {
      archive.database.run(
        'INSERT INTO event (type, namespace, integration_key, study_count, created) VALUES (?, ?, ?, ?, ?)',
        input.type,
        target.uuid,
        input.integration_key ?? null,
        input.study_count ?? null,
        timestamp(archive.now()),
      );
      return {};
    },
  }),
];
