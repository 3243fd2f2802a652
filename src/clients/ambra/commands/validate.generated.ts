// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/validate/list` (services.json:7501); needs `validate_view or route_view or route_edit`
 */
export interface ValidateList {
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
    validates?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/validate/add` (services.json:7557); needs `validate_edit`
 */
export interface ValidateAdd {
  params: {
    account_id: string;
    name: string;
    conditions: string;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_CONDITION' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/validate/set` (services.json:7624); needs `validate_edit`
 */
export interface ValidateSet {
  params: {
    uuid: string;
    name: string;
    conditions: string;
  };
  returns: Nothing;
  errors: 'INVALID_CONDITION' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/validate/get` (services.json:7673); needs `validate_view or route_view or route_edit`
 */
export interface ValidateGet {
  params: {
    uuid: string;
  };
  returns: {
    name?: string | undefined;
    conditions?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/validate/delete` (services.json:7718); needs `validate_edit`
 */
export interface ValidateDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'IN_USE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface ValidateCommands {
  '/validate/list': ValidateList;
  '/validate/add': ValidateAdd;
  '/validate/set': ValidateSet;
  '/validate/get': ValidateGet;
  '/validate/delete': ValidateDelete;
}

export const validateWires: Readonly<Record<keyof ValidateCommands, Wire>> = {
  '/validate/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', validates: 'json' } },
  '/validate/add': { returns: { uuid: 'text' } },
  '/validate/set': {},
  '/validate/get': { reads: true, returns: { name: 'text', conditions: 'text' } },
  '/validate/delete': {},
};

export function validateMethods(call: Call) {
  return {
    /** Lists the rules that validate studies. */
    list: (params: ValidateList['params'], options?: CallOptions) => call('/validate/list', params, options),
    /** Makes a rule that validates studies. */
    add: (params: ValidateAdd['params'], options?: CallOptions) => call('/validate/add', params, options),
    /** Changes a rule that validates studies. */
    set: (params: ValidateSet['params'], options?: CallOptions) => call('/validate/set', params, options),
    /** Reads a rule that validates studies. */
    get: (params: ValidateGet['params'], options?: CallOptions) => call('/validate/get', params, options),
    /** Deletes a rule that validates studies. */
    delete: (params: ValidateDelete['params'], options?: CallOptions) => call('/validate/delete', params, options),
  };
}
