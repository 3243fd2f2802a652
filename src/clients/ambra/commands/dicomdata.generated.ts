// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Page, Wire } from './command.ts';

/**
 * `/dicomdata/list` (services.json:7759); needs `dicomdata_view`
 */
export interface DicomdataList {
  params: {
    dicom_tags?: readonly Json[] | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  } & ({ study_id: string; } | { namespace_id: string; });
  returns: {
    page?: JsonHash | undefined;
    dicomdatas?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/dicomdata/get` (services.json:7818); needs `dicomdata_view`
 */
export interface DicomdataGet {
  params: {
    uuid: string;
    dicom_tags?: readonly Json[] | undefined;
    customfields: string;
  };
  returns: {
    uuid?: string | undefined;
    study_id?: string | undefined;
    study_uid?: string | undefined;
    series_uid?: string | undefined;
    instance_uid?: string | undefined;
    dicom_tags?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface DicomdataCommands {
  '/dicomdata/list': DicomdataList;
  '/dicomdata/get': DicomdataGet;
}

export const dicomdataWires: Readonly<Record<keyof DicomdataCommands, Wire>> = {
  '/dicomdata/list': { params: { dicom_tags: 'json' }, families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', dicomdatas: 'json' } },
  '/dicomdata/get': { params: { dicom_tags: 'json' }, reads: true, returns: { uuid: 'text', study_id: 'text', study_uid: 'text', series_uid: 'text', instance_uid: 'text', dicom_tags: 'text' } },
};

export function dicomdataMethods(call: Call) {
  return {
    /** Lists the DICOM attributes kept of studies. */
    list: (params: DicomdataList['params'], options?: CallOptions) => call('/dicomdata/list', params, options),
    /** Reads the DICOM attributes kept of a study. */
    get: (params: DicomdataGet['params'], options?: CallOptions) => call('/dicomdata/get', params, options),
  };
}
