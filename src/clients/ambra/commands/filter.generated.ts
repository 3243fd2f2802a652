// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/filter/list` (services.json:26501)
 */
export interface FilterList {
  params: {
    type: string;
    account_id: string;
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    filters?: readonly Json[] | undefined;
  };
  errors: never;
}

/**
 * `/filter/add` (services.json:26551)
 */
export interface FilterAdd {
  params: {
    name: string;
    type: string;
    configuration: Json;
    account_id?: string | undefined;
    tier_parent_id?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_CONFIG';
}

/**
 * `/filter/get` (services.json:26606)
 */
export interface FilterGet {
  params: {
    uuid: string;
  };
  returns: {
    name?: string | undefined;
    type?: string | undefined;
    configuration?: Json | undefined;
    owner?: boolean | undefined;
    account_id?: string | undefined;
    namespace_id?: string | undefined;
    tier_children?: string | undefined;
    tier_parent_id?: string | undefined;
  };
  errors: 'NOT_FOUND';
}

/**
 * `/filter/set` (services.json:26666)
 */
export interface FilterSet {
  params: {
    uuid: string;
    name?: string | undefined;
    type?: string | undefined;
    configuration?: Json | undefined;
    account_id?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_CONFIG' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/filter/delete` (services.json:26726)
 */
export interface FilterDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/filter/share` (services.json:26758)
 */
export interface FilterShare {
  params: {
    uuid: string;
  } & ({ account_id: string; } | { location_id: string; } | { group_id: string; } | { user_id: string; } | { role_id: string; });
  returns: Nothing;
  errors: 'INVALID_PARAMETERS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/filter/share/stop` (services.json:26798)
 */
export interface FilterShareStop {
  params: {
    uuid: string;
  } & ({ account_id: string; } | { location_id: string; } | { group_id: string; } | { user_id: string; } | { role_id: string; });
  returns: Nothing;
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/filter/share/list` (services.json:26834)
 */
export interface FilterShareList {
  params: {
    uuid: string;
  };
  returns: {
    account_id?: readonly Json[] | undefined;
    location_id?: readonly Json[] | undefined;
    group_id?: readonly Json[] | undefined;
    user_id?: readonly Json[] | undefined;
    role_id?: readonly Json[] | undefined;
  };
  errors: 'NOT_FOUND';
}

export interface FilterCommands {
  '/filter/list': FilterList;
  '/filter/add': FilterAdd;
  '/filter/get': FilterGet;
  '/filter/set': FilterSet;
  '/filter/delete': FilterDelete;
  '/filter/share': FilterShare;
  '/filter/share/stop': FilterShareStop;
  '/filter/share/list': FilterShareList;
}

export const filterWires: Readonly<Record<keyof FilterCommands, Wire>> = {
  '/filter/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', filters: 'json' } },
  '/filter/add': { params: { configuration: 'json' }, returns: { uuid: 'text' } },
  '/filter/get': { reads: true, returns: { name: 'text', type: 'text', configuration: 'json', owner: 'flag', account_id: 'text', namespace_id: 'text', tier_children: 'text', tier_parent_id: 'text' } },
  '/filter/set': { params: { configuration: 'json' }, returns: { uuid: 'text' } },
  '/filter/delete': {},
  '/filter/share': {},
  '/filter/share/stop': {},
  '/filter/share/list': { reads: true, returns: { account_id: 'json', location_id: 'json', group_id: 'json', user_id: 'json', role_id: 'json' } },
};

export function filterMethods(call: Call) {
  return {
    /** Lists the saved filters. */
    list: (params: FilterList['params'], options?: CallOptions) => call('/filter/list', params, options),
    /** Makes a saved filter. */
    add: (params: FilterAdd['params'], options?: CallOptions) => call('/filter/add', params, options),
    /** Reads a saved filter. */
    get: (params: FilterGet['params'], options?: CallOptions) => call('/filter/get', params, options),
    /** Changes a saved filter. */
    set: (params: FilterSet['params'], options?: CallOptions) => call('/filter/set', params, options),
    /** Deletes a saved filter. */
    delete: (params: FilterDelete['params'], options?: CallOptions) => call('/filter/delete', params, options),
    /** Shares a saved filter. */
    share: (params: FilterShare['params'], options?: CallOptions) => call('/filter/share', params, options),
    /** Ends the sharing of a filter. */
    shareStop: (params: FilterShareStop['params'], options?: CallOptions) => call('/filter/share/stop', params, options),
    /** Lists with whom a filter is shared. */
    shareList: (params: FilterShareList['params'], options?: CallOptions) => call('/filter/share/list', params, options),
  };
}
