export interface WebhookRow {
  readonly seq: number;
  readonly uuid: string;
  readonly account: string;
  readonly name: string;
  readonly event: string;
  readonly url: string;
  readonly method: WebhookMethod;
  /** JSON objects. */
  readonly parameters: string;
  readonly auth: string;
  readonly filter_field: string | null;
  readonly filter_regexp: string | null;
  readonly sid_user: string | null;
  readonly suspended: number;
  readonly retry: number;
  readonly once: number;
  readonly by_uid: number;
  readonly by_accession_number: number;
  /** Seconds. */
  readonly delay: number;
  /** Days. */
  readonly max_age: number | null;
  readonly last_error: string | null;
}

export const webhookMethods = ['POST', 'GET', 'POST_JSON', 'PUT', 'GET_JSON'] as const;
export type WebhookMethod = (typeof webhookMethods)[number];

/** The documented events that happen in this archive. */
export const webhookEvents: ReadonlySet<string> = new Set([
  'MANUAL',
  'STUDY_SYNC',
  'STUDY_REQUEST_APPROVAL',
  'STUDY_APPROVE',
  'STUDY_REJECT',
  'STUDY_SHARE',
  'STUDY_WAS_SHARED',
  'STUDY_UPLOAD_START',
  'STUDY_UPLOAD_END',
  'STUDY_UPLOAD_SUCCESS',
  'STUDY_UPLOAD_FAIL',
  'STUDY_STATUS',
  'STUDY_REPORT',
  'STUDY_REPORT_REMOVE',
  'STUDY_FIRST_IMAGE',
  'STUDY_IMAGE_COUNT',
  'STUDY_ANNOTATION',
  'STUDY_ANNOTATION_EDIT',
  'STUDY_ANNOTATION_DELETE',
  'STUDY_DELETE',
  'STUDY_MOVE',
  'WEBHOOK_FAILED',
]);
