import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { permissionFlags, permissionsIn } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { sessionMinutes } from '../security/sessions.ts';
import { namespacesOf } from '../store/namespaces.ts';
import { type Answer, type Call, type Command, command } from './command.ts';
import { grantToken, userWith } from './credentials.ts';
import { ServiceError } from './errors.ts';
import { anyone, callerOf, inNamespace, signedIn } from './needs.ts';
import { integer, optional, text } from './params.ts';
import { describeSelf } from './user.ts';
import { setPassword } from './user-edit.ts';

/** Nothing stands between the password and the session here. */
const nothingMore = { pin_required: 0, sign_required: 0, training_todo: 0, is_proxy: 0 };

async function logIn(
  input: { readonly password?: string | undefined; readonly new_password?: string | undefined },
  call: Call,
): Promise<Answer> {
  const { database, sessions, now } = call.archive;
  if ((call.params['use_pkey'] || '0') !== '0') throw new ServiceError('ONLY_ONE');
  const login = call.params['login'] || call.params['email'] || call.params['account_login'] || '';
  const user = await userWith(call.archive, login, input.password ?? '', 'INVALID_CREDENTIALS');
  if (input.new_password !== undefined) await setPassword(database, user.uuid, input.new_password, '');
  const existing = call.params['validate_session'] ?? '';
  if (existing !== '') {
    if (sessions.use(existing)?.user !== user.uuid) throw new ServiceError('VALIDATION_FAILED');
    return { sid: existing, uuid: user.uuid, name: user.name, ...nothingMore };
  }
  database.run('UPDATE user SET last_login = ? WHERE uuid = ?', timestamp(now()), user.uuid);
  return { sid: sessions.open({ user: user.uuid }), uuid: user.uuid, name: user.name, ...nothingMore };
}

const maxTokenSeconds = 24 * 60 * 60;

export const sessionCommands: readonly Command[] = [
  command({
    url: '/session/login',
    postOnly: true,
    required: ['login || email || account_name && account_login', 'password'],
    params: { password: text().optional(), new_password: optional(text()) },
    needs: anyone,
    run: logIn,
  }),
  command({
    url: '/session/oauth/token',
    postOnly: true,
    required: ['grant_type', 'client_id', 'client_secret'],
    params: {
      grant_type: z.literal('client_credentials', 'AUTH_FAILED').optional(),
      client_id: text().optional(),
      client_secret: text().optional(),
      duration: optional(integer()),
    },
    needs: anyone,
    run: async ({ client_id = '', client_secret = '', duration = 3600 }, { archive }) => {
      const user = await userWith(archive, client_id, client_secret, 'AUTH_FAILED');
      const seconds = Math.min(duration, maxTokenSeconds);
      const { token, created } = grantToken(archive, user.uuid, seconds);
      return { access_token: token, created_at: created, expires_in: seconds, token_type: 'bearer' };
    },
  }),
  command({
    url: '/session/user',
    needs: signedIn,
    run: (_, call) => ({
      ...(call.target.kind === 'user' ? describeSelf(call, call.target.user) : {}),
      namespaces: namespacesOf(call.archive.database, call.target).map(({ uuid, name }) => ({ uuid, name })),
      sid_md5: createHash('md5')
        .update(call.sid ?? '')
        .digest('hex'),
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
