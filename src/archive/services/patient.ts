import { randomUUID } from 'node:crypto';
import { type Permission, visibleStudies } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { insertRow, updateRow } from '../store/records.ts';
import { fold } from '../store/study-fields.ts';
import { findStudy } from '../store/study-records.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { refuseCustomFields } from './custom-fields.ts';
import { notFound, ServiceError } from './errors.ts';
import type { ListSource } from './columns.ts';
import { list } from './listing.ts';
import { callerOf, inAccount, requireInAccount } from './needs.ts';
import { date, emailAddress, flag, optional, phoneNumber, text } from './params.ts';

interface PatientRow {
  readonly uuid: string;
  readonly account: string;
  readonly name: string;
  readonly first: string | null;
  readonly last: string | null;
  readonly mrn: string;
  readonly sex: string | null;
  readonly birth_date: string | null;
  readonly email: string | null;
  readonly mobile_phone: string | null;
  readonly alt_email: string | null;
  readonly alt_mobile_phone: string | null;
  readonly event_share: number;
  readonly event_new_report: number;
}

const patientParams = {
  name: text().optional(),
  first: text().optional(),
  last: text().optional(),
  mrn: text(64).optional(),
  sex: text(16).optional(),
  birth_date: optional(date()),
  email: optional(emailAddress()),
  mobile_phone: optional(phoneNumber()),
  alt_email: optional(emailAddress()),
  alt_mobile_phone: optional(phoneNumber()),
  event_share: flag().optional(),
  event_new_report: flag().optional(),
};

const patientList: ListSource = {
  table: 'patient',
  searchColumn: 'search',
  columns: {
    uuid: 'text',
    name: 'text',
    first: 'text',
    last: 'text',
    mrn: 'text',
    sex: 'text',
    birth_date: 'date',
    email: 'text',
    mobile_phone: 'text',
    created: 'instant',
    updated: 'instant',
  },
};

function onPatient(permission: Permission): Need<PatientRow> {
  return {
    find: (call) => {
      const uuid = call.params['uuid'] ?? '';
      const patient = call.archive.database.get<PatientRow>('SELECT * FROM patient WHERE uuid = ?', uuid);
      if (patient === undefined) throw notFound('patient');
      requireInAccount(call, permission, patient.account, 'patient');
      return patient;
    },
  };
}

export const patientCommands: readonly Command[] = [
  command({
    url: '/patient/add',
    required: ['account_id', 'study_id || name || first && last', 'study_id || mrn'],
    params: patientParams,
    needs: inAccount('patient_edit'),
    run: (input, call) => {
      refuseCustomFields(call.params);
      const { archive, target: account } = call;
      const given = { ...fromStudy(call), ...defined(nameOf(input)), ...defined(withoutFlags(input)) };
      const { name, mrn } = given;
      const missing = [...(name ? [] : ['name']), ...(mrn ? [] : ['mrn'])];
      if (!name || !mrn) throw new ServiceError('MISSING_FIELDS', missing);
      refuseTaken(call, account, mrn);
      const uuid = randomUUID();
      const at = timestamp(archive.now());
      insertRow(archive.database, 'patient', {
        ...given,
        name,
        mrn,
        uuid,
        account,
        event_share: asNumber(input.event_share),
        event_new_report: asNumber(input.event_new_report),
        search: searchOf(name, mrn),
        created: at,
        updated: at,
      });
      return { uuid };
    },
  }),
  command({
    url: '/patient/get',
    required: ['uuid'],
    needs: onPatient('patient_view'),
    run: (_, call) => describe(call, call.target),
  }),
  command({
    url: '/patient/set',
    required: ['uuid'],
    params: patientParams,
    needs: onPatient('patient_edit'),
    run: (input, call) => {
      const { archive, params, target } = call;
      refuseCustomFields(params);
      const { name = target.name } = nameOf(input);
      const mrn = input.mrn ?? target.mrn;
      if (mrn !== target.mrn) refuseTaken(call, target.account, mrn);
      updateRow(archive.database, 'patient', target.uuid, {
        ...nameOf(input),
        ...withoutFlags(input),
        event_share: asNumber(input.event_share),
        event_new_report: asNumber(input.event_new_report),
        search: searchOf(name, mrn),
        updated: timestamp(archive.now()),
      });
      return {};
    },
  }),
  command({
    url: '/patient/delete',
    required: ['uuid'],
    needs: onPatient('patient_edit'),
    run: (_, { archive, target }) => {
      archive.database.run('DELETE FROM patient WHERE uuid = ?', target.uuid);
      return {};
    },
  }),
  command({
    url: '/patient/list',
    required: ['account_id'],
    needs: inAccount('patient_view'),
    run: (_, call) => {
      const { rows, page } = list<PatientRow>(call, patientList, { sql: 'account = ?', values: [call.target] });
      return { patients: rows.map((patient) => describe(call, patient)), page };
    },
  }),
];

