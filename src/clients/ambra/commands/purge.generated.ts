// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/purge/list` (services.json:30144); needs `purge_view`
 */
export interface PurgeList {
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
    purges?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/purge/add` (services.json:30204); needs `purge_edit`
 */
export interface PurgeAdd {
  params: {
    name: string;
    account_id: string;
    object?: 'Study' | 'Hl7' | undefined;
    days_old: string;
    days_old_how: string;
    namespaces?: readonly Json[] | undefined;
    modalities?: readonly Json[] | undefined;
    minors?: boolean | undefined;
    adults?: boolean | undefined;
    thin?: boolean | undefined;
    archive?: boolean | undefined;
    skinny?: boolean | undefined;
    owned_phr?: boolean | undefined;
    delete_shares?: boolean | undefined;
    shared_from_phr?: boolean | undefined;
    suspended?: boolean | undefined;
    max_deletes?: number | undefined;
    study_status_tags?: readonly string[] | undefined;
    global?: boolean | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'GT_ZERO' | 'INVALID_FLAG' | 'MISSING_FIELDS' | 'NOT_A_NUMBER' | 'NOT_FOUND' | 'NOT_LIST' | 'NOT_PERMITTED' | 'ONLY_ONE_FLAG' | 'VALIDATION_FAILED';
}

/**
 * `/purge/set` (services.json:30368); needs `purge_edit`
 */
export interface PurgeSet {
  params: {
    uuid: string;
    name?: string | undefined;
    days_old?: string | undefined;
    days_old_how?: string | undefined;
    namespaces?: readonly Json[] | undefined;
    modalities?: readonly Json[] | undefined;
    minors?: boolean | undefined;
    adults?: boolean | undefined;
    thin?: boolean | undefined;
    archive?: boolean | undefined;
    skinny?: boolean | undefined;
    owned_phr?: boolean | undefined;
    delete_shares?: boolean | undefined;
    shared_from_phr?: boolean | undefined;
    suspended?: boolean | undefined;
    max_deletes?: number | undefined;
    study_status_tags?: readonly string[] | undefined;
    global?: boolean | undefined;
  };
  returns: Nothing;
  errors: 'GT_ZERO' | 'INVALID_FLAG' | 'INVALID_JSON' | 'MISSING_FIELDS' | 'NOT_A_NUMBER' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'ONLY_ONE_FLAG' | 'VALIDATION_FAILED';
}

/**
 * `/purge/get` (services.json:30514); needs `purge_view`
 */
export interface PurgeGet {
  params: {
    uuid: string;
  };
  returns: {
    account_id?: string | undefined;
    object?: string | undefined;
    name?: string | undefined;
    days_old?: string | undefined;
    days_old_how?: string | undefined;
    namespaces?: readonly Json[] | undefined;
    namespaces_names?: readonly Json[] | undefined;
    modalities?: readonly Json[] | undefined;
    minors?: boolean | undefined;
    adults?: boolean | undefined;
    thin?: boolean | undefined;
    archive?: boolean | undefined;
    skinny?: boolean | undefined;
    owned_phr?: boolean | undefined;
    shared_from_phr?: boolean | undefined;
    delete_shares?: boolean | undefined;
    suspended?: boolean | undefined;
    max_deletes?: string | undefined;
    study_status_tags?: readonly Json[] | undefined;
    global?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/purge/delete` (services.json:30631); needs `purge_edit`
 */
export interface PurgeDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/purge/run` (services.json:30668); needs `purge_edit`
 */
export interface PurgeRun {
  params: {
    object?: string | undefined;
    dry_run: boolean;
  } & ({ rule_id: string; } | { account_id: string; });
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface PurgeCommands {
  '/purge/list': PurgeList;
  '/purge/add': PurgeAdd;
  '/purge/set': PurgeSet;
  '/purge/get': PurgeGet;
  '/purge/delete': PurgeDelete;
  '/purge/run': PurgeRun;
}

export const purgeWires: Readonly<Record<keyof PurgeCommands, Wire>> = {
  '/purge/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', purges: 'json' } },
  '/purge/add': { params: { namespaces: 'json', modalities: 'json', study_status_tags: 'list' }, returns: { uuid: 'text' } },
  '/purge/set': { params: { namespaces: 'json', modalities: 'json', study_status_tags: 'list' } },
  '/purge/get': { reads: true, returns: { account_id: 'text', object: 'text', name: 'text', days_old: 'text', days_old_how: 'text', namespaces: 'json', namespaces_names: 'json', modalities: 'json', minors: 'flag', adults: 'flag', thin: 'flag', archive: 'flag', skinny: 'flag', owned_phr: 'flag', shared_from_phr: 'flag', delete_shares: 'flag', suspended: 'flag', max_deletes: 'text', study_status_tags: 'json', global: 'text' } },
  '/purge/delete': {},
  '/purge/run': {},
};

export function purgeMethods(call: Call) {
  return {
    /** Lists the rules that delete old studies. */
    list: (params: PurgeList['params'], options?: CallOptions) => call('/purge/list', params, options),
    /** Makes a rule that deletes old studies. */
    add: (params: PurgeAdd['params'], options?: CallOptions) => call('/purge/add', params, options),
    /** Changes a rule that deletes old studies. */
    set: (params: PurgeSet['params'], options?: CallOptions) => call('/purge/set', params, options),
    /** Reads a rule that deletes old studies. */
    get: (params: PurgeGet['params'], options?: CallOptions) => call('/purge/get', params, options),
    /** Deletes a rule that deletes old studies. */
    delete: (params: PurgeDelete['params'], options?: CallOptions) => call('/purge/delete', params, options),
    /** Runs rules that delete old studies. */
    run: (params: PurgeRun['params'], options?: CallOptions) => call('/purge/run', params, options),
  };
}
