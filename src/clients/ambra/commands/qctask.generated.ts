// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/qctask/add` (services.json:34583); needs `qctask_add`
 */
export interface QctaskAdd {
  params: {
    assigned_group?: string | undefined;
    user_id?: string | undefined;
    query_id?: string | undefined;
    priority: string;
    message?: string | undefined;
    study_id: string;
    queries?: readonly Json[] | undefined;
    qctask_status?: 'Open' | 'InProgress' | 'Closed' | undefined;
    customfield?: CustomFields | undefined;
  } & ({ account_id: string; } | { namespace_id: string; });
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_INTEGER' | 'INVISIBLE_QUERY' | 'MISSING_FIELDS' | 'NAMESPACE_NOT_ACCOUNT_RELATED' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'OWNING_NAMESPACE_FROM_ANOTHER_ACCOUNT';
}

/**
 * `/qctask/set` (services.json:34683); needs `qctask_edit qctask_prioritize`
 */
export interface QctaskSet {
  params: {
    uuid: string;
    assigned_group?: string | undefined;
    user_id?: string | undefined;
    priority?: string | undefined;
    message?: string | undefined;
    study_id?: string | undefined;
    queries?: readonly Json[] | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_INTEGER' | 'INVISIBLE_QUERY' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'OWNING_NAMESPACE_FROM_ANOTHER_ACCOUNT';
}

/**
 * `/qctask/list` (services.json:34767); needs `qctask_view`
 */
export interface QctaskList {
  params: {
    closed_study_queries?: boolean | undefined;
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    qctasks?: readonly Json[] | undefined;
  };
  errors: never;
}

/**
 * `/qctask/get` (services.json:34815); needs `qctask_view`
 */
export interface QctaskGet {
  params: {
    uuid: string;
  };
  returns: {
    namespace_id?: string | undefined;
    user_id?: string | undefined;
    user_name?: string | undefined;
    priority?: string | undefined;
    customfields?: readonly Json[] | undefined;
    message?: string | undefined;
    created?: string | undefined;
    study_id?: string | undefined;
    study?: string | undefined;
    queries?: readonly Json[] | undefined;
    qctask_status?: string | undefined;
    site_name?: string | undefined;
    qctask_no?: string | undefined;
    assigned_group?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/qctask/delete` (services.json:34907); needs `qctask_delete`
 */
export interface QctaskDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/qctask/status/set` (services.json:34944)
 */
export interface QctaskStatusSet {
  params: {
    uuid: string;
    old: string;
    new: 'Open' | 'InProgress' | 'Closed';
  };
  returns: Nothing;
  errors: 'INVALID_TAG' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'STALE';
}

export interface QctaskCommands {
  '/qctask/add': QctaskAdd;
  '/qctask/set': QctaskSet;
  '/qctask/list': QctaskList;
  '/qctask/get': QctaskGet;
  '/qctask/delete': QctaskDelete;
  '/qctask/status/set': QctaskStatusSet;
}

export const qctaskWires: Readonly<Record<keyof QctaskCommands, Wire>> = {
  '/qctask/add': { params: { queries: 'json' }, families: { customfield: 'customfield-' }, returns: { uuid: 'text' } },
  '/qctask/set': { params: { queries: 'json' }, families: { customfield: 'customfield-' } },
  '/qctask/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', qctasks: 'json' } },
  '/qctask/get': { reads: true, returns: { namespace_id: 'text', user_id: 'text', user_name: 'text', priority: 'text', customfields: 'json', message: 'text', created: 'text', study_id: 'text', study: 'text', queries: 'json', qctask_status: 'text', site_name: 'text', qctask_no: 'text', assigned_group: 'text' } },
  '/qctask/delete': {},
  '/qctask/status/set': {},
};

export function qctaskMethods(call: Call) {
  return {
    /** Makes a quality task. */
    add: (params: QctaskAdd['params'], options?: CallOptions) => call('/qctask/add', params, options),
    /** Changes a quality task. */
    set: (params: QctaskSet['params'], options?: CallOptions) => call('/qctask/set', params, options),
    /** Lists the quality tasks. */
    list: (params: QctaskList['params'] = {}, options?: CallOptions) => call('/qctask/list', params, options),
    /** Reads a quality task. */
    get: (params: QctaskGet['params'], options?: CallOptions) => call('/qctask/get', params, options),
    /** Deletes a quality task. */
    delete: (params: QctaskDelete['params'], options?: CallOptions) => call('/qctask/delete', params, options),
    /** Changes the state of a quality task. */
    statusSet: (params: QctaskStatusSet['params'], options?: CallOptions) => call('/qctask/status/set', params, options),
  };
}
