// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/link/list` (services.json:29001); needs `link_view`
 */
export interface LinkList {
  params: {
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  } & ({ study_id: string; } | { user_id: string; } | { account_id: string; });
  returns: {
    page?: JsonHash | undefined;
    links?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/link/add` (services.json:29061); needs `link_edit for STUDY_(VIEW|LIST) or LOGIN and link_edit_upload for STUDY_UPLOAD can_proxy_login for action's account is required to pass the user_id parameter`
 */
export interface LinkAdd {
  params: {
    action: 'STUDY_LIST' | 'STUDY_VIEW' | 'STUDY_UPLOAD' | 'LOGIN';
    password?: string | undefined;
    password_max_attempts?: number | undefined;
    password_is_dob?: boolean | undefined;
    skip_email_prompt?: string | undefined;
    pin_auth?: string | undefined;
    include_priors?: string | undefined;
    max_hits?: number | undefined;
    minutes_alive?: number | undefined;
    email?: string | undefined;
    mobile_phone?: string | undefined;
    message?: string | undefined;
    share_on_view?: boolean | undefined;
    notify?: string | undefined;
    use_share_code?: boolean | undefined;
    share_code?: string | undefined;
    parameters?: readonly Json[] | undefined;
    meeting_id?: string | undefined;
    anonymize?: string | undefined;
    prompt_for_anonymize: boolean;
    referer?: string | undefined;
    acceptance_required?: boolean | undefined;
    mfm_page?: boolean | undefined;
    charge_amount?: string | undefined;
    charge_currency?: string | undefined;
    charge_description?: string | undefined;
    upload_match?: JsonHash | undefined;
    upload_study_customfields?: JsonHash | undefined;
    workflow?: string | undefined;
    ui_json?: Json | undefined;
    inherit_permissions?: boolean | undefined;
    viewer?: string | undefined;
  } & ({ study_id: string; } | { filter: Json; account_id: string; } | { namespace_id: string; } | { user_id: string; account_id: string; });
  returns: {
    uuid?: string | undefined;
    url?: string | undefined;
    redirect_url?: string | undefined;
  };
  errors: 'FORBIDDEN_FIELD' | 'INSECURE_PARAMETERS' | 'INVALID_ACTION' | 'INVALID_CHARGE' | 'INVALID_EMAIL' | 'INVALID_FIELD_NAME' | 'INVALID_JSON' | 'INVALID_PHI_FIELD' | 'INVALID_PHONE' | 'INVALID_REGEXP' | 'INVALID_UPLOAD_MATCH' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_LIST' | 'NOT_PERMITTED' | 'VALIDATE' | 'VALIDATION_FAILED' | 'VIEWER_DISABLED' | 'VIEWER_NOT_ALLOWED' | 'VIEWER_NOT_CONFIGURED';
}

/**
 * `/link/get` (services.json:29354); needs `link_view`
 */
export interface LinkGet {
  params: {
    uuid: string;
    short_id: string;
    url: string;
    redirect_url: string;
    description: string;
    email: string;
    mobile_phone: string;
    message: string;
    share_on_view: boolean;
    notify: string;
    study_id: string;
    filter: string;
    user_id: string;
    account_id: string;
    action: string;
    has_password: boolean;
    password_is_dob: boolean;
    skip_email_prompt: string;
    pin_auth: string;
    password_max_attempts: number;
    is_meeting: boolean;
    max_hits: number;
    include_priors: string;
    minutes_alive: number;
    namespace_id: string;
    namespace_name: string;
    use_share_code: boolean;
    parameters: readonly Json[];
    anonymize: string;
    prompt_for_anonymize: boolean;
    referer: string;
    acceptance_required: boolean;
    mfm_page: boolean;
    charge_amount: string;
    charge_currency: string;
    charge_description: string;
    upload_match: JsonHash;
    upload_study_customfields: JsonHash;
    created: string;
    workflow: string;
    ui_json: Json;
    inherit_permissions: boolean;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/link/delete` (services.json:29555); needs `link_edit or link_edit_upload`
 */
export interface LinkDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/link/status` (services.json:29595)
 */
export interface LinkStatus {
  params: {
    link_charge_id?: string | undefined;
  } & ({ uuid: string; } | { pin: string; });
  returns: {
    action?: string | undefined;
    has_password?: boolean | undefined;
    is_meeting?: boolean | undefined;
    skip_email_prompt?: boolean | undefined;
    pin_auth?: string | undefined;
    pin_auth_text?: string | undefined;
    acceptance_required?: boolean | undefined;
    charge_amount?: string | undefined;
    charge_currency?: string | undefined;
    charge_description?: string | undefined;
    upload_match?: JsonHash | undefined;
  };
  errors: 'INVALID_PIN' | 'INVALID_SOURCE' | 'IP_BLOCKED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'PIN_LOCKOUT';
}

/**
 * `/link/session` (services.json:29687)
 */
export interface LinkSession {
  params: {
    password?: string | undefined;
    email_address?: string | undefined;
    link_charge_id?: string | undefined;
  } & ({ uuid: string; } | { pin: string; } | { short_id: string; });
  returns: {
    sid?: string | undefined;
    action?: string | undefined;
    study_count?: number | undefined;
    share_code?: string | undefined;
    pin_required?: boolean | undefined;
    pin_via?: string | undefined;
    acceptance_required?: boolean | undefined;
  };
  errors: 'CHARGE_REQUIRED' | 'DISABLED' | 'INVALID_CREDENTIALS' | 'INVALID_PIN' | 'INVALID_SOURCE' | 'IP_BLOCKED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'ONLY_ONE' | 'PIN_LOCKOUT';
}

/**
 * `/link/redirect` (services.json:29789)
 */
export interface LinkRedirect {
  params: {
    password?: string | undefined;
    link_charge_id?: string | undefined;
    v?: JsonHash | undefined;
  } & ({ uuid: string; } | { pin: string; } | { short_id: string; });
  returns: Response;
  errors: 'EXPIRED' | 'INVALID_CREDENTIALS' | 'INVALID_PIN' | 'INVALID_SOURCE' | 'IP_BLOCKED' | 'LINK_NOT_FOUND' | 'MISSING_FIELDS' | 'NOT_PERMITTED' | 'ONLY_ONE' | 'PIN_LOCKOUT';
}

/**
 * `/link/external` (services.json:29880)
 */
export interface LinkExternal {
  params: {
    u: string;
    v: JsonHash;
  };
  returns: Response;
  errors: 'ACCOUNT_NOT_SET' | 'ACCOUNT_USER_NOT_FOUND' | 'DECRYPT_FAILED' | 'INVALID_SOURCE' | 'MISSING_PARAMETERS' | 'NOT_HASH' | 'NO_FILTER';
}

/**
 * `/link/sso` (services.json:29940)
 */
export interface LinkSso {
  params: {
    u: string;
    v: JsonHash;
  };
  returns: Response;
  errors: 'ACCOUNT_NOT_SET' | 'ACCOUNT_USER_NOT_FOUND' | 'DECRYPT_FAILED' | 'MISSING_FIELDS' | 'MISSING_INFO' | 'NOT_HASH';
}

/**
 * `/link/sid` (services.json:29987)
 */
export interface LinkSid {
  params: {
    uuid: string;
    email: string;
  };
  returns: {
    sid?: string | undefined;
  };
  errors: 'NOT_FOUND';
}

/**
 * `/link/mail` (services.json:30018); needs `link_view`
 */
export interface LinkMail {
  params: {
    uuid: string;
    email: string;
  };
  returns: Nothing;
  errors: 'INVALID_EMAIL' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/link/charge` (services.json:30062)
 */
export interface LinkCharge {
  params: {
    uuid: string;
    charge_token: string;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'CHARGE_FAILED' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/link/pin` (services.json:30101); needs `link_view link_edit_pin`
 */
export interface LinkPin {
  params: {
    uuid: string;
  };
  returns: {
    pin?: string | undefined;
    duration?: number | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

export interface LinkCommands {
  '/link/list': LinkList;
  '/link/add': LinkAdd;
  '/link/get': LinkGet;
  '/link/delete': LinkDelete;
  '/link/status': LinkStatus;
  '/link/session': LinkSession;
  '/link/redirect': LinkRedirect;
  '/link/external': LinkExternal;
  '/link/sso': LinkSso;
  '/link/sid': LinkSid;
  '/link/mail': LinkMail;
  '/link/charge': LinkCharge;
  '/link/pin': LinkPin;
}

export const linkWires: Readonly<Record<keyof LinkCommands, Wire>> = {
  '/link/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', links: 'json' } },
  '/link/add': { params: { parameters: 'json', upload_match: 'json', upload_study_customfields: 'json', ui_json: 'json', filter: 'json' }, returns: { uuid: 'text', url: 'text', redirect_url: 'text' } },
  '/link/get': { params: { parameters: 'json', upload_match: 'json', upload_study_customfields: 'json', ui_json: 'json' }, reads: true },
  '/link/delete': {},
  '/link/status': { returns: { action: 'text', has_password: 'flag', is_meeting: 'flag', skip_email_prompt: 'flag', pin_auth: 'text', pin_auth_text: 'text', acceptance_required: 'flag', charge_amount: 'text', charge_currency: 'text', charge_description: 'text', upload_match: 'json' } },
  '/link/session': { returns: { sid: 'text', action: 'text', study_count: 'number', share_code: 'text', pin_required: 'flag', pin_via: 'text', acceptance_required: 'flag' } },
  '/link/redirect': { params: { v: 'json' }, streams: true },
  '/link/external': { params: { v: 'json' }, streams: true },
  '/link/sso': { params: { v: 'json' }, streams: true },
  '/link/sid': { returns: { sid: 'text' } },
  '/link/mail': {},
  '/link/charge': { returns: { uuid: 'text' } },
  '/link/pin': { returns: { pin: 'text', duration: 'number' } },
};

export function linkMethods(call: Call) {
  return {
    /** Lists the links to a study, of a user or of an account. */
    list: (params: LinkList['params'], options?: CallOptions) => call('/link/list', params, options),
    /** Makes a link. */
    add: (params: LinkAdd['params'], options?: CallOptions) => call('/link/add', params, options),
    /** Reads a link. */
    get: (params: LinkGet['params'], options?: CallOptions) => call('/link/get', params, options),
    /** Deletes a link. */
    delete: (params: LinkDelete['params'], options?: CallOptions) => call('/link/delete', params, options),
    /** Says what a link asks for before it opens. */
    status: (params: LinkStatus['params'], options?: CallOptions) => call('/link/status', params, options),
    /** Opens a session through a link. */
    session: (params: LinkSession['params'], options?: CallOptions) => call('/link/session', params, options),
    /** Opens a link and sends the browser to what it shows. */
    redirect: (params: LinkRedirect['params'], options?: CallOptions) => call('/link/redirect', params, options),
    /** Makes a link from data signed elsewhere. */
    external: (params: LinkExternal['params'], options?: CallOptions) => call('/link/external', params, options),
    /** Makes a link that signs a person in. */
    sso: (params: LinkSso['params'], options?: CallOptions) => call('/link/sso', params, options),
    /** Gives the session of a link’s use. */
    sid: (params: LinkSid['params'], options?: CallOptions) => call('/link/sid', params, options),
    /** Mails a link. */
    mail: (params: LinkMail['params'], options?: CallOptions) => call('/link/mail', params, options),
    /** Takes the payment that a link asks for. */
    charge: (params: LinkCharge['params'], options?: CallOptions) => call('/link/charge', params, options),
    /** Makes a PIN that opens a link once. */
    pin: (params: LinkPin['params'], options?: CallOptions) => call('/link/pin', params, options),
  };
}
