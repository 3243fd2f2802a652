// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Json, JsonHash, Nothing, Wire } from './command.ts';

/**
 * `/session/login` (services.json:6)
 */
export interface SessionLogin {
  params: {
    login: string;
    vanity?: string | undefined;
    new_password?: string | undefined;
    validate_session?: string | undefined;
    location?: string | undefined;
  } & ({ email: string; } | { account_name: string; account_login: string; }) & ({ password: string; } | { use_pkey: boolean; });
  returns: {
    sid?: string | undefined;
    uuid?: string | undefined;
    name?: string | undefined;
    training_todo?: boolean | undefined;
    pin_required?: boolean | undefined;
    pin_via?: string | undefined;
    sign_required?: boolean | undefined;
    terms_md5?: string | undefined;
    privacy_md5?: string | undefined;
    indicator_md5?: string | undefined;
    patientid?: string | undefined;
    is_proxy?: boolean | undefined;
  };
  errors: 'BAD_PASSWORD' | 'BLOCKED' | 'BRAND_NOT_ALLOWED' | 'DISABLED' | 'INVALID_CREDENTIALS' | 'LOCKOUT' | 'MISSING_FIELDS' | 'ONLY_ONE' | 'PASSWORD_RESET' | 'PUBLIC_KEY_EXPIRED' | 'SSO_ONLY' | 'VALIDATION_FAILED' | 'WHITELIST_LOCKOUT';
}

/**
 * `/session/user` (services.json:166)
 */
export interface SessionUser {
  params: {
    settings?: readonly Json[] | undefined;
    account_id?: string | undefined;
  };
  returns: {
    namespaces?: readonly { uuid?: string | undefined; name?: string | undefined; }[] | undefined;
    sid_md5?: string | undefined;
    accelerator_used?: boolean | undefined;
    session_expire?: string | undefined;
    settings?: JsonHash | undefined;
  };
  errors: 'NOT_FOUND';
}

/**
 * `/session/permissions` (services.json:233)
 */
export interface SessionPermissions {
  params: ({ account_id: string; } | { namespace_id: string; });
  returns: Nothing;
  errors: never;
}

/**
 * `/session/logout` (services.json:263)
 */
