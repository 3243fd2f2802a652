// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/activity/list` (services.json:23057)
 */
export interface ActivityList {
  params: {
    account_id: string;
    sort_by?: string | undefined;
    strict_account_filter?: boolean | undefined;
    study_extra?: boolean | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    activities?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS';
}

/**
 * `/activity/list/count` (services.json:23118)
 */
export interface ActivityListCount {
  params: {
    account_id: string;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
  };
  returns: {
    count?: number | undefined;
  };
  errors: 'MISSING_FIELDS' | 'RUNNING';
}

/**
 * `/activity/get` (services.json:23159)
 */
export interface ActivityGet {
  params: {
    uuid: string;
    study_extra?: boolean | undefined;
  };
  returns: {
    uuid?: string | undefined;
    created?: string | undefined;
    created_by?: string | undefined;
    type?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/activity/delete` (services.json:23288)
 */
export interface ActivityDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface ActivityCommands {
  '/activity/list': ActivityList;
  '/activity/list/count': ActivityListCount;
  '/activity/get': ActivityGet;
  '/activity/delete': ActivityDelete;
}

export const activityWires: Readonly<Record<keyof ActivityCommands, Wire>> = {
  '/activity/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', activities: 'json' } },
  '/activity/list/count': { families: { filter: 'filter.' }, reads: true, returns: { count: 'number' } },
  '/activity/get': { reads: true, returns: { uuid: 'text', created: 'text', created_by: 'text', type: 'text' } },
  '/activity/delete': {},
};

export function activityMethods(call: Call) {
  return {
    /** Lists the activity feed. */
    list: (params: ActivityList['params'], options?: CallOptions) => call('/activity/list', params, options),
    /** Counts the entries of the activity feed. */
    listCount: (params: ActivityListCount['params'], options?: CallOptions) => call('/activity/list/count', params, options),
    /** Reads an entry of the activity feed. */
    get: (params: ActivityGet['params'], options?: CallOptions) => call('/activity/get', params, options),
    /** Deletes an entry of the activity feed. */
    delete: (params: ActivityDelete['params'], options?: CallOptions) => call('/activity/delete', params, options),
  };
}
