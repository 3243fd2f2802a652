// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/audit/object` (services.json:23324); needs `audit_view`
 */
export interface AuditObject {
  params: {
    uuid: string;
    reverse?: boolean | undefined;
    download?: boolean | undefined;
    customfield_detail?: boolean | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    report_id?: string | undefined;
    page?: JsonHash | undefined;
    events?: readonly { uuid?: string | undefined; action?: string | undefined; what?: string | undefined; who?: string | undefined; proxy?: string | undefined; when?: string | undefined; type?: string | undefined; detail?: string | undefined; with?: string | undefined; track?: JsonHash | undefined; client_address?: string | undefined; sid?: string | undefined; webhook_id?: string | undefined; causality?: JsonHash | undefined; dictionary_attach_id?: string | undefined; purge_id?: string | undefined; parent_study_id?: string | undefined; other_study_id?: string | undefined; other_customfield_ids?: readonly Json[] | undefined; customfield_mapping_ids?: readonly Json[] | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/audit/user` (services.json:23514); needs `audit_view`
 */
export interface AuditUser {
  params: {
    user_id: string;
    account_id: string;
    reverse?: boolean | undefined;
    study_fields?: readonly Json[] | undefined;
    download?: boolean | undefined;
    page?: Page | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
  };
  returns: {
    report_id?: string | undefined;
    page?: JsonHash | undefined;
    events?: readonly { uuid?: string | undefined; action?: string | undefined; what?: string | undefined; who?: string | undefined; proxy?: string | undefined; when?: string | undefined; type?: string | undefined; detail?: string | undefined; with?: string | undefined; track?: JsonHash | undefined; client_address?: string | undefined; sid?: string | undefined; study?: JsonHash | undefined; webhook_id?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/audit/account` (services.json:23665); needs `audit_view`
 */
export interface AuditAccount {
  params: {
    account_id: string;
    reverse?: boolean | undefined;
    download?: boolean | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    report_id?: string | undefined;
    page?: JsonHash | undefined;
    events?: readonly { uuid?: string | undefined; action?: string | undefined; what?: string | undefined; who?: string | undefined; proxy?: string | undefined; when?: string | undefined; type?: string | undefined; detail?: string | undefined; with?: string | undefined; track?: JsonHash | undefined; client_address?: string | undefined; sid?: string | undefined; webhook_id?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/audit/deleted` (services.json:23803); needs `audit_view`
 */
export interface AuditDeleted {
  params: {
    account_id: string;
    type: string;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    objects?: readonly { uuid?: string | undefined; who?: string | undefined; proxy?: string | undefined; when?: string | undefined; client_address?: string | undefined; sid?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/audit/log` (services.json:23886)
 */
export interface AuditLog {
  params: {
    bucket: string;
    restParams?: Readonly<Record<string, string>> | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_BUCKET' | 'MISSING_FIELDS';
}

/**
 * `/audit/failedlogins` (services.json:23922)
 */
export interface AuditFailedlogins {
  params: {
    account_id: string;
    from_time?: string | undefined;
  };
  returns: {
    events?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface AuditCommands {
  '/audit/object': AuditObject;
  '/audit/user': AuditUser;
  '/audit/account': AuditAccount;
  '/audit/deleted': AuditDeleted;
  '/audit/log': AuditLog;
  '/audit/failedlogins': AuditFailedlogins;
}

export const auditWires: Readonly<Record<keyof AuditCommands, Wire>> = {
  '/audit/object': { families: { filter: 'filter.', page: 'page.' }, returns: { report_id: 'text', page: 'json', events: [{ uuid: 'text', action: 'text', what: 'text', who: 'text', proxy: 'text', when: 'text', type: 'text', detail: 'text', with: 'text', track: 'json', client_address: 'text', sid: 'text', webhook_id: 'text', causality: 'json', dictionary_attach_id: 'text', purge_id: 'text', parent_study_id: 'text', other_study_id: 'text', other_customfield_ids: 'json', customfield_mapping_ids: 'json' }] } },
  '/audit/user': { params: { study_fields: 'json' }, families: { page: 'page.', filter: 'filter.' }, returns: { report_id: 'text', page: 'json', events: [{ uuid: 'text', action: 'text', what: 'text', who: 'text', proxy: 'text', when: 'text', type: 'text', detail: 'text', with: 'text', track: 'json', client_address: 'text', sid: 'text', study: 'json', webhook_id: 'text' }] } },
  '/audit/account': { families: { filter: 'filter.', page: 'page.' }, returns: { report_id: 'text', page: 'json', events: [{ uuid: 'text', action: 'text', what: 'text', who: 'text', proxy: 'text', when: 'text', type: 'text', detail: 'text', with: 'text', track: 'json', client_address: 'text', sid: 'text', webhook_id: 'text' }] } },
  '/audit/deleted': { families: { page: 'page.' }, returns: { page: 'json', objects: [{ uuid: 'text', who: 'text', proxy: 'text', when: 'text', client_address: 'text', sid: 'text' }] } },
  '/audit/log': { families: { restParams: '' } },
  '/audit/failedlogins': { returns: { events: 'json' } },
};

export function auditMethods(call: Call) {
  return {
    /** Lists who changed an object. */
    object: (params: AuditObject['params'], options?: CallOptions) => call('/audit/object', params, options),
    /** Lists what a user did. */
    user: (params: AuditUser['params'], options?: CallOptions) => call('/audit/user', params, options),
    /** Lists what happened in an account. */
    account: (params: AuditAccount['params'], options?: CallOptions) => call('/audit/account', params, options),
    /** Lists deleted records. */
    deleted: (params: AuditDeleted['params'], options?: CallOptions) => call('/audit/deleted', params, options),
    /** Writes an entry into the audit trail. */
    log: (params: AuditLog['params'], options?: CallOptions) => call('/audit/log', params, options),
    /** Lists sign-ins that failed. */
    failedlogins: (params: AuditFailedlogins['params'], options?: CallOptions) => call('/audit/failedlogins', params, options),
  };
}
