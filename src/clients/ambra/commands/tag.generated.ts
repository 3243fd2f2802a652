// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, Nothing, Page, Wire } from './command.ts';

/**
 * `/tag/list` (services.json:6807)
 */
export interface TagList {
  params: {
    object: 'Study' | 'User_account' | 'Group' | 'Location' | 'Account' | 'Patient' | 'Case' | 'Order' | 'Message';
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    tags?: readonly Json[] | undefined;
  };
  errors: never;
}

/**
 * `/tag/add` (services.json:6853); needs `study_tag`
 */
export interface TagAdd {
  params: {
    tag: string;
    object: 'Study' | 'User_account' | 'Group' | 'Location' | 'Account' | 'Patient' | 'Case' | 'Order' | 'Message' | 'Query';
    object_id: string;
  };
  returns: Nothing;
  errors: 'INVALID_OBJECT' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/tag/delete` (services.json:6902)
 */
export interface TagDelete {
  params: {
    tag: string;
    object: 'Study' | 'User_account' | 'Group' | 'Location' | 'Account' | 'Patient' | 'Case' | 'Order';
    object_id: string;
  };
  returns: Nothing;
  errors: 'INVALID_OBJECT' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

export interface TagCommands {
  '/tag/list': TagList;
  '/tag/add': TagAdd;
  '/tag/delete': TagDelete;
}

export const tagWires: Readonly<Record<keyof TagCommands, Wire>> = {
  '/tag/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { tags: 'json' } },
  '/tag/add': {},
  '/tag/delete': {},
};

export function tagMethods(call: Call) {
  return {
    /** Lists the tags of an object. */
    list: (params: TagList['params'], options?: CallOptions) => call('/tag/list', params, options),
    /** Makes a tag on an object. */
    add: (params: TagAdd['params'], options?: CallOptions) => call('/tag/add', params, options),
    /** Deletes a tag on an object. */
    delete: (params: TagDelete['params'], options?: CallOptions) => call('/tag/delete', params, options),
  };
}
