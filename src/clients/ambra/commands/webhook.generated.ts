// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Json, JsonHash, Nothing, Wire } from './command.ts';

/**
 * `/webhook/list` (services.json:28078); needs `webhook_view`
 */
export interface WebhookList {
  params: {
    account_id: string;
  };
  returns: {
    webhooks?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/webhook/add` (services.json:28119); needs `webhook_edit`
 */
export interface WebhookAdd {
  params: {
    account_id: string;
    node_id?: string | undefined;
    name: string;
    event: string;
    url: string;
    method: 'POST' | 'GET' | 'POST_JSON' | 'PUT' | 'GET_JSON';
    suspended?: string | undefined;
    parameters?: JsonHash | undefined;
    retry?: string | undefined;
    sid_user_id?: string | undefined;
    filter_field?: string | undefined;
    filter_regexp?: string | undefined;
    once?: boolean | undefined;
    by_uid?: boolean | undefined;
    by_accession_number?: boolean | undefined;
    by_webhook_event?: boolean | undefined;
    delay?: number | undefined;
    max_age?: string | undefined;
    auth?: JsonHash | undefined;
    cron?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'ACCOUNT_NOT_FOUND' | 'CUSTOM_NOT_HASH' | 'FDC_JWT_INVALID_PRIVATE_KEY' | 'INCOMPLETE_FILTER' | 'INVALID_CRON' | 'INVALID_EVENT' | 'INVALID_FILTER_FIELD' | 'INVALID_JSON' | 'INVALID_METHOD' | 'INVALID_REGEXP' | 'INVALID_TRANSFORM_CONDITION' | 'INVALID_URL' | 'MISSING_FIELDS' | 'NODE_NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED' | 'NOT_WITH_CRON' | 'SFDC_JWT_MISSING_FIELDS' | 'SFDC_JWT_NOT_HASH' | 'SFDC_MISSING_FIELDS' | 'SFDC_NOT_HASH' | 'SID_USER_NOT_FOUND' | 'SID_USER_NOT_IN_ACCOUNT' | 'SID_USER_PRIVILEGE_ESCALATION' | 'USER_NOT_FOUND';
}

/**
 * `/webhook/set` (services.json:28444); needs `webhook_edit`
 */
export interface WebhookSet {
  params: {
    uuid: string;
    name?: string | undefined;
    event?: string | undefined;
    url?: string | undefined;
    method?: string | undefined;
    suspended?: string | undefined;
    parameters?: JsonHash | undefined;
    node_id?: string | undefined;
    retry?: string | undefined;
    sid_user_id?: string | undefined;
    filter_field?: string | undefined;
    filter_regexp?: string | undefined;
    once?: boolean | undefined;
    by_uid?: boolean | undefined;
    by_accession_number?: boolean | undefined;
    by_webhook_event?: boolean | undefined;
    delay?: number | undefined;
    max_age?: string | undefined;
    auth?: JsonHash | undefined;
    cron?: string | undefined;
  };
  returns: Nothing;
  errors: 'INCOMPLETE_FILTER' | 'INVALID_CRON' | 'INVALID_EVENT' | 'INVALID_FILTER_FIELD' | 'INVALID_JSON' | 'INVALID_METHOD' | 'INVALID_REGEXP' | 'INVALID_TRANSFORM_CONDITION' | 'INVALID_URL' | 'MISSING_FIELDS' | 'NODE_NOT_FOUND' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED' | 'NOT_WITH_CRON' | 'SFDC_MISSING_FIELDS' | 'SFDC_NOT_HASH' | 'SID_USER_NOT_FOUND' | 'SID_USER_NOT_IN_ACCOUNT' | 'SID_USER_PRIVILEGE_ESCALATION';
}

/**
 * `/webhook/get` (services.json:28644); needs `webhook_view`
 */
export interface WebhookGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    event?: string | undefined;
    url?: string | undefined;
    method?: string | undefined;
    suspended?: string | undefined;
    parameters?: string | undefined;
    node_id?: string | undefined;
    retry?: string | undefined;
    sid_user_id?: string | undefined;
    filter_field?: string | undefined;
    filter_regexp?: string | undefined;
    once?: boolean | undefined;
    by_uid?: boolean | undefined;
    by_accession_number?: boolean | undefined;
    by_webhook_event?: boolean | undefined;
    last_error?: string | undefined;
    delay?: number | undefined;
    max_age?: string | undefined;
    auth?: JsonHash | undefined;
    cron?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/webhook/delete` (services.json:28765); needs `webhook_edit`
 */
export interface WebhookDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/webhook/trigger` (services.json:28802); needs `webhook_edit`
 */
export interface WebhookTrigger {
  params: {
    uuid: string;
    study_id: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/webhook/run` (services.json:28846); needs `webhook_run`
 */
export interface WebhookRun {
  params: {
    uuid: string;
    study_id: string;
  };
  returns: {
    results?: string | undefined;
  };
  errors: 'INVALID_WEBHOOK_SETUP' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/webhook/event` (services.json:28898)
 */
export interface WebhookEvent {
  params: {
    type: 'STUDY_UPLOAD_START' | 'STUDY_UPLOAD_END';
    integration_key?: string | undefined;
    study_count?: number | undefined;
  } & ({ namespace_id: string; } | { share_code: string; });
  returns: Nothing;
  errors: 'INVALID_TYPE' | 'MISSING_FIELDS';
}

/**
 * `/webhook/email` (services.json:28944); needs `This can only be called by a webhook`
 */
export interface WebhookEmail {
  params: {
    webhook_id: string;
    to: string;
    subject: string;
    text: string;
    html: string;
    template_id: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED' | 'PARSE_FAILED';
}

export interface WebhookCommands {
  '/webhook/list': WebhookList;
  '/webhook/add': WebhookAdd;
  '/webhook/set': WebhookSet;
  '/webhook/get': WebhookGet;
  '/webhook/delete': WebhookDelete;
  '/webhook/trigger': WebhookTrigger;
  '/webhook/run': WebhookRun;
  '/webhook/event': WebhookEvent;
  '/webhook/email': WebhookEmail;
}

export const webhookWires: Readonly<Record<keyof WebhookCommands, Wire>> = {
  '/webhook/list': { reads: true, returns: { webhooks: 'json' } },
  '/webhook/add': { params: { parameters: 'json', auth: 'json' }, returns: { uuid: 'text' } },
  '/webhook/set': { params: { parameters: 'json', auth: 'json' } },
  '/webhook/get': { reads: true, returns: { uuid: 'text', name: 'text', event: 'text', url: 'text', method: 'text', suspended: 'text', parameters: 'text', node_id: 'text', retry: 'text', sid_user_id: 'text', filter_field: 'text', filter_regexp: 'text', once: 'flag', by_uid: 'flag', by_accession_number: 'flag', by_webhook_event: 'flag', last_error: 'text', delay: 'number', max_age: 'text', auth: 'json', cron: 'text' } },
  '/webhook/delete': {},
  '/webhook/trigger': {},
  '/webhook/run': { returns: { results: 'text' } },
  '/webhook/event': {},
  '/webhook/email': {},
};

export function webhookMethods(call: Call) {
  return {
    /** Lists the webhooks of an account. */
    list: (params: WebhookList['params'], options?: CallOptions) => call('/webhook/list', params, options),
    /** Makes a webhook. */
    add: (params: WebhookAdd['params'], options?: CallOptions) => call('/webhook/add', params, options),
    /** Changes a webhook. */
    set: (params: WebhookSet['params'], options?: CallOptions) => call('/webhook/set', params, options),
    /** Reads a webhook. */
    get: (params: WebhookGet['params'], options?: CallOptions) => call('/webhook/get', params, options),
    /** Deletes a webhook. */
    delete: (params: WebhookDelete['params'], options?: CallOptions) => call('/webhook/delete', params, options),
    /** Sets a webhook off by hand. */
    trigger: (params: WebhookTrigger['params'], options?: CallOptions) => call('/webhook/trigger', params, options),
    /** Runs a webhook and shows what came of it. */
    run: (params: WebhookRun['params'], options?: CallOptions) => call('/webhook/run', params, options),
    /** Reports an event that may set webhooks off. */
    event: (params: WebhookEvent['params'], options?: CallOptions) => call('/webhook/event', params, options),
    /** Sends a mail on behalf of a webhook. */
    email: (params: WebhookEmail['params'], options?: CallOptions) => call('/webhook/email', params, options),
  };
}
