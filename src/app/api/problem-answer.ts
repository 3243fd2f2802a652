import {
  BadAnswerError,
  PermissionError,
  RefusedError,
  ServerFailedError,
  SignInError,
  UnreachableError,
} from '../../clients/port/errors.ts';
import {
  FileroomError,
  InvalidRequestError,
  LocalStorageError,
  NotFoundError,
  toProblem,
} from '../../contract/problem.ts';
import type { ProblemBody } from '../../contract/problem-schema.ts';
import { ImportStateError } from '../../upload/import-queue.ts';
import { asLocalStorageError } from '../../upload/local-storage.ts';
import { TreatmentError } from '../../upload/treatment-task.ts';
import { ConflictError, UnprocessableError } from '../errors.ts';
import type { z } from 'zod';

export type UnforeseenError = (error: unknown) => void;

type ErrorClass = abstract new (...values: never[]) => FileroomError;

/** HTTP statuses by error class; what is in no row is a fault of ours: 500. */
const statuses: readonly (readonly [ErrorClass, number])[] = [
  [InvalidRequestError, 400],
  [SignInError, 401],
  [PermissionError, 403],
  [NotFoundError, 404],
  [ConflictError, 409],
  [ImportStateError, 409],
  [UnprocessableError, 422],
  [RefusedError, 422],
  [TreatmentError, 422],
  [ServerFailedError, 502],
  [UnreachableError, 502],
  [BadAnswerError, 502],
  [LocalStorageError, 507],
];

/** Any error as the answer the window understands. */
export function problemAnswer(thrown: unknown, unforeseen: UnforeseenError): Response {
  const error = asLocalStorageError(thrown) ?? thrown;
  const known = statuses.find(([kind]) => error instanceof kind);
  if (known === undefined) unforeseen(error);
  const isFull = error instanceof FileroomError && error.next === 'free-disk-space';
  const body: z.infer<typeof ProblemBody> = { error: toProblem(error) };
  return Response.json(body, { status: isFull ? 507 : (known?.[1] ?? 500) });
}
