import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Credentials, SessionState } from '../../contract/connection.ts';
import { InvalidRequestError, NotFoundError } from '../../contract/problem.ts';
import type { Session } from '../port/archive-connection.ts';
import { RefusedError, SignInError } from '../port/errors.ts';
import { sessionExpired } from './errors.ts';
import { present } from './answers.ts';
import { NamespaceList } from './namespaces.ts';
import { ShareCode, toRules } from './rules.ts';
import { done, type Services } from './services.ts';
import {
  LinkSession,
  Login,
  nothingToDo,
  OauthSession,
  Token,
  toState,
  Training,
  Ttl,
  User,
} from './session-answers.ts';
import type { Pass, SessionKey } from './session-key.ts';
import { signSession } from './sign-with-key.ts';

/** The Ambra session: besides the port's steps, one that a trusted program opened elsewhere can be taken over. */
export interface AmbraSession extends Session {
  /** Goes on with a session that exists already, as the embedded archive hands out to the program it runs in. */
  adopt(sid: string, signal?: AbortSignal): Promise<SessionState>;
  /**
   * After the server has ended a session: signs in again with what was entered last, kept in memory until signing out.
   * False when only a person can: a PIN is asked for, or the password is another by now.
   */
  renew(): Promise<boolean>;
  /** Signs in with a private key (PEM) whose public key the server knows, instead of a password; `login` is the e-mail. */
  signInWithKey(
    key: { readonly login: string; readonly privateKey: string; readonly passphrase?: string },
    signal?: AbortSignal,
  ): Promise<SessionState>;
  /** Signs in with what the brand's, or another, OAuth provider has sent to `redirectUri`. */
  signInWithCode(
    code: { readonly code: string; readonly vendor: string; readonly redirectUri: string },
    signal?: AbortSignal,
  ): Promise<SessionState>;
  /** An OAuth token for programs, renewed by itself. Storage and channels take only a session: they stay closed. */
  useToken(credentials: Credentials & { readonly seconds?: number }, signal?: AbortSignal): Promise<SessionState>;
  /** Every call shows login and password (RFC 7617). Storage and channels take only a session: they stay closed. */
  useBasic(credentials: Credentials, signal?: AbortSignal): Promise<SessionState>;
  /** Which texts the person has accepted, as the last sign-in told. The protocol gives nobody the texts. */
  readonly accepted: Accepted | undefined;
}

/** MD5 sums of the texts. */
export interface Accepted {
  readonly termsMd5?: string;
  readonly privacyMd5?: string;
  readonly indicatorMd5?: string;
}

