// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/patient/add` (services.json:10268); needs `patient_edit`
 */
export interface PatientAdd {
  params: {
    account_id: string;
    study_id?: string | undefined;
    mrn?: string | undefined;
    sex?: string | undefined;
    birth_date?: string | undefined;
    email?: string | undefined;
    mobile_phone?: string | undefined;
    alt_email?: string | undefined;
    alt_mobile_phone?: string | undefined;
    event_share?: string | undefined;
    event_new_report?: string | undefined;
    name?: string | undefined;
    first?: string | undefined;
    last?: string | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'ALREADY_EXISTS' | 'ALREADY_USED' | 'INVALID_CUSTOMFIELD' | 'INVALID_EMAIL' | 'INVALID_PHONE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/patient/get` (services.json:10393); needs `patient_view`
 */
export interface PatientGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    first?: string | undefined;
    last?: string | undefined;
    mrn?: string | undefined;
    sex?: string | undefined;
    birth_date?: string | undefined;
    email?: string | undefined;
    mobile_phone?: string | undefined;
    alt_email?: string | undefined;
    alt_mobile_phone?: string | undefined;
    event_share?: string | undefined;
    event_new_report?: string | undefined;
    tags?: readonly Json[] | undefined;
    customfields?: readonly Json[] | undefined;
    studies?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/patient/set` (services.json:10494); needs `patient_edit`
 */
export interface PatientSet {
  params: {
    uuid: string;
    mrn: string;
    sex: string;
    birth_date: string;
    email?: string | undefined;
    mobile_phone?: string | undefined;
    alt_email?: string | undefined;
    alt_mobile_phone?: string | undefined;
    event_share?: string | undefined;
    event_new_report?: string | undefined;
    settings?: string | undefined;
    customfield?: CustomFields | undefined;
    setting?: Readonly<Record<string, string>> | undefined;
  } & ({ name: string; } | { first: string; last: string; });
  returns: Nothing;
  errors: 'ALREADY_EXISTS' | 'ALREADY_USED' | 'INVALID_CUSTOMFIELD' | 'INVALID_EMAIL' | 'INVALID_PHONE' | 'INVALID_SETTING' | 'INVALID_SETTING_VALUE' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_PATIENT_OVERRIDE';
}

/**
 * `/patient/merge` (services.json:10623); needs `patient_merge`
 */
export interface PatientMerge {
  params: {
    uuid: string;
    src: readonly Json[];
    do_update_patient_studies?: string | undefined;
    do_delete?: string | undefined;
    sex?: string | undefined;
    email?: string | undefined;
    mobile_phone?: string | undefined;
    alt_email?: string | undefined;
    alt_mobile_phone?: string | undefined;
    event_share?: string | undefined;
    event_new_report?: string | undefined;
    settings?: string | undefined;
    customfield?: CustomFields | undefined;
    setting?: Readonly<Record<string, string>> | undefined;
  };
  returns: Nothing;
  errors: 'ALREADY_USED' | 'INVALID_CUSTOMFIELD' | 'INVALID_EMAIL' | 'INVALID_PHONE' | 'INVALID_SETTING' | 'INVALID_SETTING_VALUE' | 'MULTIPLE_ACCOUNTS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_PATIENT_OVERRIDE' | 'PATIENT_NAME_DOB_MISMATCH';
}

/**
 * `/patient/delete` (services.json:10759); needs `patient_edit`
 */
export interface PatientDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/patient/list` (services.json:10796); needs `patient_view`
 */
export interface PatientList {
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
    patients?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/patient/study/list` (services.json:10859); needs `patient_view`
 */
export interface PatientStudyList {
  params: {
    uuid: string;
    viewable_only: boolean;
  };
  returns: {
    studies?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/patient/portal/find` (services.json:10904); needs `The enable_patient_portal flag needs to be turned on for the account and the call needs to come for a vanity for the account`
 */
export interface PatientPortalFind {
  params: {
    first: string;
    last: string;
    birth_date: string;
    mrn: string;
  };
  returns: {
    patient_id?: string | undefined;
    study_count?: number | undefined;
    email?: string | undefined;
    mobile_phone?: string | undefined;
    alt_email?: string | undefined;
    alt_mobile_phone?: string | undefined;
    dup_email?: boolean | undefined;
    dup_mobile_phone?: boolean | undefined;
    other_patients?: readonly Json[] | undefined;
  };
  errors: 'INVALID_DATE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/patient/portal/pin` (services.json:10992); needs `The enable_patient_portal flag needs to be turned on for the account and the call needs to come for a vanity for the account`
 */
export interface PatientPortalPin {
  params: {
    patient_id: string;
    email: boolean;
    mobile_phone: boolean;
    alt_email: boolean;
    alt_mobile_phone: boolean;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/patient/portal/login` (services.json:11040); needs `The enable_patient_portal flag needs to be turned on for the account and the call needs to come for a vanity for the account`
 */
export interface PatientPortalLogin {
  params: {
    patient_id: string;
    pin: string;
  };
  returns: {
    sid?: string | undefined;
  };
  errors: 'INVALID_PIN' | 'LOCKOUT' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/patient/portal/list` (services.json:11088)
 */
export interface PatientPortalList {
  params: {
    sort_by?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    portals?: readonly { uuid?: string | undefined; name?: string | undefined; vanity?: string | undefined; }[] | undefined;
  };
  errors: never;
}

export interface PatientCommands {
  '/patient/add': PatientAdd;
  '/patient/get': PatientGet;
  '/patient/set': PatientSet;
  '/patient/merge': PatientMerge;
  '/patient/delete': PatientDelete;
  '/patient/list': PatientList;
  '/patient/study/list': PatientStudyList;
  '/patient/portal/find': PatientPortalFind;
  '/patient/portal/pin': PatientPortalPin;
  '/patient/portal/login': PatientPortalLogin;
  '/patient/portal/list': PatientPortalList;
}

export const patientWires: Readonly<Record<keyof PatientCommands, Wire>> = {
  '/patient/add': { families: { customfield: 'customfield-' }, returns: { uuid: 'text' } },
  '/patient/get': { reads: true, returns: { uuid: 'text', name: 'text', first: 'text', last: 'text', mrn: 'text', sex: 'text', birth_date: 'text', email: 'text', mobile_phone: 'text', alt_email: 'text', alt_mobile_phone: 'text', event_share: 'text', event_new_report: 'text', tags: 'json', customfields: 'json', studies: 'json' } },
  '/patient/set': { families: { customfield: 'customfield-', setting: 'setting_' } },
  '/patient/merge': { params: { src: 'json' }, families: { customfield: 'customfield-', setting: 'setting_' } },
  '/patient/delete': {},
  '/patient/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', patients: 'json' } },
  '/patient/study/list': { reads: true, returns: { studies: 'json' } },
  '/patient/portal/find': { returns: { patient_id: 'text', study_count: 'number', email: 'text', mobile_phone: 'text', alt_email: 'text', alt_mobile_phone: 'text', dup_email: 'flag', dup_mobile_phone: 'flag', other_patients: 'json' } },
  '/patient/portal/pin': {},
  '/patient/portal/login': { returns: { sid: 'text' } },
  '/patient/portal/list': { families: { page: 'page.' }, reads: true, returns: { page: 'json', portals: [{ uuid: 'text', name: 'text', vanity: 'text' }] } },
};

export function patientMethods(call: Call) {
  return {
    /** Makes a patient. */
    add: (params: PatientAdd['params'], options?: CallOptions) => call('/patient/add', params, options),
    /** Reads a patient. */
    get: (params: PatientGet['params'], options?: CallOptions) => call('/patient/get', params, options),
    /** Changes a patient. */
    set: (params: PatientSet['params'], options?: CallOptions) => call('/patient/set', params, options),
    /** Makes one patient of several. */
    merge: (params: PatientMerge['params'], options?: CallOptions) => call('/patient/merge', params, options),
    /** Deletes a patient. */
    delete: (params: PatientDelete['params'], options?: CallOptions) => call('/patient/delete', params, options),
    /** Lists the patients of an account. */
    list: (params: PatientList['params'], options?: CallOptions) => call('/patient/list', params, options),
    /** Lists the studies of the patient who is signed in. */
    studyList: (params: PatientStudyList['params'], options?: CallOptions) => call('/patient/study/list', params, options),
    /** Looks for a patient who wants to enter the portal. */
    portalFind: (params: PatientPortalFind['params'], options?: CallOptions) => call('/patient/portal/find', params, options),
    /** Sends a patient the PIN for the portal. */
    portalPin: (params: PatientPortalPin['params'], options?: CallOptions) => call('/patient/portal/pin', params, options),
    /** Lets a patient into the portal. */
    portalLogin: (params: PatientPortalLogin['params'], options?: CallOptions) => call('/patient/portal/login', params, options),
    /** Lists the patients of the portal. */
    portalList: (params: PatientPortalList['params'] = {}, options?: CallOptions) => call('/patient/portal/list', params, options),
  };
}
