import type { SessionState } from '../../contract/connection.ts';
import { SignInError } from '../port/errors.ts';
import { sessionExpired } from './errors.ts';

/** Holds the session's state and its id (sid), which never leaves this folder but in requests. */
export interface SessionKey {
  readonly state: SessionState;
  /** The sid for a call, or the error that says why there is none. */
  use(): string;
  /** The sid that waits for its PIN. */
  pending(): string;
  become(state: SessionState, sid?: string): SessionState;
  /** Signs out here; the sid, when there was one, is for telling the server. */
  leave(): string | undefined;
  /** The server turned `sid` away. A newer session is left alone. */
  expired(sid: string): void;
  /** How to sign in again without asking anybody; held for as long as somebody is signed in, or was until just now. */
  renewBy(renewer: (() => Promise<unknown>) | undefined): void;
  /** After `turnedAway` was: whether there is a session again. Calls at the same time share one sign-in. */
  renew(turnedAway: string | undefined): Promise<boolean>;
  onChange(listener: (state: SessionState) => void): () => void;
}

export function createSessionKey(): SessionKey {
  let state: SessionState = { state: 'signed-out' };
  let sid: string | undefined;
  let renewer: (() => Promise<unknown>) | undefined;
  let renewing: Promise<boolean> | undefined;
  const listeners = new Set<(state: SessionState) => void>();

  const become = (next: SessionState, nextSid?: string): SessionState => {
    state = next;
    sid = nextSid;
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

  return {
    get state() {
      return state;
    },
    use() {
      if (state.state === 'expired') throw sessionExpired();
      if (state.state === 'pin-required') {
        throw new SignInError('pin-required', 'The server waits for the PIN it sent.', { next: 'enter-pin' });
      }
      if (sid === undefined) throw signedOut();
      return sid;
    },
    pending() {
      if (state.state !== 'pin-required' || sid === undefined) throw signedOut();
      return sid;
    },
    become,
    leave() {
      const last = sid;
      renewer = undefined;
      if (state.state !== 'signed-out') become({ state: 'signed-out' });
      return last;
    },
    expired(turnedAway) {
      if (turnedAway === sid) become({ state: 'expired' });
    },
    renewBy(next) {
      renewer = next;
    },
    async renew(turnedAway) {
      if (sid !== undefined && sid !== turnedAway) return true;
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

function signedOut(): SignInError {
  return new SignInError('signed-out', 'Sign in first.', { next: 'sign-in-again' });
}
