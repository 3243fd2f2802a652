// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/account/list` (services.json:17637)
 */
export interface AccountList {
  params: {
    sort_by?: string | undefined;
    permissions?: boolean | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    accounts?: readonly { permissions?: string | undefined; role_id?: string | undefined; role_name?: string | undefined; default_role_id?: string | undefined; default_role_name?: string | undefined; }[] | undefined;
  };
  errors: never;
}

/**
 * `/account/set` (services.json:17712); needs `account_edit, sysadmin or support is required to set site_management_account_id`
 */
export interface AccountSet {
  params: {
    uuid: string;
    name?: string | undefined;
    password_expire?: number | undefined;
    session_expire?: number | undefined;
    must_approve?: boolean | undefined;
    must_approve_upload?: boolean | undefined;
    must_approve_harvest?: boolean | undefined;
    must_approve_move?: boolean | undefined;
    must_approve_copy?: boolean | undefined;
    no_share?: boolean | undefined;
    can_request?: boolean | undefined;
    share_code?: string | undefined;
    share_description?: string | undefined;
    share_via_gateway?: boolean | undefined;
    hl7_template?: string | undefined;
    search_threshold?: number | undefined;
    settings?: string | undefined;
    css?: string | undefined;
    vendor?: string | undefined;
    client_code?: string | undefined;
    role_id?: string | undefined;
    site_management_account_id?: string | undefined;
    setting?: Readonly<Record<string, string>> | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: Nothing;
  errors: 'DUPLICATE_NAME' | 'DUP_SHARE_CODE' | 'INVALID_CUSTOMFIELD' | 'INVALID_FLAG' | 'INVALID_INTEGER' | 'INVALID_JSON' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NOT_SITE_MANAGEMENT_ACCOUNT' | 'NOT_SYSADMIN_OR_SUPPORT' | 'ROLE_NAMESPACE_MISMATCH';
}

/**
 * `/account/get` (services.json:17904)
 */
export interface AccountGet {
  params: {
    uuid: string;
    permissions?: boolean | undefined;
    brand_settings?: readonly string[] | undefined;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    vanity?: string | undefined;
    password_expire?: number | undefined;
    session_expire?: number | undefined;
    namespace_id?: string | undefined;
    must_approve?: boolean | undefined;
    must_approve_upload?: boolean | undefined;
    must_approve_harvest?: boolean | undefined;
    must_approve_move?: boolean | undefined;
    must_approve_copy?: boolean | undefined;
    no_share?: boolean | undefined;
    can_request?: boolean | undefined;
    share_code?: string | undefined;
    share_description?: string | undefined;
    share_via_gateway?: boolean | undefined;
    hl7_template?: string | undefined;
    search_threshold?: number | undefined;
    css?: string | undefined;
    vendor?: string | undefined;
    client_code?: string | undefined;
    role_id?: string | undefined;
    role_name?: string | undefined;
    settings?: JsonHash | undefined;
    connected?: boolean | undefined;
    tags?: readonly Json[] | undefined;
    customfields?: readonly { permissions?: string | undefined; role_id?: string | undefined; role_name?: string | undefined; default_role_id?: string | undefined; default_role_name?: string | undefined; has_activity_permission?: boolean | undefined; }[] | undefined;
    site_management_account_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/account/user/add` (services.json:18094); needs `account_user_edit`
 */
export interface AccountUserAdd {
  params: {
    uuid: string;
    role_id?: string | undefined;
    account_email?: string | undefined;
    account_alias?: string | undefined;
    account_login?: string | undefined;
    account_password?: string | undefined;
    password_reset?: boolean | undefined;
    global?: boolean | undefined;
    global_role_id?: string | undefined;
    epic_user?: string | undefined;
    session_expire?: number | undefined;
    max_sessions?: number | undefined;
    set_default_organization?: boolean | undefined;
    sso_only?: boolean | undefined;
    external_roles?: readonly Json[] | undefined;
    event_share?: string | undefined;
    event_approve?: string | undefined;
    event_upload?: string | undefined;
    event_upload_fail?: string | undefined;
    event_harvest?: string | undefined;
    event_copy?: string | undefined;
    event_join?: string | undefined;
    event_purge?: string | undefined;
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
    settings?: string | undefined;
    setting?: Readonly<Record<string, string>> | undefined;
    customfield?: CustomFields | undefined;
  } & ({ email: string; } | { user_id: string; });
  returns: {
    uuid?: string | undefined;
  };
  errors: 'ALREADY_EXISTS' | 'BAD_PASSWORD' | 'DUPLICATE_NAME' | 'INVALID_CUSTOMFIELD' | 'INVALID_FLAG' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'ROLE_NAMESPACE_MISMATCH' | 'USER_NOT_FOUND';
}

/**
 * `/account/user/set` (services.json:18384); needs `account_user_edit or the user can set the event flags and custom fields for themselves`
 */
export interface AccountUserSet {
  params: {
    uuid: string;
    user_id: string;
    role_id?: string | undefined;
    account_email?: string | undefined;
    account_alias?: string | undefined;
    account_login?: string | undefined;
    account_password?: string | undefined;
    password_reset?: boolean | undefined;
    global?: boolean | undefined;
    global_role_id?: string | undefined;
    epic_user?: string | undefined;
    session_expire?: number | undefined;
    max_sessions?: number | undefined;
    sso_only?: boolean | undefined;
    external_roles?: readonly Json[] | undefined;
    event_share?: string | undefined;
    event_approve?: string | undefined;
    event_upload?: string | undefined;
    event_upload_fail?: string | undefined;
    event_harvest?: string | undefined;
    event_copy?: string | undefined;
    event_join?: string | undefined;
    event_purge?: string | undefined;
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
    settings?: string | undefined;
    customfield?: CustomFields | undefined;
    setting?: Readonly<Record<string, string>> | undefined;
  };
  returns: Nothing;
  errors: 'BAD_PASSWORD' | 'CAN_NOT_PROMOTE' | 'DUPLICATE_NAME' | 'INVALID_CUSTOMFIELD' | 'INVALID_FLAG' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_USER_OVERRIDE' | 'ROLE_NAMESPACE_MISMATCH' | 'ROLE_NOT_FOUND' | 'USER_NOT_FOUND';
}

/**
 * `/account/user/get` (services.json:18674); needs `account_user_view or the user can get the information for themselves`
 */
export interface AccountUserGet {
  params: {
    uuid: string;
    user_id: string;
  };
  returns: {
    uuid?: string | undefined;
    user_id?: string | undefined;
    user_name?: string | undefined;
    user_email?: string | undefined;
    user_alt_emails?: string | undefined;
    role_id?: string | undefined;
    role_name?: string | undefined;
    disabled?: string | undefined;
    account_email?: string | undefined;
    account_alias?: string | undefined;
    account_login?: string | undefined;
    password_reset?: boolean | undefined;
    user_account_id?: string | undefined;
    global?: boolean | undefined;
    global_role_id?: string | undefined;
    epic_user?: string | undefined;
    session_expire?: number | undefined;
    last_login?: string | undefined;
    max_sessions?: string | undefined;
    sso_only?: boolean | undefined;
    external_roles?: readonly Json[] | undefined;
    event_share?: string | undefined;
    event_approve?: string | undefined;
    event_upload?: string | undefined;
    event_upload_fail?: string | undefined;
    event_harvest?: string | undefined;
    event_copy?: string | undefined;
    event_join?: string | undefined;
    event_purge?: string | undefined;
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
    groups?: readonly Json[] | undefined;
    locations?: readonly { uuid?: string | undefined; name?: string | undefined; role_id?: string | undefined; role_name?: string | undefined; }[] | undefined;
    tags?: readonly Json[] | undefined;
    customfields?: readonly Json[] | undefined;
    settings?: JsonHash | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'USER_NOT_FOUND';
}

/**
 * `/account/user/delete` (services.json:18939); needs `account_user_edit`
 */
export interface AccountUserDelete {
  params: {
    uuid: string;
    user_id: string;
    user_account_id?: string | undefined;
  };
  returns: Nothing;
  errors: 'IN_USE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'USER_ACCOUNT_NOT_FOUND' | 'USER_NOT_FOUND';
}

/**
 * `/account/user/list` (services.json:19001); needs `account_user_view or case_edit`
 */
export interface AccountUserList {
  params: {
    uuid: string;
    filter_deleted_users?: string | undefined;
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    users?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/account/user/report/login` (services.json:19072); needs `account_user_view`
 */
export interface AccountUserReportLogin {
  params: {
    uuid: string;
    user_id?: string | undefined;
  };
  returns: {
    report_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/account/can/share` (services.json:19121); needs `account_edit`
 */
export interface AccountCanShare {
  params: {
    account_id: string;
    by_type: 'user' | 'account' | 'group' | 'location';
    by_id: string;
    with_type: 'user' | 'account' | 'group' | 'location';
    with_id: string;
  };
  returns: Nothing;
  errors: 'BY_NOT_FOUND' | 'INVALID_TYPE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'WITH_NOT_FOUND';
}

/**
 * `/account/can/share/stop` (services.json:19186); needs `account_edit`
 */
export interface AccountCanShareStop {
  params: {
    account_id: string;
    by_type: 'user' | 'account' | 'group' | 'location';
    by_id: string;
    with_type: 'user' | 'account' | 'group' | 'location';
    with_id: string;
  };
  returns: Nothing;
  errors: 'BY_NOT_FOUND' | 'INVALID_TYPE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'WITH_NOT_FOUND';
}

/**
 * `/account/can/share/list` (services.json:19251); needs `account_view`
 */
export interface AccountCanShareList {
  params: {
    account_id: string;
  };
  returns: {
    rules?: readonly { by_type?: 'user' | 'account' | 'group' | 'location' | undefined; by_id?: string | undefined; by_name?: string | undefined; with_type?: 'user' | 'account' | 'group' | 'location' | undefined; with_id?: string | undefined; with_name?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/account/css` (services.json:19322)
 */
export interface AccountCss {
  params: {
    account_id?: string | undefined;
    vanity?: string | undefined;
  };
  returns: Response;
  errors: never;
}

/**
 * `/account/settings` (services.json:19341)
 */
export interface AccountSettings {
  params: {
    settings?: readonly string[] | undefined;
    brand_settings?: readonly string[] | undefined;
    namespace_id?: string | undefined;
  } & ({ account_id: string; } | { vanity: string; });
  returns: {
    settings?: JsonHash | undefined;
  };
  errors: 'NOT_FOUND';
}

/**
 * `/account/settings/validate` (services.json:19391)
 */
export interface AccountSettingsValidate {
  params: {
    uuid: string;
    settings?: string | undefined;
    setting?: Readonly<Record<string, string>> | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_SETTING' | 'INVALID_SETTING_VALUE' | 'NOT_FOUND';
}

/**
 * `/account/connect` (services.json:19440); needs `account_edit`
 */
export interface AccountConnect {
  params: {
    uuid: string;
    code: string;
  };
  returns: Nothing;
  errors: 'NOT_FOUND' | 'NOT_PERMITTED' | 'TOKEN_FAILED';
}

/**
 * `/account/md5/counter` (services.json:19480)
 */
export interface AccountMd5Counter {
  params: {
    uuid: string;
    md5: string;
    node_id?: string | undefined;
    serial_no?: string | undefined;
  };
  returns: {
    counter?: string | undefined;
  };
  errors: 'NOT_FOUND';
}

/**
 * `/account/list/requestable` (services.json:19518); needs `study_request_edit`
 */
export interface AccountListRequestable {
  params: {
    namespace_id: string;
  };
  returns: {
    accounts?: readonly Json[] | undefined;
  };
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/account/radreport/email/authorize` (services.json:19558); needs `The requesting user should be a sysadmin of the account`
 */
export interface AccountRadreportEmailAuthorize {
  params: {
    uuid: string;
    captcha_response: string;
  };
  returns: Nothing;
  errors: 'CAPTCHA_FAILED' | 'NOT_ENABLED' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/account/vanity/add` (services.json:19603); needs `account_vanity_edit`
 */
export interface AccountVanityAdd {
  params: {
    account_id: string;
    vanity: string;
    sort_order?: number | undefined;
    ui_json?: Json | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'VALIDATION_FAILED';
}

/**
 * `/account/vanity/get` (services.json:19663)
 */
export interface AccountVanityGet {
  params: {
    account_id: string;
  } & ({ uuid: string; } | { vanity: string; });
  returns: {
    uuid?: string | undefined;
    vanity?: string | undefined;
    ui_json?: Json | undefined;
    sort_order?: number | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/account/vanity/set` (services.json:19719); needs `account_vanity_edit`
 */
export interface AccountVanitySet {
  params: {
    account_id: string;
    sort_order?: number | undefined;
    ui_json?: Json | undefined;
  } & ({ uuid: string; } | { vanity: string; });
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/account/vanity/list` (services.json:19773); needs `account_vanity_view or sysadmin`
 */
export interface AccountVanityList {
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
    vanities?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/account/vanity/delete` (services.json:19836); needs `account_vanity_edit or sysadmin`
 */
export interface AccountVanityDelete {
  params: {
    account_id: string;
  } & ({ uuid: string; } | { vanity: string; });
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/account/saml/role/list` (services.json:19877); needs `saml_role_edit`
 */
export interface AccountSamlRoleList {
  params: {
    account_id: string;
  };
  returns: {
    saml_role?: Json | undefined;
    namespace_id?: string | undefined;
    for_group?: boolean | undefined;
    for_location?: boolean | undefined;
    namespace_name?: string | undefined;
    role_id?: string | undefined;
    role_name?: string | undefined;
    event_share?: string | undefined;
    event_approve?: string | undefined;
    event_upload?: string | undefined;
    event_upload_fail?: string | undefined;
    event_harvest?: string | undefined;
    event_new_report?: string | undefined;
    event_message?: string | undefined;
    event_node?: string | undefined;
    event_copy?: string | undefined;
    event_report_remove?: string | undefined;
    event_study_comment?: string | undefined;
    event_status_change?: string | undefined;
    event_link?: string | undefined;
    event_link_mine?: string | undefined;
    event_thin_study_success?: string | undefined;
    event_thin_study_fail?: string | undefined;
    event_case_assignment?: string | undefined;
    event_query_add?: string | undefined;
    event_query_edit?: string | undefined;
    event_query_new_recipient?: string | undefined;
    event_query_reply?: string | undefined;
    event_site_qualified?: string | undefined;
    event_incoming_study_request?: string | undefined;
    sequence?: string | undefined;
  };
  errors: 'NOT_FOUND' | 'NOT_SYSADMIN_OR_SUPPORT';
}

/**
 * `/account/saml/role/set` (services.json:20071); needs `saml_role_edit`
 */
export interface AccountSamlRoleSet {
  params: {
    account_id: string;
    saml_role: string;
    namespace_id?: string | undefined;
    for_group?: boolean | undefined;
    for_location?: boolean | undefined;
    role_id: string;
    event_share?: string | undefined;
    event_approve?: string | undefined;
    event_upload?: string | undefined;
    event_upload_fail: string;
    event_harvest?: string | undefined;
    event_new_report?: string | undefined;
    event_message?: string | undefined;
    event_node?: string | undefined;
    event_copy?: string | undefined;
    event_report_remove?: string | undefined;
    event_study_comment?: string | undefined;
    event_status_change?: string | undefined;
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
    sequence?: string | undefined;
    delete?: boolean | undefined;
  };
  returns: Nothing;
  errors: 'NOT_FOUND' | 'NOT_SYSADMIN_OR_SUPPORT' | 'ROLE_NAMESPACE_MISMATCH';
}

export interface AccountCommands {
  '/account/list': AccountList;
  '/account/set': AccountSet;
  '/account/get': AccountGet;
  '/account/user/add': AccountUserAdd;
  '/account/user/set': AccountUserSet;
  '/account/user/get': AccountUserGet;
  '/account/user/delete': AccountUserDelete;
  '/account/user/list': AccountUserList;
  '/account/user/report/login': AccountUserReportLogin;
  '/account/can/share': AccountCanShare;
  '/account/can/share/stop': AccountCanShareStop;
  '/account/can/share/list': AccountCanShareList;
  '/account/css': AccountCss;
  '/account/settings': AccountSettings;
  '/account/settings/validate': AccountSettingsValidate;
  '/account/connect': AccountConnect;
  '/account/md5/counter': AccountMd5Counter;
  '/account/list/requestable': AccountListRequestable;
  '/account/radreport/email/authorize': AccountRadreportEmailAuthorize;
  '/account/vanity/add': AccountVanityAdd;
  '/account/vanity/get': AccountVanityGet;
  '/account/vanity/set': AccountVanitySet;
  '/account/vanity/list': AccountVanityList;
  '/account/vanity/delete': AccountVanityDelete;
  '/account/saml/role/list': AccountSamlRoleList;
  '/account/saml/role/set': AccountSamlRoleSet;
}

export const accountWires: Readonly<Record<keyof AccountCommands, Wire>> = {
  '/account/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', accounts: [{ permissions: 'text', role_id: 'text', role_name: 'text', default_role_id: 'text', default_role_name: 'text' }] } },
  '/account/set': { families: { setting: 'setting_', customfield: 'customfield-' } },
  '/account/get': { params: { brand_settings: 'list' }, reads: true, returns: { uuid: 'text', name: 'text', vanity: 'text', password_expire: 'number', session_expire: 'number', namespace_id: 'text', must_approve: 'flag', must_approve_upload: 'flag', must_approve_harvest: 'flag', must_approve_move: 'flag', must_approve_copy: 'flag', no_share: 'flag', can_request: 'flag', share_code: 'text', share_description: 'text', share_via_gateway: 'flag', hl7_template: 'text', search_threshold: 'number', css: 'text', vendor: 'text', client_code: 'text', role_id: 'text', role_name: 'text', settings: 'json', connected: 'flag', tags: 'json', customfields: [{ permissions: 'text', role_id: 'text', role_name: 'text', default_role_id: 'text', default_role_name: 'text', has_activity_permission: 'flag' }], site_management_account_id: 'text' } },
  '/account/user/add': { params: { external_roles: 'json' }, families: { setting: 'setting_', customfield: 'customfield-' }, returns: { uuid: 'text' } },
  '/account/user/set': { params: { external_roles: 'json' }, families: { customfield: 'customfield-', setting: 'setting_' } },
  '/account/user/get': { reads: true, returns: { uuid: 'text', user_id: 'text', user_name: 'text', user_email: 'text', user_alt_emails: 'text', role_id: 'text', role_name: 'text', disabled: 'text', account_email: 'text', account_alias: 'text', account_login: 'text', password_reset: 'flag', user_account_id: 'text', global: 'flag', global_role_id: 'text', epic_user: 'text', session_expire: 'number', last_login: 'text', max_sessions: 'text', sso_only: 'flag', external_roles: 'json', event_share: 'text', event_approve: 'text', event_upload: 'text', event_upload_fail: 'text', event_harvest: 'text', event_copy: 'text', event_join: 'text', event_purge: 'text', event_new_report: 'text', event_report_remove: 'text', event_study_comment: 'text', event_status_change: 'text', event_message: 'text', event_node: 'text', event_link: 'text', event_link_mine: 'text', event_thin_study_success: 'text', event_thin_study_fail: 'text', event_case_assignment: 'text', event_incoming_study_request: 'text', event_query_add: 'text', event_query_edit: 'text', event_query_new_recipient: 'text', event_query_reply: 'text', event_site_qualified: 'text', groups: 'json', locations: [{ uuid: 'text', name: 'text', role_id: 'text', role_name: 'text' }], tags: 'json', customfields: 'json', settings: 'json' } },
  '/account/user/delete': {},
  '/account/user/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', users: 'json' } },
  '/account/user/report/login': { returns: { report_id: 'text' } },
  '/account/can/share': {},
  '/account/can/share/stop': {},
  '/account/can/share/list': { reads: true, returns: { rules: [{ by_type: 'text', by_id: 'text', by_name: 'text', with_type: 'text', with_id: 'text', with_name: 'text' }] } },
  '/account/css': { streams: true },
  '/account/settings': { params: { settings: 'list', brand_settings: 'list' }, returns: { settings: 'json' } },
  '/account/settings/validate': { families: { setting: 'setting_' } },
  '/account/connect': {},
  '/account/md5/counter': { returns: { counter: 'text' } },
  '/account/list/requestable': { returns: { accounts: 'json' } },
  '/account/radreport/email/authorize': {},
  '/account/vanity/add': { params: { ui_json: 'json' } },
  '/account/vanity/get': { reads: true, returns: { uuid: 'text', vanity: 'text', ui_json: 'json', sort_order: 'number' } },
  '/account/vanity/set': { params: { ui_json: 'json' } },
  '/account/vanity/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', vanities: 'json' } },
  '/account/vanity/delete': {},
  '/account/saml/role/list': { reads: true, returns: { saml_role: 'json', namespace_id: 'text', for_group: 'flag', for_location: 'flag', namespace_name: 'text', role_id: 'text', role_name: 'text', event_share: 'text', event_approve: 'text', event_upload: 'text', event_upload_fail: 'text', event_harvest: 'text', event_new_report: 'text', event_message: 'text', event_node: 'text', event_copy: 'text', event_report_remove: 'text', event_study_comment: 'text', event_status_change: 'text', event_link: 'text', event_link_mine: 'text', event_thin_study_success: 'text', event_thin_study_fail: 'text', event_case_assignment: 'text', event_query_add: 'text', event_query_edit: 'text', event_query_new_recipient: 'text', event_query_reply: 'text', event_site_qualified: 'text', event_incoming_study_request: 'text', sequence: 'text' } },
  '/account/saml/role/set': {},
};

export function accountMethods(call: Call) {
  return {
    /** Lists the accounts of the caller. */
    list: (params: AccountList['params'] = {}, options?: CallOptions) => call('/account/list', params, options),
    /** Changes an account. */
    set: (params: AccountSet['params'], options?: CallOptions) => call('/account/set', params, options),
    /** Reads an account. */
    get: (params: AccountGet['params'], options?: CallOptions) => call('/account/get', params, options),
    /** Makes an account’s user. */
    userAdd: (params: AccountUserAdd['params'], options?: CallOptions) => call('/account/user/add', params, options),
    /** Changes an account’s user. */
    userSet: (params: AccountUserSet['params'], options?: CallOptions) => call('/account/user/set', params, options),
    /** Reads an account’s user. */
    userGet: (params: AccountUserGet['params'], options?: CallOptions) => call('/account/user/get', params, options),
    /** Deletes an account’s user. */
    userDelete: (params: AccountUserDelete['params'], options?: CallOptions) => call('/account/user/delete', params, options),
    /** Lists the users of an account. */
    userList: (params: AccountUserList['params'], options?: CallOptions) => call('/account/user/list', params, options),
    /** Begins a report over sign-ins. */
    userReportLogin: (params: AccountUserReportLogin['params'], options?: CallOptions) => call('/account/user/report/login', params, options),
    /** Makes a rule on which accounts may share with which. */
    canShare: (params: AccountCanShare['params'], options?: CallOptions) => call('/account/can/share', params, options),
    /** Ends a rule on sharing. */
    canShareStop: (params: AccountCanShareStop['params'], options?: CallOptions) => call('/account/can/share/stop', params, options),
    /** Lists the rules on who may share with whom. */
    canShareList: (params: AccountCanShareList['params'], options?: CallOptions) => call('/account/can/share/list', params, options),
    /** Gives an account’s style sheet. */
    css: (params: AccountCss['params'] = {}, options?: CallOptions) => call('/account/css', params, options),
    /** Reads the settings of an account. */
    settings: (params: AccountSettings['params'], options?: CallOptions) => call('/account/settings', params, options),
    /** Checks settings before they are saved. */
    settingsValidate: (params: AccountSettingsValidate['params'], options?: CallOptions) => call('/account/settings/validate', params, options),
    /** Connects an account with the payment processor. */
    connect: (params: AccountConnect['params'], options?: CallOptions) => call('/account/connect', params, options),
    /** Counts how often a digest was seen. */
    md5Counter: (params: AccountMd5Counter['params'], options?: CallOptions) => call('/account/md5/counter', params, options),
    /** Lists the accounts that may be asked for a study. */
    listRequestable: (params: AccountListRequestable['params'], options?: CallOptions) => call('/account/list/requestable', params, options),
    /** Permits the mailing of reports. */
    radreportEmailAuthorize: (params: AccountRadreportEmailAuthorize['params'], options?: CallOptions) => call('/account/radreport/email/authorize', params, options),
    /** Makes an account’s own web address. */
    vanityAdd: (params: AccountVanityAdd['params'], options?: CallOptions) => call('/account/vanity/add', params, options),
    /** Reads an account’s own web address. */
    vanityGet: (params: AccountVanityGet['params'], options?: CallOptions) => call('/account/vanity/get', params, options),
    /** Changes an account’s own web address. */
    vanitySet: (params: AccountVanitySet['params'], options?: CallOptions) => call('/account/vanity/set', params, options),
    /** Lists the web addresses of an account. */
    vanityList: (params: AccountVanityList['params'], options?: CallOptions) => call('/account/vanity/list', params, options),
    /** Deletes an account’s own web address. */
    vanityDelete: (params: AccountVanityDelete['params'], options?: CallOptions) => call('/account/vanity/delete', params, options),
    /** Lists the roles that single sign-on gives. */
    samlRoleList: (params: AccountSamlRoleList['params'], options?: CallOptions) => call('/account/saml/role/list', params, options),
    /** Changes a role that single sign-on gives. */
    samlRoleSet: (params: AccountSamlRoleSet['params'], options?: CallOptions) => call('/account/saml/role/set', params, options),
  };
}
