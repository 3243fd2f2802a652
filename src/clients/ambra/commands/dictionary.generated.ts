// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/dictionary/list` (services.json:30978); needs `dictionary_view`
 */
export interface DictionaryList {
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
    dictionaries?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/dictionary/add` (services.json:31038); needs `dictionary_edit`
 */
export interface DictionaryAdd {
  params: {
    account_id: string;
    name: string;
    object: 'Study' | 'Order' | 'User_account' | 'Case' | 'Patient';
    lookup: readonly Json[];
    replace: readonly Json[];
    case_sensitive: boolean;
    sequence?: number | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_FIELD' | 'INVALID_FLAG' | 'INVALID_OBJECT' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_LIST' | 'NOT_PERMITTED';
}

/**
 * `/dictionary/set` (services.json:31123); needs `dictionary_edit`
 */
export interface DictionarySet {
  params: {
    uuid: string;
    name: string;
    sequence?: number | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/dictionary/get` (services.json:31169); needs `dictionary_view`
 */
export interface DictionaryGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    account_id?: string | undefined;
    name?: string | undefined;
    object?: string | undefined;
    lookup?: readonly Json[] | undefined;
    replace?: readonly Json[] | undefined;
    case_sensitive?: boolean | undefined;
    sequence?: number | undefined;
    attachments?: readonly { uuid?: string | undefined; name?: string | undefined; sequence?: number | undefined; skip_if_lookup_unchanged?: boolean | undefined; skip_if_replace_has_value?: boolean | undefined; add_if_no_match?: boolean | undefined; approve_if_match?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/dictionary/delete` (services.json:31282); needs `dictionary_edit`
 */
export interface DictionaryDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/dictionary/entries` (services.json:31319); needs `dictionary_view`
 */
export interface DictionaryEntries {
  params: {
    uuid: string;
    lookup?: string | undefined;
  };
  returns: {
    entries?: readonly { lookup?: readonly Json[] | undefined; replace?: readonly Json[] | undefined; md5?: string | undefined; regexp?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_LIST' | 'NOT_PERMITTED';
}

/**
 * `/dictionary/entry/add` (services.json:31389); needs `dictionary_edit`
 */
export interface DictionaryEntryAdd {
  params: {
    uuid: string;
    lookup: readonly Json[];
    replace: readonly Json[];
    regexp?: number | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_INTEGER' | 'INVALID_LOOKUP' | 'INVALID_REGEXP' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_LIST' | 'NOT_PERMITTED';
}

/**
 * `/dictionary/entry/delete` (services.json:31469); needs `dictionary_edit`
 */
export interface DictionaryEntryDelete {
  params: {
    uuid: string;
    lookup: readonly Json[];
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_LIST' | 'NOT_PERMITTED';
}

/**
 * `/dictionary/attach` (services.json:31514); needs `dictionary_edit`
 */
export interface DictionaryAttach {
  params: {
    uuid: string;
    sequence?: number | undefined;
    skip_if_lookup_unchanged?: boolean | undefined;
    skip_if_replace_has_value?: boolean | undefined;
    add_if_no_match?: boolean | undefined;
    approve_if_match?: string | undefined;
    run_once?: boolean | undefined;
    delay?: number | undefined;
    global_counter?: boolean | undefined;
  } & ({ account_id: string; } | { namespace_id: string; });
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/dictionary/attach/set` (services.json:31605); needs `dictionary_edit`
 */
export interface DictionaryAttachSet {
  params: {
    uuid: string;
    sequence?: number | undefined;
    skip_if_lookup_unchanged?: boolean | undefined;
    skip_if_replace_has_value?: boolean | undefined;
    add_if_no_match?: boolean | undefined;
    approve_if_match?: string | undefined;
    run_once?: boolean | undefined;
    delay?: number | undefined;
    global_counter?: boolean | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/dictionary/detach` (services.json:31682); needs `dictionary_edit`
 */
export interface DictionaryDetach {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface DictionaryCommands {
  '/dictionary/list': DictionaryList;
  '/dictionary/add': DictionaryAdd;
  '/dictionary/set': DictionarySet;
  '/dictionary/get': DictionaryGet;
  '/dictionary/delete': DictionaryDelete;
  '/dictionary/entries': DictionaryEntries;
  '/dictionary/entry/add': DictionaryEntryAdd;
  '/dictionary/entry/delete': DictionaryEntryDelete;
  '/dictionary/attach': DictionaryAttach;
  '/dictionary/attach/set': DictionaryAttachSet;
  '/dictionary/detach': DictionaryDetach;
}

export const dictionaryWires: Readonly<Record<keyof DictionaryCommands, Wire>> = {
  '/dictionary/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', dictionaries: 'json' } },
  '/dictionary/add': { params: { lookup: 'json', replace: 'json' }, returns: { uuid: 'text' } },
  '/dictionary/set': {},
  '/dictionary/get': { reads: true, returns: { uuid: 'text', account_id: 'text', name: 'text', object: 'text', lookup: 'json', replace: 'json', case_sensitive: 'flag', sequence: 'number', attachments: [{ uuid: 'text', name: 'text', sequence: 'number', skip_if_lookup_unchanged: 'flag', skip_if_replace_has_value: 'flag', add_if_no_match: 'flag', approve_if_match: 'text' }] } },
  '/dictionary/delete': {},
  '/dictionary/entries': { returns: { entries: [{ lookup: 'json', replace: 'json', md5: 'text', regexp: 'text' }] } },
  '/dictionary/entry/add': { params: { lookup: 'json', replace: 'json' } },
  '/dictionary/entry/delete': { params: { lookup: 'json' } },
  '/dictionary/attach': { returns: { uuid: 'text' } },
  '/dictionary/attach/set': {},
  '/dictionary/detach': {},
};

export function dictionaryMethods(call: Call) {
  return {
    /** Lists the dictionaries. */
    list: (params: DictionaryList['params'], options?: CallOptions) => call('/dictionary/list', params, options),
    /** Makes a dictionary. */
    add: (params: DictionaryAdd['params'], options?: CallOptions) => call('/dictionary/add', params, options),
    /** Changes a dictionary. */
    set: (params: DictionarySet['params'], options?: CallOptions) => call('/dictionary/set', params, options),
    /** Reads a dictionary. */
    get: (params: DictionaryGet['params'], options?: CallOptions) => call('/dictionary/get', params, options),
    /** Deletes a dictionary. */
    delete: (params: DictionaryDelete['params'], options?: CallOptions) => call('/dictionary/delete', params, options),
    /** Lists the entries of a dictionary. */
    entries: (params: DictionaryEntries['params'], options?: CallOptions) => call('/dictionary/entries', params, options),
    /** Makes an entry of a dictionary. */
    entryAdd: (params: DictionaryEntryAdd['params'], options?: CallOptions) => call('/dictionary/entry/add', params, options),
    /** Deletes an entry of a dictionary. */
    entryDelete: (params: DictionaryEntryDelete['params'], options?: CallOptions) => call('/dictionary/entry/delete', params, options),
    /** Uses a dictionary in an account or namespace. */
    attach: (params: DictionaryAttach['params'], options?: CallOptions) => call('/dictionary/attach', params, options),
    /** Changes where a dictionary is used. */
    attachSet: (params: DictionaryAttachSet['params'], options?: CallOptions) => call('/dictionary/attach/set', params, options),
    /** Ends the use of a dictionary. */
    detach: (params: DictionaryDetach['params'], options?: CallOptions) => call('/dictionary/detach', params, options),
  };
}