export function createSession(services: Services, key: SessionKey): AmbraSession {
  let accepted: Accepted | undefined;

  /** Who is signed in, and where they may go: one request. */
  async function signedIn(sid: string, signal: AbortSignal | undefined): Promise<SessionState> {
    const [user, list, { ttl }] = await services.bundle(
      [
        { url: '/session/user', answer: User },
        { url: '/user/namespace/list', answer: NamespaceList },
        { url: '/session/ttl', answer: Ttl },
      ],
      { signal, sid },
    );
    return key.become(toState(user, list, { ttlSeconds: ttl * 60, training: await askTraining(sid, signal) }), { sid });
  }

  /** A pass that is no session has no time to live, and cannot be asked for it. */
  async function letIn(pass: Pass, ttlSeconds: number | undefined, signal: AbortSignal | undefined) {
    const [user, list] = await services.bundle(
      [
        { url: '/session/user', answer: User },
        { url: '/user/namespace/list', answer: NamespaceList },
      ],
      { signal, sid: pass },
    );
    return key.become(toState(user, list, { ttlSeconds }), pass);
  }

  /** Which sessions still owe training; told at sign-in only, and until the PIN was entered nothing can be asked. */
  let owing: string | undefined;
  async function askTraining(sid: string, signal: AbortSignal | undefined): Promise<string[] | undefined> {
    if (owing !== sid) return undefined;
    return services.call(
      { url: '/training/todo', answer: Training, refusals: { ALL_DONE: nothingToDo }, repeatable: true },
      { signal, sid },
    );
  }

  async function logIn(params: Record<string, string | boolean>, signal: AbortSignal | undefined): Promise<Login> {
    const answer = await services.call({ url: '/session/login', params, answer: Login }, { signal, sid: null });
    const { terms_md5: termsMd5, privacy_md5: privacyMd5, indicator_md5: indicatorMd5 } = answer;
    accepted = present({ termsMd5, privacyMd5, indicatorMd5 });
    owing = answer.training_todo ? answer.sid : undefined;
    return answer;
  }

  /** Ends in a session, or as the server answers: a PIN that it now wants is for a person to enter. */
  async function signInAgain({ login, password }: Credentials): Promise<void> {
    const answer = await logIn({ login, password }, undefined);
    if (answer.sign_required || answer.pin_required) throw sessionExpired();
    await signedIn(answer.sid, undefined);
  }

  /** The session, or the PIN that it waits for. */
  async function enter(answer: Login, again: (() => Promise<unknown>) | undefined, signal: AbortSignal | undefined) {
    if (answer.pin_required) {
      return key.become(present({ state: 'pin-required' as const, via: answer.pin_via }), { sid: answer.sid });
    }
    const state = await signedIn(answer.sid, signal);
    key.renewBy(again);
    return state;
  }

  async function signByKey(login: string, privateKey: KeyObject, signal?: AbortSignal): Promise<Login> {
    const answer = await logIn({ login, use_pkey: true }, signal);
    const { sid } = answer;
    if (answer.sign_required) {
      const signature = signSession(login, sid, privateKey);
      await services.call({ url: '/session/sign', params: { sid, signature }, answer: done }, { signal, sid: null });
    }
    return answer;
  }

  async function takeToken(
    { login, password, seconds }: Credentials & { readonly seconds?: number },
    signal?: AbortSignal,
  ): Promise<SessionState> {
    const params = { grant_type: 'client_credentials', client_id: login, client_secret: password, duration: seconds };
    const token = await services.call({ url: '/session/oauth/token', params, answer: Token }, { signal, sid: null });
    return letIn({ authorization: `Bearer ${token.access_token}` }, token.expires_in, signal);
  }

  return {
    get state() {
      return key.state;
    },
    onChange: (listener) => key.onChange(listener),

    async signIn({ login, password }, signal) {
      const answer = await logIn({ login, password }, signal);
      if (answer.sign_required) {
        throw new SignInError('SIGN_REQUIRED', 'This login needs a signature, made with a private key.', {
          next: 'ask-for-permission',
        });
      }
      return enter(answer, () => signInAgain({ login, password }), signal);
    },

    async signInWithKey({ login, privateKey: pem, passphrase }, signal) {
      const privateKey = readKey(pem, passphrase);
      const again = async () => {
        const answer = await signByKey(login, privateKey);
        if (answer.pin_required) throw sessionExpired();
        await signedIn(answer.sid, undefined);
      };
      return enter(await signByKey(login, privateKey, signal), again, signal);
    },

    async signInWithCode({ code, vendor, redirectUri }, signal) {
      const params = { code, vendor, redirect_uri: redirectUri };
      const { sid } = await services.call(
        { url: '/session/oauth', params, answer: OauthSession },
        { signal, sid: null },
      );
      // A code works once: the next time the person is asked again.
      key.renewBy(undefined);
      return signedIn(sid, signal);
    },

    async useToken(credentials, signal) {
      const state = await takeToken(credentials, signal);
      key.renewBy(() => takeToken(credentials));
      return state;
    },

    async useBasic({ login, password }, signal) {
      const encoded = Buffer.from(`${login}:${password}`).toString('base64');
      key.renewBy(undefined);
      try {
        return await letIn({ authorization: `Basic ${encoded}` }, undefined, signal);
      } catch (error) {
        // Nothing has ended where nothing had begun.
        if (!(error instanceof SignInError) || error.code !== 'session-expired') throw error;
        throw new SignInError('AUTH_FAILED', 'The server did not accept the sign-in.', {
          next: 'sign-in-again',
          cause: error,
        });
      }
    },

    get accepted() {
      return accepted;
    },

    async enterPin(pin, signal) {
      const sid = key.pending();
      try {
        await services.call({ url: '/session/pin', params: { sid, pin }, answer: done }, { signal, sid });
      } catch (error) {
        // A wrong PIN may be corrected; after any other refusal a new sign-in is the way.
        const over = error instanceof SignInError && error.next !== 'enter-pin';
        if (over && key.state.state === 'pin-required') key.become({ state: 'signed-out' });
        throw error;
      }
      return signedIn(sid, signal);
    },

    renew: () => key.renew(undefined),
    adopt: (sid, signal) => signedIn(sid, signal),

    async useShareCode(code, signal) {
      const answer = await askShareCode(services, code, signal);
      if (answer.link_id === undefined) {
        throw new RefusedError('account-needed', 'This share code is for people with an account: sign in first.', {
          next: 'sign-in-again',
        });
      }
      const visit = await services.call(
        { url: '/link/session', params: { uuid: answer.link_id }, answer: LinkSession },
        { signal, sid: null },
      );
      if (visit.pin_required) {
        throw new RefusedError('link-needs-pin', 'This share code needs a PIN: use the server’s own page.');
      }
      const rules = toRules(answer);
      key.become({ state: 'share-code', destination: rules.destination }, { sid: visit.sid });
      return rules;
    },

    async signOut() {
      const pass = key.leave();
      // What is no session ends with forgetting it; nothing else takes a token back.
      if (pass === undefined || 'authorization' in pass) return;
      const { sid } = pass;
      try {
        await services.call({ url: '/session/logout', answer: done, refusals: { NOT_FOUND: done } }, { sid });
      } catch (error) {
        // A session that the server ended before is over as well.
        if (!(error instanceof SignInError)) throw error;
      }
    },
  };
}

function readKey(pem: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    // The cause could quote the key.
    throw new InvalidRequestError('bad-key', 'This is no private key in PEM, or its passphrase is another.', {
      next: 'correct-input',
    });
  }
}

async function askShareCode(services: Services, code: string, signal: AbortSignal | undefined): Promise<ShareCode> {
  try {
    return await services.call(
      { url: '/namespace/share_code', params: { share_code: code }, answer: ShareCode, repeatable: true },
      { signal, sid: null },
    );
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new NotFoundError(error.code, 'The server does not know this share code, or it is no longer valid.', {
      next: 'correct-input',
      cause: error,
    });
  }
}
