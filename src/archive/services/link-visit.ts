import { enter } from '../links/enter.ts';
import { findLiveLink, type LinkRow } from '../store/link-records.ts';
import { findNamespace } from '../store/accounts.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound, ServiceError } from './errors.ts';
import { text } from './params.ts';

/** A live link by its uuid: whoever has that may try it. */
const liveLink: Need<LinkRow> = {
  withoutSession: true,
  find: (call) => {
    const link = findLiveLink(call.archive.database, call.params['uuid'] ?? '', call.archive.now());
    if (link === undefined) throw notFound('link');
    return link;
  },
};

export const linkVisitCommands: readonly Command[] = [
  command({
    url: '/link/status',
    required: ['uuid'],
    needs: liveLink,
    run: (_, { target: link }) => ({
      action: link.action,
      has_password: link.password_hash === null ? 0 : 1,
      is_meeting: 0,
      skip_email_prompt: link.skip_email_prompt,
      pin_auth: 0,
      acceptance_required: 0,
    }),
  }),
  command({
    url: '/link/session',
    required: ['uuid'],
    params: { password: text().optional() },
    needs: liveLink,
    run: (input, call) => visit(call, call.target, input.password ?? ''),
  }),
];

async function visit(call: Call, link: LinkRow, password: string): Promise<Answer> {
  const { archive } = call;
  const entry = await enter(archive, link, password);
  if (entry.outcome !== 'open') throw refusals[entry.outcome]();
  const namespace = link.namespace === null ? undefined : findNamespace(archive.database, link.namespace);
  return {
    sid: entry.sid,
    action: link.action,
    pin_required: 0,
    acceptance_required: 0,
    ...(namespace === undefined ? { study_count: 1, study_id: link.study } : { share_code: namespace.share_code }),
  };
}

const refusals = {
  locked: () => new ServiceError('LOCKOUT'),
  'wrong-password': () => new ServiceError('INVALID_CREDENTIALS'),
  ended: () => notFound('link'),
};
