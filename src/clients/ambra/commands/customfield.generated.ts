// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/customfield/list` (services.json:26882); needs `customfield_view or role_view`
 */
export interface CustomfieldList {
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
    customfields?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customfield/add` (services.json:26942); needs `customfield_edit`
 */
export interface CustomfieldAdd {
  params: {
    account_id: string;
    name: string;
    object: 'Study' | 'User_account' | 'Group' | 'Location' | 'Account' | 'Patient' | 'Case' | 'Order' | 'Appointment' | 'Dicomdata' | 'Scanner' | 'Query';
    type?: 'text' | 'number' | 'date' | 'memo' | 'select' | 'multiselect' | 'radio' | 'checkbox' | 'search' | 'bool' | 'picker' | 'calculated' | undefined;
    capture_on_share_code?: boolean | undefined;
    capture_on_destination_search?: boolean | undefined;
    display_order?: number | undefined;
    wrapped_dicom_only?: string | undefined;
    dicom_only?: string | undefined;
    required?: boolean | undefined;
    options?: Json | undefined;
    hl7_segment?: 'NTE' | 'PID' | 'PID1' | 'PV1' | 'PV2' | 'OBR' | 'DG1' | 'OBX' | 'CTI' | 'BLG' | 'ORC' | undefined;
    hl7_field?: string | undefined;
    hl7_component?: string | undefined;
    load_hl7?: string | undefined;
    load_hl7_filter?: string | undefined;
    dicom_tag?: string | undefined;
    other_dicom_tags?: readonly Json[] | undefined;
    load_dicom_tag?: boolean | undefined;
    dicom_tag_ignore_empty?: boolean | undefined;
    load_from_sr?: string | undefined;
    field_flag?: boolean | undefined;
    ui_json?: Json | undefined;
    load_order?: boolean | undefined;
    other_customfield_id?: string | undefined;
    include_in_analytics?: boolean | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'ACCOUNT_NOT_FOUND' | 'DUPLICATE_NAME' | 'INVALID_DICOM_TAG' | 'INVALID_DICOM_TAG_OBJECT' | 'INVALID_FLAG' | 'INVALID_HL7_OBJECT' | 'INVALID_HL7_SEGMENT' | 'INVALID_INTEGER' | 'INVALID_JSON' | 'INVALID_OBJECT' | 'INVALID_OPTIONS' | 'INVALID_SEARCH_SOURCE' | 'INVALID_TYPE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_DICOM_TAG_DEFINED' | 'RESERVED_NAME';
}

/**
 * `/customfield/set` (services.json:27226); needs `customfield_edit`
 */
export interface CustomfieldSet {
  params: {
    uuid: string;
    name?: string | undefined;
    capture_on_share_code?: boolean | undefined;
    capture_on_destination_search?: boolean | undefined;
    display_order?: number | undefined;
    wrapped_dicom_only?: string | undefined;
    dicom_only?: string | undefined;
    required?: boolean | undefined;
    options?: Json | undefined;
    hl7_segment?: 'NTE' | 'PID' | 'PID1' | 'PV1' | 'PV2' | 'OBR' | 'DG1' | 'OBX' | 'CTI' | 'BLG' | 'ORC' | undefined;
    hl7_field?: string | undefined;
    hl7_component?: string | undefined;
    load_hl7?: string | undefined;
    load_hl7_filter?: string | undefined;
    dicom_tag?: string | undefined;
    other_dicom_tags?: readonly Json[] | undefined;
    load_dicom_tag?: boolean | undefined;
    dicom_tag_ignore_empty?: boolean | undefined;
    load_from_sr?: string | undefined;
    field_flag?: boolean | undefined;
    ui_json?: Json | undefined;
    load_order?: boolean | undefined;
    other_customfield_id?: string | undefined;
    other_customfield_no_overwrite_with_blank?: boolean | undefined;
    other_customfield_no_refresh_on_reshare?: boolean | undefined;
    include_in_analytics?: boolean | undefined;
  };
  returns: Nothing;
  errors: 'DUPLICATE_NAME' | 'INVALID_DICOM_TAG' | 'INVALID_DICOM_TAG_OBJECT' | 'INVALID_FLAG' | 'INVALID_HL7_FIELD' | 'INVALID_HL7_OBJECT' | 'INVALID_HL7_SEGMENT' | 'INVALID_INTEGER' | 'INVALID_JSON' | 'INVALID_OPTIONS' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_DICOM_TAG_DEFINED' | 'RESERVED_NAME' | 'USED_BY_ANOTHER_CF';
}

/**
 * `/customfield/get` (services.json:27444); needs `customfield_view or role_view`
 */
export interface CustomfieldGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    object?: string | undefined;
    type?: string | undefined;
    capture_on_share_code?: boolean | undefined;
    capture_on_destination_search?: boolean | undefined;
    display_order?: number | undefined;
    wrapped_dicom_only?: boolean | undefined;
    dicom_only?: boolean | undefined;
    required?: boolean | undefined;
    options?: Json | undefined;
    hl7_segment?: string | undefined;
    hl7_field?: string | undefined;
    hl7_component?: string | undefined;
    load_hl7?: string | undefined;
    load_hl7_filter?: string | undefined;
    dicom_tag?: string | undefined;
    other_dicom_tags?: readonly Json[] | undefined;
    load_dicom_tag?: boolean | undefined;
    dicom_tag_ignore_empty?: boolean | undefined;
    load_from_sr?: string | undefined;
    field_flag?: boolean | undefined;
    ui_json?: Json | undefined;
    load_order?: boolean | undefined;
    other_customfield_id?: string | undefined;
    other_customfield_no_overwrite_with_blank?: boolean | undefined;
    other_customfield_no_refresh_on_reshare?: boolean | undefined;
    include_in_analytics?: boolean | undefined;
    customfield_mapping?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customfield/delete` (services.json:27608); needs `customfield_edit`
 */
export interface CustomfieldDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'USED_BY_ANOTHER_CF';
}

