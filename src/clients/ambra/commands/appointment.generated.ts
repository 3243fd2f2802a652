// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/appointment/add` (services.json:32197); needs `appointment_edit`
 */
export interface AppointmentAdd {
  params: {
    account_id: string;
    patient_id: string;
    user_id?: string | undefined;
    description?: string | undefined;
    start_time: string;
    end_time: string;
    customfield?: CustomFields | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_CUSTOMFIELD' | 'INVALID_DATE_TIME' | 'INVALID_RANGE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/appointment/get` (services.json:32280); needs `appointment_view`
 */
export interface AppointmentGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    patient_id?: string | undefined;
    patient_name?: string | undefined;
    first?: string | undefined;
    last?: string | undefined;
    patient_mrn?: string | undefined;
    user_id?: string | undefined;
    user_name?: string | undefined;
    description?: string | undefined;
    start_time?: string | undefined;
    end_time?: string | undefined;
    customfields?: readonly Json[] | undefined;
    external_id?: string | undefined;
    appointment_status?: 'A' | 'C' | 'D' | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/appointment/set` (services.json:32373); needs `appointment_edit`
 */
export interface AppointmentSet {
  params: {
    uuid: string;
    user_id: string;
    description: string;
    start_time: string;
    end_time: string;
    customfields: string;
    status?: 'A' | 'C' | 'D' | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_CUSTOMFIELD' | 'INVALID_DATE_TIME' | 'INVALID_RANGE' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/appointment/delete` (services.json:32443); needs `appointment_edit`
 */
export interface AppointmentDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/appointment/list` (services.json:32480); needs `appointment_view`
 */
export interface AppointmentList {
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
    appointments?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface AppointmentCommands {
  '/appointment/add': AppointmentAdd;
  '/appointment/get': AppointmentGet;
  '/appointment/set': AppointmentSet;
  '/appointment/delete': AppointmentDelete;
  '/appointment/list': AppointmentList;
}

export const appointmentWires: Readonly<Record<keyof AppointmentCommands, Wire>> = {
  '/appointment/add': { families: { customfield: 'customfield-' }, returns: { uuid: 'text' } },
  '/appointment/get': { reads: true, returns: { uuid: 'text', patient_id: 'text', patient_name: 'text', first: 'text', last: 'text', patient_mrn: 'text', user_id: 'text', user_name: 'text', description: 'text', start_time: 'text', end_time: 'text', customfields: 'json', external_id: 'text', appointment_status: 'text' } },
  '/appointment/set': {},
  '/appointment/delete': {},
  '/appointment/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', appointments: 'json' } },
};

export function appointmentMethods(call: Call) {
  return {
    /** Makes an appointment. */
    add: (params: AppointmentAdd['params'], options?: CallOptions) => call('/appointment/add', params, options),
    /** Reads an appointment. */
    get: (params: AppointmentGet['params'], options?: CallOptions) => call('/appointment/get', params, options),
    /** Changes an appointment. */
    set: (params: AppointmentSet['params'], options?: CallOptions) => call('/appointment/set', params, options),
    /** Deletes an appointment. */
    delete: (params: AppointmentDelete['params'], options?: CallOptions) => call('/appointment/delete', params, options),
    /** Lists the appointments. */
    list: (params: AppointmentList['params'], options?: CallOptions) => call('/appointment/list', params, options),
  };
}
