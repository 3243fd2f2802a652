// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Json, Nothing, Wire } from './command.ts';

/**
 * `/keyimage/list` (services.json:7298); needs `keyimage_view`
 */
export interface KeyimageList {
  params: ({ study_id: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    images?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/keyimage/add` (services.json:7342); needs `keyimage_edit`
 */
export interface KeyimageAdd {
  params: {
    series_uid: string;
    instance_uid: string;
    frame_number: string;
    version: string;
  } & ({ study_id: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/keyimage/get` (services.json:7399); needs `keyimage_view`
 */
export interface KeyimageGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    user_id?: string | undefined;
    user_name?: string | undefined;
    series_uid?: string | undefined;
    instance_uid?: string | undefined;
    frame_number?: string | undefined;
    version?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/keyimage/delete` (services.json:7464); needs `keyimage_edit and key image ownership`
 */
export interface KeyimageDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface KeyimageCommands {
  '/keyimage/list': KeyimageList;
  '/keyimage/add': KeyimageAdd;
  '/keyimage/get': KeyimageGet;
  '/keyimage/delete': KeyimageDelete;
}

export const keyimageWires: Readonly<Record<keyof KeyimageCommands, Wire>> = {
  '/keyimage/list': { reads: true, returns: { images: 'json' } },
  '/keyimage/add': { returns: { uuid: 'text' } },
  '/keyimage/get': { reads: true, returns: { uuid: 'text', user_id: 'text', user_name: 'text', series_uid: 'text', instance_uid: 'text', frame_number: 'text', version: 'text' } },
  '/keyimage/delete': {},
};

export function keyimageMethods(call: Call) {
  return {
    /** Lists the key images of a study. */
    list: (params: KeyimageList['params'], options?: CallOptions) => call('/keyimage/list', params, options),
    /** Makes a key image. */
    add: (params: KeyimageAdd['params'], options?: CallOptions) => call('/keyimage/add', params, options),
    /** Reads a key image. */
    get: (params: KeyimageGet['params'], options?: CallOptions) => call('/keyimage/get', params, options),
    /** Deletes a key image. */
    delete: (params: KeyimageDelete['params'], options?: CallOptions) => call('/keyimage/delete', params, options),
  };
}
