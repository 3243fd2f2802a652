import { permissionsIn } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { hashPassword, isPassword } from '../security/password.ts';
import { addUser, findNamespaceOf } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { updateRow } from '../store/records.ts';
import { type Call, type Command, command, type Need } from './command.ts';
import { notFound, notPermitted, ServiceError } from './errors.ts';
import { callerOf, inAccount } from './needs.ts';
import { emailAddress, emailAddresses, flag, optional, phoneNumber, text, timeZone } from './params.ts';
import { refuseUnsupported } from './unsupported.ts';

interface EditedUser {
  readonly uuid: string;
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly password_hash: string;
  readonly disabled: number;
}

const userParams = {
  first: text().optional(),
  last: text().optional(),
  email: optional(emailAddress()),
  mobile_phone: optional(phoneNumber()),
  password: text().optional(),
  old_password: text().optional(),
  alt_emails: emailAddresses().optional(),
  time_zone: timeZone().optional(),
};
const unsupported = ['cc_token', 'pin_required', 'allowed_login_brands', 'public_key'] as const;

/** The user named by `uuid`, or the caller. */
const onUser: Need<EditedUser> = {
  find: (call) => {
    const caller = callerOf(call);
    if (caller.kind !== 'user') throw notPermitted();
    const uuid = call.params['uuid'] || caller.user.uuid;
    const user = call.archive.database.get<EditedUser>('SELECT * FROM user WHERE uuid = ?', uuid);
    if (user === undefined || user.account !== caller.user.account) throw notFound('user');
    return user;
  },
};

export const userEditCommands: readonly Command[] = [
  command({
    url: '/user/add',
    postOnly: true,
    required: ['account_id', 'first', 'last', 'password', 'email'],
    params: userParams,
    needs: inAccount('user_edit'),
    run: async (input, call) => {
      refuseUnsupported(call.params, unsupported);
      const { archive, target: account } = call;
      const { email = '', password = '', mobile_phone } = input;
      const alternatives = alternativesOf(call, input);
      requireFree(call, email);
      if (input.alt_emails?.includes(email) === true) throw new ServiceError('DUPLICATE_EMAIL', 'alt_emails');
      requireGood(password);
      const passwordHash = await hashPassword(password);
      return archive.database.write(() => {
        requireFree(call, email);
        const name = `${input.first} ${input.last}`;
        const uuid = addUser(archive.database, account, { login: email, name, passwordHash }, timestamp(archive.now()));
        updateRow(archive.database, 'user', uuid, { mobile_phone, ...alternatives });
        return { uuid, namespace_id: findNamespaceOf(archive.database, uuid)?.uuid };
      });
    },
  }),
  command({
    url: '/user/set',
    postOnly: true,
    params: userParams,
    needs: onUser,
    run: async (input, call) => {
      refuseUnsupported(call.params, unsupported);
      const { archive, target: user } = call;
      const isSelf = requireEditor(call, user);
      const [first = '', ...rest] = user.name.split(' ');
      const name = [input.first ?? first, input.last ?? rest.join(' ')].filter(Boolean).join(' ');
      updateRow(archive.database, 'user', user.uuid, {
        name,
        mobile_phone: input.mobile_phone,
        ...alternativesOf(call, input),
      });
      // Another's address and password are theirs: documented as ignored, so they are left as they are.
      if (!isSelf) return {};
      if (input.email !== undefined && input.email !== user.login) {
        requireFree(call, input.email);
        updateRow(archive.database, 'user', user.uuid, { login: input.email });
      }
      if ((input.password ?? '') !== '') await changePassword(call, user, input);
      return {};
    },
  }),
  command({
    url: '/user/enable',
    required: ['uuid'],
    params: { disable: flag().optional() },
    needs: onUser,
    run: (input, call) => {
      const { archive, target: user } = call;
      if (requireEditor(call, user)) throw notPermitted('self');
      const disable = input.disable === true;
      if (!disable && user.disabled === 0) throw new ServiceError('NOT_DISABLED');
      archive.database.write(() => {
        updateRow(archive.database, 'user', user.uuid, { disabled: Number(disable) });
        if (!disable) return;
        archive.database.run('DELETE FROM session WHERE user = ?', user.uuid);
        archive.database.run('DELETE FROM access_token WHERE user = ?', user.uuid);
      });
      return {};
    },
  }),
];

/** Whether the caller is the user; others need the right to edit users in the account. */
function requireEditor(call: Call, user: EditedUser): boolean {
  const caller = callerOf(call);
  if (caller.kind === 'user' && caller.user.uuid === user.uuid) return true;
  const account = findNamespaceOf(call.archive.database, user.account);
  if (!permissionsIn(call.archive.database, caller, account?.uuid ?? '').has('user_edit'))
    throw notPermitted('user_edit');
  return false;
}

function requireFree({ archive }: Call, email: string): void {
  if (archive.database.get('SELECT 1 FROM user WHERE login = ?', email) !== undefined) {
    throw new ServiceError('DUPLICATE_EMAIL', 'email');
  }
}

/** What is kept of `alt_emails` and `time_zone`. The address of a user is nobody's alternative. */
function alternativesOf(
  { archive }: Call,
  { alt_emails, time_zone }: { alt_emails?: readonly string[] | undefined; time_zone?: string | undefined },
): { alt_emails: string | undefined; time_zone: string | undefined } {
  const isTaken = (email: string) => archive.database.get('SELECT 1 FROM user WHERE login = ?', email) !== undefined;
  if (alt_emails?.some(isTaken) === true) throw new ServiceError('DUPLICATE_EMAIL', 'alt_emails');
  return { alt_emails: alt_emails?.join(','), time_zone };
}

/** The documented measure: eight characters, two of them letters and two digits. */
function requireGood(password: string): void {
  const digits = password.match(/\p{Nd}/gu)?.length ?? 0;
  const letters = password.match(/\p{L}/gu)?.length ?? 0;
  if (password.length < 8 || digits < 2 || letters < 2) throw new ServiceError('BAD_PASSWORD');
}

async function changePassword(
  call: Call,
  user: EditedUser,
  { password = '', old_password: old = '' }: { password?: string | undefined; old_password?: string | undefined },
): Promise<void> {
  const { database, attempts } = call.archive;
  const subject = `password:${user.uuid}`;
  if (!attempts.begin(subject)) throw new ServiceError('LOCKOUT');
  if (!(await isPassword(old, user.password_hash))) throw new ServiceError('INVALID_PASSWORD', 'old_password');
  attempts.succeed(subject);
  await setPassword(database, user.uuid, password, callerOf(call).session.sidHash);
}

/** Sets a password that is good enough, and ends every way in with the old one, but for one session. */
export async function setPassword(database: Database, user: string, password: string, keep: string): Promise<void> {
  requireGood(password);
  const password_hash = await hashPassword(password);
  database.write(() => {
    updateRow(database, 'user', user, { password_hash });
    database.run('DELETE FROM session WHERE user = ? AND sid_hash <> ?', user, keep);
    database.run('DELETE FROM access_token WHERE user = ?', user);
  });
}
