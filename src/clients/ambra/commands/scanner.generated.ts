// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/scanner/list` (services.json:33435); needs `scanner_view`
 */
export interface ScannerList {
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
    scanners?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/scanner/add` (services.json:33495); needs `scanner_add`
 */
export interface ScannerAdd {
  params: {
    site_id: string;
    name: string;
    modality?: string | undefined;
    serial_no?: string | undefined;
    manufacturer?: string | undefined;
    model?: string | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/scanner/set` (services.json:33565); needs `scanner_edit`
 */
export interface ScannerSet {
  params: {
    uuid: string;
    name?: string | undefined;
    modality?: string | undefined;
    serial_no?: string | undefined;
    manufacturer?: string | undefined;
    model?: string | undefined;
    customfield?: CustomFields | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/scanner/get` (services.json:33632); needs `scanner_view`
 */
export interface ScannerGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    modality?: string | undefined;
    serial_no?: string | undefined;
    manufacturer?: string | undefined;
    model?: string | undefined;
    customfields?: readonly Json[] | undefined;
    validated_for?: readonly { uuid?: string | undefined; name?: string | undefined; study_uid?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/scanner/delete` (services.json:33716); needs `scanner_delete`
 */
export interface ScannerDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface ScannerCommands {
  '/scanner/list': ScannerList;
  '/scanner/add': ScannerAdd;
  '/scanner/set': ScannerSet;
  '/scanner/get': ScannerGet;
  '/scanner/delete': ScannerDelete;
}

export const scannerWires: Readonly<Record<keyof ScannerCommands, Wire>> = {
  '/scanner/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', scanners: 'json' } },
  '/scanner/add': { families: { customfield: 'customfield-' }, returns: { uuid: 'text' } },
  '/scanner/set': { families: { customfield: 'customfield-' } },
  '/scanner/get': { reads: true, returns: { uuid: 'text', name: 'text', modality: 'text', serial_no: 'text', manufacturer: 'text', model: 'text', customfields: 'json', validated_for: [{ uuid: 'text', name: 'text', study_uid: 'text' }] } },
  '/scanner/delete': {},
};

export function scannerMethods(call: Call) {
  return {
    /** Lists the scanners. */
    list: (params: ScannerList['params'], options?: CallOptions) => call('/scanner/list', params, options),
    /** Makes a scanner. */
    add: (params: ScannerAdd['params'], options?: CallOptions) => call('/scanner/add', params, options),
    /** Changes a scanner. */
    set: (params: ScannerSet['params'], options?: CallOptions) => call('/scanner/set', params, options),
    /** Reads a scanner. */
    get: (params: ScannerGet['params'], options?: CallOptions) => call('/scanner/get', params, options),
    /** Deletes a scanner. */
    delete: (params: ScannerDelete['params'], options?: CallOptions) => call('/scanner/delete', params, options),
  };
}
