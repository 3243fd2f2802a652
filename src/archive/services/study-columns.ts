import type { Column, ColumnKind, ListSource } from './columns.ts';
import { demographicNames } from '../store/study-fields.ts';

const demographics = Object.fromEntries(demographicNames.map((name): [string, ColumnKind] => [name, 'text']));

/** `customfield-UUID`: nothing but a uuid reaches the SQL. */
function customField(field: string): Column | undefined {
  const [, uuid] = /^customfield-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(field) ?? [];
  if (uuid === undefined) return undefined;
  const sql = `(SELECT value FROM study_customfield AS own WHERE own.study = study.uuid AND own.customfield = '${uuid}')`;
  return { sql, kind: 'text' };
}

const ordered = [
  'created',
  'updated',
  'patient_name',
  'patientid',
  'patient_birth_date',
  'study_date',
  'accession_number',
  'study_description',
  'referring_physician',
];

export const studyList: ListSource = {
  table: 'study',
  searchColumn: 'search',
  extraColumn: customField,
  searchTable: 'study_search',
  indexed: new Set(['uuid', 'study_uid', ...ordered]),
  ordered: new Set(['modality', ...ordered]),
  columns: {
    ...demographics,
    modality: 'list',
    patient_birth_date: 'date',
    study_date: 'date',
    uuid: 'text',
    study_uid: 'text',
    phi_namespace: 'text',
    storage_namespace: 'text',
    source: 'text',
    integration_key: 'text',
    transfer_syntax_uid: 'text',
    phantom: 'number',
    must_approve: 'number',
    study_status: 'text',
    image_count: 'number',
    series_count: 'number',
    attachment_count: 'number',
    size: 'number',
    created: 'instant',
    updated: 'instant',
  },
};
