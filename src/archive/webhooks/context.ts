import type { Happening } from '../channels/happenings.ts';
import type { Database } from '../store/database.ts';
import { demographicNames } from '../store/study-fields.ts';
import { findStudy } from '../store/study-records.ts';
import { isFound } from './pattern.ts';
import type { WebhookRow } from './webhook-row.ts';

/** What the parameters of a webhook may name, by object: `study.patient_name`, `user.name`. */
export type Context = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const studyNames = [
  'uuid',
  'study_uid',
  'storage_namespace',
  'phi_namespace',
  'source',
  'must_approve',
  'phantom',
  ...demographicNames,
  'image_count',
  'series_count',
  'attachment_count',
  'size',
  'study_status',
  'integration_key',
  'created',
  'updated',
];
const eventNames = ['namespace_id', 'integration_key', 'study_count'];

export function isFilterField(field: string): boolean {
  if (/^(study\.)?customfield-[\w-]{1,64}$/.test(field)) return true;
  const [, object = 'study', name = ''] = /^(?:(\w+)\.)?(\w+)$/.exec(field) ?? [];
  return (object === 'webhook_event' ? eventNames : object === 'study' ? studyNames : []).includes(name);
}

export function contextOf(database: Database, happening: Happening, webhook: WebhookRow): Context {
  const { event, study, user, detail: json } = happening;
  const detail = JSON.parse(json) as Record<string, unknown>;
  return {
    study: study === null ? {} : studyFields(database, study),
    user: database.get('SELECT uuid, name, login AS email FROM user WHERE uuid = ?', user) ?? {},
    webhook: { uuid: webhook.uuid, name: webhook.name, event: webhook.event },
    ...(event.startsWith('STUDY_UPLOAD_') ? { webhook_event: detail } : {}),
    ...(event === 'STUDY_DELETE' || event === 'STUDY_REJECT' ? { study_deleted: detail } : {}),
    ...(event.startsWith('STUDY_REPORT') ? { attachment: detail } : {}),
    ...(event.startsWith('STUDY_ANNOTATION') ? { annotation: detail } : {}),
    ...(event === 'STUDY_STATUS'
      ? { study_before: { study_status: detail['old'] }, study_after: { study_status: detail['new'] } }
      : {}),
    ...(event === 'WEBHOOK_FAILED' ? { webhook: detail } : {}),
  };
}

function studyFields(database: Database, uuid: string): Record<string, unknown> {
  const row = findStudy(database, uuid) as unknown as Record<string, unknown> | undefined;
  if (row === undefined) return {};
  const own = database.all<{ customfield: string; value: string }>(
    'SELECT customfield, value FROM study_customfield WHERE study = ?',
    uuid,
  );
  return {
    ...Object.fromEntries(studyNames.map((name) => [name, row[name] ?? null])),
    ...Object.fromEntries(own.map(({ customfield, value }) => [`customfield-${customfield}`, value])),
  };
}

/** The text of `study.patient_name`, or of a field of the study by its name alone. Undefined: there is no such thing. */
export function valueOf(context: Context, name: string): string | undefined {
  const [, object = 'study', field = ''] = /^(?:([a-z_]+)\.)?([\w-]+)$/.exec(name) ?? [];
  const fields = Object.hasOwn(context, object) ? context[object] : undefined;
  if (fields === undefined || !Object.hasOwn(fields, field)) return undefined;
  const value = fields[field] ?? '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether a webhook's filters let the event through: all of them must. */
export function passes(webhook: WebhookRow, context: Context): boolean {
  const fields = several(webhook.filter_field);
  const patterns = several(webhook.filter_regexp);
  return fields.every((field, index) => isFound(patterns[index] ?? '', valueOf(context, field) ?? ''));
}

/** One, or a JSON array of several. */
export function several(value: string | null): string[] {
  if (value === null || value === '') return [];
  if (!value.startsWith('["')) return [value];
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list.map(String) : [value];
  } catch {
    return [value];
  }
}
