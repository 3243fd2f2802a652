// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/radreportmacro/list` (services.json:8399); needs `radreport_view`
 */
export interface RadreportmacroList {
  params: {
    account_id: string;
    modality?: string | undefined;
    type?: string | undefined;
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    macros?: readonly Json[] | undefined;
    page?: JsonHash | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/radreportmacro/add` (services.json:8465); needs `radreport_edit`
 */
export interface RadreportmacroAdd {
  params: {
    account_id: string;
    modality: string;
    type: string;
    name: string;
    body: Json;
    hotkey?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/radreportmacro/set` (services.json:8523); needs `radreport_edit plus ownership of the macro`
 */
export interface RadreportmacroSet {
  params: {
    uuid: string;
    modality?: string | undefined;
    type?: string | undefined;
    name?: string | undefined;
    body?: Json | undefined;
    hotkey?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/radreportmacro/get` (services.json:8585); needs `radreport_view plus ownership of the macro`
 */
export interface RadreportmacroGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    modality?: string | undefined;
    type?: string | undefined;
    name?: string | undefined;
    body?: Json | undefined;
    hotkey?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/radreportmacro/delete` (services.json:8642); needs `radreport_edit plus ownership of the macro`
 */
export interface RadreportmacroDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

export interface RadreportmacroCommands {
  '/radreportmacro/list': RadreportmacroList;
  '/radreportmacro/add': RadreportmacroAdd;
  '/radreportmacro/set': RadreportmacroSet;
  '/radreportmacro/get': RadreportmacroGet;
  '/radreportmacro/delete': RadreportmacroDelete;
}

export const radreportmacroWires: Readonly<Record<keyof RadreportmacroCommands, Wire>> = {
  '/radreportmacro/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { macros: 'json', page: 'json' } },
  '/radreportmacro/add': { params: { body: 'json' }, returns: { uuid: 'text' } },
  '/radreportmacro/set': { params: { body: 'json' }, returns: { uuid: 'text' } },
  '/radreportmacro/get': { reads: true, returns: { uuid: 'text', modality: 'text', type: 'text', name: 'text', body: 'json', hotkey: 'text' } },
  '/radreportmacro/delete': {},
};

export function radreportmacroMethods(call: Call) {
  return {
    /** Lists the macros for reports. */
    list: (params: RadreportmacroList['params'], options?: CallOptions) => call('/radreportmacro/list', params, options),
    /** Makes a macro for reports. */
    add: (params: RadreportmacroAdd['params'], options?: CallOptions) => call('/radreportmacro/add', params, options),
    /** Changes a macro for reports. */
    set: (params: RadreportmacroSet['params'], options?: CallOptions) => call('/radreportmacro/set', params, options),
    /** Reads a macro for reports. */
    get: (params: RadreportmacroGet['params'], options?: CallOptions) => call('/radreportmacro/get', params, options),
    /** Deletes a macro for reports. */
    delete: (params: RadreportmacroDelete['params'], options?: CallOptions) => call('/radreportmacro/delete', params, options),
  };
}
