// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/role/list` (services.json:22234); needs `role_view`
 */
export interface RoleList {
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
    roles?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/role/add` (services.json:22294); needs `role_edit`
 */
export interface RoleAdd {
  params: {
    name: string;
    for_account?: boolean | undefined;
    for_group?: boolean | undefined;
    for_location?: boolean | undefined;
    account_id: string;
    permissions?: string | undefined;
    settings?: string | undefined;
    setting?: Readonly<Record<string, string>> | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'ACCOUNT_NOT_FOUND' | 'INVALID_JSON' | 'INVALID_PERMISSION' | 'INVALID_PERMISSION_VALUE' | 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/role/set` (services.json:22384); needs `role_edit`
 */
export interface RoleSet {
  params: {
    uuid: string;
    name?: string | undefined;
    description?: string | undefined;
    for_account?: boolean | undefined;
    for_group?: boolean | undefined;
    for_location?: boolean | undefined;
    permissions?: string | undefined;
    settings?: string | undefined;
    permission?: Readonly<Record<string, boolean>> | undefined;
    setting?: Readonly<Record<string, string>> | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_JSON' | 'INVALID_PERMISSION' | 'INVALID_PERMISSION_VALUE' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_OTHER_ROLE_EDIT';
}

/**
 * `/role/settings` (services.json:22481); needs `role_setting_edit IF there is some setting passed to set, and for each setting there is check against permissions.setting_{SETTING_NAME} user have to be in the same account if no setting is passed to change, as if get current settings`
 */
export interface RoleSettings {
  params: {
    uuid: string;
    settings?: string | undefined;
    setting?: Readonly<Record<string, string>> | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_SETTING' | 'INVALID_SETTING_VALUE' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NOT_PERMITTED_SETTING' | 'NO_ROLE_OVERRIDE';
}

/**
 * `/role/get` (services.json:22545); needs `role_view`
 */
export interface RoleGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    description?: string | undefined;
    for_account?: boolean | undefined;
    for_group?: boolean | undefined;
    for_location?: boolean | undefined;
    type?: string | undefined;
    permissions?: JsonHash | undefined;
    settings?: JsonHash | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/role/delete` (services.json:22618); needs `role_edit`
 */
export interface RoleDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'IN_USE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/role/default/permissions` (services.json:22659)
 */
export interface RoleDefaultPermissions {
  params: {
    account_id?: string | undefined;
  };
  returns: {
    permissions?: JsonHash | undefined;
  };
  errors: 'MISSING_FIELDS';
}

/**
 * `/role/report/detail` (services.json:22692); needs `role_view`
 */
export interface RoleReportDetail {
  params: {
    account_id: string;
  };
  returns: {
    report_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'REPORT_ERROR';
}

/**
 * `/role/filter/list` (services.json:22740); needs `role_view`
 */
export interface RoleFilterList {
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
    role_filters?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/role/filter/add` (services.json:22800); needs `role_edit`
 */
export interface RoleFilterAdd {
  params: {
    account_id: string;
    role_id?: string | undefined;
    name?: string | undefined;
    filter: JsonHash;
    permissions_mask: JsonHash;
    object_type: string;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_PERMISSION' | 'INVALID_PERMISSION_VALUE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED' | 'VALIDATION_FAILED';
}

/**
 * `/role/filter/set` (services.json:22879); needs `role_edit`
 */
export interface RoleFilterSet {
  params: {
    uuid: string;
    name?: string | undefined;
    filter?: JsonHash | undefined;
    permissions_mask?: JsonHash | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_PERMISSION' | 'INVALID_PERMISSION_VALUE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED';
}

/**
 * `/role/filter/get` (services.json:22943); needs `role_view`
 */
export interface RoleFilterGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    account_id?: string | undefined;
    role_id?: string | undefined;
    name?: string | undefined;
    filter?: JsonHash | undefined;
    permissions_mask?: JsonHash | undefined;
    object_type?: string | undefined;
    created_by?: string | undefined;
    created?: string | undefined;
    updated?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/role/filter/delete` (services.json:23020); needs `role_edit`
 */
export interface RoleFilterDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface RoleCommands {
  '/role/list': RoleList;
  '/role/add': RoleAdd;
  '/role/set': RoleSet;
  '/role/settings': RoleSettings;
  '/role/get': RoleGet;
  '/role/delete': RoleDelete;
  '/role/default/permissions': RoleDefaultPermissions;
  '/role/report/detail': RoleReportDetail;
  '/role/filter/list': RoleFilterList;
  '/role/filter/add': RoleFilterAdd;
  '/role/filter/set': RoleFilterSet;
  '/role/filter/get': RoleFilterGet;
  '/role/filter/delete': RoleFilterDelete;
}

export const roleWires: Readonly<Record<keyof RoleCommands, Wire>> = {
  '/role/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', roles: 'json' } },
  '/role/add': { families: { setting: 'setting_' }, returns: { uuid: 'text' } },
  '/role/set': { families: { permission: 'permission_', setting: 'setting_' } },
  '/role/settings': { families: { setting: 'setting_' } },
  '/role/get': { reads: true, returns: { uuid: 'text', name: 'text', description: 'text', for_account: 'flag', for_group: 'flag', for_location: 'flag', type: 'text', permissions: 'json', settings: 'json' } },
  '/role/delete': {},
  '/role/default/permissions': { reads: true, returns: { permissions: 'json' } },
  '/role/report/detail': { returns: { report_id: 'text' } },
  '/role/filter/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', role_filters: 'json' } },
  '/role/filter/add': { params: { filter: 'json', permissions_mask: 'json' }, returns: { uuid: 'text' } },
  '/role/filter/set': { params: { filter: 'json', permissions_mask: 'json' } },
  '/role/filter/get': { reads: true, returns: { uuid: 'text', account_id: 'text', role_id: 'text', name: 'text', filter: 'json', permissions_mask: 'json', object_type: 'text', created_by: 'text', created: 'text', updated: 'text' } },
  '/role/filter/delete': {},
};

export function roleMethods(call: Call) {
  return {
    /** Lists the roles of an account. */
    list: (params: RoleList['params'], options?: CallOptions) => call('/role/list', params, options),
    /** Makes a role. */
    add: (params: RoleAdd['params'], options?: CallOptions) => call('/role/add', params, options),
    /** Changes a role. */
    set: (params: RoleSet['params'], options?: CallOptions) => call('/role/set', params, options),
    /** Sets some settings of a role. */
    settings: (params: RoleSettings['params'], options?: CallOptions) => call('/role/settings', params, options),
    /** Reads a role. */
    get: (params: RoleGet['params'], options?: CallOptions) => call('/role/get', params, options),
    /** Deletes a role. */
    delete: (params: RoleDelete['params'], options?: CallOptions) => call('/role/delete', params, options),
    /** Says what a new role may do. */
    defaultPermissions: (params: RoleDefaultPermissions['params'] = {}, options?: CallOptions) => call('/role/default/permissions', params, options),
    /** Begins a detailed report over roles. */
    reportDetail: (params: RoleReportDetail['params'], options?: CallOptions) => call('/role/report/detail', params, options),
    /** Lists the filters of a role. */
    filterList: (params: RoleFilterList['params'], options?: CallOptions) => call('/role/filter/list', params, options),
    /** Makes a role’s filter. */
    filterAdd: (params: RoleFilterAdd['params'], options?: CallOptions) => call('/role/filter/add', params, options),
    /** Changes a role’s filter. */
    filterSet: (params: RoleFilterSet['params'], options?: CallOptions) => call('/role/filter/set', params, options),
    /** Reads a role’s filter. */
    filterGet: (params: RoleFilterGet['params'], options?: CallOptions) => call('/role/filter/get', params, options),
    /** Deletes a role’s filter. */
    filterDelete: (params: RoleFilterDelete['params'], options?: CallOptions) => call('/role/filter/delete', params, options),
  };
}
