// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/anonymization/list` (services.json:34996); needs `account_view`
 */
export interface AnonymizationList {
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
    anonymization_profiles?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/anonymization/add` (services.json:35056); needs `account_edit`
 */
export interface AnonymizationAdd {
  params: {
    account_id: string;
    name: string;
    rules: JsonHash;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED';
}

/**
 * `/anonymization/set` (services.json:35109); needs `account_edit`
 */
export interface AnonymizationSet {
  params: {
    uuid: string;
    name?: string | undefined;
    rules?: JsonHash | undefined;
  };
  returns: Nothing;
  errors: 'IN_USE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED';
}

/**
 * `/anonymization/get` (services.json:35167); needs `account_view`
 */
export interface AnonymizationGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    rules?: JsonHash | undefined;
    account_id?: string | undefined;
    namespaces?: readonly { uuid?: string | undefined; name?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/anonymization/delete` (services.json:35234); needs `account_edit`
 */
export interface AnonymizationDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'IN_USE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface AnonymizationCommands {
  '/anonymization/list': AnonymizationList;
  '/anonymization/add': AnonymizationAdd;
  '/anonymization/set': AnonymizationSet;
  '/anonymization/get': AnonymizationGet;
  '/anonymization/delete': AnonymizationDelete;
}

export const anonymizationWires: Readonly<Record<keyof AnonymizationCommands, Wire>> = {
  '/anonymization/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', anonymization_profiles: 'json' } },
  '/anonymization/add': { params: { rules: 'json' }, returns: { uuid: 'text' } },
  '/anonymization/set': { params: { rules: 'json' } },
  '/anonymization/get': { reads: true, returns: { uuid: 'text', name: 'text', rules: 'json', account_id: 'text', namespaces: [{ uuid: 'text', name: 'text' }] } },
  '/anonymization/delete': {},
};

export function anonymizationMethods(call: Call) {
  return {
    /** Lists the anonymization profiles of an account. */
    list: (params: AnonymizationList['params'], options?: CallOptions) => call('/anonymization/list', params, options),
    /** Makes an anonymization profile. */
    add: (params: AnonymizationAdd['params'], options?: CallOptions) => call('/anonymization/add', params, options),
    /** Changes an anonymization profile. */
    set: (params: AnonymizationSet['params'], options?: CallOptions) => call('/anonymization/set', params, options),
    /** Reads an anonymization profile. */
    get: (params: AnonymizationGet['params'], options?: CallOptions) => call('/anonymization/get', params, options),
    /** Deletes an anonymization profile. */
    delete: (params: AnonymizationDelete['params'], options?: CallOptions) => call('/anonymization/delete', params, options),
  };
}
