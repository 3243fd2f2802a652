// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Wire } from './command.ts';

/**
 * `/npi/find` (services.json:32708)
 */
export interface NpiFind {
  params: {
    last: string;
    state: string;
    first?: string | undefined;
    zip?: string | undefined;
  };
  returns: {
    providers?: readonly { npi?: string | undefined; name?: string | undefined; city?: string | undefined; }[] | undefined;
  };
  errors: 'LOOKUP_FAILED' | 'MISSING_FIELDS';
}

export interface NpiCommands {
  '/npi/find': NpiFind;
}

export const npiWires: Readonly<Record<keyof NpiCommands, Wire>> = {
  '/npi/find': { returns: { providers: [{ npi: 'text', name: 'text', city: 'text' }] } },
};

export function npiMethods(call: Call) {
  return {
    /** Finds a provider’s number in the national register. */
    find: (params: NpiFind['params'], options?: CallOptions) => call('/npi/find', params, options),
  };
}
