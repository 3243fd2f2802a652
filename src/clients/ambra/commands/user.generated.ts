// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/user/join` (services.json:623)
 */
export interface UserJoin {
  params: {
    first: string;
    last: string;
    password: string;
    email: string;
    share_code?: string | undefined;
    captcha_response?: string | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'BAD_PASSWORD' | 'CAPTCHA_FAILED' | 'DUPLICATE_EMAIL' | 'LOCKOUT' | 'MISSING_FIELDS';
}

/**
 * `/user/add` (services.json:696); needs `user_edit`
 */
export interface UserAdd {
  params: {
    account_id: string;
    first: string;
    last: string;
    password: string;
    email: string;
    alt_emails?: readonly string[] | undefined;
    mobile_phone: string;
  };
  returns: {
    uuid?: string | undefined;
    namespace_id?: string | undefined;
  };
  errors: 'BAD_PASSWORD' | 'DUPLICATE_EMAIL' | 'INVALID_EMAIL' | 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/user/get` (services.json:778)
 */
export interface UserGet {
  params: {
    uuid?: string | undefined;
    account_id?: string | undefined;
    public_key_format?: 'rfc4716' | 'openssh' | 'asis' | undefined;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    first?: string | undefined;
    last?: string | undefined;
    email?: string | undefined;
    alt_emails?: readonly Json[] | undefined;
    mobile_phone?: string | undefined;
    namespace_id?: string | undefined;
    sysadmin?: string | undefined;
    support?: string | undefined;
    is_anonymous?: string | undefined;
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
    share_code?: string | undefined;
    share_description?: string | undefined;
    time_zone?: string | undefined;
    pin_required?: boolean | undefined;
    allowed_login_brands?: readonly Json[] | undefined;
    npi?: string | undefined;
    terms_md5?: string | undefined;
    privacy_md5?: string | undefined;
    indicator_md5?: string | undefined;
    last_login?: string | undefined;
    event_incoming_study_request?: string | undefined;
    public_key?: string | undefined;
    ui_json?: Json | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/user/set` (services.json:1010)
 */
export interface UserSet {
  params: {
    uuid?: string | undefined;
    first?: string | undefined;
    last?: string | undefined;
    email?: string | undefined;
    alt_emails?: readonly string[] | undefined;
    mobile_phone?: string | undefined;
    password?: string | undefined;
    old_password?: string | undefined;
    share_code?: string | undefined;
    share_description?: string | undefined;
    account_id?: string | undefined;
    cc_token?: string | undefined;
    time_zone?: string | undefined;
    pin_required?: boolean | undefined;
    allowed_login_brands?: readonly string[] | undefined;
    terms_md5: string;
    privacy_md5: string;
    indicator_md5: string;
    public_key?: string | undefined;
    ui_json?: Json | undefined;
  };
  returns: Nothing;
  errors: 'BAD_PASSWORD' | 'DUPLICATE_EMAIL' | 'INVALID_EMAIL' | 'INVALID_PASSWORD' | 'INVALID_TIME_ZONE' | 'INVALID_TOKEN' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/user/delete` (services.json:1177)
 */
export interface UserDelete {
  params: Nothing;
  returns: Nothing;
  errors: 'IN_USE' | 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/user/password/lost` (services.json:1209)
 */
export interface UserPasswordLost {
  params: {
    email: string;
    inbox?: boolean | undefined;
  };
  returns: Nothing;
  errors: 'LOCKOUT' | 'MISSING_FIELDS';
}

/**
 * `/user/password/reset` (services.json:1244)
 */
export interface UserPasswordReset {
  params: {
    token: string;
    password: string;
  };
  returns: Nothing;
  errors: 'BAD_PASSWORD' | 'INVALID_TOKEN' | 'MISSING_FIELDS';
}

/**
 * `/user/welcome` (services.json:1279)
 */
export interface UserWelcome {
  params: {
    email: string;
    account_id: string;
    link: string;
  };
  returns: Nothing;
  errors: 'INVALID_LINK' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/user/join/list` (services.json:1327)
 */
export interface UserJoinList {
  params: {
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    accounts?: readonly { uuid?: string | undefined; name?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS';
}

/**
 * `/user/join/request` (services.json:1383)
 */
export interface UserJoinRequest {
  params: {
    account_id: string;
  };
  returns: Nothing;
  errors: 'ALREADY_MEMBER' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/user/invite` (services.json:1423); needs `account_user_invite`
 */
export interface UserInvite {
  params: {
    account_id: string;
    role_id?: string | undefined;
    email: string;
    link: string;
    link_already?: string | undefined;
    groups?: JsonHash | undefined;
    locations?: JsonHash | undefined;
    global?: boolean | undefined;
    global_role_id?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'ALREADY_EXISTS' | 'INVALID_EMAIL' | 'INVALID_JSON' | 'INVALID_LINK' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED' | 'ROLE_NAMESPACE_MISMATCH' | 'ROLE_NOT_FOUND';
}

/**
 * `/user/invite/accept` (services.json:1542)
 */
export interface UserInviteAccept {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'ACCEPTED' | 'ALREADY_EXISTS' | 'NOT_FOUND';
}

/**
 * `/user/namespace/list` (services.json:1581)
 */
export interface UserNamespaceList {
  params: {
    account_id?: string | undefined;
    plus_phr?: boolean | undefined;
    name_and_id_only?: boolean | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
  };
  returns: {
    namespaces?: readonly { uuid?: string | undefined; name?: string | undefined; type?: 'account_id' | 'group_id' | 'location_id' | 'user_id' | undefined; type_uuid?: string | undefined; permissions?: string | undefined; role_id?: string | undefined; role_name?: string | undefined; settings?: string | undefined; destinations?: readonly Json[] | undefined; events?: JsonHash | undefined; share_code?: string | undefined; study_count?: number | undefined; thin_study_count?: number | undefined; search_threshold?: number | undefined; must_approve?: boolean | undefined; must_approve_upload?: boolean | undefined; must_approve_harvest?: boolean | undefined; must_approve_move?: boolean | undefined; must_approve_copy?: boolean | undefined; }[] | undefined;
  };
  errors: never;
}

/**
 * `/user/event` (services.json:1719)
 */
export interface UserEvent {
  params: {
    namespace_id: string;
    uuid?: string | undefined;
  };
  returns: {
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
  };
  errors: 'INVALID_FLAG' | 'NOT_FOUND' | 'NOT_MEMBER' | 'NOT_PERMITTED';
}

/**
 * `/user/event/set` (services.json:1859)
 */
export interface UserEventSet {
  params: {
    namespace_id: string;
    uuid?: string | undefined;
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
  };
  returns: Nothing;
  errors: 'INVALID_FLAG' | 'NOT_FOUND' | 'NOT_MEMBER' | 'NOT_PERMITTED';
}

/**
 * `/user/token` (services.json:2019)
 */
export interface UserToken {
  params: {
    generate: boolean;
    delete: boolean;
  };
  returns: {
    enabled?: boolean | undefined;
    secret?: string | undefined;
  };
  errors: 'ALREADY_DONE' | 'NOT_PERMITTED';
}

/**
 * `/user/device/clear` (services.json:2063)
 */
export interface UserDeviceClear {
  params: Nothing;
  returns: Nothing;
  errors: never;
}

/**
 * `/user/signature` (services.json:2082)
 */
export interface UserSignature {
  params: {
    signature: string;
  };
  returns: {
    signature?: string | undefined;
  };
  errors: never;
}

/**
 * `/user/enable` (services.json:2109)
 */
export interface UserEnable {
  params: {
    uuid: string;
    disable?: boolean | undefined;
  };
  returns: Nothing;
  errors: 'NOT_DISABLED' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/user/pubkey/list` (services.json:2155)
 */
export interface UserPubkeyList {
  params: {
    uuid: string;
    serial_no: string;
    public_key_format?: 'rfc4716' | 'openssh' | 'asis' | undefined;
  };
  returns: {
    users?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/user/pubkey/set` (services.json:2198)
 */
export interface UserPubkeySet {
  params: {
    uuid: string;
    serial_no: string;
    email: string;
    public_key: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NO_USER_PUBKEY';
}

export interface UserCommands {
  '/user/join': UserJoin;
  '/user/add': UserAdd;
  '/user/get': UserGet;
  '/user/set': UserSet;
  '/user/delete': UserDelete;
  '/user/password/lost': UserPasswordLost;
  '/user/password/reset': UserPasswordReset;
  '/user/welcome': UserWelcome;
  '/user/join/list': UserJoinList;
  '/user/join/request': UserJoinRequest;
  '/user/invite': UserInvite;
  '/user/invite/accept': UserInviteAccept;
  '/user/namespace/list': UserNamespaceList;
  '/user/event': UserEvent;
  '/user/event/set': UserEventSet;
  '/user/token': UserToken;
  '/user/device/clear': UserDeviceClear;
  '/user/signature': UserSignature;
  '/user/enable': UserEnable;
  '/user/pubkey/list': UserPubkeyList;
  '/user/pubkey/set': UserPubkeySet;
}

export const userWires: Readonly<Record<keyof UserCommands, Wire>> = {
  '/user/join': { families: { customfield: 'customfield-' }, returns: { uuid: 'text' } },
  '/user/add': { params: { alt_emails: 'list' }, returns: { uuid: 'text', namespace_id: 'text' } },
  '/user/get': { reads: true, returns: { uuid: 'text', name: 'text', first: 'text', last: 'text', email: 'text', alt_emails: 'json', mobile_phone: 'text', namespace_id: 'text', sysadmin: 'text', support: 'text', is_anonymous: 'text', event_share: 'text', event_approve: 'text', event_upload: 'text', event_upload_fail: 'text', event_harvest: 'text', event_copy: 'text', event_new_report: 'text', event_report_remove: 'text', event_study_comment: 'text', event_status_change: 'text', event_message: 'text', event_link: 'text', event_link_mine: 'text', event_thin_study_success: 'text', event_thin_study_fail: 'text', event_case_assignment: 'text', event_query_add: 'text', event_query_edit: 'text', event_query_new_recipient: 'text', event_query_reply: 'text', event_site_qualified: 'text', share_code: 'text', share_description: 'text', time_zone: 'text', pin_required: 'flag', allowed_login_brands: 'json', npi: 'text', terms_md5: 'text', privacy_md5: 'text', indicator_md5: 'text', last_login: 'text', event_incoming_study_request: 'text', public_key: 'text', ui_json: 'json' } },
  '/user/set': { params: { alt_emails: 'list', allowed_login_brands: 'list', ui_json: 'json' } },
  '/user/delete': {},
  '/user/password/lost': {},
  '/user/password/reset': {},
  '/user/welcome': {},
  '/user/join/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { accounts: [{ uuid: 'text', name: 'text' }] } },
  '/user/join/request': {},
  '/user/invite': { params: { groups: 'json', locations: 'json' }, returns: { uuid: 'text' } },
  '/user/invite/accept': {},
  '/user/namespace/list': { families: { filter: 'filter.' }, reads: true, returns: { namespaces: [{ uuid: 'text', name: 'text', type: 'text', type_uuid: 'text', permissions: 'text', role_id: 'text', role_name: 'text', settings: 'text', destinations: 'json', events: 'json', share_code: 'text', study_count: 'number', thin_study_count: 'number', search_threshold: 'number', must_approve: 'flag', must_approve_upload: 'flag', must_approve_harvest: 'flag', must_approve_move: 'flag', must_approve_copy: 'flag' }] } },
  '/user/event': { returns: { event_share: 'text', event_approve: 'text', event_upload: 'text', event_upload_fail: 'text', event_harvest: 'text', event_copy: 'text', event_new_report: 'text', event_report_remove: 'text', event_study_comment: 'text', event_status_change: 'text', event_message: 'text', event_node: 'text', event_link: 'text', event_link_mine: 'text', event_thin_study_success: 'text', event_thin_study_fail: 'text', event_case_assignment: 'text', event_incoming_study_request: 'text', event_query_add: 'text', event_query_edit: 'text', event_query_new_recipient: 'text', event_query_reply: 'text', event_site_qualified: 'text' } },
  '/user/event/set': {},
  '/user/token': { returns: { enabled: 'flag', secret: 'text' } },
  '/user/device/clear': {},
  '/user/signature': { returns: { signature: 'text' } },
  '/user/enable': {},
  '/user/pubkey/list': { reads: true, returns: { users: 'json' } },
  '/user/pubkey/set': {},
};

export function userMethods(call: Call) {
  return {
    /** Registers a new user. */
    join: (params: UserJoin['params'], options?: CallOptions) => call('/user/join', params, options),
    /** Makes a user. */
    add: (params: UserAdd['params'], options?: CallOptions) => call('/user/add', params, options),
    /** Reads a user. */
    get: (params: UserGet['params'] = {}, options?: CallOptions) => call('/user/get', params, options),
    /** Changes a user. */
    set: (params: UserSet['params'], options?: CallOptions) => call('/user/set', params, options),
    /** Deletes a user. */
    delete: (params: UserDelete['params'] = {}, options?: CallOptions) => call('/user/delete', params, options),
    /** Sends somebody a way to reset a forgotten password. */
    passwordLost: (params: UserPasswordLost['params'], options?: CallOptions) => call('/user/password/lost', params, options),
    /** Sets a new password with the token that was sent. */
    passwordReset: (params: UserPasswordReset['params'], options?: CallOptions) => call('/user/password/reset', params, options),
    /** Sends a user the welcome mail. */
    welcome: (params: UserWelcome['params'], options?: CallOptions) => call('/user/welcome', params, options),
    /** Lists the requests to join an account. */
    joinList: (params: UserJoinList['params'] = {}, options?: CallOptions) => call('/user/join/list', params, options),
    /** Asks for membership in an account. */
    joinRequest: (params: UserJoinRequest['params'], options?: CallOptions) => call('/user/join/request', params, options),
    /** Invites somebody into an account. */
    invite: (params: UserInvite['params'], options?: CallOptions) => call('/user/invite', params, options),
    /** Takes an invitation up. */
    inviteAccept: (params: UserInviteAccept['params'], options?: CallOptions) => call('/user/invite/accept', params, options),
    /** Lists the namespaces that the user reaches. */
    namespaceList: (params: UserNamespaceList['params'] = {}, options?: CallOptions) => call('/user/namespace/list', params, options),
    /** Reads what a user is told about a namespace. */
    event: (params: UserEvent['params'], options?: CallOptions) => call('/user/event', params, options),
    /** Changes what a user is told about a namespace. */
    eventSet: (params: UserEventSet['params'], options?: CallOptions) => call('/user/event/set', params, options),
    /** Makes or checks the secret of an authenticator app. */
    token: (params: UserToken['params'], options?: CallOptions) => call('/user/token', params, options),
    /** Forgets the devices that need no second factor. */
    deviceClear: (params: UserDeviceClear['params'] = {}, options?: CallOptions) => call('/user/device/clear', params, options),
    /** Reads or sets the user’s signature. */
    signature: (params: UserSignature['params'], options?: CallOptions) => call('/user/signature', params, options),
    /** Lets a disabled user in again. */
    enable: (params: UserEnable['params'], options?: CallOptions) => call('/user/enable', params, options),
    /** Lists the public keys of a user. */
    pubkeyList: (params: UserPubkeyList['params'], options?: CallOptions) => call('/user/pubkey/list', params, options),
    /** Changes a user’s public key. */
    pubkeySet: (params: UserPubkeySet['params'], options?: CallOptions) => call('/user/pubkey/set', params, options),
  };
}
