// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, Wire } from './command.ts';

/**
 * `/report/status` (services.json:31719)
 */
export interface ReportStatus {
  params: {
    report_id: string;
  };
  returns: {
    percent?: number | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'REPORT_FAILED';
}

/**
 * `/report/zip` (services.json:31762)
 */
export interface ReportZip {
  params: {
    report_id: string;
  };
  returns: Response;
  errors: never;
}

export interface ReportCommands {
  '/report/status': ReportStatus;
  '/report/zip': ReportZip;
}

export const reportWires: Readonly<Record<keyof ReportCommands, Wire>> = {
  '/report/status': { returns: { percent: 'number' } },
  '/report/zip': { streams: true },
};

export function reportMethods(call: Call) {
  return {
    /** Says how far a report is. */
    status: (params: ReportStatus['params'], options?: CallOptions) => call('/report/status', params, options),
    /** Gives a finished report as a ZIP file. */
    zip: (params: ReportZip['params'], options?: CallOptions) => call('/report/zip', params, options),
  };
}
