// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Json, Wire } from './command.ts';

/**
 * `/analytics/study` (services.json:25880); needs `analytics_view`
 */
export interface AnalyticsStudy {
  params: {
    period: 'day' | 'week' | 'month' | 'year';
    count: number;
    end_date?: string | undefined;
    modality?: string | undefined;
    time_zone?: string | undefined;
    email?: string | undefined;
    customfield?: CustomFields | undefined;
  } & ({ account_id: string; } | { namespace_id: string; });
  returns: {
    current?: string | undefined;
    periods?: readonly { start?: string | undefined; end?: string | undefined; label?: string | undefined; study_create?: number | undefined; study_create_harvest?: number | undefined; study_create_upload?: number | undefined; study_create_share?: number | undefined; study_create_copy?: number | undefined; study_delete?: number | undefined; study_view?: number | undefined; study_report_view?: number | undefined; study_download?: number | undefined; study_push?: number | undefined; study_share_out?: number | undefined; study_share_in?: number | undefined; study_approve?: number | undefined; study_auto_approve?: number | undefined; study_view_load?: string | undefined; }[] | undefined;
    report_id?: string | undefined;
  };
  errors: 'INVALID_COUNT' | 'INVALID_EMAIL' | 'INVALID_END_DATE' | 'INVALID_FLAG' | 'INVALID_PARAMETERS' | 'INVALID_PERIOD' | 'INVALID_UUID' | 'MISSING_FIELDS' | 'MULTIPLE_ACCOUNTS' | 'NOT_FOUND' | 'NOT_LIST' | 'NOT_PERMITTED' | 'PHR_NAMESPACE' | 'VALIDATION_FAILED';
}

/**
 * `/analytics/patient/portal` (services.json:26100); needs `analytics_view`
 */
export interface AnalyticsPatientPortal {
  params: {
    account_id: string;
    patient_id?: string | undefined;
    period: 'day' | 'week' | 'month' | 'year';
    count: number;
    end_date?: string | undefined;
    time_zone: string;
    group_by?: string | undefined;
  };
  returns: {
    current?: string | undefined;
    periods?: readonly { start?: string | undefined; end?: string | undefined; label?: string | undefined; study_view?: number | undefined; study_report_view?: number | undefined; study_download?: number | undefined; study_share_out?: number | undefined; login?: number | undefined; group?: string | undefined; }[] | undefined;
  };
  errors: 'INVALID_COUNT' | 'INVALID_END_DATE' | 'INVALID_PERIOD' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'VALIDATION_FAILED';
}

/**
 * `/analytics/radreport` (services.json:26233); needs `analytics_view`
 */
export interface AnalyticsRadreport {
  params: {
    account_id: string;
    namespace_id?: string | undefined;
    user_id?: string | undefined;
    period: 'day' | 'week' | 'month' | 'year';
    count: number;
    end_date?: string | undefined;
    time_zone: string;
  };
  returns: {
    current?: string | undefined;
    periods?: readonly { start?: string | undefined; end?: string | undefined; label?: string | undefined; radreport_create?: number | undefined; radreport_delete?: number | undefined; radreport_signed?: number | undefined; radreport_report_generated?: number | undefined; namespaces?: readonly Json[] | undefined; users?: readonly Json[] | undefined; }[] | undefined;
  };
  errors: 'INVALID_COUNT' | 'INVALID_END_DATE' | 'INVALID_PERIOD' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/analytics/user` (services.json:26362); needs `analytics_view`
 */
export interface AnalyticsUser {
  params: {
    account_id: string;
    namespace_id?: string | undefined;
    user_id?: string | undefined;
    period: 'hour' | 'day' | 'week' | 'month' | 'year';
    count: number;
    end_date?: string | undefined;
    end_time?: string | undefined;
    time_zone: string;
  };
  returns: {
    current?: string | undefined;
    periods?: readonly { start?: string | undefined; end?: string | undefined; label?: string | undefined; study_approve?: number | undefined; study_reject?: number | undefined; study_upload_epic?: number | undefined; study_view?: number | undefined; study_view_load?: string | undefined; namespaces?: readonly Json[] | undefined; users?: readonly Json[] | undefined; }[] | undefined;
  };
  errors: 'INVALID_COUNT' | 'INVALID_END_DATE' | 'INVALID_PERIOD' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

export interface AnalyticsCommands {
  '/analytics/study': AnalyticsStudy;
  '/analytics/patient/portal': AnalyticsPatientPortal;
  '/analytics/radreport': AnalyticsRadreport;
  '/analytics/user': AnalyticsUser;
}

export const analyticsWires: Readonly<Record<keyof AnalyticsCommands, Wire>> = {
  '/analytics/study': { families: { customfield: 'customfield-' }, returns: { current: 'text', periods: [{ start: 'text', end: 'text', label: 'text', study_create: 'number', study_create_harvest: 'number', study_create_upload: 'number', study_create_share: 'number', study_create_copy: 'number', study_delete: 'number', study_view: 'number', study_report_view: 'number', study_download: 'number', study_push: 'number', study_share_out: 'number', study_share_in: 'number', study_approve: 'number', study_auto_approve: 'number', study_view_load: 'text' }], report_id: 'text' } },
  '/analytics/patient/portal': { returns: { current: 'text', periods: [{ start: 'text', end: 'text', label: 'text', study_view: 'number', study_report_view: 'number', study_download: 'number', study_share_out: 'number', login: 'number', group: 'text' }] } },
  '/analytics/radreport': { returns: { current: 'text', periods: [{ start: 'text', end: 'text', label: 'text', radreport_create: 'number', radreport_delete: 'number', radreport_signed: 'number', radreport_report_generated: 'number', namespaces: 'json', users: 'json' }] } },
  '/analytics/user': { returns: { current: 'text', periods: [{ start: 'text', end: 'text', label: 'text', study_approve: 'number', study_reject: 'number', study_upload_epic: 'number', study_view: 'number', study_view_load: 'text', namespaces: 'json', users: 'json' }] } },
};

export function analyticsMethods(call: Call) {
  return {
    /** Counts studies over time. */
    study: (params: AnalyticsStudy['params'], options?: CallOptions) => call('/analytics/study', params, options),
    /** Counts the use of the portal over time. */
    patientPortal: (params: AnalyticsPatientPortal['params'], options?: CallOptions) => call('/analytics/patient/portal', params, options),
    /** Counts reports over time. */
    radreport: (params: AnalyticsRadreport['params'], options?: CallOptions) => call('/analytics/radreport', params, options),
    /** Counts users over time. */
    user: (params: AnalyticsUser['params'], options?: CallOptions) => call('/analytics/user', params, options),
  };
}
