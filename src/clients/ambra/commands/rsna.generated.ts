// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Wire } from './command.ts';

/**
 * `/rsna/phr_study` (services.json:32637)
 */
export interface RsnaPhrStudy {
  params: {
    exam_id: string;
    dob: string;
    pin: string;
    access_code: string;
    namespace: string;
    clearinghouse?: string | undefined;
  };
  returns: {
    studies?: readonly { study_uuid?: string | undefined; study_uid?: string | undefined; report?: string | undefined; }[] | undefined;
  };
  errors: 'ERROR_CREATING_STUDY' | 'EXAM_NOT_FOUND';
}

export interface RsnaCommands {
  '/rsna/phr_study': RsnaPhrStudy;
}

export const rsnaWires: Readonly<Record<keyof RsnaCommands, Wire>> = {
  '/rsna/phr_study': { returns: { studies: [{ study_uuid: 'text', study_uid: 'text', report: 'text' }] } },
};

export function rsnaMethods(call: Call) {
  return {
    /** Fetches an exam from the RSNA’s image share. */
    phrStudy: (params: RsnaPhrStudy['params'], options?: CallOptions) => call('/rsna/phr_study', params, options),
  };
}
