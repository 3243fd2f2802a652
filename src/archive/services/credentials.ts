import { createHash, randomBytes } from 'node:crypto';
import { type Caller, callerOf, type UserRow } from '../access.ts';
import { type ArchiveContext, timestamp } from '../archive-context.ts';
import { isPassword } from '../security/password.ts';
import { ServiceError } from './errors.ts';

type PasswordRow = UserRow & { readonly password_hash: string; readonly disabled: number };

/** How a request says who asks. A sid goes before the other two. */
export interface Credentials {
  readonly sid: string | undefined;
  /** The Authorization header: `Basic …` with login and password, or `Bearer …` with a token of /session/oauth/token. */
  readonly authorization: string | undefined;
}

export async function callerWith(archive: ArchiveContext, credentials: Credentials): Promise<Caller | undefined> {
  const { sid = '', authorization = '' } = credentials;
  if (sid !== '') {
    const session = archive.sessions.use(sid);
    return session === undefined ? undefined : callerOf(archive.database, session);
  }
  const [, scheme = '', value = ''] = /^(basic|bearer) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer') return callerWithToken(archive, value);
  if (scheme.toLowerCase() === 'basic') return callerWithPassword(archive, value);
  return undefined;
}

/**
 * The user of a login and its password.
 * @throws LOCKOUT after too many guesses, DISABLED, or `refusal` when one of the two is wrong
 */
export async function userWith(
  archive: ArchiveContext,
  login: string,
  password: string,
  refusal: string,
): Promise<UserRow> {
  const subject = `login:${login.toLowerCase().slice(0, 320)}`;
  if (!archive.attempts.begin(subject)) throw new ServiceError('LOCKOUT');
  const user = archive.database.get<PasswordRow>('SELECT * FROM user WHERE login = ?', login);
  if (!(await isPassword(password, user?.password_hash)) || user === undefined) throw new ServiceError(refusal);
  archive.attempts.succeed(subject);
  if (user.disabled === 1) throw new ServiceError(refusal === 'INVALID_CREDENTIALS' ? 'DISABLED' : refusal);
  return user;
}

export interface AccessToken {
  readonly token: string;
  readonly created: string;
}

/** A token with which its user may call for so many seconds. Only its hash is stored. */
export function grantToken({ database, now }: ArchiveContext, user: string, seconds: number): AccessToken {
  const token = randomBytes(32).toString('base64url');
  const created = timestamp(now());
  database.write(() => {
    database.run('DELETE FROM access_token WHERE expires <= ?', now());
    database.run(
      'INSERT INTO access_token (token_hash, user, created, expires) VALUES (?, ?, ?, ?)',
      hashOf(token),
      user,
      created,
      now() + seconds * 1000,
    );
  });
  return { token, created };
}

function callerWithToken({ database, now }: ArchiveContext, token: string): Caller | undefined {
  const sidHash = hashOf(token);
  const known = database.get<{ user: string; expires: number }>(
    'SELECT user, expires FROM access_token WHERE token_hash = ? AND expires > ?',
    sidHash,
    now(),
  );
  return known === undefined ? undefined : callerOf(database, { sidHash, link: null, ...known });
}

async function callerWithPassword(archive: ArchiveContext, encoded: string): Promise<Caller | undefined> {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) return undefined;
  try {
    const user = await userWith(archive, text.slice(0, colon), text.slice(colon + 1), 'AUTH_FAILED');
    // Good for this one call: there is no session that could be used again.
    return callerOf(archive.database, { sidHash: '', user: user.uuid, link: null, expires: archive.now() });
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
