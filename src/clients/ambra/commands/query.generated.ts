// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/query/list` (services.json:33753); needs `query_view`
 */
export interface QueryList {
  params: {
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    queries?: readonly Json[] | undefined;
  };
  errors: never;
}

/**
 * `/query/count` (services.json:33796)
 */
export interface QueryCount {
  params: Nothing;
  returns: {
    count_assigned?: number | undefined;
    count_unassigned?: number | undefined;
    count_unread?: number | undefined;
  };
  errors: never;
}

/**
 * `/query/add` (services.json:33827); needs `query_add`
 */
export interface QueryAdd {
  params: {
    group_id: string;
    subject?: string | undefined;
    body?: string | undefined;
    query_type?: string | undefined;
    owner_namespace_id?: string | undefined;
    owner_user_id?: string | undefined;
    created_study_id?: string | undefined;
    recipients?: readonly Json[] | undefined;
    notify?: readonly string[] | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_GROUP' | 'INVALID_TYPE' | 'MISSING_FIELDS' | 'NOT_CONFIGURED' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/query/set` (services.json:33928); needs `query_edit`
 */
export interface QuerySet {
  params: {
    uuid: string;
    query_type?: string | undefined;
    group_id?: string | undefined;
    subject?: string | undefined;
    body?: string | undefined;
    owner_user_id?: string | undefined;
    recipients?: readonly Json[] | undefined;
    notify?: readonly string[] | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_GROUP' | 'INVALID_TYPE' | 'MISSING_FIELDS' | 'NOT_CONFIGURED' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'STUDY_QUERY_GROUP_CHANGE';
}

/**
 * `/query/get` (services.json:34021); needs `query_view query_view_meta`
 */
export interface QueryGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    query_type?: string | undefined;
    query_status?: string | undefined;
    subject?: string | undefined;
    body?: string | undefined;
    query_no?: string | undefined;
    created?: string | undefined;
    owner_namespace_id?: string | undefined;
    owner_namespace_name?: string | undefined;
    owner_user_id?: string | undefined;
    owner_user_name?: string | undefined;
    owner_user_email?: string | undefined;
    created_study_id?: string | undefined;
    study_uid?: string | undefined;
    study_storage_namespace?: string | undefined;
    study_modality?: string | undefined;
    account_id?: string | undefined;
    group_id?: string | undefined;
    group_name?: string | undefined;
    visit_name?: string | undefined;
    project_tims?: string | undefined;
    subject_number?: string | undefined;
    attachments?: readonly { uuid?: string | undefined; created?: string | undefined; created_by_id?: string | undefined; length?: string | undefined; type?: string | undefined; name?: string | undefined; url?: string | undefined; headers?: string | undefined; thumbnail_url?: string | undefined; thumbnail_headers?: string | undefined; }[] | undefined;
    notify?: readonly Json[] | undefined;
    recipients?: readonly Json[] | undefined;
    last_reply?: string | undefined;
    last_status_change?: string | undefined;
    last_reminder?: string | undefined;
    escalation_count_since_status_change?: string | undefined;
    reminder_count_since_reply?: string | undefined;
    patient_id?: string | undefined;
    patient_mrn?: string | undefined;
    patient_name?: string | undefined;
    patient_arm?: string | undefined;
    tags?: readonly Json[] | undefined;
    customfields?: readonly Json[] | undefined;
    unread_message_count?: number | undefined;
    created_by_name?: string | undefined;
    created_by_email?: string | undefined;
    created_by_type?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/query/delete` (services.json:34271); needs `query_delete`
 */
export interface QueryDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/query/seen` (services.json:34308); needs `query_view`
 */
export interface QuerySeen {
  params: {
    uuid: string;
    message_id?: string | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/query/status/set` (services.json:34350)
 */
export interface QueryStatusSet {
  params: {
    uuid: string;
    old: string;
    new: string;
  };
  returns: Nothing;
  errors: 'INVALID_TAG' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'STALE';
}

/**
 * `/query/attachment/add` (services.json:34402)
 */
export interface QueryAttachmentAdd {
  params: {
    query_id: string;
    name: string;
    length: string;
    type: string;
    thumbnail_length?: string | undefined;
    thumbnail_type?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
    upload_url?: string | undefined;
    upload_headers?: string | undefined;
    thumbnail_upload_url?: string | undefined;
    thumbnail_upload_headers?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_CONFIGURED' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'TOO_BIG';
}

/**
 * `/query/attachment/commit` (services.json:34495)
 */
export interface QueryAttachmentCommit {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_CONFIGURED' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NOT_PHANTOM';
}

/**
 * `/query/attachment/delete` (services.json:34539)
 */
export interface QueryAttachmentDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_CONFIGURED' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'THUMBNAIL';
}

export interface QueryCommands {
  '/query/list': QueryList;
  '/query/count': QueryCount;
  '/query/add': QueryAdd;
  '/query/set': QuerySet;
  '/query/get': QueryGet;
  '/query/delete': QueryDelete;
  '/query/seen': QuerySeen;
  '/query/status/set': QueryStatusSet;
  '/query/attachment/add': QueryAttachmentAdd;
  '/query/attachment/commit': QueryAttachmentCommit;
  '/query/attachment/delete': QueryAttachmentDelete;
}

export const queryWires: Readonly<Record<keyof QueryCommands, Wire>> = {
  '/query/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', queries: 'json' } },
  '/query/count': { reads: true, returns: { count_assigned: 'number', count_unassigned: 'number', count_unread: 'number' } },
  '/query/add': { params: { recipients: 'json', notify: 'list' }, families: { customfield: 'customfield-' }, returns: { uuid: 'text' } },
  '/query/set': { params: { recipients: 'json', notify: 'list' }, families: { customfield: 'customfield-' } },
  '/query/get': { reads: true, returns: { uuid: 'text', query_type: 'text', query_status: 'text', subject: 'text', body: 'text', query_no: 'text', created: 'text', owner_namespace_id: 'text', owner_namespace_name: 'text', owner_user_id: 'text', owner_user_name: 'text', owner_user_email: 'text', created_study_id: 'text', study_uid: 'text', study_storage_namespace: 'text', study_modality: 'text', account_id: 'text', group_id: 'text', group_name: 'text', visit_name: 'text', project_tims: 'text', subject_number: 'text', attachments: [{ uuid: 'text', created: 'text', created_by_id: 'text', length: 'text', type: 'text', name: 'text', url: 'text', headers: 'text', thumbnail_url: 'text', thumbnail_headers: 'text' }], notify: 'json', recipients: 'json', last_reply: 'text', last_status_change: 'text', last_reminder: 'text', escalation_count_since_status_change: 'text', reminder_count_since_reply: 'text', patient_id: 'text', patient_mrn: 'text', patient_name: 'text', patient_arm: 'text', tags: 'json', customfields: 'json', unread_message_count: 'number', created_by_name: 'text', created_by_email: 'text', created_by_type: 'text' } },
  '/query/delete': {},
  '/query/seen': {},
  '/query/status/set': {},
  '/query/attachment/add': { returns: { uuid: 'text', upload_url: 'text', upload_headers: 'text', thumbnail_upload_url: 'text', thumbnail_upload_headers: 'text' } },
  '/query/attachment/commit': {},
  '/query/attachment/delete': {},
};

export function queryMethods(call: Call) {
  return {
    /** Lists the queries about studies. */
    list: (params: QueryList['params'] = {}, options?: CallOptions) => call('/query/list', params, options),
    /** Counts the queries that wait for the caller. */
    count: (params: QueryCount['params'] = {}, options?: CallOptions) => call('/query/count', params, options),
    /** Makes a query about a study. */
    add: (params: QueryAdd['params'], options?: CallOptions) => call('/query/add', params, options),
    /** Changes a query about a study. */
    set: (params: QuerySet['params'], options?: CallOptions) => call('/query/set', params, options),
    /** Reads a query about a study. */
    get: (params: QueryGet['params'], options?: CallOptions) => call('/query/get', params, options),
    /** Deletes a query about a study. */
    delete: (params: QueryDelete['params'], options?: CallOptions) => call('/query/delete', params, options),
    /** Marks a query’s messages as seen. */
    seen: (params: QuerySeen['params'], options?: CallOptions) => call('/query/seen', params, options),
    /** Changes the state of a query. */
    statusSet: (params: QueryStatusSet['params'], options?: CallOptions) => call('/query/status/set', params, options),
    /** Makes a query’s attachment. */
    attachmentAdd: (params: QueryAttachmentAdd['params'], options?: CallOptions) => call('/query/attachment/add', params, options),
    /** Completes the upload of a query’s attachment. */
    attachmentCommit: (params: QueryAttachmentCommit['params'], options?: CallOptions) => call('/query/attachment/commit', params, options),
    /** Deletes a query’s attachment. */
    attachmentDelete: (params: QueryAttachmentDelete['params'], options?: CallOptions) => call('/query/attachment/delete', params, options),
  };
}
