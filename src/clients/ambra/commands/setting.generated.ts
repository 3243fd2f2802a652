// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, JsonHash, Nothing, Wire } from './command.ts';

/**
 * `/setting/set` (services.json:13046); needs `user_setting_set if role_id is provided`
 */
export interface SettingSet {
  params: {
    key: string;
    value: string;
    user_id?: string | undefined;
    role_id?: string | undefined;
    account_id?: string | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/setting/get` (services.json:13107)
 */
export interface SettingGet {
  params: {
    key: string;
    user_id?: string | undefined;
    account_id?: string | undefined;
  };
  returns: {
    value?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/setting/get/all` (services.json:13157)
 */
export interface SettingGetAll {
  params: {
    account_id?: string | undefined;
  };
  returns: {
    settings?: JsonHash | undefined;
  };
  errors: 'NOT_FOUND';
}

export interface SettingCommands {
  '/setting/set': SettingSet;
  '/setting/get': SettingGet;
  '/setting/get/all': SettingGetAll;
}

export const settingWires: Readonly<Record<keyof SettingCommands, Wire>> = {
  '/setting/set': {},
  '/setting/get': { reads: true, returns: { value: 'text' } },
  '/setting/get/all': { returns: { settings: 'json' } },
};

export function settingMethods(call: Call) {
  return {
    /** Changes one of the user’s settings. */
    set: (params: SettingSet['params'], options?: CallOptions) => call('/setting/set', params, options),
    /** Reads one of the user’s settings. */
    get: (params: SettingGet['params'], options?: CallOptions) => call('/setting/get', params, options),
    /** Reads all settings of the user. */
    getAll: (params: SettingGetAll['params'] = {}, options?: CallOptions) => call('/setting/get/all', params, options),
  };
}
