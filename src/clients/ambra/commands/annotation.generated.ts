// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Json, Nothing, Wire } from './command.ts';

/**
 * `/annotation/list` (services.json:6946); needs `annotation_view`
 */
export interface AnnotationList {
  params: ({ study_id: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    annotations?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/annotation/add` (services.json:6990); needs `annotation_edit`
 */
export interface AnnotationAdd {
  params: {
    series_uid: string;
    instance_uid: string;
    frame_number: string;
  } & ({ study_id: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; }) & ({ json: Json; } | { stamp: boolean; });
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_JSON' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/annotation/set` (services.json:7051); needs `annotation_edit and annotation ownership or annotation_edit_only_own reset`
 */
export interface AnnotationSet {
  params: {
    uuid: string;
    json: Json;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_JSON' | 'LOCKED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/annotation/get` (services.json:7104); needs `annotation_view`
 */
export interface AnnotationGet {
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
    json?: Json | undefined;
    stamp?: boolean | undefined;
    locked?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/annotation/delete` (services.json:7177); needs `annotation_edit and annotation ownership or annotation_edit_only_own reset`
 */
export interface AnnotationDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/annotation/lock` (services.json:7214); needs `annotation_edit and annotation ownership or annotation_edit_only_own reset`
 */
export interface AnnotationLock {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'CANNOT_LOCK_STAMP' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/annotation/unlock` (services.json:7258); needs `annotation_edit and annotation ownership or annotation_edit_only_own reset`
 */
export interface AnnotationUnlock {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface AnnotationCommands {
  '/annotation/list': AnnotationList;
  '/annotation/add': AnnotationAdd;
  '/annotation/set': AnnotationSet;
  '/annotation/get': AnnotationGet;
  '/annotation/delete': AnnotationDelete;
  '/annotation/lock': AnnotationLock;
  '/annotation/unlock': AnnotationUnlock;
}

export const annotationWires: Readonly<Record<keyof AnnotationCommands, Wire>> = {
  '/annotation/list': { reads: true, returns: { annotations: 'json' } },
  '/annotation/add': { params: { json: 'json' }, returns: { uuid: 'text' } },
  '/annotation/set': { params: { json: 'json' }, returns: { uuid: 'text' } },
  '/annotation/get': { reads: true, returns: { uuid: 'text', user_id: 'text', user_name: 'text', series_uid: 'text', instance_uid: 'text', frame_number: 'text', json: 'json', stamp: 'flag', locked: 'text' } },
  '/annotation/delete': {},
  '/annotation/lock': {},
  '/annotation/unlock': {},
};

export function annotationMethods(call: Call) {
  return {
    /** Lists the annotations of a study. */
    list: (params: AnnotationList['params'], options?: CallOptions) => call('/annotation/list', params, options),
    /** Makes an annotation on an image. */
    add: (params: AnnotationAdd['params'], options?: CallOptions) => call('/annotation/add', params, options),
    /** Changes an annotation on an image. */
    set: (params: AnnotationSet['params'], options?: CallOptions) => call('/annotation/set', params, options),
    /** Reads an annotation on an image. */
    get: (params: AnnotationGet['params'], options?: CallOptions) => call('/annotation/get', params, options),
    /** Deletes an annotation on an image. */
    delete: (params: AnnotationDelete['params'], options?: CallOptions) => call('/annotation/delete', params, options),
    /** Closes an annotation to changes. */
    lock: (params: AnnotationLock['params'], options?: CallOptions) => call('/annotation/lock', params, options),
    /** Opens a locked annotation. */
    unlock: (params: AnnotationUnlock['params'], options?: CallOptions) => call('/annotation/unlock', params, options),
  };
}
