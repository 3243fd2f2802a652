import type { z } from 'zod';
import { type Caller, permissionsIn, visibleParts, visibleStudies } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { findNamespace } from '../store/accounts.ts';
import { demographicNames, type Demographics } from '../store/study-fields.ts';
import { findDeletedByTriplet, revive } from '../store/deleted-studies.ts';
import { addStudy, findStudyByTriplet, settle, type StudyRow, updateStudy } from '../store/study-records.ts';
import { type Call, type Command, command, type Need } from './command.ts';
import { passedFields, saveFields } from './custom-fields.ts';
import { notPermitted, ServiceError } from './errors.ts';
import type { Condition } from './filters.ts';
import { countLarge, listLarge } from './listing.ts';
import { callerOf, knownStudy, onStudy, signedIn } from './needs.ts';
import { integer, optional, text, uid } from './params.ts';
import { studyList } from './study-columns.ts';
import { describeStudy, hostOf, onlyFields } from './study-answer.ts';

const uuidOrTriplet = 'uuid || study_uid && storage_namespace && phi_namespace';
const idOrTriplet = 'study_id || study_uid && storage_namespace && phi_namespace';

const demographics = Object.fromEntries(demographicNames.map((name) => [name, text().optional()])) as Record<
  (typeof demographicNames)[number],
  z.ZodOptional<z.ZodString>
>;
const studyParams = {
  ...demographics,
  image_count: optional(integer()),
  attachment_count: optional(integer()),
  integration_key: text().optional(),
};

/** The fields that were passed; an empty one clears. */
function passed(input: Demographics): Demographics {
  return Object.fromEntries(
    demographicNames.filter((name) => input[name] !== undefined).map((name) => [name, input[name] || null]),
  );
}

/** Both namespaces must take the caller's uploads: nobody writes into a storage that is not theirs. */
const uploadTarget: Need<Caller> = {
  find: (call) => {
    const caller = callerOf(call);
    for (const key of ['storage_namespace', 'phi_namespace']) {
      const uuid = call.params[key] ?? '';
      if (findNamespace(call.archive.database, uuid) === undefined) throw new ServiceError('NAMESPACE_NOT_FOUND', key);
      if (!permissionsIn(call.archive.database, caller, uuid).has('study_upload')) throw notPermitted('study_upload');
    }
    return caller;
  },
};

/** A visitor learns where the study is, and nothing about it. */
function alreadyExists(call: Call, existing: StudyRow): ServiceError {
  const { uuid, study_uid, storage_namespace, phi_namespace, phantom } = existing;
  const whereabouts = { uuid, study_uid, storage_namespace, phi_namespace, phantom, engine_fqdn: hostOf(call) };
  const data = call.caller?.kind === 'user' ? describeStudy(call, existing) : whereabouts;
  return new ServiceError('ALREADY_EXISTS', existing.uuid, data);
}

/** Those who may look at studies at all; which ones is the list's own condition. */
const studyReader: Need<Caller> = {
  find: (call) => {
    const caller = callerOf(call);
    if (caller.kind === 'link' && caller.link.study === null) throw notPermitted('study_view');
    return caller;
  },
};

