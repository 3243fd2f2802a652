import { createHash, randomUUID } from 'node:crypto';
import { permissionFlags, permissionsIn, type UserRow } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { isPassword } from '../security/password.ts';
import { sessionMinutes } from '../security/sessions.ts';
import { namespacesOf } from '../store/namespaces.ts';
import { type Answer, type Call, type Command, command } from './command.ts';
import { ServiceError } from './errors.ts';
import { anyone, callerOf, inNamespace, signedIn } from './needs.ts';
import { text } from './params.ts';

type PasswordRow = UserRow & { readonly password_hash: string; readonly disabled: number };

/** Nothing stands between the password and the session here. */
const nothingMore = { pin_required: 0, sign_required: 0, training_todo: 0, is_proxy: 0 };

async function logIn(input: { readonly password?: string | undefined }, call: Call): Promise<Answer> {
  const { database, attempts, sessions, now } = call.archive;
  if ((call.params['new_password'] ?? '') !== '') throw new ServiceError('NOT_SUPPORTED', 'new_password');
  const login = call.params['login'] || call.params['email'] || call.params['account_login'] || '';
  const subject = `login:${login.toLowerCase().slice(0, 320)}`;
  if (!attempts.begin(subject)) throw new ServiceError('LOCKOUT');
  const user = database.get<PasswordRow>('SELECT * FROM user WHERE login = ?', login);
  if (!(await isPassword(input.password ?? '', user?.password_hash)) || user === undefined) {
    throw new ServiceError('INVALID_CREDENTIALS');
  }
  attempts.succeed(subject);
  if (user.disabled === 1) throw new ServiceError('DISABLED');
  const existing = call.params['validate_session'] ?? '';
  if (existing !== '') {
    if (sessions.use(existing)?.user !== user.uuid) throw new ServiceError('VALIDATION_FAILED');
    return { sid: existing, uuid: user.uuid, name: user.name, ...nothingMore };
  }
  database.run('UPDATE user SET last_login = ? WHERE uuid = ?', timestamp(now()), user.uuid);
  return { sid: sessions.open({ user: user.uuid }), uuid: user.uuid, name: user.name, ...nothingMore };
}

export const sessionCommands: readonly Command[] = [
  command({
    url: '/session/login',
    postOnly: true,
    required: ['login || email || account_name && account_login', 'password'],
    params: { password: text().optional() },
    needs: anyone,
    run: logIn,
  }),
  command({
    url: '/session/user',
    needs: signedIn,
    run: (_, { archive, target: caller, sid = '' }) => ({
      ...(caller.kind === 'user' ? { uuid: caller.user.uuid, name: caller.user.name, email: caller.user.login } : {}),
      namespaces: namespacesOf(archive.database, caller).map(({ uuid, name }) => ({ uuid, name })),
      sid_md5: createHash('md5').update(sid).digest('hex'),
      accelerator_used: 0,
      session_expire: sessionMinutes,
    }),
  }),
  command({
    url: '/session/ttl',
    needs: signedIn,
    run: (_, { archive, target: caller }) => ({
      ttl: Math.max(0, Math.floor((caller.session.expires - archive.now()) / 60_000)),
    }),
  }),
  command({
    url: '/session/permissions',
    required: ['account_id || namespace_id'],
    needs: {
      find: (call) => {
        const account = call.params['account_id'] ?? '';
        if (account === '') return inNamespace('study_upload', 'namespace_id').find(call).uuid;
        return inNamespace('account_view', 'namespace').find({
          ...call,
          params: { ...call.params, namespace: accountNamespace(call, account) },
        }).uuid;
      },
    },
    run: (_, call) => ({ ...permissionFlags(permissionsIn(call.archive.database, callerOf(call), call.target)) }),
  }),
  command({
    url: '/session/logout',
    needs: signedIn,
    run: (_, { archive, target: caller }) => {
      archive.sessions.close(caller.session);
      return {};
    },
  }),
  command({ url: '/session/uuid', needs: anyone, run: () => ({ uuid: randomUUID() }) }),
];

function accountNamespace(call: Call, account: string): string {
  const row = call.archive.database.get<{ uuid: string }>('SELECT uuid FROM namespace WHERE holder = ?', account);
  return row?.uuid ?? '';
}
