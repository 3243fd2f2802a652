// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/location/list` (services.json:20263); needs `location_view`
 */
export interface LocationList {
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
    locations?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/location/add` (services.json:20323); needs `location_edit`
 */
export interface LocationAdd {
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
    customfield?: CustomFields | undefined;
  };
  returns: {
    uuid?: string | undefined;
    namespace_id?: string | undefined;
  };
  errors: 'ACCOUNT_NOT_FOUND' | 'DUP_NAMESPACE_NAME' | 'DUP_SHARE_CODE' | 'INVALID_CUSTOMFIELD' | 'INVALID_FLAG' | 'INVALID_JSON' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'ROLE_NAMESPACE_MISMATCH';
}

/**
 * `/location/set` (services.json:20472); needs `location_edit`
 */
export interface LocationSet {
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
    customfield?: CustomFields | undefined;
  };
  returns: Nothing;
  errors: 'DUP_NAMESPACE_NAME' | 'DUP_SHARE_CODE' | 'INVALID_CUSTOMFIELD' | 'INVALID_FLAG' | 'INVALID_JSON' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'ROLE_NAMESPACE_MISMATCH';
}

/**
 * `/location/get` (services.json:20602); needs `location_view`
 */
export interface LocationGet {
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
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/location/delete` (services.json:20714); needs `location_edit`
 */
export interface LocationDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_EMPTY' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/location/user/add` (services.json:20755); needs `location_edit`
 */
export interface LocationUserAdd {
  params: {
    uuid: string;
    user_id: string;
    role_id?: string | undefined;
    event_share?: string | undefined;
    event_approve?: string | undefined;
    event_upload?: string | undefined;
    event_upload_fail: string;
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
 * `/location/user/delete` (services.json:20940); needs `location_edit`
 */
export interface LocationUserDelete {
  params: {
    uuid: string;
    user_id: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/location/user/list` (services.json:20981); needs `location_view`
 */
export interface LocationUserList {
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

export interface LocationCommands {
  '/location/list': LocationList;
  '/location/add': LocationAdd;
  '/location/set': LocationSet;
  '/location/get': LocationGet;
  '/location/delete': LocationDelete;
  '/location/user/add': LocationUserAdd;
  '/location/user/delete': LocationUserDelete;
  '/location/user/list': LocationUserList;
}

export const locationWires: Readonly<Record<keyof LocationCommands, Wire>> = {
  '/location/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', locations: 'json' } },
  '/location/add': { families: { customfield: 'customfield-' }, returns: { uuid: 'text', namespace_id: 'text' } },
  '/location/set': { families: { customfield: 'customfield-' } },
  '/location/get': { reads: true, returns: { uuid: 'text', name: 'text', namespace_id: 'text', must_approve: 'flag', must_approve_upload: 'flag', must_approve_harvest: 'flag', must_approve_move: 'flag', must_approve_copy: 'flag', no_share: 'flag', share_code: 'text', share_description: 'text', share_via_gateway: 'flag', hl7_template: 'text', search_threshold: 'number', tags: 'json', role_id: 'text', role_name: 'text', customfields: 'json' } },
  '/location/delete': {},
  '/location/user/add': {},
  '/location/user/delete': {},
  '/location/user/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', users: [{ user_id: 'text', user_name: 'text', user_email: 'text', role_id: 'text', role_name: 'text', event_share: 'text', event_approve: 'text', event_upload: 'text', event_upload_fail: 'text', event_harvest: 'text', event_copy: 'text', event_new_report: 'text', event_report_remove: 'text', event_study_comment: 'text', event_status_change: 'text', event_message: 'text', event_node: 'text', event_link: 'text', event_link_mine: 'text', event_thin_study_success: 'text', event_thin_study_fail: 'text', event_case_assignment: 'text', event_incoming_study_request: 'text', event_query_add: 'text', event_query_edit: 'text', event_query_new_recipient: 'text', event_query_reply: 'text', event_site_qualified: 'text', no_physician_alias_share: 'flag' }] } },
};

export function locationMethods(call: Call) {
  return {
    /** Lists the locations of an account. */
    list: (params: LocationList['params'], options?: CallOptions) => call('/location/list', params, options),
    /** Makes a location. */
    add: (params: LocationAdd['params'], options?: CallOptions) => call('/location/add', params, options),
    /** Changes a location. */
    set: (params: LocationSet['params'], options?: CallOptions) => call('/location/set', params, options),
    /** Reads a location. */
    get: (params: LocationGet['params'], options?: CallOptions) => call('/location/get', params, options),
    /** Deletes a location. */
    delete: (params: LocationDelete['params'], options?: CallOptions) => call('/location/delete', params, options),
    /** Makes a member of a location. */
    userAdd: (params: LocationUserAdd['params'], options?: CallOptions) => call('/location/user/add', params, options),
    /** Deletes a member of a location. */
    userDelete: (params: LocationUserDelete['params'], options?: CallOptions) => call('/location/user/delete', params, options),
    /** Lists the members of a location. */
    userList: (params: LocationUserList['params'], options?: CallOptions) => call('/location/user/list', params, options),
  };
}
