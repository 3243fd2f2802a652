// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, JsonHash, Nothing, Wire } from './command.ts';

/**
 * `/terminology/account/overrides` (services.json:25637)
 */
export interface TerminologyAccountOverrides {
  params: {
    account_id?: string | undefined;
    vanity?: string | undefined;
    study_uid?: string | undefined;
    storage_namespace?: string | undefined;
    phi_namespace?: string | undefined;
  };
  returns: {
    tags?: readonly { tag?: string | undefined; val?: string | undefined; language?: string | undefined; vanity?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/terminology/tags` (services.json:25696)
 */
export interface TerminologyTags {
  params: {
    tags?: readonly string[] | undefined;
    language: string;
    account_id?: string | undefined;
    vanity?: string | undefined;
    study_uid?: string | undefined;
    storage_namespace?: string | undefined;
    phi_namespace?: string | undefined;
  };
  returns: {
    values?: JsonHash | undefined;
  };
  errors: 'MISSING_FIELDS';
}

/**
 * `/terminology/set` (services.json:25736); needs `account_edit or sysadmin`
 */
export interface TerminologySet {
  params: {
    tag: string;
    language: string;
    account_id?: string | undefined;
    vanity?: string | undefined;
    value: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NOT_SYSADMIN_OR_SUPPORT' | 'NO_VALUE';
}

/**
 * `/terminology/list` (services.json:25798)
 */
export interface TerminologyList {
  params: {
    tags: readonly string[];
    language: string;
    account_id?: string | undefined;
    vanity?: string | undefined;
  };
  returns: {
    tags?: readonly { tag?: string | undefined; val?: string | undefined; language?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS';
}

/**
 * `/terminology/i18next` (services.json:25852)
 */
export interface TerminologyI18next {
  params: {
    lng: string;
    account_id?: string | undefined;
    vanity?: string | undefined;
  };
  returns: Response;
  errors: 'MISSING_FIELDS';
}

export interface TerminologyCommands {
  '/terminology/account/overrides': TerminologyAccountOverrides;
  '/terminology/tags': TerminologyTags;
  '/terminology/set': TerminologySet;
  '/terminology/list': TerminologyList;
  '/terminology/i18next': TerminologyI18next;
}

export const terminologyWires: Readonly<Record<keyof TerminologyCommands, Wire>> = {
  '/terminology/account/overrides': { returns: { tags: [{ tag: 'text', val: 'text', language: 'text', vanity: 'text' }] } },
  '/terminology/tags': { params: { tags: 'list' }, reads: true, returns: { values: 'json' } },
  '/terminology/set': {},
  '/terminology/list': { params: { tags: 'list' }, reads: true, returns: { tags: [{ tag: 'text', val: 'text', language: 'text' }] } },
  '/terminology/i18next': { streams: true },
};

export function terminologyMethods(call: Call) {
  return {
    /** Lists the terms that an account calls otherwise. */
    accountOverrides: (params: TerminologyAccountOverrides['params'] = {}, options?: CallOptions) => call('/terminology/account/overrides', params, options),
    /** Reads terms by tag. */
    tags: (params: TerminologyTags['params'], options?: CallOptions) => call('/terminology/tags', params, options),
    /** Changes a term of the interface. */
    set: (params: TerminologySet['params'], options?: CallOptions) => call('/terminology/set', params, options),
    /** Lists the terms of the interface. */
    list: (params: TerminologyList['params'], options?: CallOptions) => call('/terminology/list', params, options),
    /** Reads the terms in the form of i18next. */
    i18next: (params: TerminologyI18next['params'], options?: CallOptions) => call('/terminology/i18next', params, options),
  };
}
