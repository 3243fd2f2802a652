// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/order/add` (services.json:11138); needs `order_edit`
 */
export interface OrderAdd {
  params: {
    account_id: string;
    patientid: string;
    patient_name: string;
    accession_number: string;
    patient_sex: string;
    patient_birth_date: string;
    referring_physician: string;
    sending_facility: string;
    customfield?: CustomFields | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_CUSTOMFIELD' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/order/get` (services.json:11216); needs `order_view`
 */
export interface OrderGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    patientid?: string | undefined;
    patient_name?: string | undefined;
    accession_number?: string | undefined;
    patient_sex?: string | undefined;
    patient_birth_date?: string | undefined;
    referring_physician?: string | undefined;
    sending_facility?: string | undefined;
    tags?: readonly Json[] | undefined;
    customfields?: readonly Json[] | undefined;
    sps?: readonly { uuid?: string | undefined; modality?: string | undefined; scheduled_procedure_step_id?: string | undefined; requested_procedure_id?: string | undefined; requested_procedure_description?: string | undefined; scheduled_station_aetitle?: string | undefined; scheduled_procedure_step_start_date?: string | undefined; scheduled_procedure_step_start_time?: string | undefined; scheduled_procedure_step_description?: string | undefined; mpps_status?: string | undefined; mpps_uid?: string | undefined; }[] | undefined;
    studies?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/order/set` (services.json:11359); needs `order_edit`
 */
export interface OrderSet {
  params: {
    uuid: string;
    patientid: string;
    patient_name: string;
    accession_number: string;
    patient_sex: string;
    patient_birth_date: string;
    referring_physician: string;
    sending_facility: string;
    customfield?: CustomFields | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_CUSTOMFIELD' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/order/delete` (services.json:11429); needs `order_edit`
 */
export interface OrderDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/order/list` (services.json:11466); needs `order_view`
 */
export interface OrderList {
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
    orders?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/order/sps/add` (services.json:11529); needs `order_edit`
 */
export interface OrderSpsAdd {
  params: {
    order_id: string;
    modality: string;
    scheduled_procedure_step_id: string;
    requested_procedure_id: string;
    requested_procedure_description: string;
    scheduled_station_aetitle: string;
    scheduled_procedure_step_start_date: string;
    scheduled_procedure_step_start_time: string;
    scheduled_procedure_step_description: string;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/order/sps/set` (services.json:11602); needs `order_edit`
 */
export interface OrderSpsSet {
  params: {
    uuid: string;
    modality?: string | undefined;
    scheduled_procedure_step_id?: string | undefined;
    requested_procedure_id?: string | undefined;
    requested_procedure_description?: string | undefined;
    scheduled_station_aetitle?: string | undefined;
    scheduled_procedure_step_start_date?: string | undefined;
    scheduled_procedure_step_start_time?: string | undefined;
    scheduled_procedure_step_description?: string | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/order/sps/delete` (services.json:11679); needs `order_edit`
 */
export interface OrderSpsDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/order/sps/status` (services.json:11716)
 */
export interface OrderSpsStatus {
  params: {
    uuid: string;
    serial_no: string;
    mpps_uid: string;
    mpps_status: 'PENDING' | 'IN_PROGRESS' | 'DISCONTINUED' | 'COMPLETED';
  };
  returns: Nothing;
  errors: 'INVALID_STATUS' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/order/sps/find` (services.json:11763); needs `order_view if sid authentication is used`
 */
export interface OrderSpsFind {
  params: {
    account_id: string;
    node_id?: string | undefined;
    serial_no?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
  };
  returns: {
    sps?: readonly { patientid?: string | undefined; patient_name?: string | undefined; accession_number?: string | undefined; patient_sex?: string | undefined; patient_birth_date?: string | undefined; referring_physician?: string | undefined; modality?: string | undefined; study_uid?: string | undefined; scheduled_procedure_step_id?: string | undefined; requested_procedure_id?: string | undefined; requested_procedure_description?: string | undefined; scheduled_station_aetitle?: string | undefined; scheduled_procedure_step_start_date?: string | undefined; scheduled_procedure_step_start_time?: string | undefined; scheduled_procedure_step_description?: string | undefined; mpps_status?: string | undefined; mpps_uid?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface OrderCommands {
  '/order/add': OrderAdd;
  '/order/get': OrderGet;
  '/order/set': OrderSet;
  '/order/delete': OrderDelete;
  '/order/list': OrderList;
  '/order/sps/add': OrderSpsAdd;
  '/order/sps/set': OrderSpsSet;
  '/order/sps/delete': OrderSpsDelete;
  '/order/sps/status': OrderSpsStatus;
  '/order/sps/find': OrderSpsFind;
}

export const orderWires: Readonly<Record<keyof OrderCommands, Wire>> = {
  '/order/add': { families: { customfield: 'customfield-' }, returns: { uuid: 'text' } },
  '/order/get': { reads: true, returns: { uuid: 'text', patientid: 'text', patient_name: 'text', accession_number: 'text', patient_sex: 'text', patient_birth_date: 'text', referring_physician: 'text', sending_facility: 'text', tags: 'json', customfields: 'json', sps: [{ uuid: 'text', modality: 'text', scheduled_procedure_step_id: 'text', requested_procedure_id: 'text', requested_procedure_description: 'text', scheduled_station_aetitle: 'text', scheduled_procedure_step_start_date: 'text', scheduled_procedure_step_start_time: 'text', scheduled_procedure_step_description: 'text', mpps_status: 'text', mpps_uid: 'text' }], studies: 'json' } },
  '/order/set': { families: { customfield: 'customfield-' } },
  '/order/delete': {},
  '/order/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', orders: 'json' } },
  '/order/sps/add': { returns: { uuid: 'text' } },
  '/order/sps/set': {},
  '/order/sps/delete': {},
  '/order/sps/status': {},
  '/order/sps/find': { families: { filter: 'filter.' }, returns: { sps: [{ patientid: 'text', patient_name: 'text', accession_number: 'text', patient_sex: 'text', patient_birth_date: 'text', referring_physician: 'text', modality: 'text', study_uid: 'text', scheduled_procedure_step_id: 'text', requested_procedure_id: 'text', requested_procedure_description: 'text', scheduled_station_aetitle: 'text', scheduled_procedure_step_start_date: 'text', scheduled_procedure_step_start_time: 'text', scheduled_procedure_step_description: 'text', mpps_status: 'text', mpps_uid: 'text' }] } },
};

export function orderMethods(call: Call) {
  return {
    /** Makes an order. */
    add: (params: OrderAdd['params'], options?: CallOptions) => call('/order/add', params, options),
    /** Reads an order. */
    get: (params: OrderGet['params'], options?: CallOptions) => call('/order/get', params, options),
    /** Changes an order. */
    set: (params: OrderSet['params'], options?: CallOptions) => call('/order/set', params, options),
    /** Deletes an order. */
    delete: (params: OrderDelete['params'], options?: CallOptions) => call('/order/delete', params, options),
    /** Lists the orders of an account. */
    list: (params: OrderList['params'], options?: CallOptions) => call('/order/list', params, options),
    /** Makes a scheduled step of an order. */
    spsAdd: (params: OrderSpsAdd['params'], options?: CallOptions) => call('/order/sps/add', params, options),
    /** Changes a scheduled step of an order. */
    spsSet: (params: OrderSpsSet['params'], options?: CallOptions) => call('/order/sps/set', params, options),
    /** Deletes a scheduled step of an order. */
    spsDelete: (params: OrderSpsDelete['params'], options?: CallOptions) => call('/order/sps/delete', params, options),
    /** Says how far a scheduled step has come. */
    spsStatus: (params: OrderSpsStatus['params'], options?: CallOptions) => call('/order/sps/status', params, options),
    /** Answers a modality worklist query. */
    spsFind: (params: OrderSpsFind['params'], options?: CallOptions) => call('/order/sps/find', params, options),
  };
}
