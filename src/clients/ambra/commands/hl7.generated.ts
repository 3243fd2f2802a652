// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/hl7/list` (services.json:11897); needs `hl7_message_view`
 */
export interface Hl7List {
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
    messages?: readonly { uuid?: string | undefined; created?: string | undefined; type?: string | undefined; accession_numbers?: readonly Json[] | undefined; patientid?: string | undefined; patient_name?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/outbound/list` (services.json:11990); needs `hl7_message_view`
 */
export interface Hl7OutboundList {
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
    messages?: readonly { uuid?: string | undefined; created?: string | undefined; pickup?: string | undefined; destination_uuid?: string | undefined; destination_name?: string | undefined; message?: string | undefined; study_id?: string | undefined; hl7_id?: string | undefined; type?: string | undefined; accession_numbers?: readonly Json[] | undefined; patientid?: string | undefined; patient_name?: string | undefined; }[] | undefined;
  };
  errors: 'INVALID_FIELD' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/add` (services.json:12123)
 */
export interface Hl7Add {
  params: {
    uuid: string;
    serial_no: string;
    message: string;
    accession_number?: string | undefined;
  };
  returns: {
    ack?: string | undefined;
    uuid?: string | undefined;
  };
  errors: 'INVALID_MESSAGE' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/hl7/get` (services.json:12178)
 */
export interface Hl7Get {
  params: {
    uuid: string;
    raw: boolean;
    node_id?: string | undefined;
    serial_no?: string | undefined;
    study_id?: string | undefined;
    study_uid?: string | undefined;
    storage_namespace?: string | undefined;
    phi_namespace?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
    created?: string | undefined;
    segments?: readonly Json[] | undefined;
    hl7_template?: string | undefined;
    raw?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/delete` (services.json:12242); needs `hl7_message_delete or study_report_delete permission for the associated study`
 */
export interface Hl7Delete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/study/report` (services.json:12279)
 */
export interface Hl7StudyReport {
  params: {
    study_id: string;
  };
  returns: {
    text?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/extract/report` (services.json:12319)
 */
export interface Hl7ExtractReport {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_CONFIGURED' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/template/list` (services.json:12359); needs `hl7_template_view`
 */
export interface Hl7TemplateList {
  params: {
    account_id: string;
  };
  returns: {
    templates?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/template/add` (services.json:12400); needs `hl7_template_edit`
 */
export interface Hl7TemplateAdd {
  params: {
    account_id: string;
    name: string;
    body: string;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_HL7' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/template/set` (services.json:12473); needs `hl7_template_edit`
 */
export interface Hl7TemplateSet {
  params: {
    uuid: string;
    name: string;
    body: string;
  };
  returns: Nothing;
  errors: 'INVALID_HL7' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/template/get` (services.json:12522); needs `hl7_template_view`
 */
export interface Hl7TemplateGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    type?: string | undefined;
    body?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/template/render` (services.json:12575); needs `hl7_template_view`
 */
export interface Hl7TemplateRender {
  params: {
    uuid: string;
    study_id: string;
    hl7_id: string;
    text: boolean;
    hex: boolean;
  };
  returns: {
    message?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/template/delete` (services.json:12632); needs `hl7_template_edit`
 */
export interface Hl7TemplateDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/transform/list` (services.json:12669); needs `hl7_transform_view`
 */
export interface Hl7TransformList {
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
    transforms?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/transform/add` (services.json:12729); needs `hl7_transform_edit`
 */
export interface Hl7TransformAdd {
  params: {
    account_id: string;
    name: string;
    order_by: string;
    conditions: readonly Json[];
    replacements: readonly Json[];
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'DUPLICATE_ORDER_BY' | 'INVALID_CONDITION' | 'INVALID_REPLACEMENT' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_LIST' | 'NOT_PERMITTED';
}

/**
 * `/hl7/transform/set` (services.json:12810); needs `hl7_transform_edit`
 */
export interface Hl7TransformSet {
  params: {
    uuid: string;
    name: string;
    order_by: string;
    conditions: readonly Json[];
    replacements: readonly Json[];
  };
  returns: Nothing;
  errors: 'DUPLICATE_ORDER_BY' | 'INVALID_CONDITION' | 'INVALID_REPLACEMENT' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_LIST' | 'NOT_PERMITTED';
}

/**
 * `/hl7/transform/get` (services.json:12879); needs `hl7_transform_view`
 */
export interface Hl7TransformGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    order_by?: string | undefined;
    conditions?: readonly Json[] | undefined;
    replacements?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/transform/delete` (services.json:12936); needs `hl7_transform_edit`
 */
export interface Hl7TransformDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/hl7/transform/test` (services.json:12973); needs `hl7_transform_view`
 */
export interface Hl7TransformTest {
  params: {
    hl7: string;
  };
  returns: {
    hl7?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/hl7/parse/fields` (services.json:13010)
 */
export interface Hl7ParseFields {
  params: {
    message: string;
    fields?: readonly string[] | undefined;
  };
  returns: {
    fields?: readonly Json[] | undefined;
  };
  errors: 'INVALID_MESSAGE' | 'MISSING_FIELDS';
}

export interface Hl7Commands {
  '/hl7/list': Hl7List;
  '/hl7/outbound/list': Hl7OutboundList;
  '/hl7/add': Hl7Add;
  '/hl7/get': Hl7Get;
  '/hl7/delete': Hl7Delete;
  '/hl7/study/report': Hl7StudyReport;
  '/hl7/extract/report': Hl7ExtractReport;
  '/hl7/template/list': Hl7TemplateList;
  '/hl7/template/add': Hl7TemplateAdd;
  '/hl7/template/set': Hl7TemplateSet;
  '/hl7/template/get': Hl7TemplateGet;
  '/hl7/template/render': Hl7TemplateRender;
  '/hl7/template/delete': Hl7TemplateDelete;
  '/hl7/transform/list': Hl7TransformList;
  '/hl7/transform/add': Hl7TransformAdd;
  '/hl7/transform/set': Hl7TransformSet;
  '/hl7/transform/get': Hl7TransformGet;
  '/hl7/transform/delete': Hl7TransformDelete;
  '/hl7/transform/test': Hl7TransformTest;
  '/hl7/parse/fields': Hl7ParseFields;
}

export const hl7Wires: Readonly<Record<keyof Hl7Commands, Wire>> = {
  '/hl7/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', messages: [{ uuid: 'text', created: 'text', type: 'text', accession_numbers: 'json', patientid: 'text', patient_name: 'text' }] } },
  '/hl7/outbound/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', messages: [{ uuid: 'text', created: 'text', pickup: 'text', destination_uuid: 'text', destination_name: 'text', message: 'text', study_id: 'text', hl7_id: 'text', type: 'text', accession_numbers: 'json', patientid: 'text', patient_name: 'text' }] } },
  '/hl7/add': { returns: { ack: 'text', uuid: 'text' } },
  '/hl7/get': { reads: true, returns: { uuid: 'text', created: 'text', segments: 'json', hl7_template: 'text', raw: 'text' } },
  '/hl7/delete': {},
  '/hl7/study/report': { returns: { text: 'text' } },
  '/hl7/extract/report': {},
  '/hl7/template/list': { reads: true, returns: { templates: 'json' } },
  '/hl7/template/add': { returns: { uuid: 'text' } },
  '/hl7/template/set': {},
  '/hl7/template/get': { reads: true, returns: { uuid: 'text', name: 'text', type: 'text', body: 'text' } },
  '/hl7/template/render': { returns: { message: 'text' } },
  '/hl7/template/delete': {},
  '/hl7/transform/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', transforms: 'json' } },
  '/hl7/transform/add': { params: { conditions: 'json', replacements: 'json' }, returns: { uuid: 'text' } },
  '/hl7/transform/set': { params: { conditions: 'json', replacements: 'json' } },
  '/hl7/transform/get': { reads: true, returns: { uuid: 'text', name: 'text', order_by: 'text', conditions: 'json', replacements: 'json' } },
  '/hl7/transform/delete': {},
  '/hl7/transform/test': { returns: { hl7: 'text' } },
  '/hl7/parse/fields': { params: { fields: 'list' }, returns: { fields: 'json' } },
};

export function hl7Methods(call: Call) {
  return {
    /** Lists the HL7 messages. */
    list: (params: Hl7List['params'], options?: CallOptions) => call('/hl7/list', params, options),
    /** Lists the HL7 messages to be sent. */
    outboundList: (params: Hl7OutboundList['params'], options?: CallOptions) => call('/hl7/outbound/list', params, options),
    /** Makes an HL7 message. */
    add: (params: Hl7Add['params'], options?: CallOptions) => call('/hl7/add', params, options),
    /** Reads an HL7 message. */
    get: (params: Hl7Get['params'], options?: CallOptions) => call('/hl7/get', params, options),
    /** Deletes an HL7 message. */
    delete: (params: Hl7Delete['params'], options?: CallOptions) => call('/hl7/delete', params, options),
    /** Reads a study’s latest HL7 report. */
    studyReport: (params: Hl7StudyReport['params'], options?: CallOptions) => call('/hl7/study/report', params, options),
    /** Attaches the report inside an HL7 message to its studies. */
    extractReport: (params: Hl7ExtractReport['params'], options?: CallOptions) => call('/hl7/extract/report', params, options),
    /** Lists the templates for HL7 reports. */
    templateList: (params: Hl7TemplateList['params'], options?: CallOptions) => call('/hl7/template/list', params, options),
    /** Makes a template for HL7 reports. */
    templateAdd: (params: Hl7TemplateAdd['params'], options?: CallOptions) => call('/hl7/template/add', params, options),
    /** Changes a template for HL7 reports. */
    templateSet: (params: Hl7TemplateSet['params'], options?: CallOptions) => call('/hl7/template/set', params, options),
    /** Reads a template for HL7 reports. */
    templateGet: (params: Hl7TemplateGet['params'], options?: CallOptions) => call('/hl7/template/get', params, options),
    /** Fills an HL7 template for a study. */
    templateRender: (params: Hl7TemplateRender['params'], options?: CallOptions) => call('/hl7/template/render', params, options),
    /** Deletes a template for HL7 reports. */
    templateDelete: (params: Hl7TemplateDelete['params'], options?: CallOptions) => call('/hl7/template/delete', params, options),
    /** Lists the transformations of HL7 messages. */
    transformList: (params: Hl7TransformList['params'], options?: CallOptions) => call('/hl7/transform/list', params, options),
    /** Makes a transformation of HL7 messages. */
    transformAdd: (params: Hl7TransformAdd['params'], options?: CallOptions) => call('/hl7/transform/add', params, options),
    /** Changes a transformation of HL7 messages. */
    transformSet: (params: Hl7TransformSet['params'], options?: CallOptions) => call('/hl7/transform/set', params, options),
    /** Reads a transformation of HL7 messages. */
    transformGet: (params: Hl7TransformGet['params'], options?: CallOptions) => call('/hl7/transform/get', params, options),
    /** Deletes a transformation of HL7 messages. */
    transformDelete: (params: Hl7TransformDelete['params'], options?: CallOptions) => call('/hl7/transform/delete', params, options),
    /** Tries a transformation on an HL7 message. */
    transformTest: (params: Hl7TransformTest['params'], options?: CallOptions) => call('/hl7/transform/test', params, options),
    /** Takes an HL7 message apart into fields. */
    parseFields: (params: Hl7ParseFields['params'], options?: CallOptions) => call('/hl7/parse/fields', params, options),
  };
}
