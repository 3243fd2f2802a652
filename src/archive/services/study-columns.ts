import type { ColumnKind, ListSource } from './columns.ts';
import { demographicNames } from '../store/study-fields.ts';

const demographics = Object.fromEntries(demographicNames.map((name): [string, ColumnKind] => [name, 'text']));

export const studyList: ListSource = {
  table: 'study',
  searchColumn: 'search',
  searchTable: 'study_search',
  indexed: new Set([
    'uuid',
    'study_uid',
    'created',
    'updated',
    'patient_name',
    'patientid',
    'patient_birth_date',
    'study_date',
    'accession_number',
    'study_description',
    'referring_physician',
  ]),
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
    image_count: 'number',
    series_count: 'number',
    attachment_count: 'number',
    size: 'number',
    created: 'instant',
    updated: 'instant',
  },
};
