import { NotFoundError, type FileroomError, type NextStep } from '../../contract/problem.ts';
import { NetworkError } from '../http/errors.ts';
import type { RetryAdvice } from '../http/retry.ts';
import { Refusal } from './refusal.ts';
import {
  BadAnswerError,
  PermissionError,
  RefusedError,
  ServerFailedError,
  SignInError,
  UnreachableError,
} from '../port/errors.ts';

/** What went wrong below HTTP, in the port's words; everything else as it is. */
export function fromNetwork(error: unknown): unknown {
  if (!(error instanceof NetworkError)) return error;
  return new UnreachableError(error.code, error.message, {
    cause: error,
    ...(error.next === undefined ? {} : { next: error.next }),
  });
}

export function badAnswer(where: string, cause?: unknown): BadAnswerError {
  return new BadAnswerError('bad-answer', `The server's answer to ${where} does not have the documented shape.`, {
    cause,
    next: 'report-bug',
  });
}

/** A refusal, however it arrived: the HTTP status, and the code that the body named, if it named one. */
interface Refused {
  readonly where: string;
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly subtype?: readonly string[];
  readonly data?: unknown;
}

const signIn: Readonly<Record<string, readonly [message: string, next: NextStep]>> = {
  INVALID_CREDENTIALS: ['The login or the password is wrong.', 'sign-in-again'],
  LOCKOUT: ['Too many failed attempts: the server has locked this login for a while.', 'sign-in-again'],
  WHITELIST_LOCKOUT: ['The server does not let this login in from this network.', 'ask-for-permission'],
  PASSWORD_RESET: ['The password must be changed on the server’s own page first.', 'sign-in-again'],
  DISABLED: ['This user is disabled on the server.', 'ask-for-permission'],
  SSO_ONLY: ['This user can sign in only through the organisation’s single sign-on.', 'ask-for-permission'],
  BRAND_NOT_ALLOWED: ['This user may not sign in at this address.', 'ask-for-permission'],
  INVALID_PIN: ['The PIN is wrong.', 'enter-pin'],
  PIN_EXPIRED: ['The PIN has expired.', 'sign-in-again'],
  INVALID_SIGNATURE: ['The server does not know the key that the sign-in was signed with.', 'ask-for-permission'],
  PUBLIC_KEY_EXPIRED: ['The key for this sign-in has expired on the server.', 'ask-for-permission'],
  INVALID_CODE: ['The code of the single sign-on is not, or no longer, valid.', 'sign-in-again'],
  NO_OAUTH: ['Single sign-on is not set up on this server.', 'ask-for-permission'],
  INVALID_SID: ['The session has ended.', 'sign-in-again'],
  EXPIRED: ['The session has ended.', 'sign-in-again'],
  AUTH_FAILED: ['The server did not accept the sign-in.', 'sign-in-again'],
};

/** These read otherwise on other commands (BLOCKED of /study/sync is a repeat that came too soon). */
const signInOnly: Readonly<Record<string, readonly [message: string, next: NextStep]>> = {
  BLOCKED: ['This user is blocked on the server.', 'ask-for-permission'],
};

const forbidden = new Set(['HTTP_403', 'NOT_PERMITTED', 'FORBIDDEN_FIELD', 'FORBIDDEN', 'ACCESS_DENIED']);
const busy = new Set(['PENDING_RESTORE', 'CONFLICT', 'DOWNSTREAM_NOT_AVAILABLE']);

/** The error class of a refusal. Servers' own messages are left out: they may hold what a patient entered. */
export function fromRefusal({ where, status, code, retryAfterMs, subtype = [], data }: Refused): FileroomError {
  // For programs: no person can do anything with it.
  const cause = new Refusal(where, { status, code, subtype, data });
  const known = signIn[code ?? ''] ?? (where.startsWith('/session/') ? signInOnly[code ?? ''] : undefined);
  if (known !== undefined) return new SignInError(code ?? '', known[0], { next: known[1], cause });
  if (status === 401) return sessionExpired();
  if (status === 507) {
    const message = 'The disk of the server is full. When there is space again, send again: nothing is lost.';
    return new RefusedError('INSUFFICIENT_STORAGE', message, { next: 'free-disk-space', cause });
  }
  const name = status === 429 || code === undefined ? `HTTP_${status}` : code;
  if (status === 429 || status === 408 || status === 409 || status >= 500 || busy.has(name)) {
    const message = 'The server is busy, or has failed. Try again in a while: nothing is lost.';
    return new ServerFailedError(name, message, { retryAfterMs, cause });
  }
  if (forbidden.has(name)) {
    return new PermissionError(name, 'The server does not permit this.', { next: 'ask-for-permission', cause });
  }
  if (status === 404 || name.endsWith('NOT_FOUND') || name === 'INVALID_LINK') {
    return new NotFoundError(name, 'The server does not have what was asked for.', { cause });
  }
  const message = 'The server does not accept this. Ask who runs it, and name the code that is given with it.';
  return new RefusedError(name, message, { cause });
}

export function sessionExpired(): SignInError {
  return new SignInError('session-expired', 'The session has ended. Sign in again: nothing is lost.', {
    next: 'sign-in-again',
  });
}

/** 429 says that nothing was done: any call may come again. Other failures leave that open. */
export function adviseRetry(error: unknown, repeatable: boolean): RetryAdvice {
  if (error instanceof ServerFailedError) {
    return repeatable || error.code === 'HTTP_429' ? { again: true, afterMs: error.retryAfterMs } : { again: false };
  }
  return { again: repeatable && error instanceof UnreachableError && error.next === 'retry' };
}
