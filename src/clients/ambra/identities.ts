import { z } from 'zod';
import type { IdentityRecord } from '../../contract/identity-record.ts';
import type { Identities } from '../port/archive-connection.ts';
import { PermissionError } from '../port/errors.ts';
import { optionalText, present, text } from './answers.ts';
import type { Services } from './services.ts';

const Accounts = z.object({ namespaces: z.array(z.object({ type: optionalText, type_uuid: optionalText })) });

const Order = z.object({
  uuid: text,
  patientid: optionalText,
  patient_name: optionalText,
  accession_number: optionalText,
  patient_sex: optionalText,
  patient_birth_date: optionalText,
  referring_physician: optionalText,
  sps: z
    .array(
      z.object({
        modality: optionalText,
        requested_procedure_description: optionalText,
        scheduled_procedure_step_description: optionalText,
        scheduled_procedure_step_start_date: optionalText,
      }),
    )
    .nullish(),
});
const Patient = z.object({
  uuid: text,
  name: optionalText,
  mrn: optionalText,
  sex: optionalText,
  birth_date: optionalText,
});
/** One of the two may be closed to a user, and the other open. */
const closed = { NOT_PERMITTED: z.object({}).transform(() => undefined) };
const Orders = z.object({ orders: z.array(Order) }).transform(({ orders }): Found => orders.flatMap(fromOrder));
const Patients = z
  .object({ patients: z.array(Patient) })
  .transform(({ patients }): Found => patients.flatMap(fromPatient));
type Found = readonly IdentityRecord[] | undefined;

/** No person looks through more of each. */
const rows = 25;

export function createIdentities(services: Services): Identities {
  return {
    async find({ text: wanted }, signal) {
      const listed = { url: '/user/namespace/list', answer: Accounts, repeatable: true } as const;
      const { namespaces } = await services.call(listed, { signal });
      const accounts = new Set(
        namespaces.flatMap(({ type, type_uuid }) => (type === 'account_id' ? (type_uuid ?? []) : [])),
      );
      const commands = [...accounts].flatMap((account) => lookups(account, wanted));
      const answers = await services.bundle(commands, { signal });
      if (answers.length > 0 && answers.every((found) => found === undefined)) {
        throw new PermissionError('NOT_PERMITTED', 'This user may see neither orders nor patients on the server.', {
          next: 'ask-for-permission',
        });
      }
      const found = answers.flatMap((records) => records ?? []);
      return [...new Map(found.map((record) => [`${record.kind} ${record.id}`, record])).values()];
    },
  };
}

/** The calls that look for a text in one account: filters of one call must all hold, so each field has its own. */
function lookups(account: string, wanted: string) {
  const start = `${wanted}%`;
  const name = `%${wanted
    .split(/[\s,^]+/)
    .filter(Boolean)
    .join('%')}%`;
  const lookup = <Url extends `/${string}`>(url: Url, field: string, pattern: string, answer: z.ZodType<Found>) => ({
    url,
    params: { account_id: account, [`filter.${field}.like`]: pattern, 'page.rows': rows },
    answer,
    refusals: closed,
  });
  return [
    lookup('/order/list', 'accession_number', start, Orders),
    lookup('/order/list', 'patientid', start, Orders),
    lookup('/order/list', 'patient_name', name, Orders),
    lookup('/patient/list', 'mrn', start, Patients),
    lookup('/patient/list', 'name', name, Patients),
  ];
}

function fromOrder({ uuid, patientid, patient_name, sps, ...order }: z.infer<typeof Order>): IdentityRecord[] {
  // Without a number or a name it identifies nobody.
  if (patientid === undefined || patient_name === undefined) return [];
  const step = sps?.[0];
  return [
    present({
      kind: 'order' as const,
      id: uuid,
      patientId: patientid,
      patientName: patient_name,
      birthDate: dateOf(order.patient_birth_date),
      sex: order.patient_sex,
      accessionNumber: order.accession_number,
      referringPhysician: order.referring_physician,
      studyDescription: step?.requested_procedure_description ?? step?.scheduled_procedure_step_description,
      modality: step?.modality,
      scheduledDate: dateOf(step?.scheduled_procedure_step_start_date),
    }),
  ];
}

function fromPatient({ uuid, name, mrn, sex, birth_date }: z.infer<typeof Patient>): IdentityRecord[] {
  if (mrn === undefined || name === undefined) return [];
  const known = { kind: 'patient' as const, id: uuid, patientId: mrn, patientName: name };
  return [present({ ...known, birthDate: dateOf(birth_date), sex })];
}

/** `1970-01-02` or `19700102`, perhaps with a time behind it, as DA; anything else is no date to burn into an image. */
function dateOf(date: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ T]|$)/.exec(date ?? '') ?? [];
  return year === undefined ? undefined : `${year}${month}${day}`;
}
