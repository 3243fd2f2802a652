import { randomUUID } from 'node:crypto';
import { type Permission, visibleStudies } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { insertRow, updateRow } from '../store/records.ts';
import { fold } from '../store/study-fields.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { refuseCustomFields } from './custom-fields.ts';
import { notFound } from './errors.ts';
import type { ListSource } from './columns.ts';
import { list } from './listing.ts';
import { callerOf, inAccount, requireInAccount } from './needs.ts';
import { date, optional, text } from './params.ts';

export interface OrderRow {
  readonly uuid: string;
  readonly account: string;
  readonly patientid: string;
  readonly patient_name: string;
  readonly accession_number: string;
  readonly patient_sex: string | null;
  readonly patient_birth_date: string | null;
  readonly referring_physician: string | null;
  readonly sending_facility: string | null;
  readonly created: string;
  readonly updated: string;
}

const orderParams = {
  patientid: text().optional(),
  patient_name: text().optional(),
  accession_number: text().optional(),
  patient_sex: text(16).optional(),
  patient_birth_date: optional(date()),
  referring_physician: text().optional(),
  sending_facility: text().optional(),
};
type OrderInput = { readonly [Name in keyof typeof orderParams]?: string | undefined };

const studiesOfOrder = `(SELECT count(*) FROM study JOIN namespace ON namespace.uuid = study.phi_namespace
  WHERE namespace.account = imaging_order.account AND study.accession_number = imaging_order.accession_number
    AND study.accession_number <> '' AND study.phantom = 0)`;

export const orderList: ListSource = {
  table: `(SELECT *, ${studiesOfOrder} AS study_count FROM imaging_order)`,
  searchColumn: 'search',
  columns: {
    uuid: 'text',
    patientid: 'text',
    patient_name: 'text',
    accession_number: 'text',
    patient_sex: 'text',
    patient_birth_date: 'date',
    referring_physician: 'text',
    sending_facility: 'text',
    study_count: 'number',
    created: 'instant',
    updated: 'instant',
  },
};

export function onOrder(permission: Permission, key: 'uuid' | 'order_id' = 'uuid'): Need<OrderRow> {
  return {
    find: (call) => {
      const order = call.archive.database.get<OrderRow>(
        'SELECT * FROM imaging_order WHERE uuid = ?',
        call.params[key] ?? '',
      );
      if (order === undefined) throw notFound('order');
      requireInAccount(call, permission, order.account, 'order');
      return order;
    },
  };
}

export const orderCommands: readonly Command[] = [
  command({
    url: '/order/add',
    required: ['account_id', 'patientid', 'patient_name', 'accession_number'],
    params: orderParams,
    needs: inAccount('order_edit'),
    run: (input, { archive, params, target: account }) => {
      refuseCustomFields(params);
      const uuid = randomUUID();
      const at = timestamp(archive.now());
      insertRow(archive.database, 'imaging_order', {
        uuid,
        account,
        ...input,
        search: searchOf(input),
        created: at,
        updated: at,
      });
      return { uuid };
    },
  }),
  command({
    url: '/order/get',
    required: ['uuid'],
    needs: onOrder('order_view'),
    run: (_, call) => describe(call, call.target),
  }),
  command({
    url: '/order/set',
    required: ['uuid'],
    params: orderParams,
    needs: onOrder('order_edit'),
    run: (input, { archive, params, target }) => {
      refuseCustomFields(params);
      const updated = timestamp(archive.now());
      updateRow(archive.database, 'imaging_order', target.uuid, {
        ...input,
        search: searchOf({ ...(target as unknown as OrderInput), ...input }),
        updated,
      });
      return {};
    },
  }),
  command({
    url: '/order/delete',
    required: ['uuid'],
    needs: onOrder('order_edit'),
    run: (_, { archive, target }) => {
      archive.database.run('DELETE FROM imaging_order WHERE uuid = ?', target.uuid);
      return {};
    },
  }),
  command({
    url: '/order/list',
    required: ['account_id'],
    needs: inAccount('order_view'),
    run: (_, call) => {
      const { rows, page } = list<OrderRow>(call, orderList, { sql: 'account = ?', values: [call.target] });
      return { orders: rows.map((order) => describe(call, order)), page };
    },
  }),
];

function searchOf(order: OrderInput): string {
  const { patient_name, patientid, accession_number, referring_physician } = order;
  // Of a stored order, what was never said is null.
  return [patient_name, patientid, accession_number, referring_physician].map((each) => fold(each ?? '')).join('\n');
}

function describe(call: Call, order: OrderRow): Answer {
  const { database } = call.archive;
  const visible = visibleStudies(callerOf(call));
  const steps = database.all(
    `SELECT uuid, modality, scheduled_procedure_step_id, requested_procedure_id, requested_procedure_description,
       scheduled_station_aetitle, scheduled_procedure_step_start_date, scheduled_procedure_step_start_time,
       scheduled_procedure_step_description, mpps_status, mpps_uid
     FROM procedure_step WHERE imaging_order = ? ORDER BY seq`,
    order.uuid,
  );
  const studies = database.all<{ uuid: string }>(
    `SELECT uuid FROM study WHERE accession_number = ? AND accession_number <> '' AND phantom = 0 AND ${visible.sql}`,
    order.accession_number,
    ...visible.values,
  );
  return {
    uuid: order.uuid,
    patientid: order.patientid,
    patient_name: order.patient_name,
    accession_number: order.accession_number,
    patient_sex: order.patient_sex,
    patient_birth_date: order.patient_birth_date,
    referring_physician: order.referring_physician,
    sending_facility: order.sending_facility,
    sps: steps,
    studies: studies.map(({ uuid }) => uuid),
  };
}
