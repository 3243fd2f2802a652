import type { SessionState } from '../../contract/connection.ts';
import { SignInError } from '../port/errors.ts';
import { sessionExpired } from './errors.ts';

/** What a call shows: the id of a session, or a header that stands for the person (basic, OAuth). */
export type Pass = { readonly sid: string } | { readonly authorization: string };

/** Holds the session's state and its pass, which never leaves this folder but in requests. */
export interface SessionKey {
  readonly state: SessionState;
  /** The pass for a call, or the error that says why there is none. */
  use(): Pass;
  /** Calls show a header, since the last sign-in. */
  readonly isByHeader: boolean;
  /** The sid for what takes no other pass, or the error that says why there is none. */
  useSid(): string;
  /** The sid that waits for its PIN. */
  pending(): string;
  become(state: SessionState, pass?: Pass): SessionState;
  /** Signs out here; the pass, when there was one, is for telling the server. */
  leave(): Pass | undefined;
  /** The server turned the pass away. A newer one is left alone. */
  expired(pass: Pass): void;
  /** How to sign in again without asking anybody; held for as long as somebody is signed in, or was until just now. */
  renewBy(renewer: (() => Promise<unknown>) | undefined): void;
  /** After `turnedAway` was: whether there is a session again. Calls at the same time share one sign-in. */
  renew(turnedAway: Pass | undefined): Promise<boolean>;
  onChange(listener: (state: SessionState) => void): () => void;
}

export function createSessionKey(): SessionKey {
  let state: SessionState = { state: 'signed-out' };
  let pass: Pass | undefined;
  let isByHeader = false;
  let renewer: (() => Promise<unknown>) | undefined;
  let renewing: Promise<boolean> | undefined;
  const listeners = new Set<(state: SessionState) => void>();

  const become = (next: SessionState, nextPass?: Pass): SessionState => {
    state = next;
    pass = nextPass;
    if (nextPass !== undefined) isByHeader = 'authorization' in nextPass;
    for (const listener of listeners) listener(next);
    return next;
  };

  /** Once the server does not take the sign-in any more, only a person can help. */
  async function attempt(signInAgain: () => Promise<unknown>): Promise<boolean> {
    try {
      await signInAgain();
      return state.state === 'signed-in';
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      renewer = undefined;
      return false;
    }
  }

  const use = (): Pass => {
    if (state.state === 'expired') throw sessionExpired();
    if (state.state === 'pin-required') {
      throw new SignInError('pin-required', 'The server waits for the PIN it sent.', { next: 'enter-pin' });
    }
    if (pass === undefined) throw signedOut();
    return pass;
  };

  return {
    get state() {
      return state;
    },
    get isByHeader() {
      return isByHeader;
    },
    use,
    useSid() {
      const shown = use();
      if ('sid' in shown) return shown.sid;
      throw new SignInError('needs-session', 'This works only in a session: sign in with login and password.', {
        next: 'sign-in-again',
      });
    },
    pending() {
      if (state.state !== 'pin-required' || pass === undefined || !('sid' in pass)) throw signedOut();
      return pass.sid;
    },
    become,
    leave() {
      const last = pass;
      renewer = undefined;
      if (state.state !== 'signed-out') become({ state: 'signed-out' });
      return last;
    },
    expired(turnedAway) {
      if (pass !== undefined && isSame(turnedAway, pass)) become({ state: 'expired' });
    },
    renewBy(next) {
      renewer = next;
    },
    async renew(turnedAway) {
      if (pass !== undefined && (turnedAway === undefined || !isSame(turnedAway, pass))) return true;
      if (renewer === undefined) return false;
      renewing ??= attempt(renewer).finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isSame(one: Pass, other: Pass): boolean {
  if ('sid' in one) return 'sid' in other && one.sid === other.sid;
  return 'authorization' in other && one.authorization === other.authorization;
}

function signedOut(): SignInError {
  return new SignInError('signed-out', 'Sign in first.', { next: 'sign-in-again' });
}
