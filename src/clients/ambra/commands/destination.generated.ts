// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/destination/list` (services.json:15516); needs `destination_view`
 */
export interface DestinationList {
  params: {
    account_id: string;
    sort_by?: string | undefined;
    node_id?: string | undefined;
    serial_no?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    destinations?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/destination/add` (services.json:15575); needs `destination_edit`
 */
export interface DestinationAdd {
  params: {
    account_id: string;
    node_id: string;
    name: string;
    type?: string | undefined;
    linked_destination: string;
    linked_qr_to_referred_account: boolean;
    linked_qr_activity_in_referred_account: boolean;
    distributed_destinations: readonly Json[];
    path: string;
    aetitle: string;
    address: string;
    port: string;
    can_query_retrieve?: string | undefined;
    can_retrieve_thin?: string | undefined;
    can_search?: string | undefined;
    can_search_mwl?: string | undefined;
    can_push_hl7?: string | undefined;
    sqlch_psh_if_img_unchg?: string | undefined;
    sqlch_psh_if_route_hl7?: string | undefined;
    hl7_address?: string | undefined;
    hl7_port?: string | undefined;
    c_echo_interval?: string | undefined;
    c_echo_schedule?: string | undefined;
    fire_webhooks?: string | undefined;
    default_query_retrieve_level?: 'study' | 'series' | 'image' | undefined;
    push_related_studies?: string | undefined;
    gateway_settings?: string | undefined;
    cd_burn_info?: JsonHash | undefined;
    cd_burn_name?: string | undefined;
    cd_burn_priority?: number | undefined;
    sort_order?: number | undefined;
    hl7_fetch_filter?: string | undefined;
    manual_push_roles?: readonly string[] | undefined;
    ui_json?: Json | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'DUP_AETITLE' | 'INVALID_CD_BURN_INFO' | 'INVALID_DISTRIBUTED_DESTINATION' | 'INVALID_FLAG' | 'INVALID_GATEWAY_TYPE' | 'INVALID_INTEGER' | 'INVALID_NODE_TYPE' | 'INVALID_SCHEDULE' | 'INVALID_TYPE' | 'INVALID_VALUE' | 'MISSING_FIELDS' | 'NODE_NOT_FOUND' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NOT_SYSADMIN';
}

/**
 * `/destination/set` (services.json:15831); needs `destination_edit`
 */
export interface DestinationSet {
  params: {
    uuid: string;
    name?: string | undefined;
    path?: string | undefined;
    aetitle?: string | undefined;
    address?: string | undefined;
    port?: string | undefined;
    node_id?: string | undefined;
    can_query_retrieve?: string | undefined;
    can_retrieve_thin?: string | undefined;
    can_search?: string | undefined;
    can_search_mwl?: string | undefined;
    can_push_hl7?: string | undefined;
    sqlch_psh_if_img_unchg?: string | undefined;
    sqlch_psh_if_route_hl7?: string | undefined;
    hl7_address?: string | undefined;
    hl7_port?: string | undefined;
    c_echo_interval?: string | undefined;
    c_echo_schedule?: string | undefined;
    fire_webhooks?: string | undefined;
    default_query_retrieve_level?: 'study' | 'series' | 'image' | undefined;
    push_related_studies?: string | undefined;
    gateway_settings?: string | undefined;
    cd_burn_info?: JsonHash | undefined;
    cd_burn_name?: string | undefined;
    cd_burn_priority?: number | undefined;
    sort_order?: number | undefined;
    hl7_fetch_filter?: string | undefined;
    manual_push_roles?: readonly string[] | undefined;
    linked_qr_to_referred_account: boolean;
    linked_qr_activity_in_referred_account: boolean;
    distributed_destinations: readonly Json[];
    ui_json?: Json | undefined;
  };
  returns: Nothing;
  errors: 'DUP_AETITLE' | 'INVALID_CD_BURN_INFO' | 'INVALID_DISTRIBUTED_DESTINATION' | 'INVALID_FLAG' | 'INVALID_INTEGER' | 'INVALID_NODE_TYPE' | 'INVALID_SCHEDULE' | 'INVALID_VALUE' | 'MISSING_FIELDS' | 'NODE_NOT_FOUND' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/destination/get` (services.json:16056); needs `destination_view`
 */
export interface DestinationGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    type?: string | undefined;
    path?: string | undefined;
    aetitle?: string | undefined;
    address?: string | undefined;
    port?: string | undefined;
    node_id?: string | undefined;
    can_query_retrieve?: string | undefined;
    can_retrieve_thin?: string | undefined;
    can_search?: string | undefined;
    can_search_mwl?: string | undefined;
    can_push_hl7?: string | undefined;
    sqlch_psh_if_img_unchg?: string | undefined;
    sqlch_psh_if_route_hl7?: string | undefined;
    hl7_address?: string | undefined;
    hl7_port?: string | undefined;
    c_echo_interval?: string | undefined;
    c_echo_schedule?: string | undefined;
    fire_webhooks?: string | undefined;
    default_query_retrieve_level?: string | undefined;
    push_related_studies?: string | undefined;
    gateway_settings?: string | undefined;
    cd_burn_info?: JsonHash | undefined;
    cd_burn_name?: string | undefined;
    cd_burn_priority?: number | undefined;
    sort_order?: number | undefined;
    hl7_fetch_filter?: string | undefined;
    manual_push_roles?: readonly Json[] | undefined;
    linked_qr_to_referred_account?: boolean | undefined;
    linked_qr_activity_in_referred_account?: boolean | undefined;
    distributed_destinations?: readonly Json[] | undefined;
    ui_json?: Json | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/destination/delete` (services.json:16225); needs `destination_edit`
 */
export interface DestinationDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/destination/search` (services.json:16262); needs `destination_search`
 */
export interface DestinationSearch {
  params: {
    uuid: string;
    study_request_id?: string | undefined;
    copy_to?: string | undefined;
    push_to?: string | undefined;
    create_thin?: number | undefined;
    create_study?: number | undefined;
    create_study_order?: string | undefined;
    share_email?: string | undefined;
    bundle_id?: string | undefined;
    anonymize?: JsonHash | undefined;
    tracking_number?: string | undefined;
    study_uid?: string | undefined;
    patient_name?: string | undefined;
    patientid?: string | undefined;
    accession_number?: string | undefined;
    referring_physician?: string | undefined;
    modality?: string | undefined;
    start_datetime?: string | undefined;
    end_datetime?: string | undefined;
    patient_sex?: string | undefined;
    patient_birth_date?: string | undefined;
    query_fields?: JsonHash | undefined;
    result_fields?: readonly Json[] | undefined;
    node_id?: string | undefined;
    serial_no?: string | undefined;
    customfield?: CustomFields | undefined;
    anonymizeFields?: Readonly<Record<string, string>> | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'CAN_NOT_TRACK' | 'FORBIDDEN_FIELD' | 'INSUFFICIENT_CRITERIA' | 'INVALID_FIELD_NAME' | 'INVALID_REGEXP' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NOT_SUPPORTED';
}

/**
 * `/destination/search/report` (services.json:16457); needs `destination_search`
 */
export interface DestinationSearchReport {
  params: {
    tracking_number: string;
    email: string;
  };
  returns: {
    report_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/destination/retrieve` (services.json:16502); needs `destination_search`
 */
export interface DestinationRetrieve {
  params: {
    activity_id: string;
    study_request_found_id: string;
    send_method: 'share' | 'duplicate';
    customfield?: CustomFields | undefined;
  };
  returns: Nothing;
  errors: 'FORBIDDEN_FIELD' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/destination/search/mwl` (services.json:16561); needs `destination_search`
 */
export interface DestinationSearchMwl {
  params: {
    uuid: string;
    study_id: string;
    patient_name?: string | undefined;
    patientid?: string | undefined;
    accession_number?: string | undefined;
    patient_sex?: string | undefined;
    patient_birth_date?: string | undefined;
    order_number?: number | undefined;
    order_date?: string | undefined;
  };
  returns: Nothing;
  errors: 'INSUFFICIENT_CRITERIA' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NOT_SUPPORTED';
}

/**
 * `/destination/search/audit` (services.json:16648); needs `destination_search_view`
 */
export interface DestinationSearchAudit {
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
    destination_searches?: readonly { uuid?: string | undefined; count?: number | undefined; created?: string | undefined; user_id?: string | undefined; payload?: Json | undefined; patient_birth_date?: string | undefined; accession_number?: string | undefined; patient_sex?: string | undefined; modality?: string | undefined; studyDescription?: string | undefined; start_datetime?: string | undefined; end_datetime?: string | undefined; patient_name?: string | undefined; study_uid?: string | undefined; referring_physician?: string | undefined; order_number?: string | undefined; order_date?: string | undefined; results?: readonly Json[] | undefined; front_destination_id?: string | undefined; real_destination_id?: string | undefined; study_fetches?: readonly Json[] | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_ENABLED' | 'NOT_FOUND';
}

export interface DestinationCommands {
  '/destination/list': DestinationList;
  '/destination/add': DestinationAdd;
  '/destination/set': DestinationSet;
  '/destination/get': DestinationGet;
  '/destination/delete': DestinationDelete;
  '/destination/search': DestinationSearch;
  '/destination/search/report': DestinationSearchReport;
  '/destination/retrieve': DestinationRetrieve;
  '/destination/search/mwl': DestinationSearchMwl;
  '/destination/search/audit': DestinationSearchAudit;
}

export const destinationWires: Readonly<Record<keyof DestinationCommands, Wire>> = {
  '/destination/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', destinations: 'json' } },
  '/destination/add': { params: { distributed_destinations: 'json', cd_burn_info: 'json', manual_push_roles: 'list', ui_json: 'json' }, returns: { uuid: 'text' } },
  '/destination/set': { params: { cd_burn_info: 'json', manual_push_roles: 'list', distributed_destinations: 'json', ui_json: 'json' } },
  '/destination/get': { reads: true, returns: { uuid: 'text', name: 'text', type: 'text', path: 'text', aetitle: 'text', address: 'text', port: 'text', node_id: 'text', can_query_retrieve: 'text', can_retrieve_thin: 'text', can_search: 'text', can_search_mwl: 'text', can_push_hl7: 'text', sqlch_psh_if_img_unchg: 'text', sqlch_psh_if_route_hl7: 'text', hl7_address: 'text', hl7_port: 'text', c_echo_interval: 'text', c_echo_schedule: 'text', fire_webhooks: 'text', default_query_retrieve_level: 'text', push_related_studies: 'text', gateway_settings: 'text', cd_burn_info: 'json', cd_burn_name: 'text', cd_burn_priority: 'number', sort_order: 'number', hl7_fetch_filter: 'text', manual_push_roles: 'json', linked_qr_to_referred_account: 'flag', linked_qr_activity_in_referred_account: 'flag', distributed_destinations: 'json', ui_json: 'json' } },
  '/destination/delete': {},
  '/destination/search': { params: { anonymize: 'json', query_fields: 'json', result_fields: 'json' }, families: { customfield: 'customfield-', anonymizeFields: 'anonymize_' }, returns: { uuid: 'text' } },
  '/destination/search/report': { returns: { report_id: 'text' } },
  '/destination/retrieve': { families: { customfield: 'customfield-' } },
  '/destination/search/mwl': {},
  '/destination/search/audit': { families: { filter: 'filter.', page: 'page.' }, returns: { page: 'json', destination_searches: [{ uuid: 'text', count: 'number', created: 'text', user_id: 'text', payload: 'json', patient_birth_date: 'text', accession_number: 'text', patient_sex: 'text', modality: 'text', studyDescription: 'text', start_datetime: 'text', end_datetime: 'text', patient_name: 'text', study_uid: 'text', referring_physician: 'text', order_number: 'text', order_date: 'text', results: 'json', front_destination_id: 'text', real_destination_id: 'text', study_fetches: 'json' }] } },
};

export function destinationMethods(call: Call) {
  return {
    /** Lists the places that studies are pushed to. */
    list: (params: DestinationList['params'], options?: CallOptions) => call('/destination/list', params, options),
    /** Makes a place that studies are pushed to. */
    add: (params: DestinationAdd['params'], options?: CallOptions) => call('/destination/add', params, options),
    /** Changes a place that studies are pushed to. */
    set: (params: DestinationSet['params'], options?: CallOptions) => call('/destination/set', params, options),
    /** Reads a place that studies are pushed to. */
    get: (params: DestinationGet['params'], options?: CallOptions) => call('/destination/get', params, options),
    /** Deletes a place that studies are pushed to. */
    delete: (params: DestinationDelete['params'], options?: CallOptions) => call('/destination/delete', params, options),
    /** Begins a search at a destination. */
    search: (params: DestinationSearch['params'], options?: CallOptions) => call('/destination/search', params, options),
    /** Begins a report over searches. */
    searchReport: (params: DestinationSearchReport['params'], options?: CallOptions) => call('/destination/search/report', params, options),
    /** Fetches a study from a destination. */
    retrieve: (params: DestinationRetrieve['params'], options?: CallOptions) => call('/destination/retrieve', params, options),
    /** Begins a worklist search at a destination. */
    searchMwl: (params: DestinationSearchMwl['params'], options?: CallOptions) => call('/destination/search/mwl', params, options),
    /** Reads who searched and retrieved what. */
    searchAudit: (params: DestinationSearchAudit['params'], options?: CallOptions) => call('/destination/search/audit', params, options),
  };
}
