// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Nothing, Wire } from './command.ts';

/**
 * `/help/get` (services.json:25567)
 */
export interface HelpGet {
  params: {
    key: string;
  };
  returns: {
    text?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/help/set` (services.json:25602)
 */
export interface HelpSet {
  params: {
    key: string;
    text: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_SYSADMIN_OR_SUPPORT';
}

export interface HelpCommands {
  '/help/get': HelpGet;
  '/help/set': HelpSet;
}

export const helpWires: Readonly<Record<keyof HelpCommands, Wire>> = {
  '/help/get': { reads: true, returns: { text: 'text' } },
  '/help/set': {},
};

export function helpMethods(call: Call) {
  return {
    /** Reads a page of help. */
    get: (params: HelpGet['params'], options?: CallOptions) => call('/help/get', params, options),
    /** Changes a page of help. */
    set: (params: HelpSet['params'], options?: CallOptions) => call('/help/set', params, options),
  };
}