export interface SessionLogout {
  params: Nothing;
  returns: {
    logout_url?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/session/csrf/enable` (services.json:295)
 */
export interface SessionCsrfEnable {
  params: {
    redirect_uri: string;
  };
  returns: Response;
  errors: 'INVALID_URL' | 'MISSING_FIELDS';
}

/**
 * `/session/uuid` (services.json:329)
 */
export interface SessionUuid {
  params: Nothing;
  returns: {
    uuid?: string | undefined;
  };
  errors: never;
}

/**
 * `/session/oauth/start` (services.json:346)
 */
export interface SessionOauthStart {
  params: Nothing;
  returns: Response;
  errors: 'NO_OAUTH';
}

/**
 * `/session/oauth` (services.json:364)
 */
export interface SessionOauth {
  params: {
    code: string;
    vendor: 'doximity' | 'google' | 'brand';
    redirect_uri: string;
  };
  returns: {
    sid?: string | undefined;
    uuid?: string | undefined;
    name?: string | undefined;
    new_user?: boolean | undefined;
  };
  errors: 'AUTH_FAILED' | 'INVALID_CODE' | 'INVALID_VENDOR' | 'MISSING_FIELDS' | 'MISSING_INFORMATION' | 'NO_OAUTH' | 'OTHER_OAUTH';
}

/**
 * `/session/oauth/token` (services.json:435)
 */
export interface SessionOauthToken {
  params: {
    grant_type: string;
    client_id: string;
    client_secret: string;
    duration?: number | undefined;
  };
  returns: {
    access_token?: string | undefined;
    created_at?: string | undefined;
    expires_in?: number | undefined;
    token_type?: string | undefined;
  };
  errors: 'AUTH_FAILED' | 'LOCKOUT' | 'MISSING_FIELDS';
}

/**
 * `/session/pin` (services.json:499)
 */
export interface SessionPin {
  params: {
    pin: string;
    remember_device?: string | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_PIN' | 'INVALID_SID' | 'MISSING_FIELDS' | 'PIN_EXPIRED';
}

/**
 * `/session/sign` (services.json:548)
 */
export interface SessionSign {
  params: {
    signature: string;
  };
  returns: Nothing;
  errors: 'INVALID_SID' | 'INVALID_SIGNATURE' | 'MISSING_FIELDS' | 'PUBLIC_KEY_EXPIRED';
}

/**
 * `/session/ttl` (services.json:592)
 */
export interface SessionTtl {
  params: Nothing;
  returns: {
    ttl?: number | undefined;
  };
  errors: 'EXPIRED' | 'MISSING_FIELDS';
}

export interface SessionCommands {
  '/session/login': SessionLogin;
  '/session/user': SessionUser;
  '/session/permissions': SessionPermissions;
  '/session/logout': SessionLogout;
  '/session/csrf/enable': SessionCsrfEnable;
  '/session/uuid': SessionUuid;
  '/session/oauth/start': SessionOauthStart;
  '/session/oauth': SessionOauth;
  '/session/oauth/token': SessionOauthToken;
  '/session/pin': SessionPin;
  '/session/sign': SessionSign;
  '/session/ttl': SessionTtl;
}

export const sessionWires: Readonly<Record<keyof SessionCommands, Wire>> = {
  '/session/login': { returns: { sid: 'text', uuid: 'text', name: 'text', training_todo: 'flag', pin_required: 'flag', pin_via: 'text', sign_required: 'flag', terms_md5: 'text', privacy_md5: 'text', indicator_md5: 'text', patientid: 'text', is_proxy: 'flag' } },
  '/session/user': { params: { settings: 'json' }, returns: { namespaces: [{ uuid: 'text', name: 'text' }], sid_md5: 'text', accelerator_used: 'flag', session_expire: 'text', settings: 'json' } },
  '/session/permissions': { reads: true },
  '/session/logout': { returns: { logout_url: 'text' } },
  '/session/csrf/enable': { streams: true },
  '/session/uuid': { returns: { uuid: 'text' } },
  '/session/oauth/start': { streams: true },
  '/session/oauth': { returns: { sid: 'text', uuid: 'text', name: 'text', new_user: 'flag' } },
  '/session/oauth/token': { returns: { access_token: 'text', created_at: 'text', expires_in: 'number', token_type: 'text' } },
  '/session/pin': {},
  '/session/sign': {},
  '/session/ttl': { reads: true, returns: { ttl: 'number' } },
};

export function sessionMethods(call: Call) {
  return {
    /** Opens a session with a login and a password. */
    login: (params: SessionLogin['params'], options?: CallOptions) => call('/session/login', params, options),
    /** Says whose session it is. */
    user: (params: SessionUser['params'] = {}, options?: CallOptions) => call('/session/user', params, options),
    /** Says what the session’s owner may do in an account or namespace. */
    permissions: (params: SessionPermissions['params'], options?: CallOptions) => call('/session/permissions', params, options),
    /** Ends a session. */
    logout: (params: SessionLogout['params'] = {}, options?: CallOptions) => call('/session/logout', params, options),
    /** Turns on the check against forged requests for the session’s browser. */
    csrfEnable: (params: SessionCsrfEnable['params'], options?: CallOptions) => call('/session/csrf/enable', params, options),
    /** Makes up an identifier. */
    uuid: (params: SessionUuid['params'] = {}, options?: CallOptions) => call('/session/uuid', params, options),
    /** Sends the browser to the brand’s OAuth provider. */
    oauthStart: (params: SessionOauthStart['params'] = {}, options?: CallOptions) => call('/session/oauth/start', params, options),
    /** Opens a session, and a user if need be, after an OAuth sign-in. */
    oauth: (params: SessionOauth['params'], options?: CallOptions) => call('/session/oauth', params, options),
    /** Exchanges credentials for a bearer token. */
    oauthToken: (params: SessionOauthToken['params'], options?: CallOptions) => call('/session/oauth/token', params, options),
    /** Completes a sign-in with the PIN that was sent. */
    pin: (params: SessionPin['params'], options?: CallOptions) => call('/session/pin', params, options),
    /** Completes a sign-in with a signature of the user’s key. */
    sign: (params: SessionSign['params'], options?: CallOptions) => call('/session/sign', params, options),
    /** Says how long the session lives on. */
    ttl: (params: SessionTtl['params'] = {}, options?: CallOptions) => call('/session/ttl', params, options),
  };
}
