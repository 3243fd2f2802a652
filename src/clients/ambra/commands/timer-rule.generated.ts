// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/timer_rule/list` (services.json:35512); needs `account_view`
 */
export interface TimerRuleList {
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
    timer_rules?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/timer_rule/add` (services.json:35572); needs `account_edit`
 */
export interface TimerRuleAdd {
  params: {
    rule_set_id: string;
    action: 'reset' | 'reset_and_stop' | 'reset_and_resume' | 'resume' | 'stop' | 'do_nothing';
    sequence?: number | undefined;
    old_values?: JsonHash | undefined;
    new_values?: JsonHash | undefined;
    name: string;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_INTEGER' | 'INVALID_VALUE' | 'MISSING_FIELDS' | 'NAMESPACE_NOT_FOUND' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED' | 'UNSUPPORTED_STUDY_FIELD' | 'VALIDATION_FAILED';
}

/**
 * `/timer_rule/set` (services.json:35664); needs `account_edit`
 */
export interface TimerRuleSet {
  params: {
    uuid: string;
    action?: 'reset' | 'reset_and_stop' | 'reset_and_resume' | 'resume' | 'stop' | 'do_nothing' | undefined;
    sequence?: number | undefined;
    old_values?: JsonHash | undefined;
    new_values?: JsonHash | undefined;
    name?: string | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_INTEGER' | 'INVALID_VALUE' | 'MISSING_FIELDS' | 'NAMESPACE_NOT_FOUND' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED' | 'UNSUPPORTED_STUDY_FIELD' | 'VALIDATION_FAILED';
}

/**
 * `/timer_rule/get` (services.json:35750); needs `account_view`
 */
export interface TimerRuleGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    rule_set_id?: string | undefined;
    action?: string | undefined;
    sequence?: number | undefined;
    old_values?: JsonHash | undefined;
    new_values?: JsonHash | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/timer_rule/delete` (services.json:35815); needs `account_edit`
 */
export interface TimerRuleDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface TimerRuleCommands {
  '/timer_rule/list': TimerRuleList;
  '/timer_rule/add': TimerRuleAdd;
  '/timer_rule/set': TimerRuleSet;
  '/timer_rule/get': TimerRuleGet;
  '/timer_rule/delete': TimerRuleDelete;
}

export const timerRuleWires: Readonly<Record<keyof TimerRuleCommands, Wire>> = {
  '/timer_rule/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', timer_rules: 'json' } },
  '/timer_rule/add': { params: { old_values: 'json', new_values: 'json' }, returns: { uuid: 'text' } },
  '/timer_rule/set': { params: { old_values: 'json', new_values: 'json' } },
  '/timer_rule/get': { reads: true, returns: { uuid: 'text', name: 'text', rule_set_id: 'text', action: 'text', sequence: 'number', old_values: 'json', new_values: 'json' } },
  '/timer_rule/delete': {},
};

export function timerRuleMethods(call: Call) {
  return {
    /** Lists the rules on how long studies may wait. */
    list: (params: TimerRuleList['params'], options?: CallOptions) => call('/timer_rule/list', params, options),
    /** Makes a rule on how long a study may wait. */
    add: (params: TimerRuleAdd['params'], options?: CallOptions) => call('/timer_rule/add', params, options),
    /** Changes a rule on how long a study may wait. */
    set: (params: TimerRuleSet['params'], options?: CallOptions) => call('/timer_rule/set', params, options),
    /** Reads a rule on how long a study may wait. */
    get: (params: TimerRuleGet['params'], options?: CallOptions) => call('/timer_rule/get', params, options),
    /** Deletes a rule on how long a study may wait. */
    delete: (params: TimerRuleDelete['params'], options?: CallOptions) => call('/timer_rule/delete', params, options),
  };
}
