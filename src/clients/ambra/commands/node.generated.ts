// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/node/list` (services.json:13194); needs `node_view`
 */
export interface NodeList {
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
    nodes?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/node/public` (services.json:13258); needs `node_connect`
 */
export interface NodePublic {
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
    nodes?: readonly { uuid?: string | undefined; facility_name?: string | undefined; facility_zip?: string | undefined; facility_contact?: string | undefined; facility_contact_title?: string | undefined; facility_email?: string | undefined; facility_notes?: string | undefined; connect_status?: string | undefined; }[] | undefined;
  };
  errors: 'INVALID_FILTER' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/node/connect` (services.json:13370); needs `node_connect`
 */
export interface NodeConnect {
  params: {
    uuid: string;
    account_id: string;
    message?: string | undefined;
  };
  returns: Nothing;
  errors: 'ALREADY_CONNECTED' | 'ALREADY_PENDING' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/node/approve` (services.json:13427); needs `node_approve_connect`
 */
export interface NodeApprove {
  params: {
    uuid: string;
    account_id: string;
  };
  returns: Nothing;
  errors: 'ALREADY_CONNECTED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/node/add` (services.json:13472); needs `node_edit`
 */
export interface NodeAdd {
  params: {
    name: string;
    uuid?: string | undefined;
    type: 'STORAGE' | 'HARVESTER' | 'ACCELERATOR' | 'CLEARINGHOUSE' | 'VIRTUAL' | 'UTILITY' | 'XDS';
    os_type?: 'WINDOWS' | 'MACOS' | undefined;
    accelerator_id: string;
    facility_name?: string | undefined;
    facility_zip?: string | undefined;
    facility_contact?: string | undefined;
    facility_contact_title?: string | undefined;
    facility_email?: string | undefined;
    facility_notes?: string | undefined;
    category?: 'ACTIVE' | 'INACTIVE' | 'MIGRATION' | 'TEST' | 'DUPLICATE' | 'INTEGRATED' | 'ACCELERATOR' | undefined;
    is_public?: boolean | undefined;
    ctc_bucket?: string | undefined;
    primary_node_id?: string | undefined;
  } & ({ account_id: string; } | { location_id: string; } | { group_id: string; });
  returns: {
    uuid?: string | undefined;
    serial_no?: string | undefined;
  };
  errors: 'ACCOUNT_NOT_FOUND' | 'INVALID_LINKAGE' | 'INVALID_OS_TYPE' | 'INVALID_TYPE' | 'INVALID_UUID' | 'MISSING_FIELDS' | 'NOT_PERMITTED' | 'PRIMARY_NODE_NOT_FOUND';
}

/**
 * `/node/set` (services.json:13614); needs `node_edit`
 */
export interface NodeSet {
  params: {
    uuid: string;
    name?: string | undefined;
    configuration?: JsonHash | undefined;
    reload_configuration?: boolean | undefined;
    restart_gateway?: boolean | undefined;
    monitor_study_create?: string | undefined;
    monitor_study_create_threshold?: string | undefined;
    monitor_node_ping?: string | undefined;
    monitor_node_ping_threshold?: string | undefined;
    monitor_node_slow_push?: string | undefined;
    monitor_node_slow_push_threshold?: string | undefined;
    monitor_node_last_send?: string | undefined;
    monitor_node_last_send_threshold?: string | undefined;
    monitor_node_performance_metrics?: JsonHash | undefined;
    monitor_email?: string | undefined;
    warning_email?: string | undefined;
    storage_namespace?: string | undefined;
    settings?: string | undefined;
    facility_name?: string | undefined;
    facility_zip?: string | undefined;
    facility_contact?: string | undefined;
    facility_contact_title?: string | undefined;
    facility_email?: string | undefined;
    facility_notes?: string | undefined;
    category?: 'ACTIVE' | 'INACTIVE' | 'MIGRATION' | 'TEST' | 'DUPLICATE' | 'INTEGRATED' | undefined;
    is_public?: boolean | undefined;
    ctc_bucket?: string | undefined;
    primary_node_id?: string | undefined;
    serial_no?: string | undefined;
    setting?: Readonly<Record<string, string>> | undefined;
  };
  returns: Nothing;
  errors: 'CANNOT_MOVE_PRIMARY' | 'CANNOT_MOVE_SLAVE' | 'INVALID_CONFIGURATION' | 'INVALID_INTEGER' | 'INVALID_JSON' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_NODE_OVERRIDE' | 'PRIMARY_NODE_NOT_FOUND';
}

/**
 * `/node/get` (services.json:13822)
 */
export interface NodeGet {
  params: {
    uuid: string;
    serial_no?: string | undefined;
  };
  returns: {
    name?: string | undefined;
    uuid?: string | undefined;
    type?: string | undefined;
    os_type?: string | undefined;
    serial_no?: string | undefined;
    storage_namespace?: string | undefined;
    storage_namespace_name?: string | undefined;
    configuration?: JsonHash | undefined;
    monitor_study_create?: string | undefined;
    monitor_study_create_threshold?: string | undefined;
    monitor_node_ping?: string | undefined;
    monitor_node_ping_threshold?: string | undefined;
    monitor_node_slow_push?: string | undefined;
    monitor_node_slow_push_threshold?: string | undefined;
    monitor_node_last_send?: string | undefined;
    monitor_node_last_send_threshold?: string | undefined;
    monitor_node_performance_metrics?: JsonHash | undefined;
    monitor_email?: string | undefined;
    warning_email?: string | undefined;
    accelerator_id?: string | undefined;
    account_id?: string | undefined;
    settings?: JsonHash | undefined;
    has_access?: boolean | undefined;
    facility_name?: string | undefined;
    facility_zip?: string | undefined;
    facility_contact?: string | undefined;
    facility_contact_title?: string | undefined;
    facility_email?: string | undefined;
    facility_notes?: string | undefined;
    category?: 'ACTIVE' | 'INACTIVE' | 'MIGRATION' | 'TEST' | 'DUPLICATE' | 'INTEGRATED' | undefined;
    is_public?: boolean | undefined;
    ctc_bucket?: string | undefined;
    last_ping?: number | undefined;
    primary_node_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/ping` (services.json:13989)
 */
export interface NodePing {
  params: {
    uuid: string;
    serial_no: string;
    ack: boolean;
  };
  returns: {
    reload_configuration?: boolean | undefined;
    restart_gateway?: boolean | undefined;
    ack?: boolean | undefined;
    studies?: readonly { uuid?: string | undefined; study_uid?: string | undefined; storage_namespace?: string | undefined; phi_namespace?: string | undefined; engine_fqdn?: string | undefined; modality?: string | undefined; size?: string | undefined; image_count?: number | undefined; accession_number?: string | undefined; patientid?: string | undefined; destination_id?: string | undefined; aetitle?: string | undefined; address?: string | undefined; port?: string | undefined; created_at?: string | undefined; created_by_name?: string | undefined; path?: string | undefined; bundle?: string | undefined; detail?: string | undefined; }[] | undefined;
    fetch?: readonly { uuid?: string | undefined; accession_number?: string | undefined; destination_id?: string | undefined; aetitle?: string | undefined; address?: string | undefined; port?: string | undefined; study_uid?: string | undefined; patientid?: string | undefined; destination_ae_title?: Json | undefined; source?: string | undefined; anonymize?: JsonHash | undefined; }[] | undefined;
    hl7?: readonly { uuid?: string | undefined; destination_id?: string | undefined; message?: string | undefined; address?: string | undefined; port?: string | undefined; }[] | undefined;
    search_results?: readonly { uuid?: string | undefined; destination_id?: string | undefined; payload?: string | undefined; search_id?: string | undefined; }[] | undefined;
    search?: readonly { uuid?: string | undefined; destination_id?: string | undefined; aetitle?: string | undefined; address?: string | undefined; port?: string | undefined; mwl_search?: boolean | undefined; node_search?: boolean | undefined; create_thin?: string | undefined; create_study?: string | undefined; create_study_order?: string | undefined; }[] | undefined;
    webhook?: readonly { uuid?: string | undefined; method?: string | undefined; url?: string | undefined; parameters?: JsonHash | undefined; auth?: string | undefined; }[] | undefined;
    burn?: readonly { uuid?: string | undefined; name?: string | undefined; template?: string | undefined; priority?: string | undefined; studies?: readonly Json[] | undefined; study_uid?: string | undefined; modality?: string | undefined; size?: string | undefined; image_count?: number | undefined; study_description?: string | undefined; study_date?: string | undefined; storage_namespace?: string | undefined; phi_namespace?: string | undefined; engine_fqdn?: string | undefined; labels?: readonly Json[] | undefined; }[] | undefined;
    log?: readonly { start?: string | undefined; end?: string | undefined; type?: 'log' | 'dicom' | 'queue' | 'system' | undefined; }[] | undefined;
    xml?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/ping/ack` (services.json:14439)
 */
export interface NodePingAck {
  params: {
    uuid: string;
    serial_no: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/deliver` (services.json:14470)
 */
export interface NodeDeliver {
  params: {
    uuid: string;
    serial_no: string;
    job_id?: string | undefined;
    status: 'S' | 'F' | 'P' | 'B' | 'U';
    status_reason?: string | undefined;
    ack?: string | undefined;
    email_reason?: string | undefined;
    is_local?: boolean | undefined;
    study_uid?: string | undefined;
    destination_id?: string | undefined;
  };
  returns: Nothing;
  errors: 'CONFLICTING_STATUS' | 'INVALID_STATUS' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/retrieve` (services.json:14552)
 */
export interface NodeRetrieve {
  params: {
    uuid: string;
    serial_no: string;
    job_id: string;
    status: 'S' | 'F' | 'P';
  };
  returns: Nothing;
  errors: 'INVALID_STATUS' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/webhook` (services.json:14598)
 */
export interface NodeWebhook {
  params: {
    uuid: string;
    serial_no: string;
    webhook_id: string;
    status: 'S' | 'F';
    error_message?: string | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_STATUS' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/configuration` (services.json:14649)
 */
export interface NodeConfiguration {
  params: {
    uuid: string;
    serial_no: string;
  };
  returns: {
    storage_namespace?: string | undefined;
    configuration?: JsonHash | undefined;
    destinations?: readonly Json[] | undefined;
    account_settings?: JsonHash | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/delete` (services.json:14700); needs `node_edit`
 */
export interface NodeDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'HAS_DESTINATIONS' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/node/study/queued` (services.json:14741)
 */
export interface NodeStudyQueued {
  params: {
    uuid: string;
    serial_no: string;
    study_uid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/study/anonymized` (services.json:14779)
 */
export interface NodeStudyAnonymized {
  params: {
    uuid: string;
    serial_no: string;
    old_study_uid: string;
    new_study_uid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/found` (services.json:14821)
 */
export interface NodeFound {
  params: {
    uuid: string;
    serial_no: string;
    search_id: string;
    status?: 'S' | 'F' | undefined;
    studies?: readonly { study_uid?: string | undefined; study_date?: string | undefined; accession_number?: string | undefined; referring_physician?: string | undefined; patient_name?: string | undefined; patientid?: string | undefined; patient_sex?: string | undefined; patient_birth_date?: string | undefined; study_description?: string | undefined; modality?: string | undefined; result_fields?: Json | undefined; }[] | undefined;
  };
  returns: Nothing;
  errors: 'ALREADY_DONE' | 'INVALID_JSON' | 'INVALID_STATUS' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/found/mwl` (services.json:14934)
 */
export interface NodeFoundMwl {
  params: {
    uuid: string;
    serial_no: string;
    search_id: string;
    status?: 'S' | 'F' | undefined;
    orders?: readonly { patient_name?: string | undefined; patientid?: string | undefined; accession_number?: string | undefined; patient_sex?: string | undefined; patient_birth_date?: string | undefined; order_number?: number | undefined; order_date?: string | undefined; }[] | undefined;
  };
  returns: Nothing;
  errors: 'ALREADY_DONE' | 'INVALID_JSON' | 'INVALID_STATUS' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/event` (services.json:15026)
 */
export interface NodeEvent {
  params: {
    uuid: string;
    serial_no: string;
    event: string;
    destination_id: string;
  };
  returns: Nothing;
  errors: 'INVALID_EVENT' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'SCHEDULE_IS_OFF';
}

/**
 * `/node/log` (services.json:15073); needs `node_view`
 */
export interface NodeLog {
  params: {
    uuid: string;
    start: string;
    end: string;
    type: 'log' | 'dicom' | 'queue' | 'system';
  };
  returns: Nothing;
  errors: 'INVALID_DATE_TIME' | 'INVALID_RANGE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'TRY_LATER';
}

/**
 * `/node/xml` (services.json:15137)
 */
export interface NodeXml {
  params: {
    uuid: string;
    xml: string;
    serial_no?: string | undefined;
  };
  returns: Nothing;
  errors: 'FULL' | 'INVALID_XML' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/node/metric` (services.json:15184)
 */
export interface NodeMetric {
  params: {
    uuid: string;
    serial_no: string;
    job_id: string;
    metric: string;
  };
  returns: Nothing;
  errors: 'INVALID_METRIC' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/performance/set` (services.json:15238)
 */
export interface NodePerformanceSet {
  params: {
    uuid: string;
    serial_no: string;
    data: Json;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/performance/get` (services.json:15273)
 */
export interface NodePerformanceGet {
  params: {
    uuid: string;
    serial_no?: string | undefined;
  };
  returns: {
    data?: string | undefined;
  };
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/node/progress/add` (services.json:15308)
 */
export interface NodeProgressAdd {
  params: {
    uuid: string;
    serial_no: string;
    queue: string;
    state: string;
    destination_id?: string | undefined;
    study_uid?: string | undefined;
    patientid?: string | undefined;
    accession_number?: string | undefined;
    detail?: Json | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/node/progress/list` (services.json:15376); needs `node_view`
 */
export interface NodeProgressList {
  params: {
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  } & ({ node_id: string; } | { destination_id: string; });
  returns: {
    page?: JsonHash | undefined;
    last_ping?: number | undefined;
    progresses?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/node/progress/get` (services.json:15443); needs `node_view`
 */
export interface NodeProgressGet {
  params: {
    uuid: string;
  };
  returns: {
    destination_id?: string | undefined;
    destination_name?: string | undefined;
    queue?: string | undefined;
    state?: string | undefined;
    study_uid?: string | undefined;
    patientid?: string | undefined;
    accession_number?: string | undefined;
    detail?: Json | undefined;
    created?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface NodeCommands {
  '/node/list': NodeList;
  '/node/public': NodePublic;
  '/node/connect': NodeConnect;
  '/node/approve': NodeApprove;
  '/node/add': NodeAdd;
  '/node/set': NodeSet;
  '/node/get': NodeGet;
  '/node/ping': NodePing;
  '/node/ping/ack': NodePingAck;
  '/node/deliver': NodeDeliver;
  '/node/retrieve': NodeRetrieve;
  '/node/webhook': NodeWebhook;
  '/node/configuration': NodeConfiguration;
  '/node/delete': NodeDelete;
  '/node/study/queued': NodeStudyQueued;
  '/node/study/anonymized': NodeStudyAnonymized;
  '/node/found': NodeFound;
  '/node/found/mwl': NodeFoundMwl;
  '/node/event': NodeEvent;
  '/node/log': NodeLog;
  '/node/xml': NodeXml;
  '/node/metric': NodeMetric;
  '/node/performance/set': NodePerformanceSet;
  '/node/performance/get': NodePerformanceGet;
  '/node/progress/add': NodeProgressAdd;
  '/node/progress/list': NodeProgressList;
  '/node/progress/get': NodeProgressGet;
}

export const nodeWires: Readonly<Record<keyof NodeCommands, Wire>> = {
  '/node/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', nodes: 'json' } },
  '/node/public': { families: { filter: 'filter.', page: 'page.' }, returns: { page: 'json', nodes: [{ uuid: 'text', facility_name: 'text', facility_zip: 'text', facility_contact: 'text', facility_contact_title: 'text', facility_email: 'text', facility_notes: 'text', connect_status: 'text' }] } },
  '/node/connect': {},
  '/node/approve': {},
  '/node/add': { returns: { uuid: 'text', serial_no: 'text' } },
  '/node/set': { params: { configuration: 'json', monitor_node_performance_metrics: 'json' }, families: { setting: 'setting_' } },
  '/node/get': { reads: true, returns: { name: 'text', uuid: 'text', type: 'text', os_type: 'text', serial_no: 'text', storage_namespace: 'text', storage_namespace_name: 'text', configuration: 'json', monitor_study_create: 'text', monitor_study_create_threshold: 'text', monitor_node_ping: 'text', monitor_node_ping_threshold: 'text', monitor_node_slow_push: 'text', monitor_node_slow_push_threshold: 'text', monitor_node_last_send: 'text', monitor_node_last_send_threshold: 'text', monitor_node_performance_metrics: 'json', monitor_email: 'text', warning_email: 'text', accelerator_id: 'text', account_id: 'text', settings: 'json', has_access: 'flag', facility_name: 'text', facility_zip: 'text', facility_contact: 'text', facility_contact_title: 'text', facility_email: 'text', facility_notes: 'text', category: 'text', is_public: 'flag', ctc_bucket: 'text', last_ping: 'number', primary_node_id: 'text' } },
  '/node/ping': { returns: { reload_configuration: 'flag', restart_gateway: 'flag', ack: 'flag', studies: [{ uuid: 'text', study_uid: 'text', storage_namespace: 'text', phi_namespace: 'text', engine_fqdn: 'text', modality: 'text', size: 'text', image_count: 'number', accession_number: 'text', patientid: 'text', destination_id: 'text', aetitle: 'text', address: 'text', port: 'text', created_at: 'text', created_by_name: 'text', path: 'text', bundle: 'text', detail: 'text' }], fetch: [{ uuid: 'text', accession_number: 'text', destination_id: 'text', aetitle: 'text', address: 'text', port: 'text', study_uid: 'text', patientid: 'text', destination_ae_title: 'json', source: 'text', anonymize: 'json' }], hl7: [{ uuid: 'text', destination_id: 'text', message: 'text', address: 'text', port: 'text' }], search_results: [{ uuid: 'text', destination_id: 'text', payload: 'text', search_id: 'text' }], search: [{ uuid: 'text', destination_id: 'text', aetitle: 'text', address: 'text', port: 'text', mwl_search: 'flag', node_search: 'flag', create_thin: 'text', create_study: 'text', create_study_order: 'text' }], webhook: [{ uuid: 'text', method: 'text', url: 'text', parameters: 'json', auth: 'text' }], burn: [{ uuid: 'text', name: 'text', template: 'text', priority: 'text', studies: 'json', study_uid: 'text', modality: 'text', size: 'text', image_count: 'number', study_description: 'text', study_date: 'text', storage_namespace: 'text', phi_namespace: 'text', engine_fqdn: 'text', labels: 'json' }], log: [{ start: 'text', end: 'text', type: 'text' }], xml: 'json' } },
  '/node/ping/ack': {},
  '/node/deliver': {},
  '/node/retrieve': {},
  '/node/webhook': {},
  '/node/configuration': { returns: { storage_namespace: 'text', configuration: 'json', destinations: 'json', account_settings: 'json' } },
  '/node/delete': {},
  '/node/study/queued': {},
  '/node/study/anonymized': {},
  '/node/found': { params: { studies: 'json' } },
  '/node/found/mwl': { params: { orders: 'json' } },
  '/node/event': {},
  '/node/log': {},
  '/node/xml': {},
  '/node/metric': {},
  '/node/performance/set': { params: { data: 'json' } },
  '/node/performance/get': { reads: true, returns: { data: 'text' } },
  '/node/progress/add': { params: { detail: 'json' }, returns: { uuid: 'text' } },
  '/node/progress/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', last_ping: 'number', progresses: 'json' } },
  '/node/progress/get': { reads: true, returns: { destination_id: 'text', destination_name: 'text', queue: 'text', state: 'text', study_uid: 'text', patientid: 'text', accession_number: 'text', detail: 'json', created: 'text' } },
};

export function nodeMethods(call: Call) {
  return {
    /** Lists the gateways. */
    list: (params: NodeList['params'] = {}, options?: CallOptions) => call('/node/list', params, options),
    /** Lists the gateways that anybody may ask to connect to. */
    public: (params: NodePublic['params'], options?: CallOptions) => call('/node/public', params, options),
    /** Asks for a connection to a public gateway. */
    connect: (params: NodeConnect['params'], options?: CallOptions) => call('/node/connect', params, options),
    /** Grants a connection to a public gateway. */
    approve: (params: NodeApprove['params'], options?: CallOptions) => call('/node/approve', params, options),
    /** Makes a gateway. */
    add: (params: NodeAdd['params'], options?: CallOptions) => call('/node/add', params, options),
    /** Changes a gateway. */
    set: (params: NodeSet['params'], options?: CallOptions) => call('/node/set', params, options),
    /** Reads a gateway. */
    get: (params: NodeGet['params'], options?: CallOptions) => call('/node/get', params, options),
    /** Is how a gateway says that it lives, and gets its jobs. */
    ping: (params: NodePing['params'], options?: CallOptions) => call('/node/ping', params, options),
    /** Is how a gateway confirms the jobs it got. */
    pingAck: (params: NodePingAck['params'], options?: CallOptions) => call('/node/ping/ack', params, options),
    /** Is how a gateway reports on a delivery. */
    deliver: (params: NodeDeliver['params'], options?: CallOptions) => call('/node/deliver', params, options),
    /** Is how a gateway reports on a retrieval. */
    retrieve: (params: NodeRetrieve['params'], options?: CallOptions) => call('/node/retrieve', params, options),
    /** Is how a gateway reports on a webhook. */
    webhook: (params: NodeWebhook['params'], options?: CallOptions) => call('/node/webhook', params, options),
    /** Is how a gateway reads its configuration. */
    configuration: (params: NodeConfiguration['params'], options?: CallOptions) => call('/node/configuration', params, options),
    /** Deletes a gateway. */
    delete: (params: NodeDelete['params'], options?: CallOptions) => call('/node/delete', params, options),
    /** Is how a gateway says that a study waits for its upload. */
    studyQueued: (params: NodeStudyQueued['params'], options?: CallOptions) => call('/node/study/queued', params, options),
    /** Is how a gateway says that it anonymized a study. */
    studyAnonymized: (params: NodeStudyAnonymized['params'], options?: CallOptions) => call('/node/study/anonymized', params, options),
    /** Is how a gateway answers a search. */
    found: (params: NodeFound['params'], options?: CallOptions) => call('/node/found', params, options),
    /** Is how a gateway answers a worklist search. */
    foundMwl: (params: NodeFoundMwl['params'], options?: CallOptions) => call('/node/found/mwl', params, options),
    /** Is how a gateway reports an event. */
    event: (params: NodeEvent['params'], options?: CallOptions) => call('/node/event', params, options),
    /** Asks a gateway to attach its logs to a study. */
    log: (params: NodeLog['params'], options?: CallOptions) => call('/node/log', params, options),
    /** Exchanges XML with a gateway. */
    xml: (params: NodeXml['params'], options?: CallOptions) => call('/node/xml', params, options),
    /** Is how a gateway records a measure of a job. */
    metric: (params: NodeMetric['params'], options?: CallOptions) => call('/node/metric', params, options),
    /** Changes how a gateway performs. */
    performanceSet: (params: NodePerformanceSet['params'], options?: CallOptions) => call('/node/performance/set', params, options),
    /** Reads how a gateway performs. */
    performanceGet: (params: NodePerformanceGet['params'], options?: CallOptions) => call('/node/performance/get', params, options),
    /** Makes how far a gateway’s job is. */
    progressAdd: (params: NodeProgressAdd['params'], options?: CallOptions) => call('/node/progress/add', params, options),
    /** Lists how far the jobs of gateways are. */
    progressList: (params: NodeProgressList['params'], options?: CallOptions) => call('/node/progress/list', params, options),
    /** Reads how far a gateway’s job is. */
    progressGet: (params: NodeProgressGet['params'], options?: CallOptions) => call('/node/progress/get', params, options),
  };
}
