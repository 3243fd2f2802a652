// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

/**
 * `/study/add` (services.json:2244); needs `study_upload or study_thin`
 */
export interface StudyAdd {
  params: {
    thin?: boolean | undefined;
    patient_name?: string | undefined;
    patientid?: string | undefined;
    patient_sex?: string | undefined;
    patient_birth_date?: string | undefined;
    patient_birth_time?: string | undefined;
    patient_age?: string | undefined;
    patient_weight?: string | undefined;
    patient_address?: string | undefined;
    patient_size?: string | undefined;
    patientid_other?: string | undefined;
    patient_name_other?: string | undefined;
    patient_phone?: string | undefined;
    patient_additional_history?: string | undefined;
    study_description?: string | undefined;
    accession_number?: string | undefined;
    patient_birthname?: string | undefined;
    patient_mother_birthname?: string | undefined;
    medical_record_locator?: string | undefined;
    patient_religious_preference?: string | undefined;
    patient_comments?: string | undefined;
    patient_current_location?: string | undefined;
    patient_institution_residence?: string | undefined;
    patient_ethnic_group?: string | undefined;
    patient_occupation?: string | undefined;
    study_date?: string | undefined;
    study_time?: string | undefined;
    modality?: string | undefined;
    referring_physician?: string | undefined;
    image_count?: string | undefined;
    attachment_count?: string | undefined;
    integration_key?: string | undefined;
    destination_ae_title?: string | undefined;
    source_ae_title?: string | undefined;
    node_id?: string | undefined;
    uuid?: string | undefined;
    serial_no?: string | undefined;
    customfield?: CustomFields | undefined;
  } & ({ study_uid: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    uuid?: string | undefined;
    engine_fqdn?: string | undefined;
  };
  errors: 'ALREADY_EXISTS' | 'INVALID_CREDENTIALS' | 'INVALID_CUSTOMFIELD' | 'INVALID_FLAG' | 'INVALID_INTEGER' | 'MISSING_FIELDS' | 'NAMESPACE_NOT_FOUND' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'PENDING_RESTORE' | 'VALIDATION_FAILED';
}

/**
 * `/study/set` (services.json:2506); needs `study_edit or study_thin or study_upload if the study was previously uploaded and the use_upload_permission flag was set`
 */
export interface StudySet {
  params: {
    patient_name?: string | undefined;
    patientid?: string | undefined;
    patient_sex?: string | undefined;
    patient_birth_date?: string | undefined;
    patient_birth_time?: string | undefined;
    patient_age?: string | undefined;
    patient_weight?: string | undefined;
    patient_address?: string | undefined;
    patient_size?: string | undefined;
    patientid_other?: string | undefined;
    patient_name_other?: string | undefined;
    patient_phone?: string | undefined;
    patient_additional_history?: string | undefined;
    study_description?: string | undefined;
    accession_number?: string | undefined;
    patient_birthname?: string | undefined;
    patient_mother_birthname?: string | undefined;
    medical_record_locator?: string | undefined;
    patient_religious_preference?: string | undefined;
    patient_comments?: string | undefined;
    patient_current_location?: string | undefined;
    patient_institution_residence?: string | undefined;
    patient_ethnic_group?: string | undefined;
    patient_occupation?: string | undefined;
    study_date?: string | undefined;
    study_time?: string | undefined;
    modality?: string | undefined;
    referring_physician?: string | undefined;
    image_count?: string | undefined;
    attachment_count?: string | undefined;
    integration_key?: string | undefined;
    destination_ae_title?: string | undefined;
    source_ae_title?: string | undefined;
    node_id?: string | undefined;
    use_upload_permission?: boolean | undefined;
    find_order_uuid?: string | undefined;
    seconds_to_ingest?: boolean | undefined;
    parital_save?: boolean | undefined;
    uuid?: string | undefined;
    serial_no?: string | undefined;
    customfield?: CustomFields | undefined;
  } & ({ study_id: string; } | { study_uid: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    uuid?: string | undefined;
  };
  errors: 'INVALID_CREDENTIALS' | 'INVALID_CUSTOMFIELD' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'PENDING_MUST_MATCH' | 'VALIDATION_FAILED';
}

/**
 * `/study/delete` (services.json:2761); needs `study_delete`
 */
export interface StudyDelete {
  params: {
    node_id?: string | undefined;
    serial_no?: string | undefined;
  } & ({ uuid: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/list` (services.json:2800)
 */
export interface StudyList {
  params: {
    sort_by?: string | undefined;
    template?: JsonHash | undefined;
    extra?: boolean | undefined;
    customfield_h?: boolean | undefined;
    permissions_diff?: boolean | undefined;
    fields?: readonly Json[] | undefined;
    'limit.hl7'?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    studies?: readonly Json[] | undefined;
    template?: string | undefined;
  };
  errors: 'INVALID_TEMPLATE' | 'MISSING_FIELDS';
}

/**
 * `/study/count` (services.json:2894)
 */
export interface StudyCount {
  params: {
    nocache?: string | undefined;
    cached?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
  };
  returns: {
    count?: number | undefined;
  };
  errors: 'DISABLED' | 'MISSING_FIELDS';
}

/**
 * `/study/count_by_filter` (services.json:2946)
 */
export interface StudyCountByFilter {
  params: {
    filter_uuids?: readonly Json[] | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
  };
  returns: {
    count_by_filter?: JsonHash | undefined;
  };
  errors: 'INVALID_FIELD' | 'MISSING_FIELDS';
}

/**
 * `/study/cfind` (services.json:2992)
 */
export interface StudyCfind {
  params: {
    uuid: string;
    serial_no: string;
    entire_account?: boolean | undefined;
    is_available?: boolean | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    studies?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'RUNNING';
}

/**
 * `/study/get` (services.json:3058)
 */
export interface StudyGet {
  params: {
    full_hl7?: boolean | undefined;
    'limit.hl7'?: string | undefined;
    permissions_diff?: boolean | undefined;
    extra?: boolean | undefined;
    customfield_h?: boolean | undefined;
    fields?: readonly Json[] | undefined;
    node_id?: string | undefined;
    serial_no?: string | undefined;
  } & ({ uuid: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    uuid?: string | undefined;
    star?: string | undefined;
    study_uid?: string | undefined;
    phi_namespace?: string | undefined;
    phi_namespace_name?: string | undefined;
    storage_namespace?: string | undefined;
    engine_fqdn?: string | undefined;
    source?: 'upload' | 'harvest' | 'share' | 'copy' | undefined;
    source_ae_title?: string | undefined;
    destination_ae_title?: string | undefined;
    must_approve?: boolean | undefined;
    share_message?: string | undefined;
    phantom?: string | undefined;
    thin?: string | undefined;
    patient_name?: string | undefined;
    patientid?: string | undefined;
    patient_sex?: string | undefined;
    patient_birth_date?: string | undefined;
    patient_birth_time?: string | undefined;
    patient_age?: string | undefined;
    patient_weight?: string | undefined;
    patient_address?: string | undefined;
    patient_size?: string | undefined;
    patientid_other?: string | undefined;
    patient_name_other?: string | undefined;
    patient_phone?: string | undefined;
    patient_additional_history?: string | undefined;
    study_description?: string | undefined;
    accession_number?: string | undefined;
    patient_birthname?: string | undefined;
    patient_mother_birthname?: string | undefined;
    medical_record_locator?: string | undefined;
    patient_religious_preference?: string | undefined;
    patient_comments?: string | undefined;
    patient_current_location?: string | undefined;
    patient_institution_residence?: string | undefined;
    patient_ethnic_group?: string | undefined;
    patient_occupation?: string | undefined;
    study_date?: string | undefined;
    study_time?: string | undefined;
    modality?: string | undefined;
    referring_physician?: string | undefined;
    transfer_syntax_uid?: string | undefined;
    image_count?: number | undefined;
    attachment_count?: number | undefined;
    size?: string | undefined;
    compressed_size?: string | undefined;
    integration_key?: string | undefined;
    permissions?: JsonHash | undefined;
    patient_id?: string | undefined;
    created?: string | undefined;
    updated?: string | undefined;
    study_status?: string | undefined;
    study_status_tags?: string | undefined;
    study_status_tags_default?: string | undefined;
    study_status_timer?: string | undefined;
    is_dicom_wrapped?: string | undefined;
    is_locked?: string | undefined;
    is_frozen?: string | undefined;
    is_being_retrieved?: string | undefined;
    activity_id?: string | undefined;
    has_external_viewer?: boolean | undefined;
    stat_filter?: string | undefined;
    seconds_to_ingest?: number | undefined;
    accelerators?: readonly Json[] | undefined;
    viewer_link?: string | undefined;
    hl7?: readonly { uuid?: string | undefined; }[] | undefined;
    tags?: readonly Json[] | undefined;
    customfields?: readonly Json[] | undefined;
    customfields_DICOM?: readonly { tag?: string | undefined; value?: Json | undefined; }[] | undefined;
    radreports?: readonly Json[] | undefined;
    routes?: readonly { uuid?: string | undefined; name?: string | undefined; capture_email?: boolean | undefined; }[] | undefined;
    meetings?: readonly Json[] | undefined;
    comments?: readonly Json[] | undefined;
    study_push_status?: readonly { destination_uuid?: string | undefined; destination_name?: string | undefined; destination_type?: string | undefined; status_reason?: string | undefined; image_count?: number | undefined; updated?: string | undefined; created?: string | undefined; group_key?: string | undefined; is_local?: boolean | undefined; }[] | undefined;
    created_at?: string | undefined;
    primary_created?: string | undefined;
    account_name?: string | undefined;
    created_by_name?: string | undefined;
    created_by_email?: string | undefined;
    created_by_mobile_phone?: string | undefined;
    created_by_type?: string | undefined;
    created_for_name?: string | undefined;
    created_for_type?: string | undefined;
    hipaa_name?: string | undefined;
    first_name?: string | undefined;
    last_name?: string | undefined;
    message_count?: number | undefined;
    last_access?: string | undefined;
    query_count?: number | undefined;
    customfield_h?: JsonHash | undefined;
    order_count?: number | undefined;
    radreport_locked_user_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/permissions` (services.json:3591)
 */
export interface StudyPermissions {
  params: {
    uuid: string;
  };
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
    study_report_view?: boolean | undefined;
    study_report_view_only_own?: boolean | undefined;
    study_report_hl7_view?: boolean | undefined;
    study_report_upload?: boolean | undefined;
    study_report_delete?: boolean | undefined;
    study_sync?: boolean | undefined;
    study_status_tags_ignore_rules?: boolean | undefined;
    radreport_edit?: boolean | undefined;
    radreport_view?: boolean | undefined;
    radreport_view_only_own?: boolean | undefined;
    meeting_edit?: boolean | undefined;
    meeting_view?: boolean | undefined;
    link_direct?: boolean | undefined;
    link_edit?: boolean | undefined;
    link_edit_pin?: boolean | undefined;
    link_view?: boolean | undefined;
    reports?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/exists` (services.json:3775)
 */
export interface StudyExists {
  params: ({ uuid: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; } | { study_uid: string; account_id: string; });
  returns: {
    exists?: boolean | undefined;
  };
  errors: 'MISSING_FIELDS';
}

/**
 * `/study/push` (services.json:3807); needs `study_push`
 */
export interface StudyPush {
  params: {
    uuid: string;
    destination_id: string;
    batch_no: string;
    ping: boolean;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NOT_READY' | 'PENDING';
}

/**
 * `/study/push/hl7` (services.json:3868); needs `study_push`
 */
export interface StudyPushHl7 {
  params: {
    uuid: string;
    destination_id: string;
    hl7_template_id?: string | undefined;
    hl7_id?: string | undefined;
    once?: boolean | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_HL7_SUPPORT';
}

/**
 * `/study/pdf/hl7` (services.json:3937); needs `study_report_hl7_view`
 */
export interface StudyPdfHl7 {
  params: {
    uuid: string;
    hl7_id: string;
  };
  returns: Response;
  errors: never;
}

/**
 * `/study/fax/hl7` (services.json:3970); needs `study_report_hl7_view`
 */
export interface StudyFaxHl7 {
  params: {
    uuid: string;
    hl7_id: string;
    number: string;
  };
  returns: Nothing;
  errors: 'INVALID_PHONE' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'PDF_FAILED';
}

/**
 * `/study/attachment/email` (services.json:4019); needs `study_report_view study_report_share_email`
 */
export interface StudyAttachmentEmail {
  params: {
    uuid: string;
    attachment_guid: readonly Json[];
    email: readonly string[];
  };
  returns: Nothing;
  errors: 'INVALID_EMAIL' | 'INVALID_JSON' | 'MISSING_FIELDS' | 'NOT_ENABLED' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NOT_READY' | 'PDF_FAILED';
}

/**
 * `/study/cmove` (services.json:4084)
 */
export interface StudyCmove {
  params: {
    uuid: string;
    serial_no: string;
    study_uid: string;
    aetitle: string;
    detail?: string | undefined;
    ping: boolean;
  };
  returns: Nothing;
  errors: 'DESTINATION_NOT_FOUND' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_READY' | 'PENDING' | 'RETRIEVE' | 'STUDY_NOT_FOUND';
}

/**
 * `/study/node/can/remove` (services.json:4159)
 */
export interface StudyNodeCanRemove {
  params: {
    uuid: string;
    serial_no: string;
    study_uid: string;
  };
  returns: {
    can_remove?: boolean | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'STUDY_NOT_FOUND';
}

/**
 * `/study/share/who` (services.json:4202); needs `study_share`
 */
export interface StudyShareWho {
  params: {
    uuid: string;
    type: 'account' | 'location' | 'group' | 'user';
  };
  returns: {
    shares?: readonly { uuid?: string | undefined; name?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/share` (services.json:4257); needs `study_share`
 */
export interface StudyShare {
  params: {
    message?: string | undefined;
    integration_key?: string | undefined;
    charge_authorized?: boolean | undefined;
    charge_modality?: string | undefined;
    customfield?: CustomFields | undefined;
  } & ({ uuid: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; }) & ({ account_id: string; } | { location_id: string; } | { group_id: string; } | { user_id: string; } | { share_code: string; } | { email: string; } | { masshiway: string; } | { rsna: string; } | { npi: string; } | { study_request_id: string; });
  returns: Nothing;
  errors: 'FORBIDDEN_FIELD' | 'INVALID_EMAIL' | 'INVALID_JSON' | 'INVALID_NPI' | 'INVALID_PARAMETERS' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_HASH' | 'NOT_MATCHED' | 'NOT_PERMITTED' | 'PHANTOM' | 'REQUEST_CLOSED' | 'SHARE_FAILED';
}

/**
 * `/study/share/stop` (services.json:4395); needs `study_share`
 */
export interface StudyShareStop {
  params: {
    uuid: string;
  } & ({ account_id: string; } | { location_id: string; } | { group_id: string; } | { user_id: string; } | { user_invite_share_id: string; });
  returns: Nothing;
  errors: 'INVALID_PARAMETERS' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/share/list` (services.json:4440); needs `study_share`
 */
export interface StudyShareList {
  params: {
    uuid: string;
    name?: boolean | undefined;
    include_indirect_versions?: boolean | undefined;
    include_copies?: boolean | undefined;
  };
  returns: {
    account_id?: readonly Json[] | undefined;
    location_id?: readonly Json[] | undefined;
    group_id?: readonly Json[] | undefined;
    user_id?: readonly Json[] | undefined;
    user_invite_share_id?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/approve` (services.json:4512); needs `study_approve`
 */
export interface StudyApprove {
  params: {
    uuid: string;
    delay?: number | undefined;
    must_match?: JsonHash | undefined;
  };
  returns: Nothing;
  errors: 'DELAY_OR_MATCH' | 'INVALID_CUSTOMFIELD' | 'INVALID_DELAY' | 'INVALID_FIELD' | 'INVALID_JSON' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/reject` (services.json:4582); needs `study_approve`
 */
export interface StudyReject {
  params: {
    uuid: string;
    message?: string | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/audit` (services.json:4627)
 */
export interface StudyAudit {
  params: {
    uuid?: string | undefined;
    study_uid?: string | undefined;
    storage_namespace?: string | undefined;
    phi_namespace?: string | undefined;
    action: 'STUDY_VIEW' | 'STUDY_VIEW_REASON' | 'STUDY_EDIT' | 'STUDY_ANONYMIZE' | 'REPORT_UPLOAD' | 'REPORT_REMOVE' | 'REPORT_VIEW' | 'IMAGE_ADDED' | 'IMAGE_UPDATED' | 'IMAGE_DELETED' | 'STUDY_DOWNLOAD' | 'ACCEPTED_NOT_DIAGNOSTIC' | 'CANCELED_NOT_DIAGNOSTIC' | 'AI_ACTION' | 'VIEWER_ACTION' | 'SIGNED_REPORT_ADDENDUM';
    detail: string;
  };
  returns: Nothing;
  errors: 'INVALID_ACTION' | 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/study/star` (services.json:4691); needs `study_star`
 */
export interface StudyStar {
  params: {
    uuid: string;
    star: boolean;
  };
  returns: Nothing;
  errors: 'INVALID_FLAG' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/report/detail` (services.json:4736); needs `study_report_detail`
 */
export interface StudyReportDetail {
  params: {
    account_id: string;
    sort_by?: string | undefined;
    limit?: string | undefined;
    filter?: Filter | undefined;
    'filter.tz'?: string | undefined;
    filter_id?: string | undefined;
  };
  returns: {
    report_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'REPORT_ERROR';
}

/**
 * `/study/report/series` (services.json:4791); needs `study_report_detail`
 */
export interface StudyReportSeries {
  params: {
    namespace_id: string;
    hours: string;
    limit?: string | undefined;
    email: string;
  };
  returns: {
    report_id?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'REPORT_ERROR';
}

/**
 * `/study/viewer/settings` (services.json:4850)
 */
export interface StudyViewerSettings {
  params: ({ study_id: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    enable_v2_viewer?: Json | undefined;
    enable_v3_viewer?: Json | undefined;
    enable_viewer_print?: Json | undefined;
    viewer_show_reports?: Json | undefined;
    enable_viewer_export?: Json | undefined;
    viewer_diagnostic_quality?: Json | undefined;
    viewer_diagnostic_quality_always?: Json | undefined;
    viewer_preload_diagnostic_images?: Json | undefined;
    viewer_enable_mpr?: Json | undefined;
    viewer_single_instance_series?: Json | undefined;
    viewer_multiframe_split_method?: Json | undefined;
    viewer_study_page_link_visible?: Json | undefined;
    viewer_study_page_link_url?: Json | undefined;
    viewer_setting_not_diagnostic?: Json | undefined;
    auto_transcode?: Json | undefined;
    auto_transcode_modalities?: Json | undefined;
    viewer_default_mouse_tool?: Json | undefined;
    viewer_link_series?: Json | undefined;
    enable_viewer_toggle_annotations?: Json | undefined;
    enable_dicom_tag_customfields?: Json | undefined;
    radreport_branding_from_phi_namespace?: Json | undefined;
    viewer_anon_annotations_clear?: Json | undefined;
    accession_number_for_study_uid?: Json | undefined;
    viewer_study_enable_cpp_transcoding?: Json | undefined;
    no_edit_dicom_tags?: readonly Json[] | undefined;
    accelerators?: readonly Json[] | undefined;
    viewer_config?: Json | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/study/viewer3/settings` (services.json:4990)
 */
export interface StudyViewer3Settings {
  params: {
    settings?: readonly Json[] | undefined;
  } & ({ study_id: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: {
    account_config?: string | undefined;
    role_config?: string | undefined;
    user_config?: string | undefined;
    accelerators?: readonly Json[] | undefined;
    enable_dicom_tag_customfields?: Json | undefined;
    accession_number_for_study_uid?: Json | undefined;
    viewer_study_page_link_visible?: Json | undefined;
    no_edit_dicom_tags?: readonly Json[] | undefined;
    viewer_study_enable_cpp_transcoding?: Json | undefined;
    settings?: JsonHash | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND';
}

/**
 * `/study/status/get` (services.json:5070); needs `study_status_view`
 */
export interface StudyStatusGet {
  params: {
    study_id: string;
  };
  returns: {
    study_status?: string | undefined;
    study_status_tags?: string | undefined;
    study_status_tags_default?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/status/set` (services.json:5129)
 */
export interface StudyStatusSet {
  params: {
    study_id: string;
    old: string;
    new: string;
  };
  returns: Nothing;
  errors: 'INVALID_TAG' | 'LOCKED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'SINGLETON' | 'STALE';
}

/**
 * `/study/status/locks` (services.json:5192)
 */
export interface StudyStatusLocks {
  params: {
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    studies?: readonly Json[] | undefined;
  };
  errors: never;
}

/**
 * `/study/status/history` (services.json:5224)
 */
export interface StudyStatusHistory {
  params: {
    study_id: string;
  };
  returns: {
    history?: readonly { date?: string | undefined; old?: string | undefined; new?: string | undefined; seconds?: number | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/move` (services.json:5284); needs `study_move`
 */
export interface StudyMove {
  params: {
    uuid: string;
    namespace_id: string;
  };
  returns: Nothing;
  errors: 'ALREADY_EXISTS' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/duplicate` (services.json:5332); needs `study_duplicate for the study and study_upload for the destination namespace. study_duplicate_request is required additionally when duplicating by request`
 */
export interface StudyDuplicate {
  params: {
    uuid: string;
    include_attachments?: string | undefined;
    overwrite?: boolean | undefined;
    exclude_phi?: boolean | undefined;
  } & ({ namespace_id: string; } | { study_request_id: string; });
  returns: Nothing;
  errors: 'ALREADY_EXISTS' | 'FAILED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_MATCHED' | 'NOT_PERMITTED' | 'NO_DESTINATION' | 'REQUEST_CLOSED';
}

/**
 * `/study/clone` (services.json:5411); needs `study_view and study_clone for current study's namespace study_upload for phi_namespace`
 */
export interface StudyClone {
  params: {
    uuid: string;
    new_series_uids?: boolean | undefined;
    new_image_uids?: boolean | undefined;
    study_uid?: string | undefined;
    phi_namespace?: string | undefined;
  };
  returns: {
    study_uid?: string | undefined;
  };
  errors: 'ALREADY_EXISTS' | 'FAILED' | 'INVALID_FLAG' | 'MISSING_FIELDS' | 'NOT_AVAILABLE' | 'NOT_FOUND' | 'NOT_IN_ACCOUNT' | 'NOT_PERMITTED';
}

/**
 * `/study/split` (services.json:5496); needs `study_split for the study and study_upload for the destination namespace`
 */
export interface StudySplit {
  params: {
    uuid: string;
    namespace_id: string;
    no_split: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_AVAILABLE' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'RECENT_NAMESPACE_SPLIT' | 'RUNNING';
}

/**
 * `/study/freeze` (services.json:5553); needs `study_freeze`
 */
export interface StudyFreeze {
  params: {
    uuid: string;
    thaw: boolean;
  };
  returns: Nothing;
  errors: 'ALREADY' | 'MISSING_FIELDS' | 'NOT_AVAILABLE' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/manual/route` (services.json:5607); needs `study_manual_route and route_manual_route`
 */
export interface StudyManualRoute {
  params: {
    uuid: string;
    route_id: string;
    email?: string | undefined;
    message?: string | undefined;
  };
  returns: Nothing;
  errors: 'INVALID_EMAIL' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'ROUTE_NOT_MATCHED';
}

/**
 * `/study/find/order` (services.json:5666); needs `study_approve`
 */
export interface StudyFindOrder {
  params: {
    uuid: string;
    accession_number?: string | undefined;
    patientid?: string | undefined;
    patient_name?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    page?: JsonHash | undefined;
    orders?: readonly { find_order_uuid?: string | undefined; accession_number?: string | undefined; patientid?: string | undefined; patient_name?: string | undefined; patient_sex?: string | undefined; patient_phone?: string | undefined; patient_birth_date?: string | undefined; order_datetime?: string | undefined; study_description?: string | undefined; ordering_provider?: string | undefined; }[] | undefined;
    sources_used?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/archive` (services.json:5784); needs `study_delete and the study needs to be either the last copy or primary copy`
 */
export interface StudyArchive {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'ALREADY_THIN' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NO_FRESH_ARCHIVE';
}

/**
 * `/study/retrieve` (services.json:5829)
 */
export interface StudyRetrieve {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'MISSING_INFO' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'NOT_THIN' | 'NO_QUERY_DESTINATION';
}

/**
 * `/study/comment/add` (services.json:5877); needs `study_comment_edit`
 */
export interface StudyCommentAdd {
  params: {
    study_id: string;
    body: string;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/comment/delete` (services.json:5922); needs `study_comment_edit and you must be the creator of the comment`
 */
export interface StudyCommentDelete {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/comment/get` (services.json:5959); needs `study_comment_view`
 */
export interface StudyCommentGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    study_id?: string | undefined;
    user_id?: string | undefined;
    user_name?: string | undefined;
    body?: string | undefined;
    created?: string | undefined;
    is_mine?: boolean | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/validate` (services.json:6024)
 */
export interface StudyValidate {
  params: {
    uuid: string;
    validate_id: string;
    series?: string | undefined;
  };
  returns: {
    score?: string | undefined;
    conditions?: readonly Json[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'UNABLE_TO_VALIDATE';
}

/**
 * `/study/attach/customfields` (services.json:6084)
 */
export interface StudyAttachCustomfields {
  params: {
    uuid: string;
    report_name?: string | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_AVAILABLE' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/external/viewer` (services.json:6132)
 */
export interface StudyExternalViewer {
  params: {
    uuid: string;
    viewer_tag?: string | undefined;
    redirect: boolean;
    view_reason?: string | undefined;
  };
  returns: {
    url?: string | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_AVAILABLE' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'UNABLE_TO_GENERATE';
}

/**
 * `/study/question` (services.json:6197); needs `study_edit`
 */
export interface StudyQuestion {
  params: {
    uuid: string;
    question: readonly Json[];
    detail: string;
  };
  returns: Nothing;
  errors: 'IN_PROCESS' | 'MISSING_FIELDS' | 'NODE_NOT_SETUP' | 'NOT_ENABLED' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/dicomdata/load` (services.json:6260); needs `study_view and dicomdata_edit`
 */
export interface StudyDicomdataLoad {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_AVAILABLE' | 'NOT_FOUND' | 'NOT_PERMITTED' | 'RUNNING';
}

/**
 * `/study/timing/event` (services.json:6305); needs `study_upload for sid authentication`
 */
export interface StudyTimingEvent {
  params: {
    study_uid: string;
    storage_namespace: string;
    event: string;
    size?: number | undefined;
    node_id?: string | undefined;
    serial_no?: string | undefined;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/study/timing/log` (services.json:6350); needs `study_timing_view`
 */
export interface StudyTimingLog {
  params: {
    uuid: string;
    sort_by?: string | undefined;
    page?: Page | undefined;
  };
  returns: {
    events?: readonly { event?: string | undefined; size?: number | undefined; node_id?: string | undefined; node_name?: string | undefined; }[] | undefined;
  };
  errors: 'MISSING_FIELDS' | 'NOT_PERMITTED';
}

/**
 * `/study/sync` (services.json:6417); needs `sysadmin or study_sync permissions or if image_count is passed then study_upload or phr namespace is required`
 */
export interface StudySync {
  params: {
    image_count?: string | undefined;
    reload_load_dicom_tag?: boolean | undefined;
    node_id?: string | undefined;
    serial_no?: string | undefined;
  } & ({ study_id: string; } | { study_uid: string; storage_namespace: string; phi_namespace: string; });
  returns: Nothing;
  errors: 'BLOCKED' | 'MISSING_FIELDS' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/take` (services.json:6471); needs `study_take`
 */
export interface StudyTake {
  params: {
    namespace_id: string;
  };
  returns: Nothing;
  errors: 'MISSING_FIELDS' | 'NOTHING_TO_TAKE' | 'NOT_ENABLED' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/request/add` (services.json:6521); needs `study_request_edit`
 */
export interface StudyRequestAdd {
  params: {
    namespace_id: string;
    comments: string;
    account_id: string;
    patientid?: string | undefined;
    patient_first_name: string;
    patient_last_name: string;
    patient_sex?: string | undefined;
    patient_birth_date: string;
    modality?: string | undefined;
    study_date_start?: string | undefined;
    study_date_end?: string | undefined;
    study_description?: string | undefined;
  };
  returns: {
    uuid?: string | undefined;
  };
  errors: 'ALREADY' | 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/request/get` (services.json:6617)
 */
export interface StudyRequestGet {
  params: {
    uuid: string;
  };
  returns: {
    uuid?: string | undefined;
    comments?: string | undefined;
    study_request_status?: string | undefined;
    patientid?: string | undefined;
    patient_first_name?: string | undefined;
    patient_last_name?: string | undefined;
    patient_sex?: string | undefined;
    patient_birth_date?: string | undefined;
    modality?: string | undefined;
    study_date_start?: string | undefined;
    study_date_end?: string | undefined;
    study_description?: string | undefined;
    message_count?: number | undefined;
    requested_account_id?: string | undefined;
    namespace_id?: string | undefined;
    requesting_account_id?: string | undefined;
    requesting_account_name?: string | undefined;
    searches?: readonly Json[] | undefined;
    found?: readonly Json[] | undefined;
  };
  errors: 'NOT_FOUND' | 'NOT_PERMITTED';
}

/**
 * `/study/request/match` (services.json:6731)
 */
export interface StudyRequestMatch {
  params: {
    study_request_id: string;
  };
  returns: {
    studies?: readonly Json[] | undefined;
  };
  errors: 'NOT_FOUND' | 'REQUEST_CLOSED';
}

/**
 * `/study/revive` (services.json:6767); needs `sysadmin or support`
 */
export interface StudyRevive {
  params: {
    uuid: string;
  };
  returns: Nothing;
  errors: 'CAN_NOT_REVIVE' | 'NOT_FOUND' | 'NOT_SYSADMIN_OR_SUPPORT';
}

export interface StudyCommands {
  '/study/add': StudyAdd;
  '/study/set': StudySet;
  '/study/delete': StudyDelete;
  '/study/list': StudyList;
  '/study/count': StudyCount;
  '/study/count_by_filter': StudyCountByFilter;
  '/study/cfind': StudyCfind;
  '/study/get': StudyGet;
  '/study/permissions': StudyPermissions;
  '/study/exists': StudyExists;
  '/study/push': StudyPush;
  '/study/push/hl7': StudyPushHl7;
  '/study/pdf/hl7': StudyPdfHl7;
  '/study/fax/hl7': StudyFaxHl7;
  '/study/attachment/email': StudyAttachmentEmail;
  '/study/cmove': StudyCmove;
  '/study/node/can/remove': StudyNodeCanRemove;
  '/study/share/who': StudyShareWho;
  '/study/share': StudyShare;
  '/study/share/stop': StudyShareStop;
  '/study/share/list': StudyShareList;
  '/study/approve': StudyApprove;
  '/study/reject': StudyReject;
  '/study/audit': StudyAudit;
  '/study/star': StudyStar;
  '/study/report/detail': StudyReportDetail;
  '/study/report/series': StudyReportSeries;
  '/study/viewer/settings': StudyViewerSettings;
  '/study/viewer3/settings': StudyViewer3Settings;
  '/study/status/get': StudyStatusGet;
  '/study/status/set': StudyStatusSet;
  '/study/status/locks': StudyStatusLocks;
  '/study/status/history': StudyStatusHistory;
  '/study/move': StudyMove;
  '/study/duplicate': StudyDuplicate;
  '/study/clone': StudyClone;
  '/study/split': StudySplit;
  '/study/freeze': StudyFreeze;
  '/study/manual/route': StudyManualRoute;
  '/study/find/order': StudyFindOrder;
  '/study/archive': StudyArchive;
  '/study/retrieve': StudyRetrieve;
  '/study/comment/add': StudyCommentAdd;
  '/study/comment/delete': StudyCommentDelete;
  '/study/comment/get': StudyCommentGet;
  '/study/validate': StudyValidate;
  '/study/attach/customfields': StudyAttachCustomfields;
  '/study/external/viewer': StudyExternalViewer;
  '/study/question': StudyQuestion;
  '/study/dicomdata/load': StudyDicomdataLoad;
  '/study/timing/event': StudyTimingEvent;
  '/study/timing/log': StudyTimingLog;
  '/study/sync': StudySync;
  '/study/take': StudyTake;
  '/study/request/add': StudyRequestAdd;
  '/study/request/get': StudyRequestGet;
  '/study/request/match': StudyRequestMatch;
  '/study/revive': StudyRevive;
}

export const studyWires: Readonly<Record<keyof StudyCommands, Wire>> = {
  '/study/add': { families: { customfield: 'customfield-' }, returns: { uuid: 'text', engine_fqdn: 'text' } },
  '/study/set': { families: { customfield: 'customfield-' }, returns: { uuid: 'text' } },
  '/study/delete': {},
  '/study/list': { params: { template: 'json', fields: 'json' }, families: { filter: 'filter.', page: 'page.' }, reads: true, returns: { page: 'json', studies: 'json', template: 'text' } },
  '/study/count': { families: { filter: 'filter.' }, reads: true, returns: { count: 'number' } },
  '/study/count_by_filter': { params: { filter_uuids: 'json' }, families: { filter: 'filter.' }, returns: { count_by_filter: 'json' } },
  '/study/cfind': { families: { filter: 'filter.', page: 'page.' }, returns: { page: 'json', studies: 'json' } },
  '/study/get': { params: { fields: 'json' }, reads: true, returns: { uuid: 'text', star: 'text', study_uid: 'text', phi_namespace: 'text', phi_namespace_name: 'text', storage_namespace: 'text', engine_fqdn: 'text', source: 'text', source_ae_title: 'text', destination_ae_title: 'text', must_approve: 'flag', share_message: 'text', phantom: 'text', thin: 'text', patient_name: 'text', patientid: 'text', patient_sex: 'text', patient_birth_date: 'text', patient_birth_time: 'text', patient_age: 'text', patient_weight: 'text', patient_address: 'text', patient_size: 'text', patientid_other: 'text', patient_name_other: 'text', patient_phone: 'text', patient_additional_history: 'text', study_description: 'text', accession_number: 'text', patient_birthname: 'text', patient_mother_birthname: 'text', medical_record_locator: 'text', patient_religious_preference: 'text', patient_comments: 'text', patient_current_location: 'text', patient_institution_residence: 'text', patient_ethnic_group: 'text', patient_occupation: 'text', study_date: 'text', study_time: 'text', modality: 'text', referring_physician: 'text', transfer_syntax_uid: 'text', image_count: 'number', attachment_count: 'number', size: 'text', compressed_size: 'text', integration_key: 'text', permissions: 'json', patient_id: 'text', created: 'text', updated: 'text', study_status: 'text', study_status_tags: 'text', study_status_tags_default: 'text', study_status_timer: 'text', is_dicom_wrapped: 'text', is_locked: 'text', is_frozen: 'text', is_being_retrieved: 'text', activity_id: 'text', has_external_viewer: 'flag', stat_filter: 'text', seconds_to_ingest: 'number', accelerators: 'json', viewer_link: 'text', hl7: [{ uuid: 'text' }], tags: 'json', customfields: 'json', customfields_DICOM: [{ tag: 'text', value: 'json' }], radreports: 'json', routes: [{ uuid: 'text', name: 'text', capture_email: 'flag' }], meetings: 'json', comments: 'json', study_push_status: [{ destination_uuid: 'text', destination_name: 'text', destination_type: 'text', status_reason: 'text', image_count: 'number', updated: 'text', created: 'text', group_key: 'text', is_local: 'flag' }], created_at: 'text', primary_created: 'text', account_name: 'text', created_by_name: 'text', created_by_email: 'text', created_by_mobile_phone: 'text', created_by_type: 'text', created_for_name: 'text', created_for_type: 'text', hipaa_name: 'text', first_name: 'text', last_name: 'text', message_count: 'number', last_access: 'text', query_count: 'number', customfield_h: 'json', order_count: 'number', radreport_locked_user_id: 'text' } },
  '/study/permissions': { reads: true, returns: { study_edit: 'flag', study_edit_approved: 'flag', study_edit_unapproved: 'flag', study_download: 'flag', study_browse: 'flag', study_share: 'flag', study_share_email: 'flag', study_share_share_code: 'flag', study_share_account: 'flag', study_share_location: 'flag', study_share_group: 'flag', study_share_user: 'flag', study_share_rsna: 'flag', study_share_npi: 'flag', study_share_request: 'flag', study_push: 'flag', study_delete: 'flag', study_approve: 'flag', study_view: 'flag', study_upload: 'flag', study_report_view: 'flag', study_report_view_only_own: 'flag', study_report_hl7_view: 'flag', study_report_upload: 'flag', study_report_delete: 'flag', study_sync: 'flag', study_status_tags_ignore_rules: 'flag', radreport_edit: 'flag', radreport_view: 'flag', radreport_view_only_own: 'flag', meeting_edit: 'flag', meeting_view: 'flag', link_direct: 'flag', link_edit: 'flag', link_edit_pin: 'flag', link_view: 'flag', reports: 'json' } },
  '/study/exists': { reads: true, returns: { exists: 'flag' } },
  '/study/push': {},
  '/study/push/hl7': { returns: { uuid: 'text' } },
  '/study/pdf/hl7': { streams: true },
  '/study/fax/hl7': {},
  '/study/attachment/email': { params: { attachment_guid: 'json', email: 'list' } },
  '/study/cmove': {},
  '/study/node/can/remove': { returns: { can_remove: 'flag' } },
  '/study/share/who': { reads: true, returns: { shares: [{ uuid: 'text', name: 'text' }] } },
  '/study/share': { families: { customfield: 'customfield-' } },
  '/study/share/stop': {},
  '/study/share/list': { reads: true, returns: { account_id: 'json', location_id: 'json', group_id: 'json', user_id: 'json', user_invite_share_id: 'json' } },
  '/study/approve': { params: { must_match: 'json' } },
  '/study/reject': {},
  '/study/audit': {},
  '/study/star': {},
  '/study/report/detail': { families: { filter: 'filter.' }, returns: { report_id: 'text' } },
  '/study/report/series': { returns: { report_id: 'text' } },
  '/study/viewer/settings': { returns: { enable_v2_viewer: 'json', enable_v3_viewer: 'json', enable_viewer_print: 'json', viewer_show_reports: 'json', enable_viewer_export: 'json', viewer_diagnostic_quality: 'json', viewer_diagnostic_quality_always: 'json', viewer_preload_diagnostic_images: 'json', viewer_enable_mpr: 'json', viewer_single_instance_series: 'json', viewer_multiframe_split_method: 'json', viewer_study_page_link_visible: 'json', viewer_study_page_link_url: 'json', viewer_setting_not_diagnostic: 'json', auto_transcode: 'json', auto_transcode_modalities: 'json', viewer_default_mouse_tool: 'json', viewer_link_series: 'json', enable_viewer_toggle_annotations: 'json', enable_dicom_tag_customfields: 'json', radreport_branding_from_phi_namespace: 'json', viewer_anon_annotations_clear: 'json', accession_number_for_study_uid: 'json', viewer_study_enable_cpp_transcoding: 'json', no_edit_dicom_tags: 'json', accelerators: 'json', viewer_config: 'json' } },
  '/study/viewer3/settings': { params: { settings: 'json' }, returns: { account_config: 'text', role_config: 'text', user_config: 'text', accelerators: 'json', enable_dicom_tag_customfields: 'json', accession_number_for_study_uid: 'json', viewer_study_page_link_visible: 'json', no_edit_dicom_tags: 'json', viewer_study_enable_cpp_transcoding: 'json', settings: 'json' } },
  '/study/status/get': { reads: true, returns: { study_status: 'text', study_status_tags: 'text', study_status_tags_default: 'text' } },
  '/study/status/set': {},
  '/study/status/locks': { families: { page: 'page.' }, returns: { page: 'json', studies: 'json' } },
  '/study/status/history': { returns: { history: [{ date: 'text', old: 'text', new: 'text', seconds: 'number' }] } },
  '/study/move': {},
  '/study/duplicate': {},
  '/study/clone': { returns: { study_uid: 'text' } },
  '/study/split': {},
  '/study/freeze': {},
  '/study/manual/route': {},
  '/study/find/order': { families: { page: 'page.' }, returns: { page: 'json', orders: [{ find_order_uuid: 'text', accession_number: 'text', patientid: 'text', patient_name: 'text', patient_sex: 'text', patient_phone: 'text', patient_birth_date: 'text', order_datetime: 'text', study_description: 'text', ordering_provider: 'text' }], sources_used: 'json' } },
  '/study/archive': {},
  '/study/retrieve': {},
  '/study/comment/add': { returns: { uuid: 'text' } },
  '/study/comment/delete': {},
  '/study/comment/get': { reads: true, returns: { uuid: 'text', study_id: 'text', user_id: 'text', user_name: 'text', body: 'text', created: 'text', is_mine: 'flag' } },
  '/study/validate': { returns: { score: 'text', conditions: 'json' } },
  '/study/attach/customfields': {},
  '/study/external/viewer': { returns: { url: 'text' } },
  '/study/question': { params: { question: 'json' } },
  '/study/dicomdata/load': {},
  '/study/timing/event': {},
  '/study/timing/log': { families: { page: 'page.' }, returns: { events: [{ event: 'text', size: 'number', node_id: 'text', node_name: 'text' }] } },
  '/study/sync': {},
  '/study/take': {},
  '/study/request/add': { returns: { uuid: 'text' } },
  '/study/request/get': { reads: true, returns: { uuid: 'text', comments: 'text', study_request_status: 'text', patientid: 'text', patient_first_name: 'text', patient_last_name: 'text', patient_sex: 'text', patient_birth_date: 'text', modality: 'text', study_date_start: 'text', study_date_end: 'text', study_description: 'text', message_count: 'number', requested_account_id: 'text', namespace_id: 'text', requesting_account_id: 'text', requesting_account_name: 'text', searches: 'json', found: 'json' } },
  '/study/request/match': { returns: { studies: 'json' } },
  '/study/revive': {},
};

export function studyMethods(call: Call) {
  return {
    /** Makes a study’s record. */
    add: (params: StudyAdd['params'], options?: CallOptions) => call('/study/add', params, options),
    /** Changes a study’s record. */
    set: (params: StudySet['params'], options?: CallOptions) => call('/study/set', params, options),
    /** Deletes a study’s record. */
    delete: (params: StudyDelete['params'], options?: CallOptions) => call('/study/delete', params, options),
    /** Lists the studies that the caller may see. */
    list: (params: StudyList['params'] = {}, options?: CallOptions) => call('/study/list', params, options),
    /** Counts the studies that the caller may see. */
    count: (params: StudyCount['params'] = {}, options?: CallOptions) => call('/study/count', params, options),
    /** Counts studies for several filters at once. */
    countByFilter: (params: StudyCountByFilter['params'] = {}, options?: CallOptions) => call('/study/count_by_filter', params, options),
    /** Lists studies for a gateway that answers a C-FIND. */
    cfind: (params: StudyCfind['params'], options?: CallOptions) => call('/study/cfind', params, options),
    /** Reads a study’s record. */
    get: (params: StudyGet['params'], options?: CallOptions) => call('/study/get', params, options),
    /** Says what the caller may do with a study. */
    permissions: (params: StudyPermissions['params'], options?: CallOptions) => call('/study/permissions', params, options),
    /** Says whether a study is there. */
    exists: (params: StudyExists['params'], options?: CallOptions) => call('/study/exists', params, options),
    /** Sends a study to a destination. */
    push: (params: StudyPush['params'], options?: CallOptions) => call('/study/push', params, options),
    /** Sends a study’s HL7 message to a destination. */
    pushHl7: (params: StudyPushHl7['params'], options?: CallOptions) => call('/study/push/hl7', params, options),
    /** Gives a study’s HL7 report as PDF. */
    pdfHl7: (params: StudyPdfHl7['params'], options?: CallOptions) => call('/study/pdf/hl7', params, options),
    /** Faxes a study’s HL7 report. */
    faxHl7: (params: StudyFaxHl7['params'], options?: CallOptions) => call('/study/fax/hl7', params, options),
    /** Mails attachments of a study. */
    attachmentEmail: (params: StudyAttachmentEmail['params'], options?: CallOptions) => call('/study/attachment/email', params, options),
    /** Asks a gateway to send a study on by C-MOVE. */
    cmove: (params: StudyCmove['params'], options?: CallOptions) => call('/study/cmove', params, options),
    /** Says whether a gateway may drop its copy of a study. */
    nodeCanRemove: (params: StudyNodeCanRemove['params'], options?: CallOptions) => call('/study/node/can/remove', params, options),
    /** Lists whom the caller may share a study with. */
    shareWho: (params: StudyShareWho['params'], options?: CallOptions) => call('/study/share/who', params, options),
    /** Shares a study with a person, a place or a share code. */
    share: (params: StudyShare['params'], options?: CallOptions) => call('/study/share', params, options),
    /** Ends a share of a study. */
    shareStop: (params: StudyShareStop['params'], options?: CallOptions) => call('/study/share/stop', params, options),
    /** Lists with whom a study is shared. */
    shareList: (params: StudyShareList['params'], options?: CallOptions) => call('/study/share/list', params, options),
    /** Takes a study that waits for approval in. */
    approve: (params: StudyApprove['params'], options?: CallOptions) => call('/study/approve', params, options),
    /** Turns a study that waits for approval away. */
    reject: (params: StudyReject['params'], options?: CallOptions) => call('/study/reject', params, options),
    /** Writes an entry into a study’s audit trail. */
    audit: (params: StudyAudit['params'], options?: CallOptions) => call('/study/audit', params, options),
    /** Stars a study for the caller, or takes the star away. */
    star: (params: StudyStar['params'], options?: CallOptions) => call('/study/star', params, options),
    /** Begins a detailed report over studies. */
    reportDetail: (params: StudyReportDetail['params'], options?: CallOptions) => call('/study/report/detail', params, options),
    /** Begins a report over recently acquired series. */
    reportSeries: (params: StudyReportSeries['params'], options?: CallOptions) => call('/study/report/series', params, options),
    /** Reads the settings of the second viewer for a study. */
    viewerSettings: (params: StudyViewerSettings['params'], options?: CallOptions) => call('/study/viewer/settings', params, options),
    /** Reads the settings of the third viewer for a study. */
    viewer3Settings: (params: StudyViewer3Settings['params'], options?: CallOptions) => call('/study/viewer3/settings', params, options),
    /** Reads a study’s status. */
    statusGet: (params: StudyStatusGet['params'], options?: CallOptions) => call('/study/status/get', params, options),
    /** Changes a study’s status. */
    statusSet: (params: StudyStatusSet['params'], options?: CallOptions) => call('/study/status/set', params, options),
    /** Lists the studies that the caller has locked, in that order. */
    statusLocks: (params: StudyStatusLocks['params'] = {}, options?: CallOptions) => call('/study/status/locks', params, options),
    /** Lists how a study’s status changed. */
    statusHistory: (params: StudyStatusHistory['params'], options?: CallOptions) => call('/study/status/history', params, options),
    /** Moves a study into another namespace. */
    move: (params: StudyMove['params'], options?: CallOptions) => call('/study/move', params, options),
    /** Copies a study’s record into another namespace. */
    duplicate: (params: StudyDuplicate['params'], options?: CallOptions) => call('/study/duplicate', params, options),
    /** Copies a study with its objects, under new identifiers if wanted. */
    clone: (params: StudyClone['params'], options?: CallOptions) => call('/study/clone', params, options),
    /** Makes a study of its own of each series. */
    split: (params: StudySplit['params'], options?: CallOptions) => call('/study/split', params, options),
    /** Closes a study to changes, or opens it again. */
    freeze: (params: StudyFreeze['params'], options?: CallOptions) => call('/study/freeze', params, options),
    /** Runs a routing rule on a study. */
    manualRoute: (params: StudyManualRoute['params'], options?: CallOptions) => call('/study/manual/route', params, options),
    /** Looks for the order that a study belongs to. */
    findOrder: (params: StudyFindOrder['params'], options?: CallOptions) => call('/study/find/order', params, options),
    /** Puts a study into the long-term archive. */
    archive: (params: StudyArchive['params'], options?: CallOptions) => call('/study/archive', params, options),
    /** Fetches the objects of a study of which only the record is here. */
    retrieve: (params: StudyRetrieve['params'], options?: CallOptions) => call('/study/retrieve', params, options),
    /** Makes a comment on a study. */
    commentAdd: (params: StudyCommentAdd['params'], options?: CallOptions) => call('/study/comment/add', params, options),
    /** Deletes a comment on a study. */
    commentDelete: (params: StudyCommentDelete['params'], options?: CallOptions) => call('/study/comment/delete', params, options),
    /** Reads a comment on a study. */
    commentGet: (params: StudyCommentGet['params'], options?: CallOptions) => call('/study/comment/get', params, options),
    /** Runs a validation rule on a study. */
    validate: (params: StudyValidate['params'], options?: CallOptions) => call('/study/validate', params, options),
    /** Attaches the custom fields of a study as a report. */
    attachCustomfields: (params: StudyAttachCustomfields['params'], options?: CallOptions) => call('/study/attach/customfields', params, options),
    /** Gives the address of a study in an external viewer. */
    externalViewer: (params: StudyExternalViewer['params'], options?: CallOptions) => call('/study/external/viewer', params, options),
    /** Puts a question about a study to the AI. */
    question: (params: StudyQuestion['params'], options?: CallOptions) => call('/study/question', params, options),
    /** Reads a study’s DICOM attributes anew. */
    dicomdataLoad: (params: StudyDicomdataLoad['params'], options?: CallOptions) => call('/study/dicomdata/load', params, options),
    /** Records when something happened to a study. */
    timingEvent: (params: StudyTimingEvent['params'], options?: CallOptions) => call('/study/timing/event', params, options),
    /** Lists when what happened to a study. */
    timingLog: (params: StudyTimingLog['params'], options?: CallOptions) => call('/study/timing/log', params, options),
    /** Says that a study’s objects are all there, and settles its record. */
    sync: (params: StudySync['params'], options?: CallOptions) => call('/study/sync', params, options),
    /** Takes studies from the namespace that gives them out. */
    take: (params: StudyTake['params'], options?: CallOptions) => call('/study/take', params, options),
    /** Makes a request for studies. */
    requestAdd: (params: StudyRequestAdd['params'], options?: CallOptions) => call('/study/request/add', params, options),
    /** Reads a request for studies. */
    requestGet: (params: StudyRequestGet['params'], options?: CallOptions) => call('/study/request/get', params, options),
    /** Lists the studies that fit a request. */
    requestMatch: (params: StudyRequestMatch['params'], options?: CallOptions) => call('/study/request/match', params, options),
    /** Brings a deleted study back while its objects are still kept. */
    revive: (params: StudyRevive['params'], options?: CallOptions) => call('/study/revive', params, options),
  };
}