/**
 * `/customfield/lookup` (services.json:27649); needs `You need to be a member of the account`
 */
export interface CustomfieldLookup {
  params: {
    account_id: string;
    name: string;
  };
  returns: {
    uuid?: string | undefined;
    object?: string | undefined;
    type?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customfield/search` (services.json:27702); needs `You need to be a member of the account For search_source=account_users and extended=1 account_user_view or case_edit is required.`
 */
export interface CustomfieldSearch {
  params: {
    uuid: string;
    search?: string | undefined;
    extended?: string | undefined;
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    results?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_A_SEARCH' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customfield/mapping/list` (services.json:27775); needs `customfield_view or customfield_edit`
 */
export interface CustomfieldMappingList {
  params: {
    account_id: string;
  };
  returns: {
    customfield_mappings?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customfield/mapping/add` (services.json:27816); needs `customfield_edit in the account of the source customfield`
 */
export interface CustomfieldMappingAdd {
  params: {
    from_customfield_id: string;
    to_customfield_id: string;
    rule_set_id?: string | undefined;
    name?: string | undefined;
    overwrite_with_blank?: boolean | undefined;
    refresh_on_reshare?: boolean | undefined;
    refresh_on_edit?: boolean | undefined;
    reverse_refresh_on_edit?: boolean | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'ALREADY_EXISTS' | 'INVALID_FLAG' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customfield/mapping/set` (services.json:27902); needs `customfield_edit in the account of the source customfield`
 */
export interface CustomfieldMappingSet {
  params: {
    uuid: string;
    name?: string | undefined;
    overwrite_with_blank?: boolean | undefined;
    refresh_on_reshare?: boolean | undefined;
    refresh_on_edit?: boolean | undefined;
    reverse_refresh_on_edit?: boolean | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_FLAG' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customfield/mapping/get` (services.json:27968); needs `customfield_view or customfield_edit`
 */
export interface CustomfieldMappingGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    rule_set_id?: string | undefined;
    to_customfield_id?: string | undefined;
    from_customfield_id?: string | undefined;
    overwrite_with_blank?: boolean | undefined;
    refresh_on_reshare?: boolean | undefined;
    refresh_on_edit?: boolean | undefined;
    reverse_refresh_on_edit?: boolean | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customfield/mapping/delete` (services.json:28041); needs `customfield_edit in the account of the source customfield`
 */
export interface CustomfieldMappingDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface CustomfieldCommands {
  '/customfield/list': CustomfieldList;
  '/customfield/add': CustomfieldAdd;
  '/customfield/set': CustomfieldSet;
  '/customfield/get': CustomfieldGet;
  '/customfield/delete': CustomfieldDelete;
  '/customfield/lookup': CustomfieldLookup;
  '/customfield/search': CustomfieldSearch;
  '/customfield/mapping/list': CustomfieldMappingList;
  '/customfield/mapping/add': CustomfieldMappingAdd;
  '/customfield/mapping/set': CustomfieldMappingSet;
  '/customfield/mapping/get': CustomfieldMappingGet;
  '/customfield/mapping/delete': CustomfieldMappingDelete;
}

export const customfieldWires: Readonly<Record<keyof CustomfieldCommands, Wire>> = {
  '/customfield/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', customfields: 'json' } },
  '/customfield/add': { params: { options: 'json', other_dicom_tags: 'json', ui_json: 'json' }, returns: { uuid: 'text' } },
  '/customfield/set': { params: { options: 'json', other_dicom_tags: 'json', ui_json: 'json' } },
  '/customfield/get': { reads: true, returns: { uuid: 'text', name: 'text', object: 'text', type: 'text', capture_on_share_code: 'flag', capture_on_destination_search: 'flag', display_order: 'number', wrapped_dicom_only: 'flag', dicom_only: 'flag', required: 'flag', options: 'json', hl7_segment: 'text', hl7_field: 'text', hl7_component: 'text', load_hl7: 'text', load_hl7_filter: 'text', dicom_tag: 'text', other_dicom_tags: 'json', load_dicom_tag: 'flag', dicom_tag_ignore_empty: 'flag', load_from_sr: 'text', field_flag: 'flag', ui_json: 'json', load_order: 'flag', other_customfield_id: 'text', other_customfield_no_overwrite_with_blank: 'flag', other_customfield_no_refresh_on_reshare: 'flag', include_in_analytics: 'flag', customfield_mapping: 'json' } },
  '/customfield/delete': {},
  '/customfield/lookup': { returns: { uuid: 'text', object: 'text', type: 'text' } },
  '/customfield/search': { families: { filter: 'filter.', page: 'page.' }, returns: { results: 'json' } },
  '/customfield/mapping/list': { reads: true, returns: { customfield_mappings: 'json' } },
  '/customfield/mapping/add': { returns: { uuid: 'text' } },
  '/customfield/mapping/set': {},
  '/customfield/mapping/get': { reads: true, returns: { uuid: 'text', name: 'text', rule_set_id: 'text', to_customfield_id: 'text', from_customfield_id: 'text', overwrite_with_blank: 'flag', refresh_on_reshare: 'flag', refresh_on_edit: 'flag', reverse_refresh_on_edit: 'flag' } },
  '/customfield/mapping/delete': {},
};

export function customfieldMethods(call: Call) {
  return {
    /** Lists the custom fields of an account. */
    list: (params: CustomfieldList['params'], options?: CallOptions) => call('/customfield/list', params, options),
    /** Makes a custom field. */
    add: (params: CustomfieldAdd['params'], options?: CallOptions) => call('/customfield/add', params, options),
    /** Changes a custom field. */
    set: (params: CustomfieldSet['params'], options?: CallOptions) => call('/customfield/set', params, options),
    /** Reads a custom field. */
    get: (params: CustomfieldGet['params'], options?: CallOptions) => call('/customfield/get', params, options),
    /** Deletes a custom field. */
    delete: (params: CustomfieldDelete['params'], options?: CallOptions) => call('/customfield/delete', params, options),
    /** Finds a custom field by its name. */
    lookup: (params: CustomfieldLookup['params'], options?: CallOptions) => call('/customfield/lookup', params, options),
    /** Looks for values of a custom field that searches. */
    search: (params: CustomfieldSearch['params'], options?: CallOptions) => call('/customfield/search', params, options),
    /** Lists the mappings between custom fields. */
    mappingList: (params: CustomfieldMappingList['params'], options?: CallOptions) => call('/customfield/mapping/list', params, options),
    /** Makes a mapping between custom fields. */
    mappingAdd: (params: CustomfieldMappingAdd['params'], options?: CallOptions) => call('/customfield/mapping/add', params, options),
    /** Changes a mapping between custom fields. */
    mappingSet: (params: CustomfieldMappingSet['params'], options?: CallOptions) => call('/customfield/mapping/set', params, options),
    /** Reads a mapping between custom fields. */
    mappingGet: (params: CustomfieldMappingGet['params'], options?: CallOptions) => call('/customfield/mapping/get', params, options),
    /** Deletes a mapping between custom fields. */
    mappingDelete: (params: CustomfieldMappingDelete['params'], options?: CallOptions) => call('/customfield/mapping/delete', params, options),
  };
}
