/** A documented failure of a command: HTTP 412 with `error_type`, `error_subtype` and `error_data`. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly type: string;
  readonly subtype: string | readonly string[] | undefined;
  readonly data: unknown;

  constructor(type: string, subtype?: string | readonly string[], data?: unknown) {
    super(type);
    this.type = type;
    this.subtype = subtype;
    this.data = data;
  }
}

/** The call needs a valid sid: HTTP 401. */
export class NoSessionError extends Error {
  override readonly name = 'NoSessionError';
}

export const notFound = (what?: string) => new ServiceError('NOT_FOUND', what);
export const notPermitted = (what?: string) => new ServiceError('NOT_PERMITTED', what);
