import { isPassword } from '../security/password.ts';
import { countHit, findLiveLink, type LinkRow } from '../store/link-records.ts';
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
  const { database, attempts, sessions, now } = call.archive;
  if (link.password_hash !== null) {
    const subject = `link:${link.uuid}`;
    if (!attempts.begin(subject, link.password_max_attempts ?? undefined)) throw new ServiceError('LOCKOUT');
    if (!(await isPassword(password, link.password_hash))) throw new ServiceError('INVALID_CREDENTIALS');
    attempts.succeed(subject);
  }
  if (!countHit(database, link.uuid, now())) throw notFound('link');
  const namespace = link.namespace === null ? undefined : findNamespace(database, link.namespace);
  return {
    sid: sessions.open({ link: link.uuid, notAfter: link.expires ?? undefined }),
    action: link.action,
    pin_required: 0,
    acceptance_required: 0,
    ...(namespace === undefined ? { study_count: 1, study_id: link.study } : { share_code: namespace.share_code }),
  };
}
