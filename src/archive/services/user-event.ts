import type { UserRow } from '../access.ts';
import { permissionsIn } from '../access.ts';
import { findNamespace, type NamespaceRow } from '../store/accounts.ts';
import { type Call, type Command, command, type Need } from './command.ts';
import { notFound, notPermitted, ServiceError } from './errors.ts';
import { eventsOf, findMember, type MemberRow } from './membership.ts';
import { callerOf, person } from './needs.ts';

interface Membership {
  readonly namespace: NamespaceRow;
  readonly member: MemberRow;
}

/** The caller's membership of a namespace, or another's for those who edit the members. */
const membership: Need<Membership> = {
  find: (call) => {
    const self: UserRow = person.find(call);
    const { database } = call.archive;
    const namespace = findNamespace(database, call.params['namespace_id'] ?? '');
    if (namespace === undefined) throw notFound('namespace');
    const granted = permissionsIn(database, callerOf(call), namespace.uuid);
    const uuid = call.params['uuid'] || self.uuid;
    if (uuid !== self.uuid) {
      if (granted.size === 0) throw notFound('namespace');
      if (!granted.has('account_user_edit')) throw notPermitted('account_user_edit');
      if (database.get('SELECT 1 FROM user WHERE uuid = ?', uuid) === undefined) throw notFound('user');
    }
    const member = findMember(call, namespace.uuid, uuid);
    // To whoever is nowhere near, the namespace is not there.
    if (member === undefined) throw granted.size === 0 ? notFound('namespace') : new ServiceError('NOT_MEMBER');
    return { namespace, member };
  },
};

/** What a member is told of a namespace. Kept: there is no mail server here to tell by. */
export const userEventCommands: readonly Command[] = [
  command({
    url: '/user/event',
    required: ['namespace_id'],
    needs: membership,
    run: (_, call) => eventsBefore(call),
  }),
  command({
    url: '/user/event/set',
    required: ['namespace_id'],
    needs: membership,
    run: (_, call) => {
      const { namespace, member } = call.target;
      call.archive.database.run(
        'UPDATE member SET events = ? WHERE namespace = ? AND user = ?',
        JSON.stringify({ ...eventsBefore(call), ...eventsOf(call.params) }),
        namespace.uuid,
        member.user_id,
      );
      return {};
    },
  }),
];

const eventsBefore = ({ target }: Call & { readonly target: Membership }): Record<string, number> =>
  JSON.parse(target.member.events) as Record<string, number>;
