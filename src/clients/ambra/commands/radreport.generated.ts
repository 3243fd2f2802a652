// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/radreport/add` (services.json:7888); needs `radreport_edit`
 */
export interface RadreportAdd {
  params: {
    study_id: string;
    type: string;
    fields?: JsonHash | undefined;
    do_unlock?: boolean | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_JSON' | 'LOCKED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/radreport/set` (services.json:7955); needs `radreport_edit`
 */
export interface RadreportSet {
  params: {
    uuid: string;
    fields?: JsonHash | undefined;
    attachment?: JsonHash | undefined;
    do_unlock?: boolean | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_JSON' | 'LOCKED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/radreport/get` (services.json:8018); needs `radreport_view`
 */
export interface RadreportGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    type?: string | undefined;
    fields?: string | undefined;
    attachment?: string | undefined;
    user_id?: string | undefined;
    study_id?: string | undefined;
    created?: string | undefined;
    updated?: string | undefined;
    locked_user_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/radreport/audit` (services.json:8094); needs `radreport_edit`
 */
export interface RadreportAudit {
  params: {
    uuid: string;
    action: 'SIGNED' | 'MEDICAL_EDIT' | 'ADMIN_EDIT' | 'REPORT_GENERATED';
    detail: string;
  };
  returns: Nothing;
  errors: 'INVALID_ACTION' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/radreport/delete` (services.json:8139); needs `radreport_edit plus you must have created the radreport`
 */
export interface RadreportDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'LOCKED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/radreport/description` (services.json:8183); needs `radreport_view`
 */
export interface RadreportDescription {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    description?: string | undefined;
    type?: string | undefined;
    can_edit?: string | undefined;
    locked_user_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/radreport/lock` (services.json:8246); needs `radreport_edit`
 */
export interface RadreportLock {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'LOCKED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/radreport/unlock` (services.json:8293); needs `radreport_edit`
 */
export interface RadreportUnlock {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'ALREADY' | 'LOCKED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/radreport/user/list` (services.json:8343); needs `This will only return radreports the calling user has radreport_view permissions for`
 */
export interface RadreportUserList {
  params: {
    user_id: string;
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    radreports?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/radreport/pdf` (services.json:8675); needs `radreport_view`
 */
export interface RadreportPdf {
  params: {
    uuid: string;
  };
  returns: Response;
  errors: never;
}

/**
 * `/radreport/fax` (services.json:8704); needs `radreport_view`
 */
export interface RadreportFax {
  params: {
    uuid: string;
    number: string;
  };
  returns: Nothing;
  errors: 'INVALID_PHONE' | 'MISSING_FIELDS' | 'NOT_ENABLED' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_ATTACHMENT' | 'PDF_FAILED';
}

/**
 * `/radreport/email` (services.json:8761); needs `radreport_view`
 */
export interface RadreportEmail {
  params: {
    uuid: string;
    email: string;
  };
  returns: Nothing;
  errors: 'INVALID_EMAIL' | 'MISSING_FIELDS' | 'NOT_ENABLED' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_ATTACHMENT' | 'PDF_FAILED';
}

/**
 * `/radreport/template/list` (services.json:8821); needs `radreport_view`
 */
export interface RadreportTemplateList {
  params: {
    account_id: string;
    type?: string | undefined;
    active?: string | undefined;
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    templates?: readonly Json[] | undefined;
    page?: JsonHash | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/radreport/template/add` (services.json:8887); needs `sysadmin or support`
 */
export interface RadreportTemplateAdd {
  params: {
    account_id: string;
    type: string;
    name: string;
    body: string;
    preview?: string | undefined;
    options?: Json | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_SYSADMIN_OR_SUPPORT';
}

/**
 * `/radreport/template/set` (services.json:8946); needs `sysadmin or support`
 */
export interface RadreportTemplateSet {
  params: {
    uuid: string;
    type?: string | undefined;
    name?: string | undefined;
    body?: string | undefined;
    preview?: string | undefined;
    options?: Json | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_SYSADMIN_OR_SUPPORT';
}

/**
 * `/radreport/template/get` (services.json:9008); needs `radreport_view`
 */
export interface RadreportTemplateGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    type?: string | undefined;
    name?: string | undefined;
    body?: string | undefined;
    preview?: string | undefined;
    options?: Json | undefined;
    active?: boolean | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/radreport/template/get/type` (services.json:9073); needs `radreport_view`
 */
export interface RadreportTemplateGetType {
  params: {
    account_id: string;
    type: string;
  };
  returns: {
    uuid?: string | undefined;
    type?: string | undefined;
    name?: string | undefined;
    body?: string | undefined;
    preview?: string | undefined;
    options?: Json | undefined;
    active?: boolean | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/radreport/template/delete` (services.json:9142); needs `sysadmin or support`
 */
export interface RadreportTemplateDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_SYSADMIN_OR_SUPPORT';
}

/**
 * `/radreport/template/activate` (services.json:9175); needs `sysadmin or support`
 */
export interface RadreportTemplateActivate {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_SYSADMIN_OR_SUPPORT';
}

export interface RadreportCommands {
  '/radreport/add': RadreportAdd;
  '/radreport/set': RadreportSet;
  '/radreport/get': RadreportGet;
  '/radreport/audit': RadreportAudit;
  '/radreport/delete': RadreportDelete;
  '/radreport/description': RadreportDescription;
  '/radreport/lock': RadreportLock;
  '/radreport/unlock': RadreportUnlock;
  '/radreport/user/list': RadreportUserList;
  '/radreport/pdf': RadreportPdf;
  '/radreport/fax': RadreportFax;
  '/radreport/email': RadreportEmail;
  '/radreport/template/list': RadreportTemplateList;
  '/radreport/template/add': RadreportTemplateAdd;
  '/radreport/template/set': RadreportTemplateSet;
  '/radreport/template/get': RadreportTemplateGet;
  '/radreport/template/get/type': RadreportTemplateGetType;
  '/radreport/template/delete': RadreportTemplateDelete;
  '/radreport/template/activate': RadreportTemplateActivate;
}

export const radreportWires: Readonly<Record<keyof RadreportCommands, Wire>> = {
  '/radreport/add': { params: { fields: 'json' }, returns: { uuid: 'text' } },
  '/radreport/set': { params: { fields: 'json', attachment: 'json' } },
  '/radreport/get': { reads: true, returns: { uuid: 'text', type: 'text', fields: 'text', attachment: 'text', user_id: 'text', study_id: 'text', created: 'text', updated: 'text', locked_user_id: 'text' } },
  '/radreport/audit': {},
  '/radreport/delete': {},
  '/radreport/description': { returns: { uuid: 'text', description: 'text', type: 'text', can_edit: 'text', locked_user_id: 'text' } },
  '/radreport/lock': {},
  '/radreport/unlock': {},
  '/radreport/user/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', radreports: 'json' } },
  '/radreport/pdf': { streams: true },
  '/radreport/fax': {},
  '/radreport/email': {},
  '/radreport/template/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { templates: 'json', page: 'json' } },
  '/radreport/template/add': { params: { options: 'json' }, returns: { uuid: 'text' } },
  '/radreport/template/set': { params: { options: 'json' }, returns: { uuid: 'text' } },
  '/radreport/template/get': { reads: true, returns: { uuid: 'text', type: 'text', name: 'text', body: 'text', preview: 'text', options: 'json', active: 'flag' } },
  '/radreport/template/get/type': { returns: { uuid: 'text', type: 'text', name: 'text', body: 'text', preview: 'text', options: 'json', active: 'flag' } },
  '/radreport/template/delete': {},
  '/radreport/template/activate': { returns: { uuid: 'text' } },
};

export function radreportMethods(call: Call) {
  return {
    /** Makes a radiology report. */
    add: (params: RadreportAdd['params'], options?: CallOptions) => call('/radreport/add', params, options),
    /** Changes a radiology report. */
    set: (params: RadreportSet['params'], options?: CallOptions) => call('/radreport/set', params, options),
    /** Reads a radiology report. */
    get: (params: RadreportGet['params'], options?: CallOptions) => call('/radreport/get', params, options),
    /** Writes an entry into a report’s audit trail. */
    audit: (params: RadreportAudit['params'], options?: CallOptions) => call('/radreport/audit', params, options),
    /** Deletes a radiology report. */
    delete: (params: RadreportDelete['params'], options?: CallOptions) => call('/radreport/delete', params, options),
    /** Says what a report is. */
    description: (params: RadreportDescription['params'], options?: CallOptions) => call('/radreport/description', params, options),
    /** Holds a report for the caller, or goes on holding it. */
    lock: (params: RadreportLock['params'], options?: CallOptions) => call('/radreport/lock', params, options),
    /** Lets a held report go. */
    unlock: (params: RadreportUnlock['params'], options?: CallOptions) => call('/radreport/unlock', params, options),
    /** Lists the users who may report. */
    userList: (params: RadreportUserList['params'], options?: CallOptions) => call('/radreport/user/list', params, options),
    /** Gives a radiology report as PDF. */
    pdf: (params: RadreportPdf['params'], options?: CallOptions) => call('/radreport/pdf', params, options),
    /** Faxes a radiology report. */
    fax: (params: RadreportFax['params'], options?: CallOptions) => call('/radreport/fax', params, options),
    /** Mails a radiology report. */
    email: (params: RadreportEmail['params'], options?: CallOptions) => call('/radreport/email', params, options),
    /** Lists the templates for radiology reports. */
    templateList: (params: RadreportTemplateList['params'], options?: CallOptions) => call('/radreport/template/list', params, options),
    /** Makes a template for radiology reports. */
    templateAdd: (params: RadreportTemplateAdd['params'], options?: CallOptions) => call('/radreport/template/add', params, options),
    /** Changes a template for radiology reports. */
    templateSet: (params: RadreportTemplateSet['params'], options?: CallOptions) => call('/radreport/template/set', params, options),
    /** Reads a template for radiology reports. */
    templateGet: (params: RadreportTemplateGet['params'], options?: CallOptions) => call('/radreport/template/get', params, options),
    /** Reads the report template of a type. */
    templateGetType: (params: RadreportTemplateGetType['params'], options?: CallOptions) => call('/radreport/template/get/type', params, options),
    /** Deletes a template for radiology reports. */
    templateDelete: (params: RadreportTemplateDelete['params'], options?: CallOptions) => call('/radreport/template/delete', params, options),
    /** Puts a report template into use. */
    templateActivate: (params: RadreportTemplateActivate['params'], options?: CallOptions) => call('/radreport/template/activate', params, options),
  };
}
