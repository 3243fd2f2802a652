// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Json, JsonHash, Nothing, Wire } from './command.ts';

/**
 * `/namespace/permissions` (services.json:23977)
 */
export interface NamespacePermissions {
  params: {
    oauth?: boolean | undefined;
    uuid?: string | undefined;
    serial_no?: string | undefined;
  } & ({ namespace_id: string; } | { study_id: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    study_edit?: boolean | undefined;
    study_edit_approved?: boolean | undefined;
    study_edit_unapproved?: boolean | undefined;
    study_download?: boolean | undefined;
    study_browse?: boolean | undefined;
    study_share?: boolean | undefined;
    study_share_email?: boolean | undefined;
    study_share_share_code?: boolean | undefined;
    study_share_account?: boolean | undefined;
    study_share_location?: boolean | undefined;
    study_share_group?: boolean | undefined;
    study_share_user?: boolean | undefined;
    study_share_rsna?: boolean | undefined;
    study_share_npi?: boolean | undefined;
    study_share_request?: boolean | undefined;
    study_push?: boolean | undefined;
    study_delete?: boolean | undefined;
    study_approve?: boolean | undefined;
    study_view?: boolean | undefined;
    study_upload?: boolean | undefined;
    study_report_upload?: boolean | undefined;
    study_report_delete?: boolean | undefined;
    study_sync?: boolean | undefined;
    study_merge?: boolean | undefined;
    reports?: readonly Json[] | undefined;
    oauth?: JsonHash | undefined;
  };
  errors: 'INVALID_CREDENTIALS' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/namespace/settings` (services.json:24121); needs `account_edit or ownership for a PHR namespace to modify the settings`
 */
export interface NamespaceSettings {
  params: {
    uuid: string;
    no_dup_share?: boolean | undefined;
    study_field_flags?: JsonHash | undefined;
    study_size_soft_threshold_per_user?: JsonHash | undefined;
    share_related?: boolean | undefined;
    ira_namespace?: boolean | undefined;
    download_anonymize?: string | undefined;
    storage_always_dicom_tags?: readonly Json[] | undefined;
    remove_private_tags_on_upload?: boolean | undefined;
    enable_dicom_wrapping?: string | undefined;
    auto_enable_dicom_wrapping?: string | undefined;
    single_file_dicom_wrapping?: string | undefined;
    disable_duplicate_study_upload?: string | undefined;
    force_new_study_on_upload?: string | undefined;
    enable_multipart_uploader?: string | undefined;
    allow_drag_and_drop_in_study_uploader?: string | undefined;
    link_defaults?: string | undefined;
    upload_settings?: string | undefined;
    auto_create_patient?: string | undefined;
    enable_epic_patient_lookup?: string | undefined;
    ui_json?: Json | undefined;
    cloud_storage_config?: string | undefined;
    pixel_anonymize_color?: string | undefined;
    priority_notifications?: string | undefined;
    enable_namespace_ai_questions?: string | undefined;
    disable_mobile_dicom_wrapping?: string | undefined;
    enable_dicom_deidentification?: string | undefined;
    try_update_original_study?: string | undefined;
    try_update_original_study_from_namespaces?: string | undefined;
    try_update_original_study_to_namespaces?: string | undefined;
    must_approve_duplicate_study_uid?: string | undefined;
    reverse_patient_name?: string | undefined;
    epic_prompt_for_anonymize?: string | undefined;
    viewer_study_enable_cpp_transcoding?: string | undefined;
    aiSettings?: Readonly<Record<string, string>> | undefined;
  };
  returns: {
    no_dup_share?: string | undefined;
    study_field_flags?: string | undefined;
  };
  errors: 'INVALID_SETTING' | 'INVALID_SETTING_VALUE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NO_NAMESPACE_OVERRIDE';
}

/**
 * `/namespace/share_code` (services.json:24356)
 */
export interface NamespaceShareCode {
  params: {
    uuid?: string | undefined;
    serial_no?: string | undefined;
  } & ({ share_code: string; } | { namespace_id: string; });
  returns: {
    share_code?: string | undefined;
    share_description?: string | undefined;
    share_type?: 'account' | 'location' | 'group' | 'user' | undefined;
    share_name?: string | undefined;
    namespace_id?: string | undefined;
    account_id?: string | undefined;
    currency?: string | undefined;
    charge_description?: string | undefined;
    second_opinion_share?: boolean | undefined;
    second_opinion_config?: Json | undefined;
    second_opinion_case?: string | undefined;
    sum_price_matches?: boolean | undefined;
    payment_processor?: JsonHash | undefined;
    cc_description?: string | undefined;
    enable_dicom_wrapping?: string | undefined;
    enable_dicom_deidentification?: string | undefined;
    enable_dicomdir_scan?: string | undefined;
    consolidate_wrapped_jpegs?: string | undefined;
    upload_one_study?: string | undefined;
    render_wrapped_pdf?: Json | undefined;
    render_wrapped_avi?: Json | undefined;
    render_wrapped_video?: Json | undefined;
    render_wrapped_docx?: Json | undefined;
    sr_render_css?: Json | undefined;
    auto_wrap_images?: Json | undefined;
    reencode_dicom_mp4?: Json | undefined;
    duplicate_study_check?: Json | undefined;
    enable_ingress_filter?: Json | undefined;
    web_uploader_ingress_filter?: Json | undefined;
    disable_duplicate_study_upload?: boolean | undefined;
    force_new_study_on_upload?: boolean | undefined;
    confirm_before_upload?: Json | undefined;
    study_download_no_reports?: Json | undefined;
    share_charge_by_modality?: string | undefined;
    auto_enable_dicom_wrapping?: boolean | undefined;
    single_file_dicom_wrapping?: boolean | undefined;
    enable_multipart_uploader?: boolean | undefined;
    allow_drag_and_drop_in_study_uploader?: boolean | undefined;
    upload_select_none?: boolean | undefined;
    hide_help_tool?: boolean | undefined;
    is_production?: boolean | undefined;
    is_anonymous?: boolean | undefined;
    anonymize_rules?: string | undefined;
    dicom_tag_map?: string | undefined;
    prompt_for_anonymize?: boolean | undefined;
    batch_encode_cine?: Json | undefined;
    encapsulate_wrapped_pdf?: Json | undefined;
    dicom_deidentification_at_ingress?: Json | undefined;
    upload_settings?: Json | undefined;
    customfields?: readonly { capture_on_share_code?: string | undefined; wrapped_dicom_only?: string | undefined; dicom_only?: string | undefined; }[] | undefined;
    link_parameters?: JsonHash | undefined;
    permissions?: string | undefined;
  };
  errors: 'INVALID_LINK' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/namespace/share/pricing` (services.json:24640); needs `account_edit if setting account_view if getting`
 */
export interface NamespaceSharePricing {
  params: {
    uuid: string;
    currency?: 'USD' | 'GBP' | undefined;
    charge_description?: string | undefined;
    sum_price_matches?: boolean | undefined;
    second_opinion_share?: boolean | undefined;
    second_opinion_config?: Json | undefined;
    share_charge_by_modality?: boolean | undefined;
  };
  returns: {
    currency?: string | undefined;
    is_production?: boolean | undefined;
    charge_description?: string | undefined;
    sum_price_matches?: boolean | undefined;
    second_opinion_share?: boolean | undefined;
    second_opinion_config?: Json | undefined;
    share_charge_by_modality?: boolean | undefined;
  };
  errors: 'INVALID_AMOUNT' | 'INVALID_CONDITION' | 'INVALID_CURRENCY' | 'INVALID_FLAG' | 'INVALID_INTEGER' | 'INVALID_JSON' | 'MISSING_FIELDS' | 'NEEDS_ANY_OR_ALL' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_LIST' | 'NOT_PERMITTED' | 'ONLY_ALL';
}

/**
 * `/namespace/share/price` (services.json:24801)
 */
export interface NamespaceSharePrice {
  params: {
    uuid: string;
    customfield?: CustomFields | undefined;
  };
  returns: {
    price?: string | undefined;
  };
  errors: 'NOT_CUSTOMFIELDS_PRICING' | 'NOT_FOUND';
}

/**
 * `/namespace/anonymize` (services.json:24840); needs `account_edit`
 */
export interface NamespaceAnonymize {
  params: {
    uuid: string;
    rules?: Json | undefined;
    anonymization_id?: string | undefined;
    prompt_for_anonymize?: boolean | undefined;
  };
  returns: {
    rules?: Json | undefined;
    anonymization_id?: string | undefined;
    anonymize_at_ingress?: string | undefined;
    prompt_for_anonymize?: boolean | undefined;
    dicom_tag_map?: string | undefined;
  };
  errors: 'HAS_ANONYMIZATION_PROFILE' | 'HAS_ANONYMIZATION_RULES' | 'INVALID_FIELD_NAME' | 'INVALID_JSON' | 'INVALID_REGEXP' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED' | 'ONLY_ONE';
}

/**
 * `/namespace/coverpage` (services.json:24956); needs `account_edit`
 */
export interface NamespaceCoverpage {
  params: {
    uuid: string;
    coverpage?: string | undefined;
  };
  returns: {
    coverpage?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/namespace/validate/customfields` (services.json:25017)
 */
export interface NamespaceValidateCustomfields {
  params: {
    share_code: string;
    customfield?: CustomFields | undefined;
  };
  returns: Nothing;
  errors: 'FORBIDDEN_FIELD' | 'INVALID_CUSTOMFIELD';
}

/**
 * `/namespace/event/defaults` (services.json:25056); needs `account_edit`
 */
export interface NamespaceEventDefaults {
  params: {
    uuid: string;
    event_share?: string | undefined;
    event_approve?: string | undefined;
    event_upload?: string | undefined;
    event_upload_fail?: string | undefined;
    event_harvest?: string | undefined;
    event_copy?: string | undefined;
    event_new_report?: string | undefined;
    event_report_remove?: string | undefined;
    event_study_comment?: string | undefined;
    event_status_change?: string | undefined;
    event_message?: string | undefined;
    event_node?: string | undefined;
    event_link?: string | undefined;
    event_link_mine?: string | undefined;
    event_thin_study_success?: string | undefined;
    event_thin_study_fail?: string | undefined;
    event_case_assignment?: string | undefined;
    event_incoming_study_request?: string | undefined;
    event_query_add?: string | undefined;
    event_query_edit?: string | undefined;
    event_query_new_recipient?: string | undefined;
    event_query_reply?: string | undefined;
    event_site_qualified?: string | undefined;
  };
  returns: {
    event_share?: string | undefined;
    event_approve?: string | undefined;
    event_upload?: string | undefined;
    event_upload_fail?: string | undefined;
    event_harvest?: string | undefined;
    event_copy?: string | undefined;
    event_new_report?: string | undefined;
    event_report_remove?: string | undefined;
    event_study_comment?: string | undefined;
    event_status_change?: string | undefined;
    event_message?: string | undefined;
    event_node?: string | undefined;
    event_link?: string | undefined;
    event_link_mine?: string | undefined;
    event_thin_study_success?: string | undefined;
    event_thin_study_fail?: string | undefined;
    event_case_assignment?: string | undefined;
    event_incoming_study_request?: string | undefined;
    event_query_add?: string | undefined;
    event_query_edit?: string | undefined;
    event_query_new_recipient?: string | undefined;
    event_query_reply?: string | undefined;
    event_site_qualified?: string | undefined;
  };
  errors: 'INVALID_FLAG' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/namespace/study/defaults` (services.json:25304); needs `account_edit`
 */
export interface NamespaceStudyDefaults {
  params: {
    uuid: string;
    defaults?: Json | undefined;
  };
  returns: {
    defaults?: Json | undefined;
    fields?: JsonHash | undefined;
  };
  errors: 'INVALID_FIELD_NAME' | 'INVALID_JSON' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_PERMITTED';
}

/**
 * `/namespace/engine/fqdn` (services.json:25370)
 */
export interface NamespaceEngineFqdn {
  params: {
    source?: string | undefined;
  } & ({ namespace_id: string; } | { study_id: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    engine_fqdn?: string | undefined;
    engine_url?: string | undefined;
    storage_namespace?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'PENDING_RESTORE';
}

/**
 * `/namespace/removed/user/report` (services.json:25418); needs `account_edit or sysadmin or support user`
 */
export interface NamespaceRemovedUserReport {
  params: {
    uuid: string;
    account_id: string;
    email: string;
  };
  returns: {
    report_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/namespace/question` (services.json:25466); needs `group_edit, location_edit or account_edit`
 */
export interface NamespaceQuestion {
  params: {
    uuid: string;
    question: readonly Json[];
    detail: string;
  };
  returns: Nothing;
  errors: 'IN_PROCESS' | 'MISSING_FIELDS' | 'NODE_NOT_SETUP' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/namespace/audit` (services.json:25523)
 */
export interface NamespaceAudit {
  params: {
    uuid: string;
    action: string;
    detail: string;
  };
  returns: Nothing;
  errors: 'INVALID_ACTION' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

export interface NamespaceCommands {
  '/namespace/permissions': NamespacePermissions;
  '/namespace/settings': NamespaceSettings;
  '/namespace/share_code': NamespaceShareCode;
  '/namespace/share/pricing': NamespaceSharePricing;
  '/namespace/share/price': NamespaceSharePrice;
  '/namespace/anonymize': NamespaceAnonymize;
  '/namespace/coverpage': NamespaceCoverpage;
  '/namespace/validate/customfields': NamespaceValidateCustomfields;
  '/namespace/event/defaults': NamespaceEventDefaults;
  '/namespace/study/defaults': NamespaceStudyDefaults;
  '/namespace/engine/fqdn': NamespaceEngineFqdn;
  '/namespace/removed/user/report': NamespaceRemovedUserReport;
  '/namespace/question': NamespaceQuestion;
  '/namespace/audit': NamespaceAudit;
}

export const namespaceWires: Readonly<Record<keyof NamespaceCommands, Wire>> = {
  '/namespace/permissions': { reads: true, returns: { study_edit: 'flag', study_edit_approved: 'flag', study_edit_unapproved: 'flag', study_download: 'flag', study_browse: 'flag', study_share: 'flag', study_share_email: 'flag', study_share_share_code: 'flag', study_share_account: 'flag', study_share_location: 'flag', study_share_group: 'flag', study_share_user: 'flag', study_share_rsna: 'flag', study_share_npi: 'flag', study_share_request: 'flag', study_push: 'flag', study_delete: 'flag', study_approve: 'flag', study_view: 'flag', study_upload: 'flag', study_report_upload: 'flag', study_report_delete: 'flag', study_sync: 'flag', study_merge: 'flag', reports: 'json', oauth: 'json' } },
  '/namespace/settings': { params: { study_field_flags: 'json', study_size_soft_threshold_per_user: 'json', storage_always_dicom_tags: 'json', ui_json: 'json' }, families: { aiSettings: '' }, returns: { no_dup_share: 'text', study_field_flags: 'text' } },
  '/namespace/share_code': { returns: { share_code: 'text', share_description: 'text', share_type: 'text', share_name: 'text', namespace_id: 'text', account_id: 'text', currency: 'text', charge_description: 'text', second_opinion_share: 'flag', second_opinion_config: 'json', second_opinion_case: 'text', sum_price_matches: 'flag', payment_processor: 'json', cc_description: 'text', enable_dicom_wrapping: 'text', enable_dicom_deidentification: 'text', enable_dicomdir_scan: 'text', consolidate_wrapped_jpegs: 'text', upload_one_study: 'text', render_wrapped_pdf: 'json', render_wrapped_avi: 'json', render_wrapped_video: 'json', render_wrapped_docx: 'json', sr_render_css: 'json', auto_wrap_images: 'json', reencode_dicom_mp4: 'json', duplicate_study_check: 'json', enable_ingress_filter: 'json', web_uploader_ingress_filter: 'json', disable_duplicate_study_upload: 'flag', force_new_study_on_upload: 'flag', confirm_before_upload: 'json', study_download_no_reports: 'json', share_charge_by_modality: 'text', auto_enable_dicom_wrapping: 'flag', single_file_dicom_wrapping: 'flag', enable_multipart_uploader: 'flag', allow_drag_and_drop_in_study_uploader: 'flag', upload_select_none: 'flag', hide_help_tool: 'flag', is_production: 'flag', is_anonymous: 'flag', anonymize_rules: 'text', dicom_tag_map: 'text', prompt_for_anonymize: 'flag', batch_encode_cine: 'json', encapsulate_wrapped_pdf: 'json', dicom_deidentification_at_ingress: 'json', upload_settings: 'json', customfields: [{ capture_on_share_code: 'text', wrapped_dicom_only: 'text', dicom_only: 'text' }], link_parameters: 'json', permissions: 'text' } },
  '/namespace/share/pricing': { params: { second_opinion_config: 'json' }, returns: { currency: 'text', is_production: 'flag', charge_description: 'text', sum_price_matches: 'flag', second_opinion_share: 'flag', second_opinion_config: 'json', share_charge_by_modality: 'flag' } },
  '/namespace/share/price': { families: { customfield: 'customfield-' }, returns: { price: 'text' } },
  '/namespace/anonymize': { params: { rules: 'json' }, returns: { rules: 'json', anonymization_id: 'text', anonymize_at_ingress: 'text', prompt_for_anonymize: 'flag', dicom_tag_map: 'text' } },
  '/namespace/coverpage': { returns: { coverpage: 'text' } },
  '/namespace/validate/customfields': { families: { customfield: 'customfield-' } },
  '/namespace/event/defaults': { returns: { event_share: 'text', event_approve: 'text', event_upload: 'text', event_upload_fail: 'text', event_harvest: 'text', event_copy: 'text', event_new_report: 'text', event_report_remove: 'text', event_study_comment: 'text', event_status_change: 'text', event_message: 'text', event_node: 'text', event_link: 'text', event_link_mine: 'text', event_thin_study_success: 'text', event_thin_study_fail: 'text', event_case_assignment: 'text', event_incoming_study_request: 'text', event_query_add: 'text', event_query_edit: 'text', event_query_new_recipient: 'text', event_query_reply: 'text', event_site_qualified: 'text' } },
  '/namespace/study/defaults': { params: { defaults: 'json' }, returns: { defaults: 'json', fields: 'json' } },
  '/namespace/engine/fqdn': { reads: true, returns: { engine_fqdn: 'text', engine_url: 'text', storage_namespace: 'text' } },
  '/namespace/removed/user/report': { returns: { report_id: 'text' } },
  '/namespace/question': { params: { question: 'json' } },
  '/namespace/audit': {},
};

export function namespaceMethods(call: Call) {
  return {
    /** Says what the caller may do in a namespace. */
    permissions: (params: NamespacePermissions['params'], options?: CallOptions) => call('/namespace/permissions', params, options),
    /** Reads or changes the settings of a namespace. */
    settings: (params: NamespaceSettings['params'], options?: CallOptions) => call('/namespace/settings', params, options),
    /** Says what a share code stands for, and what it asks of an upload. */
    shareCode: (params: NamespaceShareCode['params'], options?: CallOptions) => call('/namespace/share_code', params, options),
    /** Reads or sets what sharing with a namespace costs. */
    sharePricing: (params: NamespaceSharePricing['params'], options?: CallOptions) => call('/namespace/share/pricing', params, options),
    /** Says what one share would cost. */
    sharePrice: (params: NamespaceSharePrice['params'], options?: CallOptions) => call('/namespace/share/price', params, options),
    /** Reads or sets the anonymization rules of a namespace. */
    anonymize: (params: NamespaceAnonymize['params'], options?: CallOptions) => call('/namespace/anonymize', params, options),
    /** Reads or sets the template of a namespace’s cover page. */
    coverpage: (params: NamespaceCoverpage['params'], options?: CallOptions) => call('/namespace/coverpage', params, options),
    /** Checks values of custom fields. */
    validateCustomfields: (params: NamespaceValidateCustomfields['params'], options?: CallOptions) => call('/namespace/validate/customfields', params, options),
    /** Reads or sets what new users are told about. */
    eventDefaults: (params: NamespaceEventDefaults['params'], options?: CallOptions) => call('/namespace/event/defaults', params, options),
    /** Reads or sets what new studies begin with. */
    studyDefaults: (params: NamespaceStudyDefaults['params'], options?: CallOptions) => call('/namespace/study/defaults', params, options),
    /** Says which host stores a study or namespace. */
    engineFqdn: (params: NamespaceEngineFqdn['params'], options?: CallOptions) => call('/namespace/engine/fqdn', params, options),
    /** Begins a report over users who were removed. */
    removedUserReport: (params: NamespaceRemovedUserReport['params'], options?: CallOptions) => call('/namespace/removed/user/report', params, options),
    /** Puts a question about a namespace to the AI. */
    question: (params: NamespaceQuestion['params'], options?: CallOptions) => call('/namespace/question', params, options),
    /** Writes an entry into a namespace’s audit trail. */
    audit: (params: NamespaceAudit['params'], options?: CallOptions) => call('/namespace/audit', params, options),
  };
}
