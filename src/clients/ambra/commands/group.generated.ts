// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/group/list` (services.json:21186); needs `group_view`
 */
export interface GroupList {
  params: {
    account_id: string;
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    groups?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/group/add` (services.json:21246); needs `group_edit`
 */
export interface GroupAdd {
  params: {
    name: string;
    account_id: string;
    must_approve?: boolean | undefined;
    must_approve_upload?: boolean | undefined;
    must_approve_harvest?: boolean | undefined;
    must_approve_move?: boolean | undefined;
    must_approve_copy?: boolean | undefined;
    no_share?: boolean | undefined;
    share_code?: string | undefined;
    share_description?: string | undefined;
    share_via_gateway?: boolean | undefined;
    hl7_template?: string | undefined;
    search_threshold?: number | undefined;
    role_id?: string | undefined;
    site_id?: string | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: {
    uuid?: string | undefined;
    namespace_id?: string | undefined;
  };
  errors: 'ACCOUNT_NOT_FOUND' | 'DUP_NAMESPACE_NAME' | 'DUP_SHARE_CODE' | 'INVALID_CUSTOMFIELD' | 'INVALID_FLAG' | 'INVALID_JSON' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'ROLE_NAMESPACE_MISMATCH' | 'SITE_NOT_ALLOWED';
}

/**
 * `/group/set` (services.json:21404); needs `group_edit`
 */
export interface GroupSet {
  params: {
    uuid: string;
    name?: string | undefined;
    must_approve?: boolean | undefined;
    must_approve_upload?: boolean | undefined;
    must_approve_harvest?: boolean | undefined;
    must_approve_move?: boolean | undefined;
    must_approve_copy?: boolean | undefined;
    no_share?: boolean | undefined;
    share_code?: string | undefined;
    share_description?: string | undefined;
    share_via_gateway?: boolean | undefined;
    hl7_template?: string | undefined;
    search_threshold?: number | undefined;
    role_id?: string | undefined;
    site_id?: string | undefined;
    site_qualified?: boolean | undefined;
    site_inactive?: boolean | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: Nothing;
  errors: 'DUP_NAMESPACE_NAME' | 'DUP_SHARE_CODE' | 'INVALID_CUSTOMFIELD' | 'INVALID_FLAG' | 'INVALID_JSON' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'ROLE_NAMESPACE_MISMATCH' | 'SITE_NOT_ALLOWED';
}

/**
 * `/group/get` (services.json:21553); needs `group_view`
 */
export interface GroupGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    namespace_id?: string | undefined;
    must_approve?: boolean | undefined;
    must_approve_upload?: boolean | undefined;
    must_approve_harvest?: boolean | undefined;
    must_approve_move?: boolean | undefined;
    must_approve_copy?: boolean | undefined;
    no_share?: boolean | undefined;
    share_code?: string | undefined;
    share_description?: string | undefined;
    share_via_gateway?: boolean | undefined;
    hl7_template?: string | undefined;
    search_threshold?: number | undefined;
    tags?: readonly Json[] | undefined;
    role_id?: string | undefined;
    role_name?: string | undefined;
    customfields?: readonly Json[] | undefined;
    site_id?: string | undefined;
    site_name?: string | undefined;
    site_qualified?: boolean | undefined;
    site_inactive?: boolean | undefined;
    scanners_validated?: readonly { uuid?: string | undefined; name?: string | undefined; study_uid?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/group/delete` (services.json:21703); needs `group_edit`
 */
export interface GroupDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'ACTIVE_QUERY' | 'MISSING_FIELDS' | 'NOT_EMPTY' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/group/user/add` (services.json:21748); needs `group_edit`
 */
export interface GroupUserAdd {
  params: {
    uuid: string;
    user_id: string;
    role_id?: string | undefined;
    event_share?: string | undefined;
    event_approve?: string | undefined;
    event_upload?: string | undefined;
    event_upload_fail?: string | undefined;
    event_harvest?: string | undefined;
    event_copy?: string | undefined;
    event_new_report?: string | undefined;
    event_report_remove?: string | undefined;
    event_study_comment?: string | undefined;
    event_status_change?: string | undefined;
    event_message?: string | undefined;
    event_node?: string | undefined;
    event_link?: string | undefined;
    event_link_mine?: string | undefined;
    event_thin_study_success?: string | undefined;
    event_thin_study_fail?: string | undefined;
    event_case_assignment?: string | undefined;
    event_incoming_study_request?: string | undefined;
    event_query_add?: string | undefined;
    event_query_edit?: string | undefined;
    event_query_new_recipient?: string | undefined;
    event_query_reply?: string | undefined;
    event_site_qualified?: string | undefined;
    no_physician_alias_share?: boolean | undefined;
  };
  returns: Nothing;
  errors: 'CAN_NOT_PROMOTE' | 'INVALID_FLAG' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'ROLE_NAMESPACE_MISMATCH' | 'ROLE_NOT_FOUND' | 'USER_NOT_FOUND';
}

/**
 * `/group/user/delete` (services.json:21934); needs `group_edit`
 */
export interface GroupUserDelete {
  params: {
    uuid: string;
    user_id: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/group/user/list` (services.json:21975); needs `group_view`
 */
export interface GroupUserList {
  params: {
    uuid: string;
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    users?: readonly { user_id?: string | undefined; user_name?: string | undefined; user_email?: string | undefined; role_id?: string | undefined; role_name?: string | undefined; event_share?: string | undefined; event_approve?: string | undefined; event_upload?: string | undefined; event_upload_fail?: string | undefined; event_harvest?: string | undefined; event_copy?: string | undefined; event_new_report?: string | undefined; event_report_remove?: string | undefined; event_study_comment?: string | undefined; event_status_change?: string | undefined; event_message?: string | undefined; event_node?: string | undefined; event_link?: string | undefined; event_link_mine?: string | undefined; event_thin_study_success?: string | undefined; event_thin_study_fail?: string | undefined; event_case_assignment?: string | undefined; event_incoming_study_request?: string | undefined; event_query_add?: string | undefined; event_query_edit?: string | undefined; event_query_new_recipient?: string | undefined; event_query_reply?: string | undefined; event_site_qualified?: string | undefined; no_physician_alias_share?: boolean | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/group/scanner/validate` (services.json:22180); needs `scanner_validate`
 */
export interface GroupScannerValidate {
  params: {
    uuid: string;
    scanner_id: string;
    study_uid?: string | undefined;
    invalidate: boolean;
  };
  returns: Nothing;
  errors: 'ALREADY' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface GroupCommands {
  '/group/list': GroupList;
  '/group/add': GroupAdd;
  '/group/set': GroupSet;
  '/group/get': GroupGet;
  '/group/delete': GroupDelete;
  '/group/user/add': GroupUserAdd;
  '/group/user/delete': GroupUserDelete;
  '/group/user/list': GroupUserList;
  '/group/scanner/validate': GroupScannerValidate;
}

export const groupWires: Readonly<Record<keyof GroupCommands, Wire>> = {
  '/group/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', groups: 'json' } },
  '/group/add': { families: { customfield: 'customfield-' }, returns: { uuid: 'text', namespace_id: 'text' } },
  '/group/set': { families: { customfield: 'customfield-' } },
  '/group/get': { reads: true, returns: { uuid: 'text', name: 'text', namespace_id: 'text', must_approve: 'flag', must_approve_upload: 'flag', must_approve_harvest: 'flag', must_approve_move: 'flag', must_approve_copy: 'flag', no_share: 'flag', share_code: 'text', share_description: 'text', share_via_gateway: 'flag', hl7_template: 'text', search_threshold: 'number', tags: 'json', role_id: 'text', role_name: 'text', customfields: 'json', site_id: 'text', site_name: 'text', site_qualified: 'flag', site_inactive: 'flag', scanners_validated: [{ uuid: 'text', name: 'text', study_uid: 'text' }] } },
  '/group/delete': {},
  '/group/user/add': {},
  '/group/user/delete': {},
  '/group/user/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', users: [{ user_id: 'text', user_name: 'text', user_email: 'text', role_id: 'text', role_name: 'text', event_share: 'text', event_approve: 'text', event_upload: 'text', event_upload_fail: 'text', event_harvest: 'text', event_copy: 'text', event_new_report: 'text', event_report_remove: 'text', event_study_comment: 'text', event_status_change: 'text', event_message: 'text', event_node: 'text', event_link: 'text', event_link_mine: 'text', event_thin_study_success: 'text', event_thin_study_fail: 'text', event_case_assignment: 'text', event_incoming_study_request: 'text', event_query_add: 'text', event_query_edit: 'text', event_query_new_recipient: 'text', event_query_reply: 'text', event_site_qualified: 'text', no_physician_alias_share: 'flag' }] } },
  '/group/scanner/validate': {},
};

export function groupMethods(call: Call) {
  return {
    /** Lists the groups of an account. */
    list: (params: GroupList['params'], options?: CallOptions) => call('/group/list', params, options),
    /** Makes a group. */
    add: (params: GroupAdd['params'], options?: CallOptions) => call('/group/add', params, options),
    /** Changes a group. */
    set: (params: GroupSet['params'], options?: CallOptions) => call('/group/set', params, options),
    /** Reads a group. */
    get: (params: GroupGet['params'], options?: CallOptions) => call('/group/get', params, options),
    /** Deletes a group. */
    delete: (params: GroupDelete['params'], options?: CallOptions) => call('/group/delete', params, options),
    /** Makes a member of a group. */
    userAdd: (params: GroupUserAdd['params'], options?: CallOptions) => call('/group/user/add', params, options),
    /** Deletes a member of a group. */
    userDelete: (params: GroupUserDelete['params'], options?: CallOptions) => call('/group/user/delete', params, options),
    /** Lists the members of a group. */
    userList: (params: GroupUserList['params'], options?: CallOptions) => call('/group/user/list', params, options),
    /** Checks the scanners of a group. */
    scannerValidate: (params: GroupScannerValidate['params'], options?: CallOptions) => call('/group/scanner/validate', params, options),
  };
}
