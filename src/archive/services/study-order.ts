import { findNamespace } from '../store/accounts.ts';
import { fold } from '../store/study-fields.ts';
import { type Command, command } from './command.ts';
import { list } from './listing.ts';
import { onStudy } from './needs.ts';
import { type OrderRow, orderList } from './order.ts';
import { optional, text } from './params.ts';
import type { Condition } from './filters.ts';

const searchParams = {
  accession_number: optional(text()),
  patientid: optional(text()),
  patient_name: optional(text()),
};

/** What was ordered, for a study that came in: the beginning of a number is enough, or any part of a name. */
export const studyOrderCommands: readonly Command[] = [
  command({
    url: '/study/find/order',
    required: ['uuid'],
    params: searchParams,
    needs: onStudy('study_approve'),
    run: (input, call) => {
      const { target: study, archive } = call;
      const asked = Object.values(input).some((value) => value !== undefined);
      const wanted = asked ? input : { accession_number: study.accession_number ?? undefined };
      const account = findNamespace(archive.database, study.phi_namespace)?.account ?? '';
      const conditions: Condition[] = [
        { sql: 'account = ?', values: [account] },
        ...startsWith('accession_number', wanted.accession_number),
        ...startsWith('patientid', wanted.patientid),
        ...('patient_name' in wanted && wanted.patient_name !== undefined
          ? [{ sql: 'instr(search, ?) > 0', values: [fold(wanted.patient_name)] }]
          : []),
      ];
      // A study without an accession number, and nothing to go by: every order would be a guess.
      if (conditions.length === 1) conditions.push({ sql: '0', values: [] });
      const scope = {
        sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
        values: conditions.flatMap(({ values }) => values),
      };
      const { rows, page } = list<OrderRow>(call, orderList, scope);
      return { orders: rows.map(describe), page, sources_used: ['manual'] };
    },
  }),
];

const startsWith = (column: string, value: string | undefined): Condition[] =>
  value === undefined || value === ''
    ? []
    : [{ sql: `substr(${column}, 1, length(?)) = ? COLLATE NOCASE`, values: [value, value] }];

const describe = (order: OrderRow) => ({
  find_order_uuid: order.uuid,
  accession_number: order.accession_number,
  patientid: order.patientid,
  patient_name: order.patient_name,
  patient_sex: order.patient_sex,
  patient_birth_date: order.patient_birth_date,
  order_datetime: order.created,
  ordering_provider: order.referring_physician,
});
