import type { Commands } from './commands/commands.generated.ts';

/** What a server said besides the code: kept out of messages and logs, for it may hold what was typed. */
export interface RefusalDetail {
  readonly status: number;
  readonly code: string | undefined;
  /** Names of fields, a filter expression, and the like: one or several, as the command documents it. */
  readonly subtype: readonly string[];
  readonly data: unknown;
}

/** The `cause` of every error that a server's refusal became. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly #detail: RefusalDetail;

  constructor(where: string, detail: RefusalDetail) {
    super(`${where} was answered with ${detail.status}`);
    this.#detail = detail;
  }

  get detail(): RefusalDetail {
    return this.#detail;
  }
}

/** Codes that any command may refuse with (PROTOCOL.md: filters, sorting, required parameters). */
type CommonCode =
  | 'MISSING_FIELDS'
  | 'INVALID_FIELD'
  | 'INVALID_CONDITION'
  | 'FILTER_NOT_FOUND'
  | 'INVALID_SORT_FIELD'
  | 'INVALID_SORT_ORDER';

/**
 * What a server answered when it refused a command: `undefined` for every other failure. With the command's path the
 * code is one of those that the catalogue names for it: `refusalOf(error, '/study/share')?.code === 'ALREADY_SHARED'`.
 */
export function refusalOf(error: unknown): RefusalDetail | undefined;
export function refusalOf<Url extends keyof Commands>(
  error: unknown,
  url: Url,
): (Omit<RefusalDetail, 'code'> & { readonly code: Commands[Url]['errors'] | CommonCode }) | undefined;
export function refusalOf(error: unknown): RefusalDetail | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Refusal && cause.detail.code !== undefined ? cause.detail : undefined;
}
