// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/rule_set/list` (services.json:35275); needs `account_view`
 */
export interface RuleSetList {
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
    rule_sets?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/rule_set/add` (services.json:35335); needs `account_edit`
 */
export interface RuleSetAdd {
  params: {
    account_id: string;
    name: string;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/rule_set/set` (services.json:35380); needs `account_edit`
 */
export interface RuleSetSet {
  params: {
    uuid: string;
    name?: string | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/rule_set/get` (services.json:35422); needs `account_view`
 */
export interface RuleSetGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    account_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/rule_set/delete` (services.json:35471); needs `account_edit`
 */
export interface RuleSetDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'IN_USE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface RuleSetCommands {
  '/rule_set/list': RuleSetList;
  '/rule_set/add': RuleSetAdd;
  '/rule_set/set': RuleSetSet;
  '/rule_set/get': RuleSetGet;
  '/rule_set/delete': RuleSetDelete;
}

export const ruleSetWires: Readonly<Record<keyof RuleSetCommands, Wire>> = {
  '/rule_set/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', rule_sets: 'json' } },
  '/rule_set/add': { returns: { uuid: 'text' } },
  '/rule_set/set': {},
  '/rule_set/get': { reads: true, returns: { uuid: 'text', name: 'text', account_id: 'text' } },
  '/rule_set/delete': {},
};

export function ruleSetMethods(call: Call) {
  return {
    /** Lists the sets of rules. */
    list: (params: RuleSetList['params'], options?: CallOptions) => call('/rule_set/list', params, options),
    /** Makes a set of rules. */
    add: (params: RuleSetAdd['params'], options?: CallOptions) => call('/rule_set/add', params, options),
    /** Changes a set of rules. */
    set: (params: RuleSetSet['params'], options?: CallOptions) => call('/rule_set/set', params, options),
    /** Reads a set of rules. */
    get: (params: RuleSetGet['params'], options?: CallOptions) => call('/rule_set/get', params, options),
    /** Deletes a set of rules. */
    delete: (params: RuleSetDelete['params'], options?: CallOptions) => call('/rule_set/delete', params, options),
  };
}
