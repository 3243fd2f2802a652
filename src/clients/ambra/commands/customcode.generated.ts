// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/customcode/add` (services.json:9219); needs `customcode_edit`
 */
export interface CustomcodeAdd {
  params: {
    account_id: string;
    name: string;
    type: string;
    language: string;
    code: string;
    settings?: JsonHash | undefined;
    zip?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_LANGUAGE' | 'INVALID_TYPE' | 'MISSING_FIELDS' | 'NOT_HASH' | 'NOT_PERMITTED';
}

/**
 * `/customcode/approve` (services.json:9294); needs `sysadmin or support`
 */
export interface CustomcodeApprove {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'ALREADY' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customcode/get` (services.json:9335); needs `customcode_view`
 */
export interface CustomcodeGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    name?: string | undefined;
    account_id?: string | undefined;
    account_name?: string | undefined;
    type?: string | undefined;
    language?: string | undefined;
    code?: string | undefined;
    settings?: JsonHash | undefined;
    approved?: boolean | undefined;
    is_deployed?: boolean | undefined;
    deployments?: readonly Json[] | undefined;
    has_zip?: boolean | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customcode/set` (services.json:9420); needs `customcode_edit`
 */
export interface CustomcodeSet {
  params: {
    uuid: string;
    name?: string | undefined;
    code?: string | undefined;
    settings?: JsonHash | undefined;
    zip?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'IS_DEPLOYED' | 'MISSING_FIELDS' | 'NOT_HASH' | 'NOT_PERMITTED' | 'ONE_ZIP_ONLY';
}

/**
 * `/customcode/zip` (services.json:9489)
 */
export interface CustomcodeZip {
  params: {
    uuid: string;
  };
  returns: Response;
  errors: never;
}

/**
 * `/customcode/delete` (services.json:9517); needs `customcode_edit`
 */
export interface CustomcodeDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'IS_DEPLOYED' | 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/customcode/list` (services.json:9554); needs `customcode_view`
 */
export interface CustomcodeList {
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
    customcodes?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customcode/deploy` (services.json:9617); needs `customcode_deploy`
 */
export interface CustomcodeDeploy {
  params: {
    uuid: string;
    namespace_id: string;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'ALREADY' | 'MISSING_FIELDS' | 'NOT_APPROVED' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customcode/undeploy` (services.json:9670); needs `customcode_deploy`
 */
export interface CustomcodeUndeploy {
  params: {
    deployment_id: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customcode/deploy/get` (services.json:9707); needs `customcode_view`
 */
export interface CustomcodeDeployGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    customcode_id?: string | undefined;
    customcode_name?: string | undefined;
    namespace_id?: string | undefined;
    namespace_name?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/customcode/deploy/list` (services.json:9764); needs `customcode_view`
 */
export interface CustomcodeDeployList {
  params: {
    sort_by?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  } & ({ namespace_id: string; } | { customcode_id: string; });
  returns: {
    page?: JsonHash | undefined;
    deployments?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface CustomcodeCommands {
  '/customcode/add': CustomcodeAdd;
  '/customcode/approve': CustomcodeApprove;
  '/customcode/get': CustomcodeGet;
  '/customcode/set': CustomcodeSet;
  '/customcode/zip': CustomcodeZip;
  '/customcode/delete': CustomcodeDelete;
  '/customcode/list': CustomcodeList;
  '/customcode/deploy': CustomcodeDeploy;
  '/customcode/undeploy': CustomcodeUndeploy;
  '/customcode/deploy/get': CustomcodeDeployGet;
  '/customcode/deploy/list': CustomcodeDeployList;
}

export const customcodeWires: Readonly<Record<keyof CustomcodeCommands, Wire>> = {
  '/customcode/add': { params: { settings: 'json' }, returns: { uuid: 'text' } },
  '/customcode/approve': {},
  '/customcode/get': { reads: true, returns: { uuid: 'text', name: 'text', account_id: 'text', account_name: 'text', type: 'text', language: 'text', code: 'text', settings: 'json', approved: 'flag', is_deployed: 'flag', deployments: 'json', has_zip: 'flag' } },
  '/customcode/set': { params: { settings: 'json' }, returns: { uuid: 'text' } },
  '/customcode/zip': { streams: true },
  '/customcode/delete': {},
  '/customcode/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', customcodes: 'json' } },
  '/customcode/deploy': { returns: { uuid: 'text' } },
  '/customcode/undeploy': {},
  '/customcode/deploy/get': { reads: true, returns: { uuid: 'text', customcode_id: 'text', customcode_name: 'text', namespace_id: 'text', namespace_name: 'text' } },
  '/customcode/deploy/list': { families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', deployments: 'json' } },
};

export function customcodeMethods(call: Call) {
  return {
    /** Makes custom code. */
    add: (params: CustomcodeAdd['params'], options?: CallOptions) => call('/customcode/add', params, options),
    /** Approves custom code. */
    approve: (params: CustomcodeApprove['params'], options?: CallOptions) => call('/customcode/approve', params, options),
    /** Reads custom code. */
    get: (params: CustomcodeGet['params'], options?: CallOptions) => call('/customcode/get', params, options),
    /** Changes custom code. */
    set: (params: CustomcodeSet['params'], options?: CallOptions) => call('/customcode/set', params, options),
    /** Gives custom code as a ZIP file. */
    zip: (params: CustomcodeZip['params'], options?: CallOptions) => call('/customcode/zip', params, options),
    /** Deletes custom code. */
    delete: (params: CustomcodeDelete['params'], options?: CallOptions) => call('/customcode/delete', params, options),
    /** Lists custom code. */
    list: (params: CustomcodeList['params'], options?: CallOptions) => call('/customcode/list', params, options),
    /** Puts custom code into use in a namespace. */
    deploy: (params: CustomcodeDeploy['params'], options?: CallOptions) => call('/customcode/deploy', params, options),
    /** Takes custom code out of use. */
    undeploy: (params: CustomcodeUndeploy['params'], options?: CallOptions) => call('/customcode/undeploy', params, options),
    /** Reads a deployment of custom code. */
    deployGet: (params: CustomcodeDeployGet['params'], options?: CallOptions) => call('/customcode/deploy/get', params, options),
    /** Lists the deployments of custom code. */
    deployList: (params: CustomcodeDeployList['params'], options?: CallOptions) => call('/customcode/deploy/list', params, options),
  };
}
