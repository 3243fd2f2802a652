import { z } from 'zod';
import type { Credentials, SessionState } from '../../contract/connection.ts';
import { NotFoundError } from '../../contract/problem.ts';
import type { Session } from '../port/archive-connection.ts';
import { RefusedError, SignInError } from '../port/errors.ts';
import { sessionExpired } from './errors.ts';
import { flag, integer, optionalText, present } from './answers.ts';
import { NamespaceList, toNamespaces } from './namespaces.ts';
import { ShareCode, toRules } from './rules.ts';
import { done, type Services } from './services.ts';
import type { SessionKey } from './session-key.ts';

/** The Ambra session: besides the port's steps, one that a trusted program opened elsewhere can be taken over. */
export interface AmbraSession extends Session {
  /** Goes on with a session that exists already, as the embedded archive hands out to the program it runs in. */
  adopt(sid: string, signal?: AbortSignal): Promise<SessionState>;
  /**
   * After the server has ended a session: signs in again with what was entered last, kept in memory until signing out.
   * False when only a person can: a PIN is asked for, or the password is another by now.
   */
  renew(): Promise<boolean>;
}

/** What a header can carry. An error about any other would quote it. */
const sidText = z.string().regex(/^[\x21-\x7e]{1,1024}$/);
const Login = z.object({ sid: sidText, pin_required: flag, pin_via: optionalText, sign_required: flag });
const User = z.object({ name: optionalText, first: optionalText, last: optionalText, email: optionalText });
const Ttl = z.object({ ttl: integer });
const LinkSession = z.object({ sid: sidText, pin_required: flag });

export function createSession(services: Services, key: SessionKey): AmbraSession {
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
    const namespaces = toNamespaces(list);
    return key.become(
      present({
        state: 'signed-in' as const,
        userName: user.name ?? [user.first, user.last].filter((part) => part !== undefined).join(' '),
        email: user.email,
        accountName: namespaces.find(({ kind }) => kind === 'account')?.name,
        namespaces,
        ttlSeconds: ttl * 60,
      }),
      sid,
    );
  }

  /** Ends in a session, or as the server answers: a PIN that it now wants is for a person to enter. */
  async function signInAgain({ login, password }: Credentials): Promise<void> {
    const answer = await services.call(
      { url: '/session/login', params: { login, password }, answer: Login },
      { sid: null },
    );
    if (answer.sign_required || answer.pin_required) throw sessionExpired();
    await signedIn(answer.sid, undefined);
  }

  return {
    get state() {
      return key.state;
    },
    onChange: (listener) => key.onChange(listener),

    async signIn({ login, password }, signal) {
      const answer = await services.call(
        { url: '/session/login', params: { login, password }, answer: Login },
        { signal, sid: null },
      );
      if (answer.sign_required) {
        throw new SignInError('SIGN_REQUIRED', 'This login needs a signed sign-in, which Fileroom does not have.', {
          next: 'ask-for-permission',
        });
      }
      if (!answer.pin_required) {
        const state = await signedIn(answer.sid, signal);
        key.renewBy(() => signInAgain({ login, password }));
        return state;
      }
      return key.become(present({ state: 'pin-required' as const, via: answer.pin_via }), answer.sid);
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
      key.become({ state: 'share-code', destination: rules.destination }, visit.sid);
      return rules;
    },

    async signOut() {
      const sid = key.leave();
      if (sid === undefined) return;
      try {
        await services.call({ url: '/session/logout', answer: done, refusals: { NOT_FOUND: done } }, { sid });
      } catch (error) {
        // A session that the server ended before is over as well.
        if (!(error instanceof SignInError)) throw error;
      }
    },
  };
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
