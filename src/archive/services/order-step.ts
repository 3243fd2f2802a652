import { randomUUID } from 'node:crypto';
import type { Permission } from '../access.ts';
import { insertRow, updateRow } from '../store/records.ts';
import { type Command, command, type Need } from './command.ts';
import { notFound } from './errors.ts';
import type { ListSource } from './columns.ts';
import { whereOf } from './listing.ts';
import { inAccount, requireInAccount } from './needs.ts';
import { onOrder } from './order.ts';
import { date, optional, text } from './params.ts';

const stepParams = {
  modality: text(16).optional(),
  scheduled_procedure_step_id: text(64).optional(),
  requested_procedure_id: text(64).optional(),
  requested_procedure_description: text().optional(),
  scheduled_station_aetitle: text(16).optional(),
  scheduled_procedure_step_start_date: optional(date()),
  scheduled_procedure_step_start_time: text(16).optional(),
  scheduled_procedure_step_description: text().optional(),
};
const orderColumns = [
  'patientid',
  'patient_name',
  'accession_number',
  'patient_sex',
  'patient_birth_date',
  'referring_physician',
] as const;
const stepColumns = [...Object.keys(stepParams), 'mpps_status', 'mpps_uid'];

/** The fields carry the name of their table, as `ord.accession_number`. */
const stepList: ListSource = {
  table: 'imaging_order AS ord JOIN procedure_step AS order_sps ON order_sps.imaging_order = ord.uuid',
  columns: Object.fromEntries([
    ...orderColumns.map((name) => [`ord.${name}`, name.endsWith('date') ? 'date' : 'text'] as const),
    ...stepColumns.map((name) => [`order_sps.${name}`, name.endsWith('date') ? 'date' : 'text'] as const),
  ]),
};

interface StepRow {
  readonly uuid: string;
  readonly account: string;
}

function onStep(permission: Permission): Need<StepRow> {
  return {
    find: (call) => {
      const step = call.archive.database.get<StepRow>(
        `SELECT order_sps.uuid, ord.account FROM ${stepList.table} WHERE order_sps.uuid = ?`,
        call.params['uuid'] ?? '',
      );
      if (step === undefined) throw notFound('sps');
      requireInAccount(call, permission, step.account, 'sps');
      return step;
    },
  };
}

export const orderStepCommands: readonly Command[] = [
  command({
    url: '/order/sps/add',
    required: ['order_id'],
    params: stepParams,
    needs: onOrder('order_edit', 'order_id'),
    run: (input, { archive, target: order }) => {
      const uuid = randomUUID();
      insertRow(archive.database, 'procedure_step', { uuid, imaging_order: order.uuid, ...input });
      return { uuid };
    },
  }),
  command({
    url: '/order/sps/set',
    required: ['uuid'],
    params: stepParams,
    needs: onStep('order_edit'),
    run: (input, { archive, target }) => {
      updateRow(archive.database, 'procedure_step', target.uuid, input);
      return {};
    },
  }),
  command({
    url: '/order/sps/delete',
    required: ['uuid'],
    needs: onStep('order_edit'),
    run: (_, { archive, target }) => {
      archive.database.run('DELETE FROM procedure_step WHERE uuid = ?', target.uuid);
      return {};
    },
  }),
  command({
    url: '/order/sps/find',
    required: ['account_id'],
    needs: inAccount('order_view'),
    run: (_, call) => {
      // What was performed, or given up, waits for nobody any more.
      const open = "coalesce(mpps_status, '') NOT IN ('COMPLETED', 'DISCONTINUED')";
      const { where, values } = whereOf(call, stepList, { sql: `ord.account = ? AND ${open}`, values: [call.target] });
      const columns = [...orderColumns.map((name) => `ord.${name}`), ...stepColumns.map((name) => `order_sps.${name}`)];
      const sql = `SELECT ${columns.join(', ')} FROM ${stepList.table} WHERE ${where} ORDER BY order_sps.seq DESC LIMIT 5000`;
      return { sps: call.archive.database.all(sql, ...values) };
    },
  }),
];
