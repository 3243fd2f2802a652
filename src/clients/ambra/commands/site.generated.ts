// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/site/list` (services.json:32769); needs `site_view`
 */
export interface SiteList {
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
    sites?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/site/add` (services.json:32829); needs `site_add`
 */
export interface SiteAdd {
  params: {
    account_id: string;
    name: string;
    site_id?: string | undefined;
    country?: string | undefined;
    state?: string | undefined;
    zip?: string | undefined;
    city?: string | undefined;
    address1?: string | undefined;
    address2?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'DIFFERENT_ACCOUNTS' | 'MISSING_FIELDS' | 'NESTED_SATELLITE_SITE' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/site/set` (services.json:32917); needs `site_edit`
 */
export interface SiteSet {
  params: {
    uuid: string;
    name?: string | undefined;
    site_id?: string | undefined;
    country?: string | undefined;
    state?: string | undefined;
    zip?: string | undefined;
    city?: string | undefined;
    inactive?: boolean | undefined;
    address1?: string | undefined;
    address2?: string | undefined;
  };
  returns: Nothing;
  errors: 'DIFFERENT_ACCOUNTS' | 'INVALID_FLAG' | 'MISSING_FIELDS' | 'NESTED_SATELLITE_SITE' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/site/get` (services.json:33011); needs `site_view`
 */
export interface SiteGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    site_id?: string | undefined;
    country?: string | undefined;
    state?: string | undefined;
    zip?: string | undefined;
    city?: string | undefined;
    address1?: string | undefined;
    address2?: string | undefined;
    account_id?: string | undefined;
    satellite_sites?: readonly { uuid?: string | undefined; name?: string | undefined; }[] | undefined;
    trials?: readonly { uuid?: string | undefined; name?: string | undefined; account_name?: string | undefined; inactive?: boolean | undefined; qualified?: boolean | undefined; }[] | undefined;
    inactive?: boolean | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/site/delete` (services.json:33135); needs `site_delete`
 */
export interface SiteDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/site/user/add` (services.json:33172); needs `site_user_add`
 */
export interface SiteUserAdd {
  params: {
    uuid: string;
    role_name: string;
    site_email?: string | undefined;
  } & ({ user_id: string; } | { email: string; });
  returns: Nothing;
  errors: 'ALREADY_EXISTS' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'USER_NOT_FOUND';
}

/**
 * `/site/user/set` (services.json:33230); needs `site_user_edit`
 */
export interface SiteUserSet {
  params: {
    uuid: string;
    user_id: string;
    role_name?: string | undefined;
    site_email?: string | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'USER_NOT_FOUND';
}

/**
 * `/site/user/list` (services.json:33285); needs `site_user_view`
 */
export interface SiteUserList {
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
    users?: readonly { user_id?: string | undefined; user_name?: string | undefined; user_email?: string | undefined; role_name?: string | undefined; site_email?: string | undefined; groups?: readonly Json[] | undefined; group_name?: string | undefined; group_account_name?: string | undefined; group_role_name?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/site/user/delete` (services.json:33390); needs `site_user_delete`
 */
export interface SiteUserDelete {
  params: {
    uuid: string;
    user_id: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'USER_NOT_FOUND';
}

export interface SiteCommands {
  '/site/list': SiteList;
  '/site/add': SiteAdd;
  '/site/set': SiteSet;
  '/site/get': SiteGet;
  '/site/delete': SiteDelete;
  '/site/user/add': SiteUserAdd;
  '/site/user/set': SiteUserSet;
  '/site/user/list': SiteUserList;
  '/site/user/delete': SiteUserDelete;
}

export const siteWires: Readonly<Record<keyof SiteCommands, Wire>> = {
  '/site/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', sites: 'json' } },
  '/site/add': { returns: { uuid: 'text' } },
  '/site/set': {},
  '/site/get': { reads: true, returns: { uuid: 'text', name: 'text', site_id: 'text', country: 'text', state: 'text', zip: 'text', city: 'text', address1: 'text', address2: 'text', account_id: 'text', satellite_sites: [{ uuid: 'text', name: 'text' }], trials: [{ uuid: 'text', name: 'text', account_name: 'text', inactive: 'flag', qualified: 'flag' }], inactive: 'flag' } },
  '/site/delete': {},
  '/site/user/add': {},
  '/site/user/set': {},
  '/site/user/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', users: [{ user_id: 'text', user_name: 'text', user_email: 'text', role_name: 'text', site_email: 'text', groups: 'json', group_name: 'text', group_account_name: 'text', group_role_name: 'text' }] } },
  '/site/user/delete': {},
};

export function siteMethods(call: Call) {
  return {
    /** Lists the trial sites. */
    list: (params: SiteList['params'], options?: CallOptions) => call('/site/list', params, options),
    /** Makes a trial site. */
    add: (params: SiteAdd['params'], options?: CallOptions) => call('/site/add', params, options),
    /** Changes a trial site. */
    set: (params: SiteSet['params'], options?: CallOptions) => call('/site/set', params, options),
    /** Reads a trial site. */
    get: (params: SiteGet['params'], options?: CallOptions) => call('/site/get', params, options),
    /** Deletes a trial site. */
    delete: (params: SiteDelete['params'], options?: CallOptions) => call('/site/delete', params, options),
    /** Makes a user of a trial site. */
    userAdd: (params: SiteUserAdd['params'], options?: CallOptions) => call('/site/user/add', params, options),
    /** Changes a user of a trial site. */
    userSet: (params: SiteUserSet['params'], options?: CallOptions) => call('/site/user/set', params, options),
    /** Lists the users of a trial site. */
    userList: (params: SiteUserList['params'], options?: CallOptions) => call('/site/user/list', params, options),
    /** Deletes a user of a trial site. */
    userDelete: (params: SiteUserDelete['params'], options?: CallOptions) => call('/site/user/delete', params, options),
  };
}