export const studyCommands: readonly Command[] = [
  command({
    url: '/study/add',
    required: ['study_uid && storage_namespace && phi_namespace'],
    params: { ...studyParams, study_uid: uid() },
    needs: uploadTarget,
    run: (input, call) => {
      const { archive, target: caller, params } = call;
      const fields = passedFields(call, params['phi_namespace'] ?? '');
      if ((params['thin'] || '0') !== '0') throw new ServiceError('NOT_SUPPORTED', 'thin');
      const at = timestamp(archive.now());
      const triplet = {
        study_uid: input.study_uid,
        storage_namespace: params['storage_namespace'] ?? '',
        phi_namespace: params['phi_namespace'] ?? '',
      };
      const added = archive.database.write(() => {
        const existing = findStudyByTriplet(archive.database, triplet);
        if (existing !== undefined) {
          const goesOn = caller.kind === 'link' && existing.created_by === null && existing.phantom === 1;
          if (goesOn) updateStudy(archive.database, existing, { created_in: caller.session.sidHash }, at);
          return { existing };
        }
        // A visitor has nothing to do with what others deleted.
        const deleted = caller.kind === 'user' ? findDeletedByTriplet(archive.database, triplet) : undefined;
        const revived = deleted && revive(archive.database, deleted, at);
        if (revived !== undefined) {
          const expected_count = input.image_count ?? null;
          updateStudy(archive.database, revived, { ...passed(input), expected_count }, at);
          saveFields(call, revived.uuid, fields);
          return { uuid: revived.uuid };
        }
        const uuid = addStudy(
          archive.database,
          {
            ...triplet,
            ...passed(input),
            source: 'upload',
            created_by: caller.kind === 'user' ? caller.user.uuid : null,
            created_in: caller.kind === 'link' ? caller.session.sidHash : null,
            expected_count: input.image_count ?? null,
            integration_key: input.integration_key ?? null,
            must_approve: findNamespace(archive.database, triplet.phi_namespace)?.must_approve_upload ?? 0,
          },
          at,
        );
        saveFields(call, uuid, fields);
        return { uuid };
      });
      if ('existing' in added) throw alreadyExists(call, added.existing);
      return { ...added, engine_fqdn: hostOf(call) };
    },
  }),
  command({
    url: '/study/get',
    required: [uuidOrTriplet],
    needs: onStudy('study_view'),
    run: (_, call) => onlyFields(call, describeStudy(call, call.target)),
  }),
  command({
    url: '/study/list',
    needs: studyReader,
    run: (_, call) => {
      const { rows, page } = listLarge<StudyRow>(call, studyList, visibleStudies(call.target), partsOf(call));
      return { page, studies: rows.map((row) => onlyFields(call, describeStudy(call, row))) };
    },
  }),
  command({
    url: '/study/count',
    needs: studyReader,
    run: (_, call) => ({ count: countLarge(call, studyList, visibleStudies(call.target), partsOf(call)) }),
  }),
  command({
    url: '/study/exists',
    required: ['uuid || study_uid && storage_namespace && phi_namespace || study_uid && account_id'],
    needs: signedIn,
    run: (_, call) => ({ exists: exists(call) ? 1 : 0 }),
  }),
  command({
    url: '/study/set',
    required: [idOrTriplet],
    params: studyParams,
    needs: onStudy('study_edit', 'study_id'),
    run: (input, call) => {
      const { archive, target } = call;
      const fields = passedFields(call, target.phi_namespace);
      archive.database.write(() => {
        const key = input.integration_key === undefined ? {} : { integration_key: input.integration_key };
        updateStudy(archive.database, target, { ...passed(input), ...key }, timestamp(archive.now()));
        saveFields(call, target.uuid, fields);
      });
      return { uuid: target.uuid };
    },
  }),
  command({
    url: '/study/sync',
    required: [idOrTriplet],
    params: { image_count: optional(integer()) },
    needs: {
      find: (call) =>
        onStudy((call.params['image_count'] ?? '') === '' ? 'study_sync' : 'study_upload', 'study_id').find(call),
    },
    run: (input, { archive, target }) => {
      const { database } = archive;
      const at = timestamp(archive.now());
      database.write(() => {
        if (input.image_count !== undefined) updateStudy(database, target, { expected_count: input.image_count }, at);
        settle(database, target, at);
        // Nobody said how many there are: what storage holds is the study.
        database.run(
          'UPDATE study SET phantom = 0 WHERE uuid = ? AND expected_count IS NULL AND image_count > 0',
          target.uuid,
        );
      });
      return {};
    },
  }),
];

/** The namespaces that the list is made of: those that the caller reaches, or of these the one asked for. */
function partsOf(call: Call): Condition[] {
  const wanted = call.params['filter.phi_namespace.equals'];
  const parts = visibleParts(call.archive.database, callerOf(call));
  return wanted === undefined || callerOf(call).kind === 'link'
    ? parts
    : parts.filter(({ values }) => values.includes(wanted));
}

function exists(call: Call): boolean {
  if ((call.params['account_id'] ?? '') === '') return knownStudy(call, 'uuid') !== undefined;
  const visible = visibleStudies(callerOf(call));
  return (
    call.archive.database.get(
      `SELECT 1 FROM study JOIN namespace ON namespace.uuid = study.phi_namespace
       WHERE study_uid = ? AND namespace.account = ? AND ${visible.sql}`,
      call.params['study_uid'] ?? '',
      call.params['account_id'] ?? '',
      ...visible.values,
    ) !== undefined
  );
}
