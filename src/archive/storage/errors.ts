import { isDiskFull } from '../store/disk-full.ts';

/** The storage API's errors that this archive answers with: code and HTTP status as documented. */
export const kinds = {
  NOT_FOUND: [3, 404],
  UNAUTHORIZED: [4, 401],
  BAD_REQUEST: [5, 400],
  NOT_ACCEPTABLE: [6, 406],
  ACCESS_DENIED: [7, 403],
  JSON_DESERIALIZE_EXCEPTION: [8, 400],
  STORAGE_EXCEPTION_OCCURRED: [10, 500],
  CONFLICT: [11, 409],
  IMAGE_NOT_FOUND: [14, 404],
  IMAGES_NOT_FOUND: [15, 404],
  ATTACHMENT_NOT_FOUND_EXCEPTION: [16, 404],
  SERIES_NOT_FOUND: [17, 404],
  STUDY_NOT_FOUND: [18, 404],
  PAYLOAD_TOO_LARGE: [19, 413],
  STORE_OPERATION_FAILED: [20, 500],
  ANONYMIZE_REGIONS_EXCEPTION: [22, 500],
  ERROR_ON_READING_DICOM_TAGS: [23, 500],
  ERROR_ON_FIXING_TAGS: [25, 500],
  FAILED_TO_STORE_DICOM: [34, 500],
  TRANSCODING_SERVICE_ERROR: [35, 500],
  NO_IMAGES_IN_STUDY: [36, 406],
  NOT_VIDEO_IN_IMAGE: [38, 415],
  NOT_PDF_FILE: [39, 415],
  REQUESTED_RANGE_NOT_SATISFIABLE: [40, 416],
  ANONYMIZE_TAGS_FORMAT_ERROR: [41, 412],
  MISSING_REQUIRED_DICOM_TAG: [42, 412],
  VALIDATION_ERROR: [99, 412],
} as const;
export type StorageErrorKind = keyof typeof kinds;

export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly kind: StorageErrorKind;
  readonly http: number;
  /** The ids that the error is about. */
  readonly ids: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    kind: StorageErrorKind,
    message: string,
    options: {
      ids?: Readonly<Record<string, string>>;
      headers?: Readonly<Record<string, string>>;
      http?: number;
      cause?: unknown;
    } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.kind = kind;
    this.http = options.http ?? kinds[kind][1];
    this.ids = options.ids ?? {};
    this.headers = options.headers ?? {};
  }

  /** `verbose`: the request asked for `extended` with X-AmbraHealth-Verbose-Errors. */
  toResponse(now: number, verbose: boolean): Response {
    const body = {
      kind: { code: kinds[this.kind][0], readable_status: this.kind },
      message: this.message,
      created: new Date(now).toISOString(),
      exception_data: this.ids,
      ...(verbose ? { extended: { cause: this.cause instanceof Error ? this.cause.name : null } } : {}),
    };
    return Response.json(body, { status: this.http, headers: this.headers });
  }
}

/** What a failed write becomes: a full disk is said as such, with HTTP 507. */
export function storeFailure(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  if (!isDiskFull(error)) {
    return new StorageError('FAILED_TO_STORE_DICOM', 'The archive could not write to its disk.', { cause: error });
  }
  const message = 'The disk of the archive is full. Free some space, then send again.';
  return new StorageError('FAILED_TO_STORE_DICOM', message, { http: 507, cause: error });
}

/** What any failure of a storage call becomes. */
export function storageFailure(error: unknown): StorageError {
  if (error instanceof StorageError || isDiskFull(error)) return storeFailure(error);
  return new StorageError('STORAGE_EXCEPTION_OCCURRED', 'The archive failed.', { cause: error });
}
