// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/message/list` (services.json:30719); needs `message_view`
 */
export interface MessageList {
  params: {
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    messages?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS';
}

/**
 * `/message/add` (services.json:30770); needs `message_edit query_reply`
 */
export interface MessageAdd {
  params: {
    body: string;
    subject?: string | undefined;
    parent_id?: string | undefined;
  } & ({ namespace_id: string; } | { user_id: string; } | { group_id: string; } | { location_id: string; } | { account_id: string; } | { email: string; } | { share_code: string; } | { study_id: string; } | { study_request_id: string; } | { query_id: string; });
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/message/get` (services.json:30825); needs `message_view query_view`
 */
export interface MessageGet {
  params: {
    uuid: string;
  };
  returns: {
    user_id?: string | undefined;
    user_name?: string | undefined;
    namespace_id?: string | undefined;
    namespace_name?: string | undefined;
    body?: string | undefined;
    subject?: string | undefined;
    created?: string | undefined;
    is_mine?: boolean | undefined;
    parent_id?: string | undefined;
    study_id?: string | undefined;
    query_id?: string | undefined;
    tags?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/message/delete` (services.json:30910); needs `message_edit`
 */
export interface MessageDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/message/count` (services.json:30950)
 */
export interface MessageCount {
  params: {
    reset?: boolean | undefined;
  };
  returns: {
    count?: number | undefined;
  };
  errors: never;
}

export interface MessageCommands {
  '/message/list': MessageList;
  '/message/add': MessageAdd;
  '/message/get': MessageGet;
  '/message/delete': MessageDelete;
  '/message/count': MessageCount;
}

export const messageWires: Readonly<Record<keyof MessageCommands, Wire>> = {
  '/message/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', messages: 'json' } },
  '/message/add': { returns: { uuid: 'text' } },
  '/message/get': { reads: true, returns: { user_id: 'text', user_name: 'text', namespace_id: 'text', namespace_name: 'text', body: 'text', subject: 'text', created: 'text', is_mine: 'flag', parent_id: 'text', study_id: 'text', query_id: 'text', tags: 'json' } },
  '/message/delete': {},
  '/message/count': { reads: true, returns: { count: 'number' } },
};

export function messageMethods(call: Call) {
  return {
    /** Lists the messages. */
    list: (params: MessageList['params'] = {}, options?: CallOptions) => call('/message/list', params, options),
    /** Makes a message. */
    add: (params: MessageAdd['params'], options?: CallOptions) => call('/message/add', params, options),
    /** Reads a message. */
    get: (params: MessageGet['params'], options?: CallOptions) => call('/message/get', params, options),
    /** Deletes a message. */
    delete: (params: MessageDelete['params'], options?: CallOptions) => call('/message/delete', params, options),
    /** Counts new messages. */
    count: (params: MessageCount['params'] = {}, options?: CallOptions) => call('/message/count', params, options),
  };
}
