import { runInNewContext } from 'node:vm';
import { findNamespace } from '../store/accounts.ts';
import type { StudyRow } from '../store/study-records.ts';
import type { Answer, Call } from './command.ts';
import { ServiceError } from './errors.ts';
import type { Params } from './params.ts';

export interface CustomFieldRow {
  readonly uuid: string;
  readonly account: string;
  readonly object: string;
  readonly name: string;
  readonly type: string;
  readonly capture_on_share_code: number;
  readonly display_order: number | null;
  readonly wrapped_dicom_only: number;
  readonly dicom_only: number;
  readonly required: number;
  readonly options: string;
  readonly ui_json: string | null;
  readonly field_flag: string | null;
}

/** What of a field's options is acted upon (notes of /customfield/add); the rest is kept for those who show it. */
interface Options {
  readonly values?: readonly unknown[];
  readonly validate?: string;
  readonly validate_error?: string;
  readonly max_length?: number;
  readonly show_when?: Readonly<Record<string, readonly unknown[]>>;
  readonly forbid_future_dates?: unknown;
}

const parameter = 'customfield-';
const maxLength = 64 * 1024;

/** For objects that have no custom fields here: one that was taken in silence would be lost. */
export function refuseCustomFields(params: Params): void {
  const named = Object.keys(params).filter((name) => name.startsWith(parameter));
  if (named.length > 0) throw new ServiceError('INVALID_CUSTOMFIELD', named);
}

/** The fields of an account's studies, in the order in which they are shown. */
export function studyFieldsOf(call: Call, account: string): CustomFieldRow[] {
  return call.archive.database.all<CustomFieldRow>(
    `SELECT * FROM customfield WHERE account = ? AND object = 'Study' ORDER BY display_order NULLS LAST, seq`,
    account,
  );
}

/** A study's fields as /study/get and /study/list answer them. */
export function customFieldsOf(call: Call, study: StudyRow): Answer {
  const fields = studyFieldsOf(call, accountOf(call, study.phi_namespace));
  const values = valuesOf(call, study);
  const customfields = fields.map((field) => describeField(field, { value: values[field.uuid] ?? null }));
  return {
    customfields,
    ...(call.params['customfield_h'] === '1' ? { customfield_h: values } : {}),
  };
}

/** A field as it is returned with an object, and what is told of it there. */
export function describeField(field: CustomFieldRow, more: Answer): Answer {
  const { uuid, name, type, required } = field;
  return {
    uuid,
    name,
    type,
    required,
    options: JSON.parse(field.options) as unknown,
    ui_json: field.ui_json === null ? null : (JSON.parse(field.ui_json) as unknown),
    ...more,
  };
}

/**
 * The values that a call passes for fields of a namespace's account.
 * @param refused what is thrown, with the names or messages of all that are wrong
 */
export function passedFields(
  call: Call,
  namespace: string,
  refused = (wrong: readonly string[]): ServiceError => new ServiceError('INVALID_CUSTOMFIELD', wrong),
): ReadonlyMap<string, string> {
  const passed = Object.entries(call.params).filter(([name]) => name.startsWith(parameter));
  if (passed.length === 0) return new Map();
  const fields = new Map(studyFieldsOf(call, accountOf(call, namespace)).map((field) => [field.uuid, field]));
  const errors: string[] = [];
  const values = new Map<string, string>();
  for (const [name, value] of passed) {
    const field = fields.get(name.slice(parameter.length));
    if (field === undefined) errors.push(name);
    else if (!fits(field, value, call.archive.now())) errors.push(errorOf(field) ?? name);
    else values.set(field.uuid, value);
  }
  if (errors.length > 0) throw refused(errors);
  return values;
}

/** An empty value clears. Call inside `database.write`. */
export function saveFields(call: Call, study: string, values: ReadonlyMap<string, string>): void {
  for (const [field, value] of values) {
    if (value === '') {
      call.archive.database.run('DELETE FROM study_customfield WHERE study = ? AND customfield = ?', study, field);
    } else {
      call.archive.database.run(
        'INSERT OR REPLACE INTO study_customfield (study, customfield, value) VALUES (?, ?, ?)',
        study,
        field,
        value,
      );
    }
  }
}

/** The fields that are required of a study, are shown, and have no value. */
export function missingFieldsOf(call: Call, study: StudyRow): CustomFieldRow[] {
  const values = valuesOf(call, study);
  return studyFieldsOf(call, accountOf(call, study.phi_namespace)).filter(
    (field) => field.required === 1 && values[field.uuid] === undefined && isShown(field, values),
  );
}

/** A field that depends on others is shown when each of them has one of the values named. */
function isShown(field: CustomFieldRow, values: Readonly<Record<string, string>>): boolean {
  const { show_when = {} } = JSON.parse(field.options) as Options;
  return Object.entries(show_when).every(
    ([other, allowed]) =>
      Array.isArray(allowed) && allowed.map(String).includes(values[other.replace(parameter, '')] ?? ''),
  );
}

function valuesOf(call: Call, study: StudyRow): Record<string, string> {
  const rows = call.archive.database.all<{ customfield: string; value: string }>(
    'SELECT customfield, value FROM study_customfield WHERE study = ?',
    study.uuid,
  );
  return Object.fromEntries(rows.map(({ customfield, value }) => [customfield, value]));
}

const accountOf = (call: Call, namespace: string): string =>
  findNamespace(call.archive.database, namespace)?.account ?? '';

const errorOf = (field: CustomFieldRow): string | undefined => (JSON.parse(field.options) as Options).validate_error;

function fits(field: CustomFieldRow, value: string, now: number): boolean {
  if (value === '') return true;
  const options = JSON.parse(field.options) as Options;
  if (value.length > Math.min(options.max_length ?? maxLength, maxLength)) return false;
  if (!isOfType(field.type, value, options, now)) return false;
  return options.validate === undefined || matches(options.validate, value);
}

function isOfType(type: string, value: string, { values, forbid_future_dates }: Options, now: number): boolean {
  const isListed = (each: string): boolean => values === undefined || values.map(String).includes(each);
  switch (type) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(value);
    case 'date': {
      const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
      return isDate && (!forbid_future_dates || Date.parse(value) <= now);
    }
    case 'checkbox':
      return /^[01]$/.test(value);
    case 'bool':
      return /^([01]|true|false)$/.test(value);
    case 'select':
      return isListed(value);
    case 'radio':
    case 'multiselect':
    case 'picker':
      return value.split(',').every((each) => isListed(each.trim()));
    default:
      return true;
  }
}

/** Somebody else's expression, which may never come to an end. */
function matches(pattern: string, value: string): boolean {
  try {
    return runInNewContext('new RegExp(pattern).test(value)', { pattern, value }, { timeout: 100 }) === true;
  } catch {
    return false; // it ran out of its time
  }
}