type Input = { readonly [Name in keyof typeof patientParams]?: string | boolean | undefined };
type Texts = Readonly<Record<string, string | undefined>>;

const asNumber = (value: boolean | undefined): number | undefined => (value === undefined ? undefined : Number(value));
const defined = (fields: Texts): Texts =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const searchOf = (name: string, mrn: string): string => [name, mrn].map(fold).join('\n');

/** Texts as they come, besides the name's parts. */
function withoutFlags(input: Input): Texts {
  const { mrn, sex, birth_date, email, mobile_phone, alt_email, alt_mobile_phone } = input as Texts;
  return { mrn, sex, birth_date, email, mobile_phone, alt_email, alt_mobile_phone };
}

/** A full name in DICOM's form or plain, or its two parts: each gives the other. */
function nameOf(input: Input): { readonly name?: string; readonly first?: string; readonly last?: string } {
  const { name, first, last } = input as Texts;
  if (first !== undefined && last !== undefined) return { name: name ?? `${last}^${first}`, first, last };
  if (name === undefined) return {};
  const [family = '', given = ''] = name.split('^');
  return name.includes('^') ? { name, last: family, first: given } : { name };
}

/** The base fields of the study that the patient is made from. */
function fromStudy(call: Call): Texts {
  const uuid = call.params['study_id'] ?? '';
  if (uuid === '') return {};
  const visible = visibleStudies(callerOf(call));
  const { database } = call.archive;
  const isVisible = database.get(`SELECT 1 FROM study WHERE uuid = ? AND ${visible.sql}`, uuid, ...visible.values);
  const study = isVisible === undefined ? undefined : findStudy(database, uuid);
  if (study === undefined) throw notFound('study');
  const [last, first] = (study.patient_name ?? '').split('^');
  return defined({
    name: study.patient_name ?? undefined,
    last,
    first,
    mrn: study.patientid ?? undefined,
    sex: study.patient_sex ?? undefined,
    birth_date: study.patient_birth_date ?? undefined,
  });
}

function refuseTaken({ archive }: Call, account: string, mrn: string): void {
  const taken = archive.database.get('SELECT 1 FROM patient WHERE account = ? AND mrn = ?', account, mrn);
  if (taken !== undefined) throw new ServiceError('ALREADY_EXISTS', 'mrn');
}

function describe(call: Call, patient: PatientRow): Answer {
  const visible = visibleStudies(callerOf(call));
  const studies = call.archive.database.all<{ uuid: string }>(
    `SELECT uuid FROM study WHERE patientid = ? AND phantom = 0 AND ${visible.sql}`,
    patient.mrn,
    ...visible.values,
  );
  return {
    uuid: patient.uuid,
    name: patient.name,
    first: patient.first,
    last: patient.last,
    mrn: patient.mrn,
    sex: patient.sex,
    birth_date: patient.birth_date,
    email: patient.email,
    mobile_phone: patient.mobile_phone,
    alt_email: patient.alt_email,
    alt_mobile_phone: patient.alt_mobile_phone,
    event_share: patient.event_share,
    event_new_report: patient.event_new_report,
    studies: studies.map(({ uuid }) => uuid),
  };
}
