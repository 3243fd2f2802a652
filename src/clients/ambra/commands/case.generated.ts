// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/case/get` (services.json:9824); needs `case_view or the case owner, or the assigned medical user if case_view and case_view_only_own are enabled`
 */
export interface CaseGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    created?: string | undefined;
    paid?: boolean | undefined;
    share_code?: string | undefined;
    user_name?: string | undefined;
    user_email?: string | undefined;
    studies?: readonly Json[] | undefined;
    tags?: readonly Json[] | undefined;
    customfields?: readonly Json[] | undefined;
    case_status?: string | undefined;
    case_status_date?: string | undefined;
    case_status_tags?: string | undefined;
    submitted?: boolean | undefined;
    submitted_date?: string | undefined;
    returned_date?: string | undefined;
    returned_reason?: string | undefined;
    completed?: boolean | undefined;
    completed_date?: string | undefined;
    closed?: boolean | undefined;
    closed_date?: string | undefined;
    assigned_admin_id?: string | undefined;
    assigned_admin_name?: string | undefined;
    assigned_admin_date?: string | undefined;
    assigned_medical_id?: string | undefined;
    assigned_medical_name?: string | undefined;
    assigned_medical_date?: string | undefined;
    locked_user_id?: string | undefined;
    locked_user_name?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/case/set` (services.json:9985); needs `case_edit or the case owner, or the assigned medical user if case_edit and case_edit_only_own are enabled`
 */
export interface CaseSet {
  params: {
    uuid: string;
    name?: string | undefined;
    submitted?: boolean | undefined;
    completed?: boolean | undefined;
    closed?: boolean | undefined;
    case_status?: string | undefined;
    assigned_admin_id?: string | undefined;
    assigned_medical_id?: string | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_CASE_STATUS' | 'INVALID_CUSTOMFIELD' | 'LOCKED' | 'NOT_FOUND' | 'NOT_IN_ACCOUNT' | 'NOT_PERMITTED';
}

/**
 * `/case/return` (services.json:10081); needs `case_edit, or the assigned medical user if case_edit and case_edit_only_own are enabled`
 */
export interface CaseReturn {
  params: {
    uuid: string;
    reason: string;
  };
  returns: Nothing;
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/case/delete` (services.json:10121); needs `case_delete`
 */
export interface CaseDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/case/list` (services.json:10158); needs `case_view or case ownership, or the assigned medical user if case_view and case_view_only_own are enabled`
 */
export interface CaseList {
  params: {
    account_id?: string | undefined;
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    cases?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/case/attach` (services.json:10219); needs `Only the assigned admin or medical user can do this`
 */
export interface CaseAttach {
  params: {
    uuid: string;
    study_id: string;
    detach?: boolean | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface CaseCommands {
  '/case/get': CaseGet;
  '/case/set': CaseSet;
  '/case/return': CaseReturn;
  '/case/delete': CaseDelete;
  '/case/list': CaseList;
  '/case/attach': CaseAttach;
}

export const caseWires: Readonly<Record<keyof CaseCommands, Wire>> = {
  '/case/get': { reads: true, returns: { uuid: 'text', name: 'text', created: 'text', paid: 'flag', share_code: 'text', user_name: 'text', user_email: 'text', studies: 'json', tags: 'json', customfields: 'json', case_status: 'text', case_status_date: 'text', case_status_tags: 'text', submitted: 'flag', submitted_date: 'text', returned_date: 'text', returned_reason: 'text', completed: 'flag', completed_date: 'text', closed: 'flag', closed_date: 'text', assigned_admin_id: 'text', assigned_admin_name: 'text', assigned_admin_date: 'text', assigned_medical_id: 'text', assigned_medical_name: 'text', assigned_medical_date: 'text', locked_user_id: 'text', locked_user_name: 'text' } },
  '/case/set': { families: { customfield: 'customfield-' } },
  '/case/return': {},
  '/case/delete': {},
  '/case/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', cases: 'json' } },
  '/case/attach': {},
};

export function caseMethods(call: Call) {
  return {
    /** Reads a case. */
    get: (params: CaseGet['params'], options?: CallOptions) => call('/case/get', params, options),
    /** Changes a case. */
    set: (params: CaseSet['params'], options?: CallOptions) => call('/case/set', params, options),
    /** Gives a case back to its owner. */
    return: (params: CaseReturn['params'], options?: CallOptions) => call('/case/return', params, options),
    /** Deletes a case. */
    delete: (params: CaseDelete['params'], options?: CallOptions) => call('/case/delete', params, options),
    /** Lists the cases. */
    list: (params: CaseList['params'] = {}, options?: CallOptions) => call('/case/list', params, options),
    /** Adds a study to a case, or takes it out. */
    attach: (params: CaseAttach['params'], options?: CallOptions) => call('/case/attach', params, options),
  };
}
