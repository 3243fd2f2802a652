import { permissionsIn } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { findNamespace, findNamespaceOf } from '../store/accounts.ts';
import { deleteForNow, type DeletedStudy, findDeleted, revive } from '../store/deleted-studies.ts';
import { type Command, command, type Need } from './command.ts';
import { notFound, ServiceError } from './errors.ts';
import { callerOf, onStudy } from './needs.ts';

/** Who looks after the archive: an administrator of the account that the study was in. */
const deletedStudy: Need<DeletedStudy> = {
  find: (call) => {
    const { database } = call.archive;
    const caller = callerOf(call);
    const own = caller.kind === 'user' ? findNamespaceOf(database, caller.user.account) : undefined;
    if (own === undefined || !permissionsIn(database, caller, own.uuid).has('account_edit'))
      throw new ServiceError('NOT_SYSADMIN_OR_SUPPORT');
    const deleted = findDeleted(database, call.params['uuid'] ?? '');
    const place = deleted && findNamespace(database, deleted.phi_namespace);
    if (deleted === undefined || (place !== undefined && place.account !== own.account)) throw notFound('study');
    return deleted;
  },
};

export const studyDeleteCommands: readonly Command[] = [
  command({
    url: '/study/delete',
    required: ['uuid || study_uid && storage_namespace && phi_namespace'],
    needs: onStudy('study_delete'),
    run: (_, { archive, target }) => {
      deleteForNow(archive, target);
      return {};
    },
  }),
  command({
    url: '/study/revive',
    required: ['uuid'],
    needs: deletedStudy,
    run: (_, { archive, target }) => {
      const { database, now } = archive;
      const revived = database.write(() => revive(database, target, timestamp(now())));
      if (revived === undefined) throw new ServiceError('CAN_NOT_REVIVE');
      return { uuid: revived.uuid };
    },
  }),
];
