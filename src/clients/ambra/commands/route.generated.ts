// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/route/list` (services.json:16857); needs `route_view`
 */
export interface RouteList {
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
    routes?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/route/add` (services.json:16917); needs `route_edit`
 */
export interface RouteAdd {
  params: {
    name: string;
    for_group?: string | undefined;
    for_location?: string | undefined;
    conditions: Json;
    actions: Json;
    options?: Json | undefined;
    schedule?: Json | undefined;
    sequence?: number | undefined;
    on_share: string;
    on_harvest: string;
    on_upload?: boolean | undefined;
    on_copy?: boolean | undefined;
    on_manual_route?: boolean | undefined;
    on_thin?: boolean | undefined;
    no_re_run?: boolean | undefined;
    only_re_run?: boolean | undefined;
    suspended?: boolean | undefined;
    delay?: number | undefined;
    delay_seconds?: number | undefined;
    delay_till_schedule?: boolean | undefined;
    other_namespaces?: readonly string[] | undefined;
    manual_roles?: readonly string[] | undefined;
    delay_from_study_field?: string | undefined;
    delay_from_study_seconds?: number | undefined;
    rule_set_id?: string | undefined;
  } & ({ account_id: string; } | { group_id: string; } | { location_id: string; } | { namespace_id: string; });
  returns: {
    uuid?: string | undefined;
  };
  errors: 'ACCOUNT_NOT_FOUND' | 'INVALID_ACTION' | 'INVALID_CONDITION' | 'INVALID_FLAG' | 'INVALID_JSON' | 'INVALID_LINKAGE' | 'INVALID_MANUAL_ROLES' | 'INVALID_OPTION' | 'INVALID_OTHER_NAMESPACES' | 'INVALID_SCHEDULE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_GLOBAL' | 'NOT_PERMITTED';
}

/**
 * `/route/set` (services.json:17182); needs `route_edit`
 */
export interface RouteSet {
  params: {
    uuid: string;
    name?: string | undefined;
    for_group?: string | undefined;
    for_location?: string | undefined;
    conditions?: Json | undefined;
    actions?: Json | undefined;
    options?: Json | undefined;
    schedule?: Json | undefined;
    sequence?: number | undefined;
    on_share?: string | undefined;
    on_harvest?: string | undefined;
    on_upload?: boolean | undefined;
    on_copy?: boolean | undefined;
    on_manual_route?: boolean | undefined;
    on_thin?: boolean | undefined;
    no_re_run?: boolean | undefined;
    only_re_run?: boolean | undefined;
    suspended?: boolean | undefined;
    delay?: number | undefined;
    delay_seconds?: number | undefined;
    delay_till_schedule?: boolean | undefined;
    other_namespaces?: readonly string[] | undefined;
    manual_roles?: readonly string[] | undefined;
    delay_from_study_field?: string | undefined;
    delay_from_study_seconds?: number | undefined;
    rule_set_id?: string | undefined;
    account_id?: string | undefined;
    group_id?: string | undefined;
    location_id?: string | undefined;
    namespace_id?: string | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_ACTION' | 'INVALID_CONDITION' | 'INVALID_FLAG' | 'INVALID_JSON' | 'INVALID_LINKAGE' | 'INVALID_MANUAL_ROLES' | 'INVALID_OPTION' | 'INVALID_OTHER_NAMESPACES' | 'INVALID_SCHEDULE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_GLOBAL' | 'NOT_PERMITTED' | 'WRONG_ACCOUNT';
}

/**
 * `/route/get` (services.json:17406); needs `route_view`
 */
export interface RouteGet {
  params: {
    uuid: string;
  };
  returns: {
    name?: string | undefined;
    namespace_id?: string | undefined;
    namespace_name?: string | undefined;
    for_group?: string | undefined;
    for_location?: string | undefined;
    conditions?: Json | undefined;
    actions?: Json | undefined;
    options?: Json | undefined;
    schedule?: Json | undefined;
    sequence?: number | undefined;
    on_share?: boolean | undefined;
    on_harvest?: boolean | undefined;
    on_upload?: boolean | undefined;
    on_copy?: boolean | undefined;
    on_manual_route?: boolean | undefined;
    on_thin?: boolean | undefined;
    no_re_run?: boolean | undefined;
    only_re_run?: boolean | undefined;
    suspended?: boolean | undefined;
    delay?: number | undefined;
    delay_seconds?: number | undefined;
    delay_till_schedule?: boolean | undefined;
    capture_email?: boolean | undefined;
    other_namespaces?: readonly Json[] | undefined;
    manual_roles?: readonly Json[] | undefined;
    delay_from_study_field?: string | undefined;
    delay_from_study_seconds?: number | undefined;
    rule_set_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/route/delete` (services.json:17555); needs `route_edit`
 */
export interface RouteDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/route/physician/alias/match` (services.json:17592); needs `route_edit`
 */
export interface RoutePhysicianAliasMatch {
  params: {
    account_id: string;
    lv: string;
  };
  returns: {
    users?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface RouteCommands {
  '/route/list': RouteList;
  '/route/add': RouteAdd;
  '/route/set': RouteSet;
  '/route/get': RouteGet;
  '/route/delete': RouteDelete;
  '/route/physician/alias/match': RoutePhysicianAliasMatch;
}

export const routeWires: Readonly<Record<keyof RouteCommands, Wire>> = {
  '/route/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', routes: 'json' } },
  '/route/add': { params: { conditions: 'json', actions: 'json', options: 'json', schedule: 'json', other_namespaces: 'list', manual_roles: 'list' }, returns: { uuid: 'text' } },
  '/route/set': { params: { conditions: 'json', actions: 'json', options: 'json', schedule: 'json', other_namespaces: 'list', manual_roles: 'list' } },
  '/route/get': { reads: true, returns: { name: 'text', namespace_id: 'text', namespace_name: 'text', for_group: 'text', for_location: 'text', conditions: 'json', actions: 'json', options: 'json', schedule: 'json', sequence: 'number', on_share: 'flag', on_harvest: 'flag', on_upload: 'flag', on_copy: 'flag', on_manual_route: 'flag', on_thin: 'flag', no_re_run: 'flag', only_re_run: 'flag', suspended: 'flag', delay: 'number', delay_seconds: 'number', delay_till_schedule: 'flag', capture_email: 'flag', other_namespaces: 'json', manual_roles: 'json', delay_from_study_field: 'text', delay_from_study_seconds: 'number', rule_set_id: 'text' } },
  '/route/delete': {},
  '/route/physician/alias/match': { returns: { users: 'json' } },
};

export function routeMethods(call: Call) {
  return {
    /** Lists the routing rules. */
    list: (params: RouteList['params'], options?: CallOptions) => call('/route/list', params, options),
    /** Makes a routing rule. */
    add: (params: RouteAdd['params'], options?: CallOptions) => call('/route/add', params, options),
    /** Changes a routing rule. */
    set: (params: RouteSet['params'], options?: CallOptions) => call('/route/set', params, options),
    /** Reads a routing rule. */
    get: (params: RouteGet['params'], options?: CallOptions) => call('/route/get', params, options),
    /** Deletes a routing rule. */
    delete: (params: RouteDelete['params'], options?: CallOptions) => call('/route/delete', params, options),
    /** Tries how a physician’s alias is matched. */
    physicianAliasMatch: (params: RoutePhysicianAliasMatch['params'], options?: CallOptions) => call('/route/physician/alias/match', params, options),
  };
}
